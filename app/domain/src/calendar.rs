//! The working-day calendar: weekends, public holidays and the weekend days worked instead (调休).
//!
//! The State Council announces each year's plan in the autumn before, so a calendar always ends
//! somewhere. A year without a plan counts Monday to Friday and says so (`provisional`); it is
//! never refused and never a reason to panic.

mod import;
mod plan;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

pub use import::{FlawKind, PlanFlaw, PlanProblems, RawYearPlan, YearPlanForm};
pub use plan::{Holiday, PlanError, YearPlan};

/// The plans of 2004–2026 as JSON (`data/README.md` names source and licence).
///
/// Only the server reads it, through [`Calendar::built_in`]; an unused constant leaves no bytes in
/// the browser bundle.
pub const BUILT_IN: &str = include_str!("../data/calendar.json");

/// Why a text is not a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The text is not JSON of the expected shape, or one of its years breaks a rule of
    /// [`PlanError`]; the message says which.
    #[error("not a calendar: {0}")]
    Unreadable(String),
}

/// What kind of day a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday, no holiday.
    WorkingDay,
    /// A Saturday or Sunday that is worked in exchange for a day off (调休上班).
    MakeUpDay,
    /// A Saturday or Sunday outside every holiday.
    Weekend,
    /// A day of a holiday block, days off in lieu and enclosed weekends included (放假).
    Holiday(&'a Holiday),
}

impl DayKind<'_> {
    /// Whether offices work on such a day.
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::WorkingDay | Self::MakeUpDay)
    }
}

/// A date as the calendar sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'a> {
    /// What kind of day it is.
    pub kind: DayKind<'a>,
    /// The year has no plan yet, so the kind is only the day of the week.
    pub provisional: bool,
}

/// Working days by year, from the yearly plans loaded so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<i32, YearPlan>", into = "BTreeMap<i32, YearPlan>")]
pub struct Calendar {
    years: BTreeMap<i32, YearPlan>,
}

impl Calendar {
    /// A calendar without any plan: Monday to Friday, every day provisional.
    pub const fn empty() -> Self {
        Self {
            years: BTreeMap::new(),
        }
    }

    /// The calendar that comes with the product, 2004–2026.
    ///
    /// # Errors
    /// None in practice: a test reads the compiled-in data.
    pub fn built_in() -> Result<Self, CalendarError> {
        Self::from_json(BUILT_IN)
    }

    /// Reads plans by year: `{"2026": {"holidays": [{"from", "to", "zh", "en"}], "make_up_days": []}}`.
    ///
    /// # Errors
    /// When the text is not of that shape or a year breaks a rule of [`PlanError`].
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        serde_json::from_str(text).map_err(|error| CalendarError::Unreadable(error.to_string()))
    }

    /// The same calendar with the plan of one year added or replaced.
    ///
    /// # Errors
    /// When the plan breaks a rule of [`PlanError`].
    pub fn with_year(mut self, year: i32, plan: YearPlan) -> Result<Self, PlanError> {
        self.years.insert(year, plan.checked(year)?);
        Ok(self)
    }

    /// Years that have a plan, ascending.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// The plan of a year, if it is known.
    pub fn plan(&self, year: i32) -> Option<&YearPlan> {
        self.years.get(&year)
    }

    /// What kind of day a date is.
    pub fn day(&self, date: NaiveDate) -> Day<'_> {
        let weekend = is_weekend(date);
        let Some(plan) = self.years.get(&date.year()) else {
            let kind = if weekend {
                DayKind::Weekend
            } else {
                DayKind::WorkingDay
            };
            return Day {
                kind,
                provisional: true,
            };
        };
        let kind = match plan.holiday_on(date) {
            Some(holiday) => DayKind::Holiday(holiday),
            None if !weekend => DayKind::WorkingDay,
            None if plan.is_make_up_day(date) => DayKind::MakeUpDay,
            None => DayKind::Weekend,
        };
        Day {
            kind,
            provisional: false,
        }
    }

    /// Working days after `from` up to and including `to`; zero when `to` is not later.
    ///
    /// Does not walk over the days, so that dates centuries apart cost no more than neighbours.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to <= from {
            return 0;
        }
        let plans = self
            .years
            .range(from.year()..=to.year())
            .map(|(_, plan)| plan);
        let adjustment: i64 = plans
            .map(|plan| {
                let worked = plan.make_up_days_between(from, to);
                let free: i64 = plan
                    .holidays
                    .iter()
                    .map(|h| {
                        weekdays_between(
                            h.from.pred_opt().unwrap_or(h.from).max(from),
                            h.to.min(to),
                        )
                    })
                    .sum();
                worked - free
            })
            .sum();
        weekdays_between(from, to) + adjustment
    }
}

impl TryFrom<BTreeMap<i32, YearPlan>> for Calendar {
    type Error = PlanError;

    fn try_from(plans: BTreeMap<i32, YearPlan>) -> Result<Self, PlanError> {
        plans
            .into_iter()
            .try_fold(Self::empty(), |calendar, (year, plan)| {
                calendar.with_year(year, plan)
            })
    }
}

impl From<Calendar> for BTreeMap<i32, YearPlan> {
    fn from(calendar: Calendar) -> Self {
        calendar.years
    }
}

/// Whether a date is a Saturday or Sunday.
pub(crate) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days from Monday to Friday after `from` up to and including `to`; zero when `to` is not later.
fn weekdays_between(from: NaiveDate, to: NaiveDate) -> i64 {
    let days = (to - from).num_days();
    if days <= 0 {
        return 0;
    }
    let rest = days % 7;
    let weekends_in_rest = (0..rest)
        .filter(|back| {
            to.checked_sub_signed(TimeDelta::days(*back))
                .is_some_and(is_weekend)
        })
        .count();
    days / 7 * 5 + rest - i64::try_from(weekends_in_rest).unwrap_or(rest)
}
