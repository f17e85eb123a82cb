//! Lengths of time as the law states them.

use chrono::{Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::locale::Locale;
use crate::tr;

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

    /// The unit on the wire.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::WorkingDays(_) => "working_days",
            Self::NaturalDays(_) => "natural_days",
            Self::Years(_) => "years",
            Self::Hours(_) => "hours",
        }
    }

    /// How many units it has.
    pub fn number(self) -> u16 {
        match self {
            Self::WorkingDays(n) | Self::NaturalDays(n) | Self::Hours(n) => n,
            Self::Years(n) => n.into(),
        }
    }

    /// As many of the same unit; years stay within what they can be.
    #[must_use]
    pub(super) fn with_number(self, n: u16) -> Self {
        match self {
            Self::WorkingDays(_) => Self::WorkingDays(n),
            Self::NaturalDays(_) => Self::NaturalDays(n),
            Self::Years(_) => Self::Years(u8::try_from(n).unwrap_or(u8::MAX)),
            Self::Hours(_) => Self::Hours(n),
        }
    }

    /// Whether it ends within the other one, whenever both start. Days contain their hours, for
    /// the day of the event is not counted; other units cannot be compared.
    pub(super) fn is_within(self, wall: Self) -> bool {
        match (self, wall) {
            (Self::WorkingDays(n), Self::WorkingDays(most))
            | (Self::NaturalDays(n), Self::NaturalDays(most))
            | (Self::Hours(n), Self::Hours(most)) => n <= most,
            (Self::Years(n), Self::Years(most)) => n <= most,
            (Self::Hours(n), Self::WorkingDays(most) | Self::NaturalDays(most)) => {
                u32::from(n) <= u32::from(most) * 24
            }
            _ => false,
        }
    }

    /// The period in words.
    pub fn words(self, locale: Locale) -> String {
        let n = self.number();
        match self {
            Self::WorkingDays(1) => tr!(locale, "clock.period.working_day"),
            Self::WorkingDays(_) => tr!(locale, "clock.period.working_days", n = n),
            Self::NaturalDays(1) => tr!(locale, "clock.period.natural_day"),
            Self::NaturalDays(_) => tr!(locale, "clock.period.natural_days", n = n),
            Self::Years(1) => tr!(locale, "clock.period.year"),
            Self::Years(_) => tr!(locale, "clock.period.years", n = n),
            Self::Hours(1) => tr!(locale, "clock.period.hour"),
            Self::Hours(_) => tr!(locale, "clock.period.hours", n = n),
        }
        .into_owned()
    }

    /// Whether only working days count.
    pub const fn counts_working_days(self) -> bool {
        matches!(self, Self::WorkingDays(_))
    }
}
