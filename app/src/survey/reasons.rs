//! The second step: why, in the person's words, and whether a call is welcome.

use domain::code::{DissatisfactionReason, Satisfaction};
use domain::locale::Locale;
use domain::tr;
use domain::value::Comment;
use domain::view::{Failure, FormState, SurveyView};
use leptos::prelude::*;

use super::words::{about_view, titled};
use crate::ui::{
    BackLink, Button, CharacterCount, Checkbox, CheckboxGroup, Choice, ErrorSummary, FieldError,
    Notice, NoticeKind, OptionalText, TextArea,
};

/// The second step. It is voluntary, except that the two worst levels are complete only with a
/// reason.
pub(super) fn reasons_view(
    token: &str,
    survey: &SurveyView,
    form: &FormState,
    locale: Locale,
) -> AnyView {
    let needed = survey.satisfaction.is_some_and(Satisfaction::needs_reason);
    let errors = errors(form, locale);
    let (title, lead) = if needed {
        (
            tr!(locale, "survey.why_title"),
            tr!(locale, "survey.why_lead"),
        )
    } else {
        (
            tr!(locale, "survey.more_title"),
            tr!(locale, "survey.more_lead"),
        )
    };
    view! {
        {titled(locale, !errors.is_empty())}
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors.clone()/>
        {received_view(survey, locale)}
        <div class="wq-card">
            {about_view(survey, locale)}
            <h1 class="wq-title">{title}</h1>
            <p>{lead}</p>
            {form_view(token, survey, form, &errors, locale)}
        </div>
        <BackLink href=format!("/s/{token}") label=tr!(locale, "survey.back")/>
    }
    .into_any()
}

/// The answer has arrived; a bad one still waits for its reason.
fn received_view(survey: &SurveyView, locale: Locale) -> AnyView {
    let level = survey
        .satisfaction
        .map(|satisfaction| satisfaction.label(locale));
    let given = tr!(locale, "survey.given", level = level.unwrap_or_default());
    let (kind, title) = if survey.complete {
        (NoticeKind::Success, tr!(locale, "survey.received"))
    } else {
        (NoticeKind::Warning, tr!(locale, "survey.pending"))
    };
    view! { <Notice kind=kind title=title announce=true><p>{given}</p></Notice> }.into_any()
}

fn form_view(
    token: &str,
    survey: &SurveyView,
    form: &FormState,
    errors: &[FieldError],
    locale: Locale,
) -> AnyView {
    let again = !form.values.is_empty();
    let error_of = |name: &str| {
        errors
            .iter()
            .find(|error| error.name == name)
            .map(|error| error.message.clone())
    };
    let comment = if again {
        form.value("comment").to_owned()
    } else {
        survey.comment.clone().unwrap_or_default()
    };
    let wants_call = if again {
        form.value("wants_call") == "true"
    } else {
        survey.wants_call
    };
    // Reasons are asked of people who were not satisfied; the others may write whatever they like.
    let asks_reasons = survey
        .satisfaction
        .is_some_and(|given| given <= Satisfaction::Fair);
    view! {
        <form method="post" action="/fn/survey/explain" novalidate=true>
            <input type="hidden" name="token" value=token.to_owned()/>
            {asks_reasons.then(|| boxes(survey, form, error_of("reasons[]"), locale))}
            <TextArea
                name="comment"
                label=tr!(locale, "survey.comment")
                mark=tr!(locale, "common.optional")
                error=error_of("comment")
                value=comment
                rows=3
                count=CharacterCount {
                    limit: Comment::MAX,
                    at_most: tr!(locale, "survey.at_most", n = Comment::MAX).into_owned(),
                    ..CharacterCount::default()
                }
            />
            <Checkbox name="wants_call" label=tr!(locale, "survey.wants_call") checked=wants_call/>
            <Button>{tr!(locale, "survey.submit")}</Button>
        </form>
    }
    .into_any()
}

fn boxes(survey: &SurveyView, form: &FormState, error: Option<String>, locale: Locale) -> AnyView {
    let choices = DissatisfactionReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), reason.label(locale)))
        .collect();
    let selected: Vec<String> = if form.values.is_empty() {
        survey
            .reasons
            .iter()
            .map(|reason| reason.code().to_owned())
            .collect()
    } else {
        form.value("reasons")
            .split(',')
            .map(str::to_owned)
            .collect()
    };
    let needed = survey.satisfaction.is_some_and(Satisfaction::needs_reason);
    let mark = (!needed).then(|| tr!(locale, "common.optional").into_owned());
    view! {
        <CheckboxGroup
            name="reasons[]"
            legend=tr!(locale, "survey.reasons")
            choices=choices
            selected=selected
            error=error
            mark=OptionalText::from(mark)
        />
    }
    .into_any()
}

/// What was refused, in the order of the controls.
fn errors(form: &FormState, locale: Locale) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let refused = |field: &str| form.problems.iter().any(|problem| problem.field == field);
    if refused("reasons") {
        errors.push(FieldError::new(
            "reasons[]",
            tr!(locale, "survey.reason_missing"),
        ));
    }
    if refused("comment") {
        let message = tr!(locale, "survey.comment_too_long", n = Comment::MAX);
        errors.push(FieldError::new("comment", message));
    }
    if matches!(form.failure, Some(Failure::Busy { .. })) {
        errors.push(FieldError::new("comment", tr!(locale, "survey.failed")));
    }
    errors
}
