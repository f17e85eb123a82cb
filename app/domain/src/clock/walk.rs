//! The one place where days are counted.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::pause::{Pause, PauseReason, Until};
use super::period::Period;
use super::start::Start;
use super::zone::{end_of_day, local_date};
use crate::calendar::{Calendar, Day, DayKind};

/// Everything a count depends on besides its start and length.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'a> {
    pub calendar: &'a Calendar,
    pub pauses: &'a [Pause],
    /// The reasons that stop this clock.
    pub stopped_by: &'a [PauseReason],
    pub roll_weekend: bool,
}

impl Conditions<'_> {
    fn effective(&self) -> impl Iterator<Item = &Pause> {
        self.pauses
            .iter()
            .filter(|pause| self.stopped_by.contains(&pause.reason))
    }

    /// If the clock stands still at the end of `date`, when it runs again at the earliest.
    pub(super) fn paused_on(&self, date: NaiveDate) -> Option<Until> {
        let mut latest = None;
        for pause in self.effective() {
            match pause.over_end_of(date) {
                Some(Until::Open) => return Some(Until::Open),
                Some(Until::Date(resumed)) => latest = latest.max(Some(resumed)),
                None => {}
            }
        }
        latest.map(Until::Date)
    }

    /// Whether a natural-day period may not end on such a day.
    fn moves_the_end(&self, kind: DayKind<'_>) -> bool {
        match kind {
            DayKind::Holiday(_) => true,
            DayKind::Weekend => self.roll_weekend,
            DayKind::WorkingDay | DayKind::MakeUpDay => false,
        }
    }
}

/// What the walk found on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Counted,
    Skipped,
    Rolled,
    Paused(Until),
}

/// One day of the walk.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub date: NaiveDate,
    pub day: Day<'a>,
    pub verdict: Verdict,
    /// The verdict may change when the plan of the year is imported.
    pub uncertain: bool,
}

/// The days after the start, up to and including the due date.
pub(super) struct Walk<'a> {
    conditions: Conditions<'a>,
    working: bool,
    left: i64,
    date: NaiveDate,
    over: bool,
}

impl<'a> Walk<'a> {
    /// Begins a count of days; nothing to walk for a period of hours or of length zero.
    pub(super) fn new(start: NaiveDate, period: Period, conditions: Conditions<'a>) -> Self {
        let left = period.days_from(start).unwrap_or(0);
        let working = period.counts_working_days();
        Self {
            conditions,
            working,
            left,
            date: start,
            over: left <= 0,
        }
    }

    /// Passes over paused days in one stride.
    fn stride_to(&mut self, resumed: NaiveDate) {
        self.date = resumed.pred_opt().unwrap_or(resumed).max(self.date);
    }

    fn count(&mut self, day: Day<'a>) -> (Verdict, bool) {
        if self.working {
            if !day.kind.is_worked() {
                return (Verdict::Skipped, day.provisional);
            }
            self.left -= 1;
            self.over = self.left == 0;
            return (Verdict::Counted, day.provisional);
        }
        let verdict = if self.left > 0 {
            Verdict::Counted
        } else {
            Verdict::Rolled
        };
        self.left -= 1;
        if self.left > 0 {
            return (verdict, false);
        }
        self.over = !self.conditions.moves_the_end(day.kind);
        (verdict, day.provisional)
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.over {
            return None;
        }
        // The end of representable time ends every period.
        self.date = self.date.succ_opt()?;
        let date = self.date;
        let day = self.conditions.calendar.day(date);
        let (verdict, uncertain) = match self.conditions.paused_on(date) {
            Some(until) => {
                self.over = until == Until::Open;
                (Verdict::Paused(until), false)
            }
            None => self.count(day),
        };
        Some(Step {
            date,
            day,
            verdict,
            uncertain,
        })
    }
}

/// The end of a period; `due_at` is `None` while a pause is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub due_at: Option<DateTime<Utc>>,
    pub provisional: bool,
}

impl End {
    pub(super) fn due(self) -> Option<NaiveDate> {
        self.due_at.map(local_date)
    }
}

/// When a period ends. Allocates nothing.
pub(super) fn end_of(start: Start, period: Period, conditions: Conditions<'_>) -> End {
    if let Some(duration) = period.duration() {
        return End {
            due_at: after(start.instant(), duration, conditions),
            provisional: false,
        };
    }
    let mut due = start.date();
    let mut provisional = false;
    let mut walk = Walk::new(due, period, conditions);
    while let Some(step) = walk.next() {
        provisional |= step.uncertain;
        due = step.date;
        match step.verdict {
            Verdict::Paused(Until::Open) => {
                return End {
                    due_at: None,
                    provisional,
                };
            }
            Verdict::Paused(Until::Date(resumed)) => walk.stride_to(resumed),
            _ => {}
        }
    }
    End {
        due_at: Some(end_of_day(due)),
        provisional,
    }
}

/// The instant at which a clock has run for `duration`, or `None` while a pause is open.
fn after(
    start: DateTime<Utc>,
    duration: TimeDelta,
    conditions: Conditions<'_>,
) -> Option<DateTime<Utc>> {
    let mut now = start;
    let mut left = duration;
    loop {
        let next = conditions
            .effective()
            .filter(|pause| pause.lasts_beyond(now))
            .min_by_key(|pause| pause.from);
        let run = next.map(|pause| (pause.from - now).max(TimeDelta::zero()));
        match (next, run) {
            (Some(pause), Some(run)) if run < left => {
                left -= run;
                now = pause.to?;
            }
            _ => {
                return Some(
                    now.checked_add_signed(left)
                        .unwrap_or(DateTime::<Utc>::MAX_UTC),
                );
            }
        }
    }
}
