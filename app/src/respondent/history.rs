//! What happened, as far as it concerns the business.

use chrono::SecondsFormat;
use domain::locale::{Locale, format_date, format_instant, translate};
use domain::tr;
use domain::view::{RespondentCase, Step, StepBy};
use leptos::prelude::*;

use crate::mediation::step_lines;
use crate::ui::{Timeline, TimelineEntry, Tone};

/// The steps, newest first.
pub(super) fn history_view(case: &RespondentCase, locale: Locale) -> AnyView {
    let entries = case
        .steps
        .iter()
        .rev()
        .enumerate()
        .map(|(place, step)| entry(step, place == 0, locale))
        .collect();
    view! {
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "respondent.history")}</h2>
            <Timeline entries=entries/>
        </section>
    }
    .into_any()
}

fn entry(step: &Step, current: bool, locale: Locale) -> TimelineEntry {
    TimelineEntry {
        title: translate(locale, &format!("case.step.{}", step.kind)).into_owned(),
        time: format_instant(locale, step.at),
        datetime: step.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        by: Some(by(&step.by, locale)),
        body: body(step, locale),
        tone: Tone::Info,
        current,
    }
}

fn by(who: &StepBy, locale: Locale) -> String {
    match who {
        StepBy::Complainant => tr!(locale, "respondent.by.complainant"),
        StepBy::Respondent => tr!(locale, "respondent.by.respondent"),
        StepBy::System => tr!(locale, "respondent.by.system"),
        StepBy::Staff(number) => tr!(locale, "respondent.by.staff", number = number),
    }
    .into_owned()
}

fn body(step: &Step, locale: Locale) -> Option<String> {
    let amount = step.amount.filter(|amount| amount.get() > 0);
    let more = [
        step.outcome.map(|outcome| outcome.label(locale).to_owned()),
        step.termination
            .map(|ground| ground.label(locale).to_owned()),
        step.text.clone(),
        amount.map(|amount| amount.to_string()),
        step.due.map(|day| format_date(locale, day)),
    ];
    let lines: Vec<String> = step_lines(step, locale)
        .into_iter()
        .chain(more.into_iter().flatten())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
