//! The register of businesses, as staff see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::desk::QueueRow;
use crate::business::{BusinessChange, RawBusiness};
use crate::case::Finding;

/// A business in a list or among suggestions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessRow {
    /// Opaque id for addresses.
    pub id: String,
    /// Name.
    pub name: String,
    /// Credit code, or empty.
    pub credit_code: String,
    /// Address, or empty.
    pub address: String,
    /// Its cases that the viewer sees.
    pub cases: u32,
    /// Those of them that are open.
    pub open: u32,
}

/// One page of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessListView {
    /// What was looked for, or empty; never for the address bar.
    pub query: String,
    /// Last changed first.
    pub rows: Vec<BusinessRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether the viewer may add an entry.
    pub may_add: bool,
}

/// One change of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessChangeView {
    /// When.
    pub at: DateTime<Utc>,
    /// Staff number.
    pub by: String,
    /// What.
    pub kind: BusinessChange,
    /// Fields that became different, by name, with the value before and after.
    pub fields: Vec<(String, String, String)>,
}

/// An entry with its cases and its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessView {
    /// Opaque id.
    pub id: String,
    /// Number of its last change.
    pub version: u32,
    /// What it says.
    pub business: RawBusiness,
    /// The entry that took it in: id and name.
    pub merged_into: Option<(String, String)>,
    /// Its cases that the viewer sees.
    pub cases: u32,
    /// Those of them that are open.
    pub open: u32,
    /// The newest of them.
    pub newest: Vec<QueueRow>,
    /// Newest first.
    pub changes: Vec<BusinessChangeView>,
    /// Whether the viewer may correct it.
    pub may_edit: bool,
    /// Whether the viewer may merge it into another entry.
    pub may_merge: bool,
    /// The instant of the page.
    pub now: DateTime<Utc>,
}

/// Something noticed before a case is registered, with the cases it was noticed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintView {
    /// What.
    pub finding: Finding,
    /// Where, masked; newest first.
    pub cases: Vec<QueueRow>,
    /// How many further cases are not listed.
    pub more: u32,
}

/// A registration that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnfinishedView {
    /// Opaque id.
    pub id: String,
    /// Who and what it is about, masked; empty when nothing was typed yet.
    pub about: String,
    /// When it was last kept.
    pub kept_at: DateTime<Utc>,
}
