//! What the tracking pages say about values, errors and failures.

use std::borrow::Cow;

use domain::code::Satisfaction;
use domain::locale::Locale;
use domain::tr;
use domain::value::LongText;
use domain::view::{Failure, FormState};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::ui::{CharacterCount, ErrorSummary, FieldError, TextArea};

/// The title of a page, marked when the page shows errors.
pub(super) fn titled(locale: Locale, title: &str, form: &FormState) -> AnyView {
    let name = format!("{title} - {}", tr!(locale, "ui.product"));
    let is_refused = !form.problems.is_empty() || form.failure.is_some();
    let text = if is_refused {
        tr!(locale, "tracking.error_title", title = name).into_owned()
    } else {
        name
    };
    view! { <Title text=text/> }.into_any()
}

/// The message beside a control, when it was refused.
fn error_of(form: &FormState, control: &str, locale: Locale) -> Option<String> {
    let found = form
        .problems
        .iter()
        .find(|problem| problem.control() == control);
    let problem = found.map(|problem| problem.code.message(control, locale));
    problem.or_else(|| {
        // A failure of the whole request stands at the control that was sent.
        let failure = form
            .failure
            .as_ref()
            .filter(|_| form.values.contains_key(control))?;
        Some(failure_text(failure, locale))
    })
}

/// The summary of errors of the controls of a page.
pub(super) fn summary(form: &FormState, controls: &[&str], locale: Locale) -> AnyView {
    let errors: Vec<FieldError> = controls
        .iter()
        .filter_map(|control| Some(FieldError::new(*control, error_of(form, control, locale)?)))
        .collect();
    view! { <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/> }.into_any()
}

/// Why a request was not done, in words.
pub(super) fn failure_text(failure: &Failure, locale: Locale) -> String {
    let text = match failure {
        Failure::Refused(refusal) => refusal.message(locale),
        Failure::TooMany { retry_after } => {
            tr!(
                locale,
                "tracking.failure.too_many",
                minutes = retry_after.div_ceil(60).max(1)
            )
        }
        Failure::Busy { .. } => tr!(locale, "tracking.failure.busy"),
        Failure::Internal { reference } => {
            tr!(locale, "tracking.failure.internal", reference = reference)
        }
        _ => tr!(locale, "tracking.failure.not_done"),
    };
    text.into_owned()
}

/// A text area of a form, with what was typed and what was wrong.
pub(super) fn text_area(
    control: &'static str,
    label: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    form: &FormState,
    locale: Locale,
) -> AnyView {
    view! {
        <TextArea
            name=control
            label=label
            hint=hint
            error=error_of(form, control, locale)
            value=form.value(control).to_owned()
            rows=4
            count=count(locale, LongText::MAX)
        />
    }
    .into_any()
}

/// The words of a character count.
fn count(locale: Locale, limit: usize) -> CharacterCount {
    CharacterCount {
        limit,
        at_most: tr!(locale, "tracking.count.at_most", n = limit).into_owned(),
        left: tr!(locale, "tracking.count.left").into_owned(),
        over: tr!(locale, "tracking.count.over").into_owned(),
    }
}

/// The name of a rating.
pub(super) fn given(locale: Locale, satisfaction: Satisfaction) -> String {
    tr!(
        locale,
        "tracking.rating.given",
        level = satisfaction.label(locale)
    )
    .into_owned()
}
