//! The end of the survey.

use domain::locale::Locale;
use domain::tr;
use domain::view::SurveyView;
use leptos::prelude::*;

use super::words::{about_view, titled};
use crate::ui::BackLink;

/// Thanks, and what happens next.
pub(super) fn thanks_view(token: &str, survey: &SurveyView, locale: Locale) -> AnyView {
    let level = survey
        .satisfaction
        .map(|satisfaction| satisfaction.label(locale));
    let change = (!survey.is_final).then(|| {
        view! {
            <p>{tr!(locale, "survey.change_until")}</p>
            <BackLink href=format!("/s/{token}") label=tr!(locale, "survey.back")/>
        }
    });
    view! {
        {titled(locale, false)}
        <div class="wq-card" role="status">
            {about_view(survey, locale)}
            <h1 class="wq-title">{tr!(locale, "survey.thanks")}</h1>
            <p><strong>{tr!(locale, "survey.given", level = level.unwrap_or_default())}</strong></p>
            <p>{tr!(locale, "survey.thanks_text")}</p>
            {survey.wants_call.then(|| view! { <p>{tr!(locale, "survey.thanks_call")}</p> })}
            {change}
        </div>
    }
    .into_any()
}
