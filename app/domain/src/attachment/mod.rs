//! Evidence that people hand in as files: what kinds, how much, and under which name.
//!
//! The kind of a file is read from its first bytes ([`Media::sniff`]), never believed from its name
//! or from what the browser says. Who may add a file to a case, and take it away again, is a rule
//! of the case (`case::evidence`).

mod digest;
mod media;
mod name;
mod redraw;
mod room;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use digest::Digest;
pub use media::{HEAD_LENGTH, Media};
pub use name::FileName;
pub use redraw::Redraw;
pub use room::{LARGEST_FILE, LARGEST_IMAGE, Room};

use crate::value::ShortText;

/// A file that was handed in. Its bytes are kept elsewhere, under its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identifier.
    pub id: Uuid,
    /// What its first bytes say it is.
    pub media: Media,
    /// Bytes, as they came in.
    pub size: u64,
    /// SHA-256 of the bytes as they came in.
    pub digest: Digest,
    /// Name under which it is given out.
    pub name: FileName,
    /// What it shows, in the words of whoever added it.
    pub note: Option<ShortText>,
    /// When the last byte had come in, UTC.
    pub received_at: DateTime<Utc>,
}
