//! The plan of a year as an administrator pastes it, and every line of it that is wrong.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PlanError, YearPlan};
use crate::case::{Fault, FieldProblem, Reader};
use crate::locale::{Locale, format_date};
use crate::tr;
use crate::value::ShortText;

/// Years that can be imported; before 2004 nothing was ever filed.
const YEARS: std::ops::RangeInclusive<i32> = 2004..=2100;
/// Characters of a plan; a real one has about two thousand.
const LONGEST_PLAN: usize = 20_000;
/// Flaws that are told at once.
const MOST_FLAWS: usize = 20;

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "see YearPlanForm")]
pub struct RawYearPlan {
    pub year: String,
    pub source: String,
    pub plan: String,
}

/// A plan that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearPlanForm {
    /// The year.
    pub year: i32,
    /// The notice it is taken from, by name and number.
    pub source: ShortText,
    /// Holidays and make-up days, in date order.
    pub plan: YearPlan,
}

/// What is wrong with a line of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlawKind {
    /// The text is not JSON from here on.
    NotJson,
    /// A name is not known, is missing, or its value is of the wrong kind.
    NotAPlan,
    /// The plan is that of another year.
    OtherYear,
    /// A date breaks a rule.
    Rule(PlanError),
}

/// A line of a plan that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFlaw {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub kind: FlawKind,
}

impl PlanFlaw {
    /// What is wrong, and what would be right.
    pub fn message(&self, locale: Locale) -> String {
        let day = |date: &NaiveDate| format_date(locale, *date);
        match &self.kind {
            FlawKind::NotJson => tr!(locale, "calendar.flaw.not_json"),
            FlawKind::NotAPlan => tr!(locale, "calendar.flaw.not_a_plan"),
            FlawKind::OtherYear => tr!(locale, "calendar.flaw.other_year"),
            FlawKind::Rule(PlanError::OutsideYear { year, date }) => {
                tr!(
                    locale,
                    "calendar.flaw.outside_year",
                    date = day(date),
                    year = year
                )
            }
            FlawKind::Rule(PlanError::Reversed { from, to }) => {
                tr!(
                    locale,
                    "calendar.flaw.reversed",
                    from = day(from),
                    to = day(to)
                )
            }
            FlawKind::Rule(PlanError::Twice(date)) => {
                tr!(locale, "calendar.flaw.twice", date = day(date))
            }
            FlawKind::Rule(PlanError::MakeUpOnWeekday(date)) => {
                tr!(locale, "calendar.flaw.on_weekday", date = day(date))
            }
            FlawKind::Rule(PlanError::MakeUpInHoliday(date)) => {
                tr!(locale, "calendar.flaw.in_holiday", date = day(date))
            }
        }
        .into_owned()
    }
}

/// Why a form is no plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanProblems {
    /// Fields that are wrong.
    pub fields: Vec<FieldProblem>,
    /// Lines of the plan that are wrong, at most twenty.
    pub flaws: Vec<PlanFlaw>,
}

impl RawYearPlan {
    /// Reads the form. The plan is `{"holidays": […], "make_up_days": […]}`, alone or under its
    /// year: `{"2027": {…}}`.
    ///
    /// # Errors
    /// Every field and line that is wrong.
    pub fn parse(&self) -> Result<YearPlanForm, PlanProblems> {
        let mut read = Reader::default();
        let year = read.required("year", Some(&self.year), |text| {
            let year: Option<i32> = text.parse().ok();
            year.filter(|year| YEARS.contains(year))
                .ok_or(Fault::Malformed)
        });
        let source = read.required("source", Some(&self.source), ShortText::parse);
        let plan = read.required("plan", Some(&self.plan), |text| {
            let fits = text.chars().count() <= LONGEST_PLAN;
            fits.then(|| text.to_owned()).ok_or(Fault::TooLong)
        });
        // Lines are counted in what was typed, blank ones at the beginning included.
        let plan = plan.zip(year).map(|(_, year)| read_plan(&self.plan, year));
        let (plan, flaws) = match plan {
            Some(Ok(plan)) => (Some(plan), Vec::new()),
            Some(Err(flaws)) => {
                read.refuse("plan", Fault::Malformed);
                (None, flaws)
            }
            None => (None, Vec::new()),
        };
        let form = || {
            Some(YearPlanForm {
                year: year?,
                source: source?,
                plan: plan?,
            })
        };
        let form = form();
        read.finish(form)
            .map_err(|fields| PlanProblems { fields, flaws })
    }
}

fn read_plan(text: &str, year: i32) -> Result<YearPlan, Vec<PlanFlaw>> {
    let plan = parse(text, year).map_err(|flaw| vec![flaw])?;
    let (plan, flaws) = plan.examined(year);
    if flaws.is_empty() {
        return Ok(plan);
    }
    let flaws = flaws.into_iter().take(MOST_FLAWS);
    Err(flaws.map(|error| at_its_line(text, error)).collect())
}

fn parse(text: &str, year: i32) -> Result<YearPlan, PlanFlaw> {
    let first_name = text.split('"').nth(1).unwrap_or_default();
    let of_years = first_name.parse::<i32>().is_ok();
    let flaw = |line: usize, kind| PlanFlaw {
        line: u32::try_from(line).unwrap_or(u32::MAX).max(1),
        kind,
    };
    let unreadable = |error: serde_json::Error| {
        let kind = if error.is_data() {
            FlawKind::NotAPlan
        } else {
            FlawKind::NotJson
        };
        flaw(error.line(), kind)
    };
    if !of_years {
        return serde_json::from_str(text).map_err(unreadable);
    }
    let mut years: BTreeMap<i32, YearPlan> = serde_json::from_str(text).map_err(unreadable)?;
    let plan = years.remove(&year);
    plan.filter(|_| years.is_empty())
        .ok_or_else(|| flaw(1, FlawKind::OtherYear))
}

/// A broken rule at the line on which its date stands; what is named twice, at the second.
fn at_its_line(text: &str, error: PlanError) -> PlanFlaw {
    let (date, last) = match &error {
        PlanError::OutsideYear { date, .. } => (date, false),
        PlanError::Reversed { from, .. } => (from, false),
        PlanError::Twice(date)
        | PlanError::MakeUpOnWeekday(date)
        | PlanError::MakeUpInHoliday(date) => (date, true),
    };
    let date = date.to_string();
    let mut lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.contains(&date));
    let found = if last { lines.last() } else { lines.next() };
    PlanFlaw {
        line: found.map_or(1, |(_, number)| number),
        kind: FlawKind::Rule(error),
    }
}
