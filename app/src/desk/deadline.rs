//! Deadlines in words.

use domain::clock::{Level, Remaining};
use domain::locale::Locale;
use domain::tr;
use domain::view::DeadlineView;
use leptos::prelude::*;

use crate::ui::{DeadlineChip, Urgency};

/// What a row of a list says about time: the chip, and which clock it is when that is not a limit
/// of the law, 「首次回复」.
pub(super) fn row_deadline(deadline: &DeadlineView, locale: Locale) -> AnyView {
    let label = deadline.clock.label().of(locale);
    let clock = (!deadline.of_law).then(|| view! { <span class="wq-row__clock">{label}</span> });
    view! { <span class="wq-row__due">{clock} {deadline_chip(deadline, locale)}</span> }.into_any()
}

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

/// Hours that read better as days.
const LONG: i64 = 48;

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
    match in_days(remaining) {
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

/// Two days and more are said in full days: nobody counts 264 hours.
fn in_days(remaining: Remaining) -> Remaining {
    match remaining {
        Remaining::Hours(hours @ LONG..) => Remaining::NaturalDays(hours / 24),
        Remaining::OverdueHours(hours @ LONG..) => Remaining::OverdueNaturalDays(hours / 24),
        other => other,
    }
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

    #[test]
    fn many_hours_are_said_in_days() {
        let said = |remaining| remaining_words(remaining, Locale::ZhCn);
        assert_eq!(said(Remaining::Hours(47)), "剩 47 小时");
        assert_eq!(said(Remaining::Hours(48)), "剩 2 天");
        assert_eq!(said(Remaining::OverdueHours(47)), "超期 47 小时");
        assert_eq!(said(Remaining::OverdueHours(264)), "超期 11 天");
        assert_eq!(
            remaining_words(Remaining::OverdueHours(264), Locale::En),
            "11 days overdue"
        );
    }
}
