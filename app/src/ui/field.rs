//! A single-line input with label, hint and error.

use leptos::prelude::*;

use super::OptionalText;
use super::form_group::{
    described_by, error_view, field_id, group_class, hint_view, invalid, label_view,
};

/// How wide an input is drawn: the width tells how much is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// The whole column.
    #[default]
    Full,
    /// About twenty characters: a number, a name.
    Medium,
    /// About ten characters: a phone, an amount.
    Short,
    /// About four characters: a year, a code.
    Tiny,
}

impl FieldWidth {
    fn class(self) -> &'static str {
        match self {
            Self::Full => "govuk-input",
            Self::Medium => "govuk-input wq-width-20",
            Self::Short => "govuk-input wq-width-10",
            Self::Tiny => "govuk-input wq-width-4",
        }
    }
}

/// A single-line input. Uncontrolled: what was typed before hydration stays.
#[component]
pub fn Field(
    /// Name in the form; the id derives from it ([`field_id`]).
    #[prop(into)]
    name: String,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// One short sentence below the label.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the value, in the same words as in the error summary.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」; required fields carry no mark.
    #[prop(optional, into)]
    mark: OptionalText,
    /// The value the page starts with.
    #[prop(optional, into)]
    value: String,
    /// `type` of the input; never `number`, which loses leading zeros.
    #[prop(default = "text")]
    kind: &'static str,
    /// Keyboard of the phone, e.g. `tel`, `numeric`, `decimal`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Purpose for autofill (WCAG 1.3.5), `off` where the value is not the person's own.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The label of the phone's enter key.
    #[prop(default = "next")]
    enterkeyhint: &'static str,
    /// Longest accepted value in UTF-16 units; leave out where cutting would lose text.
    #[prop(optional)]
    maxlength: Option<u16>,
    /// Drawn width.
    #[prop(optional)]
    width: FieldWidth,
    /// What stands before the input, e.g. `¥`.
    #[prop(optional, into)]
    prefix: OptionalText,
    /// What stands after the input, e.g. 元.
    #[prop(optional, into)]
    suffix: OptionalText,
    /// Known values offered while typing.
    #[prop(optional)]
    suggestions: Vec<String>,
    /// No spelling help and no capitals: names, numbers, codes.
    #[prop(default = false)]
    verbatim: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let describedby = described_by(&id, hint.is_some(), error.is_some());
    let list_id = (!suggestions.is_empty()).then(|| format!("{id}-list"));
    let failed = error.is_some();
    let input = view! {
        <input
            class=width.class()
            class:govuk-input--error=failed
            id=id.clone()
            name=name
            type=kind
            value=value
            inputmode=inputmode
            autocomplete=autocomplete
            enterkeyhint=enterkeyhint
            maxlength=maxlength
            list=list_id.clone()
            spellcheck=verbatim.then_some("false")
            autocapitalize=verbatim.then_some("off")
            aria-describedby=describedby
            aria-invalid=invalid(failed)
        />
    }
    .into_any();
    view! {
        <div class=group_class(failed)>
            {label_view(&id, label, mark)}
            {hint_view(&id, hint)}
            {error_view(&id, error)}
            {with_affixes(input, prefix, suffix)}
            {list_id.map(|list_id| datalist(list_id, suggestions))}
        </div>
    }
}

fn with_affixes(input: AnyView, prefix: OptionalText, suffix: OptionalText) -> AnyView {
    if !prefix.is_some() && !suffix.is_some() {
        return input;
    }
    view! {
        <div class="wq-affix">
            {prefix
                .into_inner()
                .map(|text| view! { <span class="wq-affix__text" aria-hidden="true">{text}</span> })}
            {input}
            {suffix
                .into_inner()
                .map(|text| view! { <span class="wq-affix__text" aria-hidden="true">{text}</span> })}
        </div>
    }
    .into_any()
}

fn datalist(id: String, suggestions: Vec<String>) -> AnyView {
    let options: Vec<_> = suggestions
        .into_iter()
        .map(|value| view! { <option value=value></option> })
        .collect();
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use super::Field;

    #[test]
    fn label_hint_and_error_are_tied_to_the_input() {
        let html = Owner::new().with(|| {
            view! { <Field name="phone" label="手机号" hint="11 位" error="请填写手机号码" kind="tel"/> }
                .to_html()
        });
        assert!(html.contains(r#"for="f-phone""#), "{html}");
        assert!(
            html.contains(r#"aria-describedby="f-phone-hint f-phone-error""#),
            "{html}"
        );
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(html.contains(r#"type="tel""#), "{html}");
    }

    #[test]
    fn a_value_cannot_break_out_of_its_attribute() {
        let html = Owner::new().with(|| {
            view! { <Field name="name" label="姓名" value=r#""><script>alert(1)</script>"#/> }
                .to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
    }
}
