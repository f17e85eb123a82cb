//! `/check` and `/check/:code`: whether an official document is genuine, for whoever holds it.

use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{CheckedDocument, Failure};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::failure::failure_view;
use crate::api::AppError;
use crate::api::document::CheckDocument;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ErrorSummary, Field, FieldError, FieldWidth, Notice, NoticeKind, SummaryList,
    SummaryRow,
};

/// The page.
#[component]
pub fn CheckDocumentPage() -> impl IntoView {
    let locale = use_locale();
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let scanned = params.with(|params| params.get("code"));
        let typed = || query.with(|query| query.get("code"));
        scanned.or_else(typed).unwrap_or_default()
    });
    let checked = page_data(move || CheckDocument { code: asked.get() });
    let page = checked.show(move |checked| check_view(&asked.get_untracked(), checked, locale));
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

fn check_view(
    asked: &str,
    checked: Result<Option<CheckedDocument>, AppError>,
    locale: Locale,
) -> AnyView {
    match checked {
        Ok(found) => {
            let answer = found.map(|document| answer_view(&document, locale));
            page_view(asked, false, answer, locale)
        }
        Err(AppError(Failure::NotFound)) => page_view(asked, true, None, locale),
        Err(AppError(failure)) => failure_view(&failure, locale),
    }
}

fn page_view(asked: &str, unknown: bool, answer: Option<AnyView>, locale: Locale) -> AnyView {
    let title = tr!(locale, "document.check.title");
    let error = unknown.then(|| tr!(locale, "document.check.unknown").into_owned());
    let errors = error.iter();
    let errors: Vec<_> = errors
        .map(|error| FieldError::new("code", error.clone()))
        .collect();
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <h1 class="wq-title">{title.clone()}</h1>
        <p>{tr!(locale, "document.check.lead")}</p>
        {answer}
        <form class="wq-card" method="get" action="/check">
            <Field
                name="code"
                label=tr!(locale, "document.code")
                hint=tr!(locale, "document.check.hint")
                value=asked.to_owned()
                error=error
                width=FieldWidth::Medium
            />
            <Button>{tr!(locale, "document.check.do")}</Button>
        </form>
    }
    .into_any()
}

fn answer_view(document: &CheckedDocument, locale: Locale) -> AnyView {
    let verdict = match document.void_since {
        None => view! {
            <Notice kind=NoticeKind::Success title=tr!(locale, "document.check.genuine")>
                <p>{tr!(locale, "document.check.compare")}</p>
            </Notice>
        }
        .into_any(),
        Some(day) => view! {
            <Notice kind=NoticeKind::Warning title=tr!(locale, "document.check.void")>
                <p>{tr!(locale, "document.check.void_since", date = format_date(locale, day))}</p>
            </Notice>
        }
        .into_any(),
    };
    let row = |key: String, value: String| SummaryRow::new(key, value);
    let rows = vec![
        row(
            tr!(locale, "document.check.what").into_owned(),
            document.template.label(locale).to_owned(),
        ),
        row(
            tr!(locale, "document.number").into_owned(),
            document.number.clone(),
        ),
        row(
            tr!(locale, "document.check.by").into_owned(),
            document.organisation.name(locale).to_owned(),
        ),
        row(
            tr!(locale, "document.on").into_owned(),
            format_date(locale, document.on),
        ),
        row("SHA-256".to_owned(), document.sha256.as_str().to_owned()),
    ];
    view! {
        {verdict}
        <section class="wq-card"><SummaryList rows=rows/></section>
    }
    .into_any()
}
