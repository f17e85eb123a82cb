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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
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
    pub(super) fn checked(self, year: i32) -> Result<Self, PlanError> {
        let (plan, flaws) = self.examined(year);
        flaws.into_iter().next().map_or(Ok(plan), Err)
    }

    /// The same plan in date order, with every rule it breaks.
    pub(super) fn examined(mut self, year: i32) -> (Self, Vec<PlanError>) {
        self.holidays.sort_by_key(|holiday| holiday.from);
        self.make_up_days.sort_unstable();
        let mut flaws = self.flaws_of_holidays(year);
        flaws.extend(self.flaws_of_make_up_days(year));
        (self, flaws)
    }

    fn flaws_of_holidays(&self, year: i32) -> Vec<PlanError> {
        let mut flaws = Vec::new();
        let mut previous: Option<NaiveDate> = None;
        for &Holiday { from, to, .. } in &self.holidays {
            flaws.extend(
                [from, to]
                    .into_iter()
                    .filter_map(|date| outside(year, date)),
            );
            if to < from {
                flaws.push(PlanError::Reversed { from, to });
            } else if previous.is_some_and(|last| from <= last) {
                flaws.push(PlanError::Twice(from));
            }
            previous = previous.max(Some(to));
        }
        flaws
    }

    fn flaws_of_make_up_days(&self, year: i32) -> Vec<PlanError> {
        let mut flaws = Vec::new();
        let mut previous: Option<NaiveDate> = None;
        for &date in &self.make_up_days {
            flaws.extend(outside(year, date));
            if previous == Some(date) {
                flaws.push(PlanError::Twice(date));
            } else if !is_weekend(date) {
                flaws.push(PlanError::MakeUpOnWeekday(date));
            } else if self
                .holidays
                .iter()
                .any(|it| (it.from..=it.to).contains(&date))
            {
                flaws.push(PlanError::MakeUpInHoliday(date));
            }
            previous = Some(date);
        }
        flaws
    }

    /// Days off by the plan, weekends inside the blocks included.
    pub fn days_off(&self) -> i64 {
        let days = self.holidays.iter();
        days.map(|it| (it.to - it.from).num_days() + 1).sum()
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

fn outside(year: i32, date: NaiveDate) -> Option<PlanError> {
    (date.year() != year).then_some(PlanError::OutsideYear { year, date })
}
