//! What an administrator sees of the clocks, and what a new target would do.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::TrailLine;
use crate::actor::StaffNumber;
use crate::case::FieldProblem;
use crate::clock::{Period, RuleId};
use crate::code::OrganisationKind;

/// A clock with what is in force at organisations of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockLine {
    /// The clock.
    pub rule: RuleId,
    /// The limit of the law, where it binds organisations of this kind.
    pub wall: Option<Period>,
    /// What the organisations promise; `None` where the law alone speaks.
    pub target: Option<Period>,
    /// First day of the target; `None` for one that came with the product.
    pub since: Option<NaiveDate>,
    /// The target that follows, with its first day.
    pub next: Option<(Period, NaiveDate)>,
    /// Whether a target can be set at all; the limits of the law cannot.
    pub is_settable: bool,
}

/// Every clock of organisations of one kind, the law first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockList {
    /// The kind of organisation.
    pub kind: OrganisationKind,
    /// The clocks.
    pub lines: Vec<ClockLine>,
}

/// A target that was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetView {
    /// The target.
    pub target: Period,
    /// Its first day.
    pub from: NaiveDate,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// By whom.
    pub set_by: Option<StaffNumber>,
}

/// One clock with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockDetail {
    /// The kind of organisation.
    pub kind: OrganisationKind,
    /// The clock.
    pub line: ClockLine,
    /// The target that came with the product.
    pub built_in: Option<Period>,
    /// Every target that was set, the latest first day first.
    pub history: Vec<TargetView>,
    /// Who set them and why, latest first.
    pub trail: Vec<TrailLine>,
    /// Whether the viewer may set a target here.
    pub may_set: bool,
    /// The present day.
    pub today: NaiveDate,
}

/// What setting a target would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetPreview {
    /// The target that would hold without it.
    pub before: Option<Period>,
    /// The new target.
    pub after: Period,
    /// Its first day.
    pub from: NaiveDate,
    /// A clock that starts then, as an example.
    pub example: DateTime<Utc>,
    /// When it would end without the new target.
    pub due_before: Option<DateTime<Utc>>,
    /// When it would end with it.
    pub due_after: Option<DateTime<Utc>>,
}

/// The answer to a target that was sent to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TargetLook {
    /// It can be set.
    Good(Box<TargetPreview>),
    /// It is wrong.
    Wrong(Vec<FieldProblem>),
}
