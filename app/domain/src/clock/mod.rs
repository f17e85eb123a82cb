//! Deadlines: what the law and the organisation promise, by which day, and why that day.
//!
//! [`run`] turns one event into the dates of one clock; [`explain`] lists every day it counted or
//! skipped. Both walk the same days, so they cannot disagree. Everything is a pure function of the
//! start, the pauses, the [`Calendar`](crate::calendar::Calendar) and the [`ClockProfile`]: when a
//! calendar is imported, running a clock again gives its new dates.
//!
//! Counting (Order 121 Art. 45, penalty procedure Art. 80):
//! - The day of the event is not counted. The last day ends at 23:59:59 at UTC+08:00.
//! - Working days count Monday to Friday without holidays, plus make-up days.
//! - Natural days and years that end on a public holiday move to the first day after the holiday;
//!   a plain weekend does not move them unless [`ClockProfile::roll_weekend`] is on.
//! - Hours are natural hours from the instant; from a bare date they run from the end of that day.
//! - A day is paused when the clock is paused at its end: the first day of a pause is not counted,
//!   the day on which it ends is. A pause from one day to the next thus moves a period by one day,
//!   and one that begins and ends on the same day moves nothing. Hours are moved by exactly the
//!   time paused. While a pause is open there is no due date.

mod explain;
mod law;
mod level;
mod pause;
mod period;
mod profile;
mod rule;
mod running;
mod start;
mod target;
mod terms;
mod walk;
mod warning;
mod zone;

pub use explain::{ExplainedDay, Explanation, Reason, explain};
pub use law::{RuleSet, Text};
pub use level::{Level, Remaining};
pub use pause::{Pause, PauseReason};
pub use period::Period;
pub use profile::ClockProfile;
pub use rule::{RuleId, UnknownRule};
pub use running::{Clock, run, run_extended};
pub use start::{NotAStart, Start};
pub use target::{ClockTargets, RawTarget, TargetChange, TargetForm, is_settable};
pub use terms::{Breach, Terms};
pub use warning::Warning;
pub use zone::{end_of_day, local_date, start_of_day};
