//! What happened so far, internal steps set apart from what the consumer sees.

use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{CaseView, Step, StepBy};
use leptos::prelude::*;

use super::panel;
use crate::history;
use crate::ui::{Timeline, TimelineEntry, Tone};

/// The steps, newest first.
pub(super) fn history_view(case: &CaseView, locale: Locale) -> AnyView {
    let entries = case
        .steps
        .iter()
        .rev()
        .map(|step| entry(step, locale))
        .collect();
    panel(
        tr!(locale, "desk.history.title"),
        view! { <Timeline entries=entries/> }.into_any(),
    )
}

fn entry(step: &Step, locale: Locale) -> TimelineEntry {
    let entry = history::entry(step, by(&step.by, locale), lines(step, locale), locale);
    if step.public {
        return entry;
    }
    TimelineEntry {
        title: tr!(locale, "desk.history.internal", step = entry.title).into_owned(),
        tone: Tone::Warning,
        ..entry
    }
}

fn by(who: &StepBy, locale: Locale) -> String {
    match who {
        StepBy::Complainant => tr!(locale, "desk.history.complainant"),
        StepBy::Respondent => tr!(locale, "desk.history.respondent"),
        StepBy::System => tr!(locale, "desk.history.system"),
        StepBy::Staff(number) => tr!(locale, "desk.staff_number", number = number),
    }
    .into_owned()
}

/// What staff read beside that, a line each.
fn lines(step: &Step, locale: Locale) -> [Option<String>; 8] {
    let line = |text: std::borrow::Cow<'static, str>| text.into_owned();
    [
        step.outcome.map(|outcome| outcome.label(locale).to_owned()),
        step.ground.map(|ground| ground.label(locale).to_owned()),
        step.termination
            .map(|ground| ground.label(locale).to_owned()),
        step.text.clone(),
        step.due.map(|day| {
            line(tr!(
                locale,
                "desk.history.due",
                day = format_date(locale, day)
            ))
        }),
        step.amount
            .map(|amount| line(tr!(locale, "desk.history.amount", amount = amount))),
        step.assigned_to
            .as_ref()
            .map(|number| line(tr!(locale, "desk.case.assigned_to", number = number))),
        step.satisfaction
            .map(|satisfaction| satisfaction.label(locale).to_owned()),
    ]
}
