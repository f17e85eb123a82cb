//! What a person sees of the keys to their account: second factor, PIN, locked session.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::administration::TrailLine;
use crate::actor::StaffNumber;

/// What opens an account beside its password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysView {
    /// Since when a second factor is asked for; `None` without one.
    pub second_factor_since: Option<DateTime<Utc>>,
    /// Recovery codes that were not used yet.
    pub recovery_codes: u32,
    /// Since when there is a PIN.
    pub pin_since: Option<DateTime<Utc>>,
    /// An administrator took the second factor away, and there is no other since.
    pub reset: Option<TrailLine>,
}

/// A secret that waits to be confirmed. It has no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedSecret {
    /// In base 32, for typing.
    pub secret: String,
    /// The address that authenticators read from a QR code.
    pub address: String,
}

/// A locked session, as far as somebody may see who has not opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockedView {
    /// Whose it is.
    pub number: StaffNumber,
    /// How often a PIN may still be tried.
    pub tries_left: i64,
    /// The last PIN was wrong.
    pub was_wrong: bool,
}
