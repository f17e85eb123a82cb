//! Who may administer what: organisations, accounts, and what is kept of every change.
//!
//! An administrator's reach is their own organisation and everything below it ([`Tree`]);
//! calendars, code lists and periods of the whole county belong to the administrators of its root.
//! Nobody changes their own roles, and whatever is changed leaves a line in the trail ([`Deed`]).

mod account;
mod first_day;
mod obstacle;
mod organisation;
mod password;
mod trail;
mod tree;

pub use account::{AccountForm, RawAccount, check_change};
pub(crate) use first_day::first_day;
pub use obstacle::Obstacle;
pub use organisation::{OrganisationForm, RawOrganisation};
pub use password::{LONGEST_PASSWORD, RawPassword, SHORTEST_PASSWORD};
pub use trail::{Change, Deed, changes};
pub use tree::{Load, Node, Relation, Tree};
