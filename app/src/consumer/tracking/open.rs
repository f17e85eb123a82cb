//! The page that asks for the receipt.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, FormState};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::scanned::ScannedReceipt;
use super::words::{failure_text, titled};
use crate::api::tracking::{OpenCase, ReceiptForm};
use crate::island::island;
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ErrorSummary, Field, FieldError, Glyph, PostForm, field_id,
};

/// Asks for the receipt; the QR code of the confirmation fills it in.
#[component]
pub fn TrackPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let query = use_query_map();
    let asked = move || query.read().get("form").unwrap_or_default();
    let form = page_data(move || ReceiptForm { form: asked() }).show(move |form| match form {
        Ok(form) => receipt_view(&form, &page.phone(), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let scanned = ScannedReceipt {
        field: field_id("receipt"),
        done: tr!(locale, "tracking.open.scanned").into_owned(),
    };
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {island(scanned)}
            {form}
        </main>
    }
}

/// One message for every wrong receipt: it must not tell whether a case exists.
pub(super) fn receipt_error(form: &FormState, locale: Locale) -> Option<String> {
    match &form.failure {
        Some(
            failure @ (Failure::TooMany { .. } | Failure::Busy { .. } | Failure::Internal { .. }),
        ) => Some(failure_text(failure, locale)),
        None if form.problems.is_empty() => None,
        _ if form.value("receipt").trim().is_empty() => {
            Some(tr!(locale, "tracking.open.missing").into_owned())
        }
        _ => Some(tr!(locale, "tracking.open.wrong").into_owned()),
    }
}

pub(super) fn receipt_view(form: &FormState, phone: &str, locale: Locale) -> AnyView {
    let error = receipt_error(form, locale);
    let typed = form.value("receipt").to_owned();
    let errors: Vec<FieldError> = error
        .iter()
        .map(|error| FieldError::new("receipt", error.clone()))
        .collect();
    view! {
        {titled(locale, &tr!(locale, "tracking.open.title"), form)}
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <div class="wq-card">
            <h1 class="wq-title">{tr!(locale, "tracking.open.title")}</h1>
            <p>{tr!(locale, "tracking.open.lead")}</p>
            <PostForm action=OpenCase::PATH>
                <Field
                    name="receipt"
                    label=tr!(locale, "tracking.open.receipt")
                    hint=tr!(locale, "tracking.open.hint")
                    error=error
                    value=typed
                    enterkeyhint="search"
                    verbatim=true
                />
                <div class="wq-actions">
                    <Button glyph=Glyph::Search>{tr!(locale, "tracking.open.submit")}</Button>
                </div>
            </PostForm>
        </div>
        <p>
            <ButtonLink kind=ButtonKind::Secondary href="/track/phone">
                {tr!(locale, "one_time_code.other_way")}
            </ButtonLink>
        </p>
        <details class="wq-details">
            <summary>{tr!(locale, "tracking.open.lost_title")}</summary>
            <p>{tr!(locale, "tracking.open.lost", phone = phone)}</p>
        </details>
        <p class="wq-muted wq-small">{tr!(locale, "tracking.open.shared")}</p>
    }
    .into_any()
}
