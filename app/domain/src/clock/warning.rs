//! When a clock warns those who work on the case.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::running::Clock;
use super::zone::local_date;
use crate::calendar::Calendar;
use crate::code::codes;
use crate::locale::BUSINESS_OFFSET;

codes! {
    /// How far a clock has come when it warns, in the order of urgency.
    pub enum Warning {
        Half = "half", "时限已过半", "Half of the time is used";
        Near = "near", "时限将到", "Four fifths of the time are used";
        Due = "due", "已过内部时限", "The target has passed";
        Law = "law", "已过法定期限", "The limit of the law has passed";
    }
}

impl Clock {
    /// From when a warning is due: at 50 %, 80 % and 100 % of the time until the target, and after
    /// the limit of the law. `None` while the clock is paused, and without a limit of the law.
    ///
    /// Days turn at midnight, UTC+08:00, so that a warning and [`Clock::level`] say the same.
    pub fn warning_at(&self, warning: Warning, calendar: &Calendar) -> Option<DateTime<Utc>> {
        match warning {
            Warning::Half => self.used_up(2, calendar),
            Warning::Near => self.used_up(5, calendar),
            Warning::Due => self.due_at,
            Warning::Law => self.wall_at,
        }
    }

    /// The first instant with at most one `part`th of the time left.
    fn used_up(&self, part: i32, calendar: &Calendar) -> Option<DateTime<Utc>> {
        let due_at = self.due_at?;
        if let Some(whole) = self.period.duration() {
            return Some(due_at - whole / part);
        }
        let due = local_date(due_at);
        let whole = self.period.days_from(self.start.date()).unwrap_or(0);
        let is_used_up = |days: i64| {
            let date = self.start.date() + TimeDelta::days(days);
            let left = if self.period.counts_working_days() {
                calendar.working_days_between(date, due)
            } else {
                (due - date).num_days()
            };
            left.saturating_mul(part.into()) <= whole
        };
        // What is left only shrinks, so the first such day is found by halving.
        let (mut from, mut to) = (0, (due - self.start.date()).num_days());
        while from < to {
            let middle = from.midpoint(to);
            if is_used_up(middle) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        let date = self.start.date() + TimeDelta::days(from);
        let midnight = date
            .and_time(NaiveTime::MIN)
            .and_local_timezone(BUSINESS_OFFSET);
        midnight
            .single()
            .map(|instant| instant.to_utc().max(self.start.instant()))
    }
}
