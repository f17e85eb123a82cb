//! The next date and the history.

use domain::case::CommandKind;
use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{NextDate, Step, StepBy, TrackView};
use leptos::prelude::*;

use super::words::given;
use crate::history;
use crate::ui::{Timeline, TimelineEntry, Tone};

/// The kind of the steps that are shown as messages.
pub(super) const MESSAGE: &str = "message_sent";

/// The next date a person can count on, with its reason.
pub(super) fn next_view(case: &TrackView, locale: Locale) -> Option<AnyView> {
    let next = case.next.as_ref()?;
    let basis = match locale {
        Locale::ZhCn => next.basis.clone(),
        Locale::En => next.basis_en.clone(),
    };
    let why = format!("/why?rule={}&from={}", next.clock, next.from);
    let help = next.overdue.then(|| {
        tr!(
            locale,
            "tracking.next.overdue_help",
            phone = case.organisation.phone
        )
    });
    let view = view! {
        <section class="wq-next">
            <p class="wq-next__label">
                {tr!(locale, "tracking.next.label", task = next.clock.label().of(locale))}
            </p>
            <p class="wq-next__date">{date_sentence(case, next, locale)}</p>
            {help.map(|help| view! { <p>{help}</p> })}
            {next.provisional.then(|| view! { <p>{tr!(locale, "tracking.next.provisional")}</p> })}
            <p class="wq-small">
                {tr!(locale, "tracking.next.basis", basis = basis)} " "
                <a href=why>{tr!(locale, "tracking.next.why")}</a>
            </p>
        </section>
    };
    Some(view.into_any())
}

fn date_sentence(case: &TrackView, next: &NextDate, locale: Locale) -> String {
    let text = match next.by {
        Some(by) if next.overdue => tr!(
            locale,
            "tracking.next.overdue",
            date = format_date(locale, by)
        ),
        Some(by) => tr!(locale, "tracking.next.by", date = format_date(locale, by)),
        None if case.allowed.contains(&CommandKind::SupplyMaterial) => {
            tr!(locale, "tracking.next.paused_material")
        }
        None => tr!(locale, "tracking.next.paused"),
    };
    text.into_owned()
}

/// Everything that happened, newest first; messages stand apart.
pub(super) fn history_view(case: &TrackView, locale: Locale) -> AnyView {
    view! {
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "tracking.case.history")}</h2>
            <Timeline entries=entries(case, false, locale)/>
        </section>
    }
    .into_any()
}

/// The messages, or everything else.
pub(super) fn entries(case: &TrackView, messages: bool, locale: Locale) -> Vec<TimelineEntry> {
    let steps = case
        .steps
        .iter()
        .rev()
        .filter(|step| step.public && (step.kind == MESSAGE) == messages);
    steps
        .enumerate()
        .map(|(index, step)| entry(step, index == 0, locale))
        .collect()
}

fn entry(step: &Step, current: bool, locale: Locale) -> TimelineEntry {
    TimelineEntry {
        tone: tone(&step.kind),
        current,
        ..history::entry(step, who(&step.by, locale), lines(step, locale), locale)
    }
}

/// Who did something, as the person who filed may know it.
pub(super) fn who(by: &StepBy, locale: Locale) -> String {
    let text = match by {
        StepBy::Complainant => tr!(locale, "tracking.by.complainant"),
        StepBy::Respondent => tr!(locale, "tracking.by.respondent"),
        StepBy::System => tr!(locale, "tracking.by.system"),
        StepBy::Staff(number) => tr!(locale, "tracking.case.staff", number = number),
    };
    text.into_owned()
}

/// What the person who filed reads beside that, one thing a line.
fn lines(step: &Step, locale: Locale) -> [Option<String>; 8] {
    let outcome = step.outcome.map(|outcome| outcome.label(locale).to_owned());
    let ground = step.ground.map(|ground| ground.label(locale).to_owned());
    let termination = step
        .termination
        .map(|ground| ground.label(locale).to_owned());
    let due = step
        .due
        .map(|due| tr!(locale, "tracking.next.by", date = format_date(locale, due)).into_owned());
    let assigned = step.assigned_to.as_ref();
    let assigned =
        assigned.map(|number| tr!(locale, "tracking.case.staff", number = number).into_owned());
    let amount = step
        .amount
        .filter(|amount| amount.get() > 0)
        .map(|amount| amount.to_string());
    let rating = step
        .satisfaction
        .map(|satisfaction| given(locale, satisfaction));
    [
        outcome,
        ground,
        termination,
        assigned,
        amount,
        rating,
        step.text.clone(),
        due,
    ]
}

fn tone(kind: &str) -> Tone {
    match kind {
        "accepted" | "settlement_recorded" | "closed" => Tone::Success,
        "material_requested" | "suspended" => Tone::Warning,
        "refusal_approved" => Tone::Danger,
        "withdrawn" => Tone::Neutral,
        _ => Tone::Info,
    }
}
