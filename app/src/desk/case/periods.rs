//! The time limits of a case, each with what sets it.

use domain::clock::Level;
use domain::locale::{Locale, business_date, format_date};
use domain::tr;
use domain::view::{CaseView, ClockView};
use leptos::prelude::*;

use super::panel;
use crate::desk::deadline::{remaining_words, urgency};
use crate::ui::{DeadlineChip, Urgency};

/// A table of all clocks, running ones first.
pub(super) fn periods_view(case: &CaseView, locale: Locale) -> AnyView {
    if case.clocks.is_empty() {
        return ().into_any();
    }
    let title = tr!(locale, "desk.periods.title");
    let heads = [
        tr!(locale, "desk.periods.clock"),
        tr!(locale, "desk.periods.remaining"),
        tr!(locale, "desk.periods.target"),
        tr!(locale, "desk.periods.law"),
        tr!(locale, "desk.periods.basis"),
    ];
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect();
    let rows: Vec<_> = case
        .clocks
        .iter()
        .map(|clock| clock_view(clock, locale))
        .collect();
    let label = title.clone();
    let table = view! {
        <div class="wq-table-frame" tabindex="0" role="region" aria-label=label>
            <table class="wq-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    panel(title, table.into_any())
}

fn clock_view(clock: &ClockView, locale: Locale) -> AnyView {
    let label = clock.clock.label();
    let (label, basis) = match locale {
        Locale::ZhCn => (label.zh, clock.basis.clone()),
        Locale::En => (label.en, clock.basis_en.clone()),
    };
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(
            || tr!(locale, "common.none").into_owned(),
            |day| format_date(locale, day),
        )
    };
    let provisional = clock
        .provisional
        .then(|| view! { <span>" "{tr!(locale, "desk.periods.provisional")}</span> });
    let why = format!(
        "/why?from={}&rule={}",
        business_date(clock.started_at),
        clock.clock.code()
    );
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td>{state_view(clock, locale)}</td>
            <td>{day(clock.due)}{provisional}</td>
            <td>{day(clock.wall)}</td>
            <td>
                {basis} " "
                <a href=why rel="external">
                    {tr!(locale, "desk.periods.why")}
                    <span class="govuk-visually-hidden">" "{label}</span>
                </a>
            </td>
        </tr>
    }
    .into_any()
}

fn state_view(clock: &ClockView, locale: Locale) -> AnyView {
    let running = clock.remaining.filter(|_| clock.stopped_at.is_none());
    let (urgency, text) = match running {
        Some(remaining) => (
            urgency(clock.level.unwrap_or(Level::Calm)),
            remaining_words(remaining, locale),
        ),
        None => (
            Urgency::Done,
            tr!(locale, "desk.periods.stopped").into_owned(),
        ),
    };
    view! { <DeadlineChip urgency=urgency text=text/> }.into_any()
}
