//! The cases before and after the one that is open, in the list it was opened from.

use serde::{Deserialize, Serialize};

use crate::value::CaseNumber;

/// A case beside the open one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Its number.
    pub number: CaseNumber,
    /// Its own place in the list, as [`super::QueueRow::place`].
    pub place: String,
}

/// The cases on both sides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Neighbours {
    /// The last one before; none at the beginning of the list.
    pub previous: Option<Neighbour>,
    /// The first one after; none at its end.
    pub next: Option<Neighbour>,
}
