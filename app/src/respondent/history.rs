//! What happened, as far as it concerns the business.

use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{RespondentCase, Step, StepBy};
use leptos::prelude::*;

use crate::history;
use crate::ui::{Timeline, TimelineEntry};

/// The steps, newest first.
pub(super) fn history_view(case: &RespondentCase, locale: Locale) -> AnyView {
    let steps = case.steps.iter().rev().enumerate();
    let entries = steps
        .map(|(place, step)| TimelineEntry {
            current: place == 0,
            ..history::entry(step, by(&step.by, locale), lines(step, locale), locale)
        })
        .collect();
    view! {
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "respondent.history")}</h2>
            <Timeline entries=entries/>
        </section>
    }
    .into_any()
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

fn lines(step: &Step, locale: Locale) -> [Option<String>; 5] {
    let amount = step.amount.filter(|amount| amount.get() > 0);
    [
        step.outcome.map(|outcome| outcome.label(locale).to_owned()),
        step.termination
            .map(|ground| ground.label(locale).to_owned()),
        step.text.clone(),
        amount.map(|amount| amount.to_string()),
        step.due.map(|day| format_date(locale, day)),
    ]
}
