//! Deadlines in words.

use domain::clock::{Level, Remaining};
use domain::locale::Locale;
use domain::tr;
use domain::view::DeadlineView;
use leptos::prelude::*;

use crate::ui::{DeadlineChip, Urgency};

/// A deadline as a chip: words and a sign, colour only reinforces.
pub(super) fn deadline_chip(deadline: &DeadlineView, locale: Locale) -> AnyView {
    let words = remaining_words(deadline.remaining, locale);
    let text = if deadline.provisional {
        tr!(locale, "desk.deadline.provisional", words = words).into_owned()
    } else {
        words
    };
    view! { <DeadlineChip urgency=urgency(deadline.level) text=text/> }.into_any()
}

/// How a level looks.
pub(super) fn urgency(level: Level) -> Urgency {
    match level {
        Level::Paused => Urgency::Paused,
        Level::Calm | Level::Half => Urgency::Calm,
        Level::Near => Urgency::Near,
        Level::Overdue => Urgency::Overdue,
    }
}

/// What is left: 「剩 2 个工作日」「今天到期」「超期 1 个工作日」「暂停计时」.
pub(super) fn remaining_words(remaining: Remaining, locale: Locale) -> String {
    match remaining {
        Remaining::Paused => tr!(locale, "desk.deadline.paused"),
        Remaining::Today => tr!(locale, "desk.deadline.today"),
        Remaining::WorkingDays(1) => tr!(locale, "desk.deadline.working_day"),
        Remaining::WorkingDays(n) => tr!(locale, "desk.deadline.working_days", n = n),
        Remaining::NaturalDays(1) => tr!(locale, "desk.deadline.day"),
        Remaining::NaturalDays(n) => tr!(locale, "desk.deadline.days", n = n),
        Remaining::Hours(1) => tr!(locale, "desk.deadline.hour"),
        Remaining::Hours(n) => tr!(locale, "desk.deadline.hours", n = n),
        Remaining::OverdueWorkingDays(1) => tr!(locale, "desk.deadline.overdue_working_day"),
        Remaining::OverdueWorkingDays(n) => {
            tr!(locale, "desk.deadline.overdue_working_days", n = n)
        }
        Remaining::OverdueNaturalDays(1) => tr!(locale, "desk.deadline.overdue_day"),
        Remaining::OverdueNaturalDays(n) => tr!(locale, "desk.deadline.overdue_days", n = n),
        Remaining::OverdueHours(1) => tr!(locale, "desk.deadline.overdue_hour"),
        Remaining::OverdueHours(n) => tr!(locale, "desk.deadline.overdue_hours", n = n),
    }
    .into_owned()
}

#[cfg(test)]
mod tests {
    use domain::clock::Remaining;
    use domain::locale::Locale;

    use super::remaining_words;

    #[test]
    fn what_is_left_is_said_in_words() {
        let said = |remaining| remaining_words(remaining, Locale::ZhCn);
        assert_eq!(said(Remaining::WorkingDays(2)), "剩 2 个工作日");
        assert_eq!(said(Remaining::Today), "今天到期");
        assert_eq!(said(Remaining::OverdueWorkingDays(1)), "超期 1 个工作日");
        assert_eq!(said(Remaining::Paused), "暂停计时");
        assert_eq!(
            remaining_words(Remaining::Hours(1), Locale::En),
            "1 hour left"
        );
        assert_eq!(
            remaining_words(Remaining::OverdueNaturalDays(3), Locale::En),
            "3 days overdue"
        );
    }
}
