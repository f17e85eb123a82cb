//! The time limits of a case, each with what sets it.

use domain::clock::Level;
use domain::locale::{Locale, business_date, format_date};
use domain::tr;
use domain::view::{CaseView, ClockView};
use leptos::prelude::*;

use super::panel;
use crate::desk::deadline::{remaining_words, urgency};
use crate::ui::{DeadlineChip, Urgency};

/// All clocks, running ones first: what is left, target, limit of the law, and why.
pub(super) fn periods_view(case: &CaseView, locale: Locale) -> AnyView {
    if case.clocks.is_empty() {
        return ().into_any();
    }
    let (running, ended): (Vec<_>, Vec<_>) = case
        .clocks
        .iter()
        .partition(|clock| clock.stopped_at.is_none());
    let running = (!running.is_empty()).then(|| list_view(&running, locale));
    let ended = (!ended.is_empty()).then(|| ended_view(&ended, locale));
    let body = view! {
        {running}
        {ended}
    };
    panel(tr!(locale, "desk.periods.title"), body.into_any())
}

fn list_view(clocks: &[&ClockView], locale: Locale) -> AnyView {
    let clocks: Vec<_> = clocks
        .iter()
        .map(|clock| clock_view(clock, locale))
        .collect();
    view! { <dl class="wq-summary wq-summary--dense">{clocks}</dl> }.into_any()
}

/// What is over is read now and then only.
fn ended_view(clocks: &[&ClockView], locale: Locale) -> AnyView {
    let list = list_view(clocks, locale);
    view! {
        <details class="wq-details">
            <summary>{tr!(locale, "desk.periods.ended", n = clocks.len())}</summary>
            {list}
        </details>
    }
    .into_any()
}

fn clock_view(clock: &ClockView, locale: Locale) -> AnyView {
    let label = clock.clock.label().of(locale);
    let basis = match locale {
        Locale::ZhCn => clock.basis.clone(),
        Locale::En => clock.basis_en.clone(),
    };
    let why = format!(
        "/why?from={}&rule={}",
        business_date(clock.started_at),
        clock.clock.code()
    );
    view! {
        <div class="wq-summary__row">
            <dt class="wq-summary__key">{label}</dt>
            <dd class="wq-summary__value">
                <div class="wq-inline">{state_view(clock, locale)} <span>{days(clock, locale)}</span></div>
                <div>{basis}</div>
            </dd>
            <dd class="wq-summary__action">
                <a href=why rel="external">
                    {tr!(locale, "desk.periods.why")}
                    <span class="govuk-visually-hidden">" "{label}</span>
                </a>
            </dd>
        </div>
    }
    .into_any()
}

/// Target and limit of the law.
fn days(clock: &ClockView, locale: Locale) -> String {
    let day = |day| format_date(locale, day);
    let target = clock
        .due
        .map(|due| tr!(locale, "desk.periods.target", day = day(due)));
    let law = clock
        .wall
        .map(|wall| tr!(locale, "desk.periods.law", day = day(wall)));
    let provisional = clock
        .provisional
        .then(|| tr!(locale, "desk.periods.provisional"));
    let parts: Vec<_> = [target, law, provisional].into_iter().flatten().collect();
    parts.join(&tr!(locale, "desk.periods.separator"))
}

fn state_view(clock: &ClockView, locale: Locale) -> AnyView {
    let running = clock.remaining.filter(|_| clock.stopped_at.is_none());
    let (urgency, text) = match running {
        Some(remaining) => {
            let level = clock.level.unwrap_or(Level::Calm);
            (urgency(level), remaining_words(remaining, locale))
        }
        None => (
            Urgency::Done,
            tr!(locale, "desk.periods.stopped").into_owned(),
        ),
    };
    view! { <DeadlineChip urgency=urgency text=text/> }.into_any()
}
