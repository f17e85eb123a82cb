//! A code of six digits with which an unsent filing goes on at another telephone: made on
//! `/file/link`, typed on `/file/code`.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, FormState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::question::page_title;
use crate::api::draft_code::{DraftCodeForm, EnterDraftCode, MakeDraftCode};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::failure_view;
use crate::ui::{
    BackLink, Button, ButtonKind, CaseNumber, ErrorSummary, Field, FieldError, FieldWidth, Notice,
    NoticeKind, PostForm,
};

/// Asks for the code.
#[component]
pub(in crate::consumer) fn CodePage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let asked = move || query.read().get("form").unwrap_or_default();
    let form = page_data(move || DraftCodeForm { form: asked() }).show(move |form| match form {
        Ok(form) => enter_view(&form, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{form}</main> }
}

fn enter_view(form: &FormState, locale: Locale) -> AnyView {
    let errors = errors(form, "code", locale);
    let title = tr!(locale, "draft_code.title").into_owned();
    let wrong = !errors.is_empty();
    let (code, end) = (error_of(&errors, "code"), end_field(form, &errors, locale));
    let typed = form.value("code").to_owned();
    view! {
        <Title text=page_title(&title, wrong, locale)/>
        <BackLink href="/file/kind" label=tr!(locale, "common.back")/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "draft_code.lead")}</p>
            <PostForm action=EnterDraftCode::PATH>
                <Field
                    name="code"
                    label=tr!(locale, "draft_code.code")
                    error=code
                    value=typed
                    inputmode="numeric"
                    width=FieldWidth::Medium
                    verbatim=true
                />
                {end}
                <Button>{tr!(locale, "draft_code.enter")}</Button>
            </PostForm>
        </div>
    }
    .into_any()
}

/// The part of the page with the link that makes a code, and shows it.
pub(super) fn make_view(form: &FormState, locale: Locale) -> AnyView {
    let code = Some(form.value("code").to_owned()).filter(|code| !code.is_empty());
    let Some(code) = code else {
        return ask_view(form, locale);
    };
    let made = tr!(locale, "draft_code.made", end = form.value("phone_end"));
    view! {
        <Notice kind=NoticeKind::Success announce=true>
            <CaseNumber label=tr!(locale, "draft_code.code") number=code/>
            <p>{made}</p>
        </Notice>
    }
    .into_any()
}

fn ask_view(form: &FormState, locale: Locale) -> AnyView {
    let end = end_field(form, &make_errors(form, locale), locale);
    view! {
        <PostForm action=MakeDraftCode::PATH>
            {end}
            <Button kind=ButtonKind::Secondary>{tr!(locale, "draft_code.make")}</Button>
        </PostForm>
    }
    .into_any()
}

/// What was wrong when a code was asked for.
pub(super) fn make_errors(form: &FormState, locale: Locale) -> Vec<FieldError> {
    errors(form, "phone_end", locale)
}

fn end_field(form: &FormState, errors: &[FieldError], locale: Locale) -> AnyView {
    view! {
        <Field
            name="phone_end"
            label=tr!(locale, "draft_code.phone_end")
            hint=tr!(locale, "draft_code.phone_end_hint")
            error=error_of(errors, "phone_end")
            value=form.value("phone_end").to_owned()
            inputmode="numeric"
            width=FieldWidth::Medium
            verbatim=true
        />
    }
    .into_any()
}

/// The errors of a form, field by field; a failure of the whole stands at its first control.
fn errors(form: &FormState, first: &'static str, locale: Locale) -> Vec<FieldError> {
    if let Some(failure) = &form.failure {
        let text = match failure {
            Failure::NotFound => tr!(locale, "draft_code.wrong"),
            _ => tr!(locale, "consumer.file.failed_busy"),
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
