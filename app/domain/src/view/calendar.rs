//! What an administrator sees of the years of the calendar, and what an import would move.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::TrailLine;
use crate::actor::StaffNumber;
use crate::calendar::{PlanProblems, YearPlan};
use crate::clock::RuleId;

/// Where the plan of a year comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanOrigin {
    /// It came with the product.
    BuiltIn,
    /// It was imported.
    Imported {
        /// The notice it was taken from.
        source: String,
        /// When.
        at: DateTime<Utc>,
        /// By whom; `None` for the operator at the command line.
        by: Option<StaffNumber>,
    },
    /// There is none yet: Monday to Friday count, and dates are provisional.
    Missing,
}

/// A year of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Where its plan comes from.
    pub origin: PlanOrigin,
    /// Blocks of days off.
    pub holidays: u32,
    /// Days off, weekends inside the blocks included.
    pub days_off: u32,
    /// Weekend days that are worked.
    pub make_up_days: u32,
}

/// All years, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYears {
    /// The years.
    pub years: Vec<CalendarYear>,
    /// Whether the viewer may import one.
    pub may_import: bool,
}

/// One year with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYearDetail {
    /// The year.
    pub year: CalendarYear,
    /// Its plan; `None` when there is none yet.
    pub plan: Option<YearPlan>,
    /// Who imported it, latest first.
    pub trail: Vec<TrailLine>,
    /// Whether the viewer may import it.
    pub may_import: bool,
}

/// Which end of a period moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// What the organisation promises.
    Target,
    /// The limit of the law.
    Law,
}

/// A date that an import would move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDate {
    /// Number of the case.
    pub number: String,
    /// The period.
    pub rule: RuleId,
    /// Which end of it.
    pub end: End,
    /// The date as it is.
    pub before: NaiveDate,
    /// The date as it would be.
    pub after: NaiveDate,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPreview {
    /// The year.
    pub year: i32,
    /// The plan as it was read.
    pub plan: YearPlan,
    /// The year has a plan already, which this one replaces.
    pub replaces: bool,
    /// Open cases whose periods reach into the year.
    pub cases: u32,
    /// Dates that would move.
    pub moves: u32,
    /// The latest cases among them, at most fifty dates.
    pub sample: Vec<MovedDate>,
}

/// The answer to a plan that was sent to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanLook {
    /// It can be imported.
    Good(Box<PlanPreview>),
    /// It is wrong.
    Wrong(PlanProblems),
}
