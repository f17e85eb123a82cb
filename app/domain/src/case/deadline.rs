//! The deadlines of a case as queues and chips need them.

use chrono::{DateTime, Utc};

use super::{Case, Span};
use crate::calendar::Calendar;
use crate::clock::{Breach, Clock, ClockProfile, Level};
use crate::code::{Capability, CaseType};
use crate::view::DeadlineView;

/// When a case begins to warn and when it is overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueTimes {
    /// From here on the case is "due soon": a target has passed or four fifths are used up.
    pub warn_at: Option<DateTime<Utc>>,
    /// From here on it is overdue: the limit of the law, or a promise without one, has passed.
    pub overdue_at: Option<DateTime<Utc>>,
}

impl Case {
    /// The periods that apply unless an administrator set others: the law of the day of receipt,
    /// without its limits where the law does not bind the organisation or the type of case.
    pub fn default_profile(&self) -> ClockProfile {
        if self.case_type() == CaseType::Complaint && self.organisation_kind.may(Capability::Decide)
        {
            ClockProfile::default_for(self.rule_set)
        } else {
            ClockProfile::default_for_reports(self.rule_set)
        }
    }

    /// Earliest warning and earliest breach over all running clocks.
    pub fn due_times(&self, calendar: &Calendar, profile: &ClockProfile) -> DueTimes {
        let clocks = self.spans.iter().filter(|span| span.is_running());
        let mut times = DueTimes::default();
        for (span, clock) in clocks.map(|span| (span, span.dates(calendar, profile))) {
            times.warn_at = earlier(times.warn_at, warn_at(span, &clock));
            times.overdue_at = earlier(times.overdue_at, overdue_at(&clock));
        }
        times
    }

    /// The running clock that is breached first.
    pub fn nearest_span(&self, calendar: &Calendar, profile: &ClockProfile) -> Option<&Span> {
        let running = self.spans.iter().filter(|span| span.is_running());
        running.min_by_key(|span| {
            let clock = span.dates(calendar, profile);
            let paused = clock.due_at.is_none();
            (paused, !binds(&clock), overdue_at(&clock), clock.due_at)
        })
    }
}

fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The limit of the law; without one, the promise itself, unless it is one that only asks to be
/// looked at: a result may take as long as mediation may, progress and call-backs are lists.
fn overdue_at(clock: &Clock) -> Option<DateTime<Utc>> {
    if clock.wall_period.is_some() {
        clock.wall_at
    } else {
        clock.due_at.filter(|_| binds(clock))
    }
}

fn binds(clock: &Clock) -> bool {
    let only_listed = matches!(
        clock.on_breach,
        Breach::GoOnToMediation | Breach::Listed | Breach::Remind | Breach::Lapse
    );
    clock.wall_period.is_some() || !only_listed
}

/// A target before the wall warns by itself; otherwise four fifths of the time.
fn warn_at(span: &Span, clock: &Clock) -> Option<DateTime<Utc>> {
    let end = overdue_at(clock);
    match (clock.due_at, end) {
        (Some(due), Some(end)) if due < end => Some(due),
        (_, Some(end)) => Some(span.started_at + (end - span.started_at) * 4 / 5),
        (due, None) => due,
    }
}

impl DeadlineView {
    /// A clock as a chip shows it: the office's target first, the limit of the law once the
    /// target has passed.
    pub fn of(clock: &Clock, now: DateTime<Utc>, calendar: &Calendar) -> Self {
        let target = clock.level(now, calendar);
        let wall = clock
            .wall_level(now, calendar)
            .zip(clock.wall_remaining(now, calendar));
        match wall {
            Some((level, remaining))
                if level == Level::Overdue
                    || target == Level::Overdue
                    || clock.due_at == clock.wall_at =>
            {
                Self {
                    clock: clock.clock,
                    level: if target == Level::Overdue {
                        level.max(Level::Near)
                    } else {
                        level
                    },
                    remaining,
                    due: clock.wall,
                    of_law: true,
                    provisional: clock.provisional,
                }
            }
            _ => Self {
                clock: clock.clock,
                level: if binds(clock) {
                    target
                } else {
                    target.min(Level::Near)
                },
                remaining: clock.remaining(now, calendar),
                due: clock.due,
                of_law: false,
                provisional: clock.provisional,
            },
        }
    }
}
