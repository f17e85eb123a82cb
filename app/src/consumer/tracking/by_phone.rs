//! The way to a case without its receipt: its number and a one-time code to the telephone.

use domain::locale::Locale;
use domain::view::{Failure, FormState};
use domain::{mask, tr};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::over::instead_of_code;
use super::words::{failure_text, titled};
use crate::api::tracking_code::{AskCode, CodeForm, EnterCode, PhoneForm};
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{
    BackLink, Button, ButtonKind, ErrorSummary, Field, FieldError, FieldWidth, Glyph, Notice,
    NoticeKind, PostForm,
};

/// Asks for case number and telephone.
#[component]
pub fn TrackByPhonePage() -> impl IntoView {
    let locale = use_page().locale;
    let query = use_query_map();
    let asked = move || query.read().get("form").unwrap_or_default();
    let form = page_data(move || PhoneForm { form: asked() }).show(move |form| match form {
        Ok(form) => phone_view(&form, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{form}</main> }
}

/// Asks for the code.
#[component]
pub fn TrackCodePage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let query = use_query_map();
    let asked = move || query.read().get("form").unwrap_or_default();
    let form = page_data(move || CodeForm { form: asked() }).show(move |form| match form {
        Ok(form) => code_view(&form, &page.phone(), locale),
        Err(error) if error.0 == Failure::Expired => instead_of_code(locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{form}</main> }
}

/// The errors of a form, field by field; a failure of the whole stands at its first control.
fn errors(form: &FormState, first: &'static str, locale: Locale) -> Vec<FieldError> {
    if let Some(failure) = &form.failure {
        let text = match failure {
            Failure::NotFound => tr!(locale, "one_time_code.wrong").into_owned(),
            failure => failure_text(failure, locale),
        };
        return vec![FieldError::new(first, text)];
    }
    let problems = form.problems.iter();
    problems
        .map(|problem| {
            let text = problem.code.message(&problem.field, locale);
            FieldError::new(problem.control(), text)
        })
        .collect()
}

fn error_of(errors: &[FieldError], control: &str) -> Option<String> {
    let found = errors.iter().find(|error| error.name == control);
    found.map(|error| error.message.clone())
}

pub(super) fn phone_view(form: &FormState, locale: Locale) -> AnyView {
    let errors = errors(form, "number", locale);
    let (number, phone) = (error_of(&errors, "number"), error_of(&errors, "phone"));
    let title = tr!(locale, "one_time_code.title");
    let typed_number = form.value("number").to_owned();
    let typed_phone = form.value("phone").to_owned();
    view! {
        {titled(locale, &title, form)}
        <BackLink href="/track" label=tr!(locale, "common.back")/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "one_time_code.lead")}</p>
            <PostForm action=AskCode::PATH>
                <Field
                    name="number"
                    label=tr!(locale, "one_time_code.number")
                    hint=tr!(locale, "one_time_code.number_hint")
                    error=number
                    value=typed_number
                    inputmode="numeric"
                    verbatim=true
                />
                <Field
                    name="phone"
                    label=tr!(locale, "one_time_code.phone")
                    hint=tr!(locale, "one_time_code.phone_hint")
                    error=phone
                    value=typed_phone
                    kind="tel"
                    inputmode="tel"
                    autocomplete="tel"
                    enterkeyhint="send"
                    width=FieldWidth::Medium
                />
                <div class="wq-actions">
                    <Button glyph=Glyph::Send>{tr!(locale, "one_time_code.ask")}</Button>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}

pub(super) fn code_view(form: &FormState, help: &str, locale: Locale) -> AnyView {
    let errors = errors(form, "code", locale);
    let error = error_of(&errors, "code");
    let title = tr!(locale, "one_time_code.code_title");
    let before = typed_before(form);
    let phone = mask::phone(form.value("phone"));
    let sent = if phone.is_empty() {
        tr!(locale, "one_time_code.sent")
    } else {
        tr!(locale, "one_time_code.sent_to", phone = phone)
    };
    view! {
        {titled(locale, &title, form)}
        <BackLink href="/track/phone" label=tr!(locale, "common.back")/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <Notice kind=NoticeKind::Info>
                <p>{sent}</p>
            </Notice>
            <PostForm action=EnterCode::PATH>
                {before}
                <Field
                    name="code"
                    label=tr!(locale, "one_time_code.code")
                    hint=tr!(locale, "one_time_code.code_hint")
                    error=error
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    enterkeyhint="done"
                    width=FieldWidth::Short
                    verbatim=true
                />
                <div class="wq-actions">
                    <Button glyph=Glyph::Search>{tr!(locale, "one_time_code.open")}</Button>
                </div>
            </PostForm>
        </div>
        {again_view(form, help, locale)}
    }
    .into_any()
}

/// Number and telephone travel on, so that nobody types them twice (WCAG 3.3.7).
fn typed_before(form: &FormState) -> AnyView {
    let (number, phone) = (form.value("number"), form.value("phone"));
    view! {
        <input type="hidden" name="number" value=number.to_owned()/>
        <input type="hidden" name="phone" value=phone.to_owned()/>
    }
    .into_any()
}

fn again_view(form: &FormState, help: &str, locale: Locale) -> AnyView {
    let before = typed_before(form);
    let again = (!form.value("phone").is_empty()).then(|| {
        view! {
            <PostForm action=AskCode::PATH>
                {before}
                <Button kind=ButtonKind::Secondary>{tr!(locale, "one_time_code.again")}</Button>
            </PostForm>
        }
    });
    view! {
        <details class="wq-details">
            <summary>{tr!(locale, "one_time_code.none_title")}</summary>
            <p>{tr!(locale, "one_time_code.none", phone = help)}</p>
            {again}
        </details>
    }
    .into_any()
}
