//! How urgent a clock is, in colours and in words.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::running::Clock;
use super::zone::local_date;
use crate::calendar::Calendar;

/// How much of a period is used up, in the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A pause is open; nothing runs.
    Paused,
    /// Less than half.
    Calm,
    /// Half or more.
    Half,
    /// Four fifths or more.
    Near,
    /// The last second has passed.
    Overdue,
}

/// What is left of a period, for the words on a deadline chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "n", rename_all = "snake_case")]
pub enum Remaining {
    /// A pause is open; nothing runs.
    Paused,
    /// Working days after today up to the due date (「剩 2 个工作日」).
    WorkingDays(i64),
    /// Natural days after today up to the due date.
    NaturalDays(i64),
    /// Hours, rounded up.
    Hours(i64),
    /// Due today.
    Today,
    /// Working days begun since the due date, at least one (「超期 1 个工作日」).
    OverdueWorkingDays(i64),
    /// Natural days begun since the due date.
    OverdueNaturalDays(i64),
    /// Hours begun since the due instant.
    OverdueHours(i64),
}

/// A period with its end, seen from `now`.
struct View<'a> {
    period: Period,
    start: NaiveDate,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
    calendar: &'a Calendar,
}

impl Clock {
    /// How urgent the target is at `now`.
    pub fn level(&self, now: DateTime<Utc>, calendar: &Calendar) -> Level {
        self.due_at.map_or(Level::Paused, |due_at| {
            self.view(self.period, due_at, now, calendar).level()
        })
    }

    /// How urgent the limit of the law is at `now`; `None` where there is none.
    pub fn wall_level(&self, now: DateTime<Utc>, calendar: &Calendar) -> Option<Level> {
        let period = self.wall_period?;
        Some(self.wall_at.map_or(Level::Paused, |wall_at| {
            self.view(period, wall_at, now, calendar).level()
        }))
    }

    /// What is left until the target at `now`.
    pub fn remaining(&self, now: DateTime<Utc>, calendar: &Calendar) -> Remaining {
        self.due_at.map_or(Remaining::Paused, |due_at| {
            self.view(self.period, due_at, now, calendar).remaining()
        })
    }

    /// What is left until the limit of the law at `now`; `None` where there is none.
    pub fn wall_remaining(&self, now: DateTime<Utc>, calendar: &Calendar) -> Option<Remaining> {
        let period = self.wall_period?;
        Some(self.wall_at.map_or(Remaining::Paused, |wall_at| {
            self.view(period, wall_at, now, calendar).remaining()
        }))
    }

    fn view<'a>(
        &self,
        period: Period,
        due_at: DateTime<Utc>,
        now: DateTime<Utc>,
        calendar: &'a Calendar,
    ) -> View<'a> {
        View {
            period,
            start: self.start.date(),
            due_at,
            now,
            calendar,
        }
    }
}

impl View<'_> {
    fn level(&self) -> Level {
        if self.now > self.due_at {
            return Level::Overdue;
        }
        // Hours in seconds, days in days: the same fractions.
        let (left, whole) = match self.period.duration() {
            Some(whole) => ((self.due_at - self.now).num_seconds(), whole.num_seconds()),
            None => (
                self.days_between(local_date(self.now), local_date(self.due_at)),
                self.period.days_from(self.start).unwrap_or(0),
            ),
        };
        if left.saturating_mul(5) <= whole {
            Level::Near
        } else if left.saturating_mul(2) <= whole {
            Level::Half
        } else {
            Level::Calm
        }
    }

    fn remaining(&self) -> Remaining {
        let overdue = self.now > self.due_at;
        if self.period.duration().is_some() {
            let gap = if overdue {
                self.now - self.due_at
            } else {
                self.due_at - self.now
            };
            let hours = begun_hours(gap);
            return if overdue {
                Remaining::OverdueHours(hours)
            } else {
                Remaining::Hours(hours)
            };
        }
        let (today, due) = (local_date(self.now), local_date(self.due_at));
        let working = self.period.counts_working_days();
        if overdue {
            let days = self.days_between(due, today).max(1);
            return if working {
                Remaining::OverdueWorkingDays(days)
            } else {
                Remaining::OverdueNaturalDays(days)
            };
        }
        match self.days_between(today, due) {
            _ if today == due => Remaining::Today,
            days if working => Remaining::WorkingDays(days),
            days => Remaining::NaturalDays(days),
        }
    }

    /// Days in the unit of the period after `from` up to and including `to`.
    fn days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if self.period.counts_working_days() {
            self.calendar.working_days_between(from, to)
        } else {
            (to - from).num_days()
        }
    }
}

fn begun_hours(gap: TimeDelta) -> i64 {
    let hours = gap.num_hours();
    if gap > TimeDelta::hours(hours) {
        hours + 1
    } else {
        hours
    }
}
