//! The pages around the views: header, loading, and links that lead nowhere.

use domain::tr;
use domain::view::{Failure, SurveyView};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::question::question_view;
use super::reasons::reasons_view;
use super::thanks::thanks_view;
use super::words::failed_view;
use crate::api::survey::{SurveyPage, open_survey};
use crate::page::{Page, use_here, use_page};
use crate::ui::{LanguageSwitch, SkipLink, Wordmark};

/// Whose survey this is, and the other language.
#[component]
pub(super) fn Header() -> impl IntoView {
    let page = use_page();
    view! {
        <SkipLink label=tr!(page.locale, "ui.skip")/>
        <header class="wq-header">
            <div class="wq-width">
                <Wordmark locale=page.locale organisation=page.organisation()/>
                <LanguageSwitch locale=page.locale back=use_here()/>
            </div>
        </header>
    }
}

/// The five buttons.
#[component]
pub(super) fn AnswerPage() -> impl IntoView {
    let failed = use_query_map().read_untracked().get("failed").is_some();
    loaded(move |token, open, page| question_view(token, &open.survey, failed, page.locale))
}

/// The second, voluntary step.
#[component]
pub(super) fn ReasonsPage() -> impl IntoView {
    loaded(|token, open, page| {
        if is_answerable(&open.survey) {
            reasons_view(token, &open.survey, &open.form, page.locale)
        } else {
            question_view(token, &open.survey, false, page.locale)
        }
    })
}

/// The end.
#[component]
pub(super) fn ThanksPage() -> impl IntoView {
    loaded(|token, open, page| {
        if open.survey.complete {
            thanks_view(token, &open.survey, page.locale)
        } else {
            question_view(token, &open.survey, false, page.locale)
        }
    })
}

/// An address that names no survey.
#[component]
pub(super) fn NotFoundPage() -> impl IntoView {
    let page = use_page();
    framed(failed_view(&Failure::NotFound, &page))
}

fn is_answerable(survey: &SurveyView) -> bool {
    survey.satisfaction.is_some() && !survey.is_final
}

/// Loads the survey of the address and shows it, or says why there is none.
fn loaded(
    show: impl Fn(&str, &SurveyPage, &Page) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let page = use_page();
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let form = use_query_map()
        .read_untracked()
        .get("form")
        .unwrap_or_default();
    let body = move || {
        let (page, token, form) = (page.clone(), token.clone(), form.clone());
        Suspend::new(async move {
            match open_survey(token.clone(), form).await {
                Ok(open) => show(&token, &open, &page),
                Err(error) => failed_view(&error.0, &page),
            }
        })
    };
    framed(view! { <Suspense>{body}</Suspense> }.into_any())
}

fn framed(content: AnyView) -> AnyView {
    view! { <main class="wq-main wq-width" id="main" tabindex="-1">{content}</main> }.into_any()
}
