//! What an administrator sees of machine accounts and their tokens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TrailLine;
use super::desk::OrganisationView;
use crate::code::Scope;

/// A machine account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineView {
    /// Name by which tokens are issued for it.
    pub login: String,
    /// What people call it.
    pub name: String,
    /// Where it works.
    pub organisation: OrganisationView,
}

/// A token, without itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenView {
    /// Identifier, by which it is revoked.
    pub id: Uuid,
    /// Its machine account.
    pub machine: MachineView,
    /// What people call it.
    pub name: String,
    /// Its first characters.
    pub prefix: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to within a few minutes.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl TokenView {
    /// Whether it opens anything at an instant.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// A token with what was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenDetail {
    /// The token.
    pub token: TokenView,
    /// Who issued it and who revoked it, latest first.
    pub trail: Vec<TrailLine>,
    /// The instant of the page.
    pub now: DateTime<Utc>,
}

/// Machine accounts and tokens that an administrator looks after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachinesView {
    /// The accounts.
    pub machines: Vec<MachineView>,
    /// Their tokens, newest first.
    pub tokens: Vec<TokenView>,
    /// The instant of the page.
    pub now: DateTime<Utc>,
}
