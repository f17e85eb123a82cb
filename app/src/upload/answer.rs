//! What a browser is told that sends one file.

use serde::{Deserialize, Serialize};

/// The answer. A refusal is one like any other: nothing failed when a file is too large.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadAnswer {
    /// It was kept, now or with the same bytes before.
    Kept(KeptFile),
    /// Why it was not, for the person.
    Refused(String),
    /// There is nothing to add to any more; the address that says so.
    Gone(String),
}

/// A file that is there, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Identifier.
    pub id: String,
    /// Name under which it is given out.
    pub name: String,
    /// Kind, size, time and who.
    pub about: String,
    /// The first digits of its SHA-256.
    pub digest: String,
}
