//! `/desk/admin/clocks`: every clock of organisations of a kind, with its limits.

use domain::code::OrganisationKind;
use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{ClockLine, ClockList};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{to_index, use_member};
use crate::api::clock::LoadClocks;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{TabItem, Tabs};

/// The clocks, those with a target first.
#[component]
pub(in crate::desk) fn ClocksPage() -> impl IntoView {
    let locale = use_locale();
    let kind = use_member("kind");
    let page = page_data(move || LoadClocks { kind: kind() }).show(move |known| match known {
        Ok(known) => page_view(&known, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(known: &ClockList, locale: Locale) -> AnyView {
    let heading = tr!(locale, "clock.title");
    let (own, law): (Vec<_>, Vec<_>) = known.lines.iter().partition(|line| line.is_settable);
    let list = |lines: Vec<&ClockLine>| {
        let lines = lines.into_iter();
        lines
            .map(|line| line_view(line, known.kind, locale))
            .collect::<Vec<_>>()
    };
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "clock.lead")}</p>
        <Tabs label=tr!(locale, "clock.kinds") items=tabs(known.kind, locale)/>
        <h2 class="wq-panel__title">{tr!(locale, "clock.own")}</h2>
        <ul class="wq-tree">{list(own)}</ul>
        <h2 class="wq-panel__title">{tr!(locale, "clock.law")}</h2>
        <p>{tr!(locale, "clock.law_about")}</p>
        <ul class="wq-tree">{list(law)}</ul>
    }
    .into_any()
}

fn tabs(open: OrganisationKind, locale: Locale) -> Vec<TabItem> {
    let kinds = OrganisationKind::ALL.iter();
    kinds
        .map(|kind| TabItem {
            href: format!("/desk/admin/clocks?kind={kind}"),
            label: kind.label(locale).to_owned(),
            current: *kind == open,
            ..TabItem::default()
        })
        .collect()
}

fn line_view(line: &ClockLine, kind: OrganisationKind, locale: Locale) -> AnyView {
    let target = line.target.map(|target| {
        let words = tr!(locale, "clock.target_is", period = target.words(locale));
        view! { <span>{words}</span> }
    });
    let wall = line.wall.map(|wall| {
        let words = tr!(locale, "clock.wall_is", period = wall.words(locale));
        view! { <span>{words}</span> }
    });
    let since = line.is_settable.then(|| since_words(line, locale));
    let next = line.next.map(|(target, from)| {
        let from = format_date(locale, from);
        let words = tr!(
            locale,
            "clock.next",
            date = from,
            period = target.words(locale)
        );
        view! { <strong>{words}</strong> }
    });
    view! {
        <li class="wq-tree__item">
            <a
                class="wq-tree__link"
                href=format!("/desk/admin/clocks/{}?kind={kind}", line.rule.code())
            >
                <span class="wq-tree__name">{line.rule.label().of(locale)}</span>
                <span class="wq-tree__code">{line.rule.code()}</span>
                {target}
                {wall}
                <span class="wq-muted">{since}</span>
                {next}
            </a>
        </li>
    }
    .into_any()
}

/// Since when the target holds.
pub(super) fn since_words(line: &ClockLine, locale: Locale) -> String {
    match line.since {
        Some(from) => tr!(locale, "clock.since", date = format_date(locale, from)).into_owned(),
        None => tr!(locale, "clock.built_in").into_owned(),
    }
}
