//! What every page of the survey says.

use domain::locale::{Locale, business_date, format_date};
use domain::tr;
use domain::view::{Failure, SurveyView};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::page::Page;
use crate::public::failure::set_status;

/// The title of a page of the survey.
pub(super) fn titled(locale: Locale, is_refused: bool) -> AnyView {
    let name = format!(
        "{} - {}",
        tr!(locale, "survey.title"),
        tr!(locale, "ui.product")
    );
    let text = if is_refused {
        tr!(locale, "survey.error_title", title = name).into_owned()
    } else {
        name
    };
    view! { <Title text=text/> }.into_any()
}

/// Which case the survey is about.
pub(super) fn about_view(survey: &SurveyView, locale: Locale) -> AnyView {
    let closed = survey.closed_at.map(|closed| {
        view! {
            <br/>
            {tr!(locale, "survey.closed")} " " {format_date(locale, business_date(closed))}
        }
    });
    view! {
        <p class="wq-caption wq-figures">
            {tr!(locale, "survey.about")} " " {survey.number.grouped()} {closed}
        </p>
    }
    .into_any()
}

/// Why there is no survey to show, with the status that says the same.
pub(super) fn failed_view(failure: &Failure, page: &Page) -> AnyView {
    let locale = page.locale;
    set_status(failure.status());
    let (title, text) = match failure {
        Failure::Expired => (
            tr!(locale, "survey.expired_title"),
            tr!(locale, "survey.expired", phone = page.phone()),
        ),
        Failure::NotFound => (
            tr!(locale, "survey.unknown_title"),
            tr!(locale, "survey.unknown"),
        ),
        _ => (
            tr!(locale, "survey.failed_title"),
            tr!(locale, "survey.failed"),
        ),
    };
    view! {
        {titled(locale, false)}
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
