//! Files as a page or the HTTP interface lists them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tracking::StepBy;
use crate::attachment::{Digest, Media};

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceView {
    /// Identifier, part of the address of the file.
    pub id: Uuid,
    /// What it is.
    pub media: Media,
    /// Bytes, as they came in.
    pub size: u64,
    /// SHA-256 of the bytes as they came in.
    pub sha256: Digest,
    /// Name; one that says nothing for those who may not open it.
    pub name: String,
    /// What it shows, in the words of whoever added it.
    pub note: Option<String>,
    /// Who added it.
    pub by: StepBy,
    /// When it was added.
    pub at: DateTime<Utc>,
    /// Whether the person who filed sees it.
    pub shared: bool,
    /// Whether the viewer may open it.
    pub can_open: bool,
    /// Whether the viewer may take it away now.
    pub can_remove: bool,
}

/// The files of a draft or a case, and whether one more may be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceList {
    /// The files, in the order in which they came.
    pub files: Vec<EvidenceView>,
    /// Whether the viewer may add files.
    pub can_add: bool,
}

/// What came of handing in several files at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceKept {
    /// The files that were added.
    pub added: Vec<EvidenceView>,
    /// The files that were there before, byte for byte, and so were not added again.
    pub known: Vec<EvidenceView>,
}
