//! What is held about the person's case: a copy to take along, and requests about it (Personal
//! Information Protection Law, Art. 45–47).

use domain::case::CommandKind;
use domain::locale::Locale;
#[cfg(feature = "ssr")]
use domain::locale::format_instant;
use domain::tr;
#[cfg(feature = "ssr")]
use domain::view::EvidenceView;
use domain::view::{FormState, TrackView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[cfg(feature = "ssr")]
use super::case::detail_rows;
use super::over::instead;
#[cfg(feature = "ssr")]
use super::progress::entries;
use super::words::{summary, text_area, titled};
use crate::api::tracking::{AskForCorrection, AskForDeletion, Tracked};
#[cfg(feature = "ssr")]
use crate::evidence::about;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Button, ButtonKind, ButtonLink, PostForm};
#[cfg(feature = "ssr")]
use crate::ui::{SummaryList, Timeline};

/// The page.
#[component]
pub fn OwnDataPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || Tracked { form: form() }).show(move |tracked| match tracked {
        Ok(tracked) => own_data_view(&tracked.case, &tracked.form, locale),
        Err(error) => instead(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

pub(super) fn own_data_view(case: &TrackView, form: &FormState, locale: Locale) -> AnyView {
    let title = tr!(locale, "own_data.title");
    let can_ask = case.allowed.contains(&CommandKind::SendMessage);
    let phone = case.organisation.phone.clone();
    let requests = if can_ask {
        requests_view(form, locale)
    } else {
        view! { <p>{tr!(locale, "own_data.by_phone", phone = phone)}</p> }.into_any()
    };
    view! {
        {titled(locale, &title, form)}
        <BackLink href="/case" label=tr!(locale, "common.back")/>
        {summary(form, &["correction", "deletion"], locale)}
        <div class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            <p>{tr!(locale, "own_data.lead")}</p>
            <ul>
                <li>{tr!(locale, "own_data.page")}</li>
                <li>{tr!(locale, "own_data.machine")}</li>
                <li>{tr!(locale, "own_data.files")}</li>
            </ul>
            <p>{tr!(locale, "own_data.care")}</p>
            <ButtonLink href="/case/my-data.zip" external=true>
                {tr!(locale, "own_data.download")}
            </ButtonLink>
        </div>
        <div class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "own_data.requests")}</h2>
            <p>{tr!(locale, "own_data.answer")}</p>
            {requests}
        </div>
    }
    .into_any()
}

fn requests_view(form: &FormState, locale: Locale) -> AnyView {
    let correction = text_area(
        "correction",
        tr!(locale, "own_data.correction.label"),
        Some(tr!(locale, "own_data.correction.hint")),
        form,
        locale,
    );
    let deletion = text_area(
        "deletion",
        tr!(locale, "own_data.deletion.label"),
        Some(tr!(locale, "own_data.deletion.hint")),
        form,
        locale,
    );
    view! {
        <PostForm action=AskForCorrection::PATH>
            {correction}
            <Button kind=ButtonKind::Secondary>{tr!(locale, "own_data.correction.submit")}</Button>
        </PostForm>
        <PostForm action=AskForDeletion::PATH>
            {deletion}
            <Button kind=ButtonKind::Secondary>{tr!(locale, "own_data.deletion.submit")}</Button>
        </PostForm>
    }
    .into_any()
}

/// The copy as a document that every browser shows, without anything from elsewhere.
#[cfg(feature = "ssr")]
pub fn own_data_document(
    case: &TrackView,
    made_at: chrono::DateTime<chrono::Utc>,
    locale: Locale,
) -> String {
    let title = tr!(locale, "own_data.document", number = case.number.grouped()).into_owned();
    let files: Vec<_> = case
        .evidence
        .files
        .iter()
        .map(|file| file_view(file, locale))
        .collect();
    let html = Owner::new().with(|| {
        let document = view! {
            <html lang=locale.lang_attribute()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width"/>
                    <title>{title.clone()}</title>
                </head>
                <body>
                    <h1>{title.clone()}</h1>
                    <p>
                        {tr!(locale, "own_data.made_at", time = format_instant(locale, made_at))}
                        " · " {case.organisation.name(locale).to_owned()} " "
                        {case.organisation.phone.clone()}
                    </p>
                    <p>{case.case_type.label(locale)} " · " {case.state.label(locale)}</p>
                    <h2>{tr!(locale, "tracking.case.details")}</h2>
                    <SummaryList rows=detail_rows(case, locale)/>
                    <h2>{tr!(locale, "tracking.messages.title")}</h2>
                    <Timeline entries=entries(case, true, locale)/>
                    <h2>{tr!(locale, "tracking.case.history")}</h2>
                    <Timeline entries=entries(case, false, locale)/>
                    <h2>{tr!(locale, "evidence.title")}</h2>
                    <ol>{files}</ol>
                    <p>{tr!(locale, "own_data.proof")}</p>
                </body>
            </html>
        };
        document.to_html()
    });
    format!("<!DOCTYPE html>\n{html}\n")
}

/// With the whole fingerprint: it is there to be compared.
#[cfg(feature = "ssr")]
fn file_view(file: &EvidenceView, locale: Locale) -> AnyView {
    view! {
        <li>
            <p>{file.name.clone()}</p>
            {file.note.clone().map(|note| view! { <p>{note}</p> })}
            <p>{about(file, locale)}</p>
            <p>"SHA-256 " <code>{file.sha256.as_str().to_owned()}</code></p>
        </li>
    }
    .into_any()
}
