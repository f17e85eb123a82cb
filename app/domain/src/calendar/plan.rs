//! One year of the calendar, as the yearly notice states it and as an administrator imports it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::is_weekend;

/// A block of days off (放假), both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// First day off.
    pub from: NaiveDate,
    /// Last day off.
    pub to: NaiveDate,
    /// Chinese name, such as 国庆节.
    pub zh: String,
    /// English name, such as National Day.
    pub en: String,
}

/// Holidays and make-up days of one calendar year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearPlan {
    /// Blocks of days off; a block that crosses New Year is given in two parts.
    pub holidays: Vec<Holiday>,
    /// Weekend days that are worked (调休上班).
    pub make_up_days: Vec<NaiveDate>,
}

/// Why a plan cannot be the plan of its year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A date lies in another year.
    #[error("{date} is not a day of {year}")]
    OutsideYear {
        /// The year of the plan.
        year: i32,
        /// The offending date.
        date: NaiveDate,
    },
    /// A block ends before it begins.
    #[error("the holiday from {from} ends earlier, on {to}")]
    Reversed {
        /// First day of the block.
        from: NaiveDate,
        /// Last day of the block.
        to: NaiveDate,
    },
    /// Two blocks share a day, or a make-up day is named twice.
    #[error("{0} is named twice")]
    Twice(NaiveDate),
    /// A make-up day that is Monday to Friday, which is worked anyway.
    #[error("{0} is not a Saturday or Sunday and cannot be a make-up day")]
    MakeUpOnWeekday(NaiveDate),
    /// A make-up day inside a holiday.
    #[error("{0} is both a make-up day and a holiday")]
    MakeUpInHoliday(NaiveDate),
}

impl YearPlan {
    /// The same plan in date order, or the first rule it breaks.
    pub(super) fn checked(mut self, year: i32) -> Result<Self, PlanError> {
        self.holidays.sort_by_key(|holiday| holiday.from);
        self.make_up_days.sort_unstable();
        let mut previous: Option<NaiveDate> = None;
        for holiday in &self.holidays {
            inside(year, holiday.from)?;
            inside(year, holiday.to)?;
            if holiday.to < holiday.from {
                return Err(PlanError::Reversed {
                    from: holiday.from,
                    to: holiday.to,
                });
            }
            if previous.is_some_and(|last| holiday.from <= last) {
                return Err(PlanError::Twice(holiday.from));
            }
            previous = Some(holiday.to);
        }
        let mut previous: Option<NaiveDate> = None;
        for &date in &self.make_up_days {
            inside(year, date)?;
            if previous == Some(date) {
                return Err(PlanError::Twice(date));
            }
            if !is_weekend(date) {
                return Err(PlanError::MakeUpOnWeekday(date));
            }
            if self.holiday_on(date).is_some() {
                return Err(PlanError::MakeUpInHoliday(date));
            }
            previous = Some(date);
        }
        Ok(self)
    }

    /// The block that a date lies in.
    pub(super) fn holiday_on(&self, date: NaiveDate) -> Option<&Holiday> {
        let next = self
            .holidays
            .partition_point(|holiday| holiday.from <= date);
        let candidate = self.holidays.get(next.checked_sub(1)?)?;
        (date <= candidate.to).then_some(candidate)
    }

    /// Whether a weekend day is worked.
    pub(super) fn is_make_up_day(&self, date: NaiveDate) -> bool {
        self.make_up_days.binary_search(&date).is_ok()
    }

    /// Make-up days after `from` up to and including `to`.
    pub(super) fn make_up_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let days = self
            .make_up_days
            .iter()
            .filter(|day| from < **day && **day <= to)
            .count();
        i64::try_from(days).unwrap_or(i64::MAX)
    }
}

fn inside(year: i32, date: NaiveDate) -> Result<(), PlanError> {
    if date.year() == year {
        Ok(())
    } else {
        Err(PlanError::OutsideYear { year, date })
    }
}
