//! What was noticed before a case is registered: calm, and never in the way.

use chrono::{DateTime, Utc};
use domain::locale::{Locale, business_date, format_date};
use domain::tr;
use domain::view::{HintView, QueueRow};
use leptos::prelude::*;

use super::address::case_address;
use crate::ui::Notice;

/// The hints with the cases they are about, which open beside the form; nothing without any.
pub(super) fn hints_view(hints: &[HintView], locale: Locale) -> AnyView {
    if hints.is_empty() {
        return ().into_any();
    }
    let hints: Vec<_> = hints.iter().map(|hint| hint_view(hint, locale)).collect();
    view! {
        <Notice title=tr!(locale, "register.hints.title")>
            <ul class="wq-hints">{hints}</ul>
            <p class="wq-small">{tr!(locale, "register.hints.only")}</p>
        </Notice>
    }
    .into_any()
}

fn hint_view(hint: &HintView, locale: Locale) -> AnyView {
    let cases: Vec<_> = hint
        .cases
        .iter()
        .map(|row| case_link(row, locale))
        .collect();
    let more = (hint.more > 0).then(|| {
        view! { <li>{tr!(locale, "register.hints.more", n = hint.more)}</li> }
    });
    let article = match hint.finding.article() {
        35 => tr!(locale, "register.hints.article_35"),
        17 => tr!(locale, "register.hints.article_17"),
        _ => tr!(locale, "register.hints.article_16"),
    };
    view! {
        <li>
            <p>{hint.finding.label(locale)} " " <span class="wq-muted">{article}</span></p>
            <ul>{cases} {more}</ul>
        </li>
    }
    .into_any()
}

/// Opens in a window of its own: the form stays.
fn case_link(row: &QueueRow, locale: Locale) -> AnyView {
    let about = [
        row.person.clone().unwrap_or_default(),
        row.respondent.clone().unwrap_or_default(),
        day(row.received_at, locale),
        row.state.label(locale).to_owned(),
    ];
    let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
    view! {
        <li>
            <a href=case_address(row.number.as_str(), "", "") target="_blank" rel="external">
                {row.number.grouped()}
            </a>
            <span class="wq-muted">{about.join(" · ")}</span>
        </li>
    }
    .into_any()
}

fn day(at: DateTime<Utc>, locale: Locale) -> String {
    format_date(locale, business_date(at))
}
