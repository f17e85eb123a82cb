//! The question with its five answers.

use domain::code::Satisfaction;
use domain::locale::Locale;
use domain::tr;
use domain::view::SurveyView;
use leptos::prelude::*;

use super::words::{about_view, titled};
use crate::ui::{Notice, NoticeKind, Rating, RatingLevel};

/// Five buttons of equal weight, nothing chosen beforehand; read-only once the answer is final.
pub(super) fn question_view(
    token: &str,
    survey: &SurveyView,
    failed: bool,
    locale: Locale,
) -> AnyView {
    view! {
        {titled(locale, false)}
        {failed
            .then(|| view! {
                <Notice kind=NoticeKind::Warning announce=true>
                    <p>{tr!(locale, "survey.failed")}</p>
                </Notice>
            })}
        <div class="wq-card">
            {about_view(survey, locale)}
            <h1 class="wq-title">{tr!(locale, "survey.question")}</h1>
            {so_far(token, survey, locale)}
            {(!survey.is_final).then(|| form_view(token, locale))}
        </div>
    }
    .into_any()
}

/// The answer that was given, or how little it takes to give one.
fn so_far(token: &str, survey: &SurveyView, locale: Locale) -> AnyView {
    let Some(given) = survey.satisfaction else {
        return view! { <p>{tr!(locale, "survey.lead")}</p> }.into_any();
    };
    let given = view! {
        <p><strong>{tr!(locale, "survey.given", level = given.label(locale))}</strong></p>
    };
    if survey.is_final {
        return view! { {given} <p>{tr!(locale, "survey.final")}</p> }.into_any();
    }
    let pending = (!survey.complete).then(|| {
        let href = format!("/s/{token}/why");
        view! { <p><a class="wq-back" href=href>{tr!(locale, "survey.pending")}</a></p> }
    });
    view! {
        {given}
        {pending}
        <p>{tr!(locale, "survey.change")} " " {tr!(locale, "survey.change_until")}</p>
    }
    .into_any()
}

fn form_view(token: &str, locale: Locale) -> AnyView {
    let level = |satisfaction: &Satisfaction| RatingLevel {
        value: satisfaction.score(),
        label: satisfaction.label(locale).to_owned(),
    };
    let levels = Satisfaction::ALL.iter().map(level).collect();
    view! {
        <form method="post" action="/fn/survey/answer">
            <input type="hidden" name="token" value=token.to_owned()/>
            <Rating name="score" levels=levels/>
        </form>
    }
    .into_any()
}
