//! What an administrator sees of a code list.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::TrailLine;
use crate::actor::StaffNumber;
use crate::offer::CodeList;

/// An item with what holds for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeLine {
    /// Its code.
    pub code: String,
    /// Whether it is offered today.
    pub is_offered: bool,
    /// Since when that is so; `None` for what came with the product.
    pub since: Option<NaiveDate>,
    /// What follows, with its first day.
    pub next: Option<(bool, NaiveDate)>,
}

/// A decision on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferView {
    /// Code of the item.
    pub code: String,
    /// Whether it is offered from then on.
    pub is_offered: bool,
    /// The first day.
    pub from: NaiveDate,
    /// When it was decided.
    pub set_at: DateTime<Utc>,
    /// By whom.
    pub set_by: Option<StaffNumber>,
}

/// A code list with every decision on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeListDetail {
    /// The list.
    pub list: CodeList,
    /// Its items, in its order.
    pub lines: Vec<CodeLine>,
    /// Every decision, the latest first day first.
    pub history: Vec<OfferView>,
    /// Who decided and why, latest first.
    pub trail: Vec<TrailLine>,
    /// Whether the viewer may decide.
    pub may_set: bool,
    /// The present day.
    pub today: NaiveDate,
}
