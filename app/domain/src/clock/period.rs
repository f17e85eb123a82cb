//! Lengths of time as the law states them.

use chrono::{Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "unit", content = "n", rename_all = "snake_case")]
pub enum Period {
    /// Working days (工作日).
    WorkingDays(u16),
    /// Calendar days (日), moved past a public holiday at the end.
    NaturalDays(u16),
    /// Years (年), ending on the same date or the last of its month, then as natural days.
    Years(u8),
    /// Natural hours (小时).
    Hours(u16),
}

impl Period {
    /// How many days are counted from `start`, or `None` for hours.
    pub(super) fn days_from(self, start: NaiveDate) -> Option<i64> {
        match self {
            Self::WorkingDays(n) | Self::NaturalDays(n) => Some(i64::from(n)),
            Self::Years(n) => {
                let end = start.checked_add_months(Months::new(u32::from(n) * 12));
                Some((end.unwrap_or(NaiveDate::MAX) - start).num_days())
            }
            Self::Hours(_) => None,
        }
    }

    /// The length of a period of hours.
    pub(super) fn duration(self) -> Option<TimeDelta> {
        match self {
            Self::Hours(n) => Some(TimeDelta::hours(i64::from(n))),
            _ => None,
        }
    }

    /// Whether only working days count.
    pub const fn counts_working_days(self) -> bool {
        matches!(self, Self::WorkingDays(_))
    }
}
