//! `/desk/admin/trail`: who changed what; the same lines stand beside what they are about.

use domain::administration::{Change, Deed};
use domain::clock::Period;
use domain::code::{OrganisationKind, Role, Scope};
use domain::locale::{Locale, format_date, format_instant, translate_if_known};
use domain::offer::{CodeList, Offer};
use domain::tr;
use domain::view::{TrailLine, TrailPage as Data};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{to_index, use_member};
use crate::api::admin::LoadTrail;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::Pager;

/// The trail within the viewer's reach.
#[component]
pub(in crate::desk) fn TrailPage() -> impl IntoView {
    let locale = use_locale();
    let cursor = use_member("cursor");
    let page = page_data(move || LoadTrail { cursor: cursor() }).show(move |page| match page {
        Ok(page) => page_view(&page, !untrack(cursor).is_empty(), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(page: &Data, is_later: bool, locale: Locale) -> AnyView {
    let heading = tr!(locale, "admin.trail.title");
    let next = page.next.as_deref();
    let next = next.map(|cursor| format!("/desk/admin/trail?cursor={cursor}"));
    let first = is_later.then(|| "/desk/admin/trail".to_owned());
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        {list_view(&page.lines, locale)}
        <Pager
            label=tr!(locale, "desk.queue.pages")
            previous_label=tr!(locale, "desk.queue.first_page")
            next_label=tr!(locale, "desk.queue.next_page")
            previous=first
            next=next
        />
    }
    .into_any()
}

/// The lines beside what they are about.
pub(super) fn lines_view(lines: &[TrailLine], locale: Locale) -> AnyView {
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "admin.trail.beside")}</h2>
            {list_view(lines, locale)}
        </section>
    }
    .into_any()
}

fn list_view(lines: &[TrailLine], locale: Locale) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="wq-muted">{tr!(locale, "admin.trail.none")}</p> }.into_any();
    }
    let lines: Vec<_> = lines.iter().map(|line| line_view(line, locale)).collect();
    view! { <ol class="wq-trail">{lines}</ol> }.into_any()
}

fn line_view(line: &TrailLine, locale: Locale) -> AnyView {
    let by = match &line.by {
        Some(number) => tr!(locale, "desk.staff_number", number = number),
        None => tr!(locale, "admin.trail.operator"),
    };
    let changes = line.changes.iter();
    let changes: Vec<_> = changes.map(|change| change_view(change, locale)).collect();
    let changes =
        (!changes.is_empty()).then(|| view! { <ul class="wq-trail__changes">{changes}</ul> });
    view! {
        <li class="wq-trail__line">
            <p class="wq-trail__head">
                <strong>{line.deed.label(locale)}</strong>
                " "
                {label_words(line, locale)}
            </p>
            <p class="wq-muted">{format_instant(locale, line.at)} " · " {by}</p>
            {changes}
        </li>
    }
    .into_any()
}

/// What it is about; a code list by its label.
fn label_words(line: &TrailLine, locale: Locale) -> String {
    match CodeList::parse(&line.label) {
        Ok(list) if line.deed == Deed::OfferSet => list.label(locale).to_owned(),
        _ => line.label.clone(),
    }
}

fn change_view(change: &Change, locale: Locale) -> AnyView {
    let key = format!("admin.field.{}", change.field);
    let field = translate_if_known(locale, &key).unwrap_or_else(|| change.field.clone());
    let said = |value: &str| {
        if value.is_empty() {
            tr!(locale, "common.none").into_owned()
        } else {
            in_words(&change.field, value, locale)
        }
    };
    let (before, after) = (said(&change.before), said(&change.after));
    view! {
        <li>
            {tr!(locale, "admin.trail.change", field = field, before = before, after = after)}
        </li>
    }
    .into_any()
}

/// A code as its label.
fn in_words(field: &str, value: &str, locale: Locale) -> String {
    match field {
        "kind" => OrganisationKind::parse(value)
            .map_or_else(|_| value.to_owned(), |kind| kind.label(locale).to_owned()),
        "roles" => {
            let roles = value.split(' ');
            let roles = roles.map(|code| Role::parse(code).map_or(code, |role| role.label(locale)));
            roles
                .collect::<Vec<_>>()
                .join(&tr!(locale, "common.list_separator"))
        }
        "scopes" => {
            let scopes = value.split(' ');
            let label = |code| Scope::parse(code).map_or(code, |scope| scope.label(locale));
            let scopes: Vec<_> = scopes.map(label).collect();
            scopes.join(&tr!(locale, "common.list_separator"))
        }
        "item" => item_words(value, locale),
        "offer" => Offer::parse(value)
            .map_or_else(|_| value.to_owned(), |offer| offer.label(locale).to_owned()),
        "target" => serde_json::from_str::<Period>(value)
            .map_or_else(|_| value.to_owned(), |period| period.words(locale)),
        "effective_from" => value
            .parse()
            .map_or_else(|_| value.to_owned(), |day| format_date(locale, day)),
        "expires_at" => value
            .parse()
            .map_or_else(|_| value.to_owned(), |at| format_instant(locale, at)),
        _ => value.to_owned(),
    }
}

/// An item of a code list, kept as the list and the code.
fn item_words(value: &str, locale: Locale) -> String {
    let item = value
        .split_once(' ')
        .and_then(|(list, code)| CodeList::parse(list).ok()?.item(code));
    item.map_or_else(|| value.to_owned(), |item| item.label(locale).to_owned())
}
