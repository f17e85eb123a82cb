//! What a search of staff finds.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::desk::QueueRow;
use crate::search::Match;

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRow {
    /// The case, as a queue shows it.
    pub case: QueueRow,
    /// Why it was found; at least one reason.
    pub why: Vec<Match>,
}

/// One page of what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// What was typed, for the search box; never for the address bar.
    pub query: String,
    /// Only four digits were typed: they are not compared with telephone numbers without a
    /// second fact.
    pub is_tail_alone: bool,
    /// Newest first.
    pub rows: Vec<FoundRow>,
    /// Where the search goes on. A page may be short, or empty, and still have a next one.
    pub next: Option<String>,
    /// The instant of the page, so that words about time are the same on both sides.
    pub now: DateTime<Utc>,
}
