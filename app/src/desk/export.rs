//! `/desk/export`: the cases of a list or a search as a file.

use domain::case::State;
use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use domain::view::{FormState, QueueFilter, QueueTab};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::address::{export_address, filter_of};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::desk::LoadForm;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, Choice, Field, RadioGroup};

/// The page: what is exported, and how.
#[component]
pub(super) fn ExportPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let page = page_data(move || LoadForm { form: form() }).show(move |form| match form {
        Ok(form) => export_view(&form, &query.with_untracked(filter_of), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

fn export_view(form: &FormState, filter: &QueueFilter, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let heading = tr!(locale, "exchange.export.title");
    let title = page_title(locale, &feedback.title(&heading));
    let here = export_address(filter);
    view! {
        <Title text=title/>
        {feedback.summary(&here)}
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "exchange.export.lead")}</p>
        <p>
            <strong>{tr!(locale, "exchange.export.what")}</strong>
            " "
            {described(filter, locale)}
        </p>
        <p class="wq-muted">{tr!(locale, "exchange.export.limit")}</p>
        <form method="post" action="/desk/export/file" novalidate>
            {hidden(filter)}
            {choices_view(feedback)}
            <div class="wq-actions">
                <Button>{tr!(locale, "exchange.export.submit")}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn hidden(filter: &QueueFilter) -> AnyView {
    let members = [
        ("queue", &filter.queue),
        ("type", &filter.case_type),
        ("state", &filter.state),
        ("org", &filter.org),
        ("search", &filter.search),
    ];
    members
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view()
        .into_any()
}

fn choices_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let or = |value: String, usual: &str| {
        if value.is_empty() {
            usual.to_owned()
        } else {
            value
        }
    };
    let formats = vec![
        Choice::new("xlsx", tr!(locale, "exchange.export.xlsx")),
        Choice::new("csv", tr!(locale, "exchange.export.csv")),
    ];
    let masked = Choice::new("masked", tr!(locale, "exchange.export.masked"))
        .with_hint(tr!(locale, "exchange.export.masked_hint"));
    let clear = Choice::new("clear", tr!(locale, "exchange.export.clear"))
        .with_hint(tr!(locale, "exchange.export.clear_hint"));
    view! {
        <RadioGroup
            name="format"
            legend=tr!(locale, "exchange.export.format")
            choices=formats
            selected=or(feedback.value("format"), "xlsx")
        />
        <RadioGroup
            name="data"
            legend=tr!(locale, "exchange.export.data")
            choices=vec![masked, clear]
            selected=or(feedback.value("data"), "masked")
        />
        <Field
            name="reason"
            label=tr!(locale, "exchange.export.reason")
            hint=tr!(locale, "exchange.export.reason_hint").into_owned()
            error=feedback.error("reason")
            value=feedback.value("reason")
        />
    }
    .into_any()
}

/// The list in words: 「办理中 · 投诉」.
fn described(filter: &QueueFilter, locale: Locale) -> String {
    let parts = [
        (!filter.search.is_empty()).then(|| tr!(locale, "exchange.export.search").into_owned()),
        QueueTab::parse(&filter.queue)
            .ok()
            .map(|tab| tab.label(locale).to_owned()),
        CaseType::parse(&filter.case_type)
            .ok()
            .map(|code| code.label(locale).to_owned()),
        State::parse(&filter.state)
            .ok()
            .map(|code| code.label(locale).to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        tr!(locale, "exchange.export.all").into_owned()
    } else {
        parts.join(" · ")
    }
}
