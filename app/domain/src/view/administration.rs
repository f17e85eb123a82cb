//! What administrators see: organisations, accounts, and the trail of what was changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::desk::OrganisationView;
use crate::actor::{AccountId, StaffNumber};
use crate::administration::{Change, Deed};
use crate::code::Role;
use crate::device::Device;

/// An organisation in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationLine {
    /// What anybody may see of it.
    pub organisation: OrganisationView,
    /// Six digits of the division.
    pub division: String,
    /// Code of the organisation above; `None` for the root.
    pub parent: Option<String>,
    /// How deep it stands below the viewer's own.
    pub depth: u32,
    /// It takes no new cases and no new people.
    pub is_closed: bool,
}

/// An organisation with everything around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationDetail {
    /// The organisation.
    pub line: OrganisationLine,
    /// What the numbers of its documents begin with.
    pub document_sign: Option<String>,
    /// Cases that are not closed.
    pub open_cases: u32,
    /// Accounts that can sign in.
    pub accounts: u32,
    /// What was changed about it, latest first.
    pub trail: Vec<TrailLine>,
}

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    /// Identifier, for its address.
    pub id: AccountId,
    /// Name to sign in with.
    pub login: String,
    /// Staff number.
    pub number: StaffNumber,
    /// Name of the person.
    pub name: String,
    /// Roles, the chief one first.
    pub roles: Vec<Role>,
    /// Where the person works.
    pub organisation: OrganisationView,
    /// The account cannot sign in until it is unlocked.
    pub is_locked: bool,
    /// The password still has to be changed by the person.
    pub must_change_password: bool,
    /// A program uses it, by tokens; nobody signs in with it.
    pub is_machine: bool,
}

/// An account with everything around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountDetail {
    /// The account.
    pub line: AccountLine,
    /// Devices that are signed in.
    pub sessions: u32,
    /// A second factor is asked for at the sign-in.
    pub has_second_factor: bool,
    /// It is the viewer's own, which somebody else has to change.
    pub is_own: bool,
    /// What was changed about it, latest first.
    pub trail: Vec<TrailLine>,
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the operator at the command line.
    pub by: Option<StaffNumber>,
    /// What was done.
    pub deed: Deed,
    /// To what, by its name at the time.
    pub label: String,
    /// Values before and after.
    pub changes: Vec<Change>,
}

/// One page of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailPage {
    /// Latest first.
    pub lines: Vec<TrailLine>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A device on which a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Opaque identifier, by which the person ends it.
    pub id: String,
    /// What the browser says it is.
    pub device: Device,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last used, to within a few minutes.
    pub last_seen_at: DateTime<Utc>,
    /// It is the one that asks.
    pub is_current: bool,
}
