//! One clock of one case.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::pause::Pause;
use super::period::Period;
use super::profile::ClockProfile;
use super::rule::RuleId;
use super::start::Start;
use super::terms::{Breach, Terms};
use super::walk::{Conditions, End, end_of};
use crate::calendar::Calendar;

/// The dates of a clock. `due` is the target or, where there is none, the limit of the law.
///
/// A date is `None` while a pause that stops it is open, and the wall also where the law sets none
/// (then [`Clock::wall_period`] is `None` as well).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which clock.
    pub clock: RuleId,
    /// The event that started it.
    pub start: Start,
    /// Last day to act, at UTC+08:00.
    pub due: Option<NaiveDate>,
    /// Last second to act.
    pub due_at: Option<DateTime<Utc>>,
    /// Last day the law allows.
    pub wall: Option<NaiveDate>,
    /// Last second the law allows.
    pub wall_at: Option<DateTime<Utc>>,
    /// What sets the limit, in Chinese.
    pub basis: String,
    /// What sets the limit, in English.
    pub basis_en: String,
    /// A date may change when the plan of a missing year is imported.
    pub provisional: bool,
    /// Length of the period that ends on `due`.
    pub period: Period,
    /// Length of the period that ends on `wall`.
    pub wall_period: Option<Period>,
    /// What follows when the clock runs out.
    pub on_breach: Breach,
}

/// Computes the dates of a clock from its start, the pauses of the case, the calendar and the
/// values of the organisation. Pauses whose reason does not stop this clock are ignored.
pub fn run(
    rule: RuleId,
    start: impl Into<Start>,
    pauses: &[Pause],
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Clock {
    let start = start.into();
    run_on(
        rule,
        start,
        &profile.terms_at(rule, start.instant()),
        pauses,
        calendar,
        profile,
    )
}

/// The same after an extension was approved by the head of the authority.
pub fn run_extended(
    rule: RuleId,
    start: impl Into<Start>,
    pauses: &[Pause],
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Clock {
    let start = start.into();
    let terms = profile.terms_at(rule, start.instant());
    let terms = terms.into_owned().extended();
    run_on(rule, start, &terms, pauses, calendar, profile)
}

fn run_on(
    rule: RuleId,
    start: Start,
    terms: &Terms,
    pauses: &[Pause],
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Clock {
    let target = target_of(terms);
    let conditions = |stopped_by| Conditions {
        calendar,
        pauses,
        stopped_by,
        roll_weekend: profile.roll_weekend,
    };
    let due = end_of(start, target, conditions(target_pauses_of(terms)));
    let wall = terms
        .wall
        .map(|period| end_of(start, period, conditions(&terms.wall_pauses)));
    let basis = basis(rule, terms, profile);
    Clock {
        clock: rule,
        start,
        due: due.due(),
        due_at: due.due_at,
        wall: wall.and_then(End::due),
        wall_at: wall.and_then(|end| end.due_at),
        basis: basis.0,
        basis_en: basis.1,
        provisional: due.provisional || wall.is_some_and(|end| end.provisional),
        period: target,
        wall_period: terms.wall,
        on_breach: terms.on_breach,
    }
}

/// The period that ends on the due date. A profile that sets neither target nor wall has a period
/// of no days: due on the day of the event, the loudest answer to an empty setting.
pub(super) fn target_of(terms: &Terms) -> Period {
    terms
        .target
        .or(terms.wall)
        .unwrap_or(Period::NaturalDays(0))
}

/// What stops the period that ends on the due date.
pub(super) fn target_pauses_of(terms: &Terms) -> &[super::pause::PauseReason] {
    if terms.target.is_some() {
        &terms.target_pauses
    } else {
        &terms.wall_pauses
    }
}

/// Who sets the limit, in Chinese and English.
fn basis(rule: RuleId, terms: &Terms, profile: &ClockProfile) -> (String, String) {
    let article = terms.wall.and_then(|_| rule.citation(profile.ruleset));
    match article {
        Some(text) if rule.is_law() => (text.zh.to_owned(), text.en.to_owned()),
        Some(text) => (
            format!("本机构办理时限；法定期限依据{}", text.zh),
            format!(
                "Time limit of this organisation; limit of the law: {}",
                text.en
            ),
        ),
        None => (
            "本机构办理时限".to_owned(),
            "Time limit of this organisation".to_owned(),
        ),
    }
}
