//! What happened so far, internal steps set apart from what the consumer sees.

use domain::locale::{Locale, format_date, format_instant, translate};
use domain::tr;
use domain::view::{CaseView, Step, StepBy};
use leptos::prelude::*;

use super::panel;
use crate::mediation::step_lines;
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
    let name = translate(locale, &format!("case.step.{}", step.kind));
    let title = if step.public {
        name.into_owned()
    } else {
        tr!(locale, "desk.history.internal", step = name).into_owned()
    };
    TimelineEntry {
        title,
        time: format_instant(locale, step.at),
        datetime: step.at.to_rfc3339(),
        by: Some(by(&step.by, locale)),
        body: body(step, locale),
        tone: if step.public {
            Tone::Info
        } else {
            Tone::Warning
        },
        current: false,
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

/// Everything that belongs to the step, a line each.
fn body(step: &Step, locale: Locale) -> Option<String> {
    let line = |text: std::borrow::Cow<'static, str>| text.into_owned();
    let mediation = step_lines(step, locale);
    let lines = [
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
    ];
    let lines: Vec<String> = mediation
        .into_iter()
        .chain(lines.into_iter().flatten())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
