//! What all form controls share: ids from names, and label, hint and error around the control.

use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// The id of the control that posts `name`, the same on server and browser.
///
/// Characters that would need escaping in `href="#…"` become `-`: `form[phone]` has the id
/// `f-form-phone`. Groups (radio, checkbox, date) give this id to their first control, so that a
/// link of the error summary always lands on something that takes the focus.
pub fn field_id(name: &str) -> String {
    let mut id = String::from("f");
    for part in name
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|part| !part.is_empty())
    {
        id.push('-');
        id.push_str(part);
    }
    id
}

/// `aria-describedby` for the hint and error that exist, `None` when there is neither.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    }
}

/// `aria-invalid="true"` on error, otherwise no attribute.
pub(super) fn invalid(error: bool) -> Option<&'static str> {
    error.then_some("true")
}

/// The class of the group, with the error bar when there is an error.
pub(super) fn group_class(error: bool) -> &'static str {
    if error {
        "govuk-form-group govuk-form-group--error"
    } else {
        "govuk-form-group"
    }
}

/// The label of a control with its optional mark.
pub(super) fn label_view(id: &str, label: String, mark: OptionalText) -> AnyView {
    view! {
        <label class="govuk-label" for=id.to_owned()>
            {label}
            {mark_view(mark)}
        </label>
    }
    .into_any()
}

/// 「（选填）」 after a label or legend.
pub(super) fn mark_view(mark: OptionalText) -> Option<AnyView> {
    mark.into_inner()
        .map(|mark| view! { <span class="wq-optional">{mark}</span> }.into_any())
}

/// The hint below a label.
pub(super) fn hint_view(id: &str, hint: OptionalText) -> Option<AnyView> {
    let hint_id = format!("{id}-hint");
    hint.into_inner()
        .map(|hint| view! { <div class="govuk-hint" id=hint_id>{hint}</div> }.into_any())
}

/// The error above the control: icon and words, never colour alone.
pub(super) fn error_view(id: &str, error: OptionalText) -> Option<AnyView> {
    let error_id = format!("{id}-error");
    error.into_inner().map(|error| {
        view! {
            <p class="govuk-error-message wq-error" id=error_id>
                <Icon glyph=Glyph::Alert/>
                <span>{error}</span>
            </p>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::{described_by, field_id};

    #[test]
    fn ids_come_from_names_and_need_no_escaping_in_links() {
        assert_eq!(field_id("phone"), "f-phone");
        assert_eq!(field_id("form[claims][]"), "f-form-claims");
        assert_eq!(field_id("bought_on"), "f-bought_on");
    }

    #[test]
    fn hint_and_error_are_both_announced() {
        assert_eq!(
            described_by("f-a", true, true).as_deref(),
            Some("f-a-hint f-a-error")
        );
        assert_eq!(described_by("f-a", false, false), None);
    }
}
