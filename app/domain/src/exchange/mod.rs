//! The table of thirteen columns in which market regulators list cases (the list of the national
//! platform): what its cells mean when cases are taken over, and what they say of a case here.
//!
//! Nothing here knows a file format: a [`Row`] is thirteen texts, however they were written.

mod column;
mod flaw;
mod formula;
mod outgoing;
mod record;

pub use column::{Column, Row};
pub use flaw::{Flaw, RowProblem};
pub use formula::{guarded, unguarded};
pub use outgoing::{Handling, outgoing_row};
pub use record::{Imported, Record, Stage, identity};
