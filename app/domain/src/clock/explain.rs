//! Why this date: every day counted or skipped, with its reason.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::pause::{Pause, Until};
use super::period::Period;
use super::profile::ClockProfile;
use super::rule::RuleId;
use super::running::{target_of, target_pauses_of};
use super::start::Start;
use super::walk::{Conditions, Step, Verdict, Walk, end_of};
use crate::calendar::{Calendar, DayKind, Holiday};

/// Why a day is counted or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The day of the event is never counted (Order 121 Art. 45).
    StartDay,
    /// Monday to Friday, counted.
    WorkingDay,
    /// A weekend day that is worked, counted.
    MakeUpDay,
    /// A plain weekend day, not counted as a working day.
    Weekend,
    /// A day of a public holiday, not counted as a working day.
    Holiday,
    /// A day of a period in days, years or hours, counted whatever it is.
    NaturalDay,
    /// The last day fell on a public holiday, so the period goes on to this day.
    RolledOver,
    /// The clock stood still at the end of this day.
    Paused,
}

/// One day of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDay {
    /// The day, at UTC+08:00.
    pub date: NaiveDate,
    /// Whether it is one of the days of the period.
    pub counted: bool,
    /// Why.
    pub reason: Reason,
    /// Chinese name of the holiday the day belongs to.
    pub name: Option<String>,
    /// English name of the holiday the day belongs to.
    pub name_en: Option<String>,
}

/// The answer to "why this date?".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The event, as it was given.
    pub from: Start,
    /// The clock.
    pub rule: RuleId,
    /// The due date; `None` while a pause is open.
    pub due: Option<NaiveDate>,
    /// The due instant.
    pub due_at: Option<DateTime<Utc>>,
    /// The date may change when the plan of a missing year is imported.
    pub provisional: bool,
    /// From the day of the event to the due date, no day left out. With an open pause the list
    /// ends on the first day that is still paused.
    pub days: Vec<ExplainedDay>,
}

/// Lists the days between the event and the due date of a clock (its target, or the limit of the
/// law where there is no target). The dates are those of [`run`](super::run).
pub fn explain(
    rule: RuleId,
    start: impl Into<Start>,
    pauses: &[Pause],
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Explanation {
    let start = start.into();
    let terms = profile.terms_at(rule, start.instant());
    let period = target_of(&terms);
    let conditions = Conditions {
        calendar,
        pauses,
        stopped_by: target_pauses_of(&terms),
        roll_weekend: profile.roll_weekend,
    };
    let end = end_of(start, period, conditions);
    let mut days = vec![start_day(start.date(), calendar)];
    if matches!(period, Period::Hours(_)) {
        days.extend(days_of_hours(start.date(), end.due(), conditions));
    } else {
        let working = period.counts_working_days();
        days.extend(Walk::new(start.date(), period, conditions).map(|step| counted(step, working)));
    }
    Explanation {
        from: start,
        rule,
        due: end.due(),
        due_at: end.due_at,
        provisional: end.provisional,
        days,
    }
}

fn start_day(date: NaiveDate, calendar: &Calendar) -> ExplainedDay {
    explained(date, false, Reason::StartDay, calendar.day(date).kind)
}

fn counted(step: Step<'_>, working: bool) -> ExplainedDay {
    let kind = step.day.kind;
    let reason = match step.verdict {
        Verdict::Paused(_) => Reason::Paused,
        Verdict::Rolled => Reason::RolledOver,
        Verdict::Counted if !working => Reason::NaturalDay,
        Verdict::Counted | Verdict::Skipped => match kind {
            DayKind::WorkingDay => Reason::WorkingDay,
            DayKind::MakeUpDay => Reason::MakeUpDay,
            DayKind::Weekend => Reason::Weekend,
            DayKind::Holiday(_) => Reason::Holiday,
        },
    };
    explained(step.date, step.verdict == Verdict::Counted, reason, kind)
}

/// The dates that a period of hours touches. A day at whose end the clock stands still is paused,
/// though some of its hours may have run.
fn days_of_hours(
    start: NaiveDate,
    due: Option<NaiveDate>,
    conditions: Conditions<'_>,
) -> impl Iterator<Item = ExplainedDay> {
    let mut open = false;
    start
        .iter_days()
        .skip(1)
        .take_while(move |date| due.is_none_or(|due| *date <= due))
        .map_while(move |date| {
            let kind = conditions.calendar.day(date).kind;
            let paused = conditions.paused_on(date);
            if std::mem::replace(&mut open, paused == Some(Until::Open)) {
                return None;
            }
            // The last hours always run, even if a later pause covers the end of the day.
            let runs = paused.is_none() || due == Some(date);
            let reason = if runs {
                Reason::NaturalDay
            } else {
                Reason::Paused
            };
            Some(explained(date, runs, reason, kind))
        })
}

fn explained(date: NaiveDate, counted: bool, reason: Reason, kind: DayKind<'_>) -> ExplainedDay {
    let holiday: Option<&Holiday> = match kind {
        DayKind::Holiday(holiday) => Some(holiday),
        _ => None,
    };
    ExplainedDay {
        date,
        counted,
        reason,
        name: holiday.map(|holiday| holiday.zh.clone()),
        name_en: holiday.map(|holiday| holiday.en.clone()),
    }
}
