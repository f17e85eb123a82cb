//! Checkboxes: several in a fieldset, or one that agrees to something.

use leptos::prelude::*;

use super::fieldset::{Question, item_id};
use super::form_group::{error_view, field_id, group_class, invalid};
use super::{Choice, LegendSize, OptionalText};

/// Several checkboxes that post under one name.
#[component]
pub fn CheckboxGroup(
    /// Name in the form, the same for each box (`claims[]`); the first box's id derives from it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// What can be chosen, in this order.
    choices: Vec<Choice>,
    /// The values chosen at first.
    #[prop(optional)]
    selected: Vec<String>,
    /// One short sentence below the question.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the choice.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」.
    #[prop(optional, into)]
    mark: OptionalText,
    /// How the question is set.
    #[prop(optional)]
    size: LegendSize,
    /// Short answers in two columns where there is room.
    #[prop(default = false)]
    columns: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let items: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let checked = selected.contains(&choice.value);
            checkbox(
                item_id(&id, index),
                name.clone(),
                choice,
                checked,
                None,
                None,
            )
        })
        .collect();
    let body = view! {
        <div class="govuk-checkboxes" class:wq-checkboxes--columns=columns>
            {items}
        </div>
    };
    Question {
        legend,
        size,
        mark,
        hint,
        error,
    }
    .around(&id, body.into_any())
}

/// One checkbox, for a consent or a promise.
#[component]
pub fn Checkbox(
    /// Name in the form; the id derives from it.
    #[prop(into)]
    name: String,
    /// What is agreed to, as a full sentence.
    #[prop(into)]
    label: String,
    /// What the form posts when checked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Checked at first; never so for a consent.
    #[prop(default = false)]
    checked: bool,
    /// One short sentence below.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about it.
    #[prop(optional, into)]
    error: OptionalText,
) -> impl IntoView {
    let id = field_id(&name);
    let failed = error.is_some();
    let described = failed.then(|| format!("{id}-error"));
    let choice = Choice {
        value,
        label,
        hint: hint.into_inner(),
    };
    view! {
        <div class=group_class(failed)>
            {error_view(&id, error)}
            <div class="govuk-checkboxes">
                {checkbox(id, name, choice, checked, described, invalid(failed))}
            </div>
        </div>
    }
}

fn checkbox(
    id: String,
    name: String,
    choice: Choice,
    checked: bool,
    described: Option<String>,
    invalid: Option<&'static str>,
) -> AnyView {
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    let described: Vec<String> = hint_id.clone().into_iter().chain(described).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id.clone()
                name=name
                type="checkbox"
                value=choice.value
                checked=checked
                aria-describedby=described
                aria-invalid=invalid
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>
                {choice.label}
            </label>
            {choice
                .hint
                .map(|hint| {
                    view! { <div class="govuk-hint govuk-checkboxes__hint" id=hint_id>{hint}</div> }
                })}
        </div>
    }
    .into_any()
}
