//! A date as three inputs.

use leptos::prelude::*;

use super::fieldset::Question;
use super::form_group::{field_id, invalid};
use super::{LegendSize, OptionalText};

/// What was typed into the three inputs, kept as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Posted as `{name}_year`.
    pub year: String,
    /// Posted as `{name}_month`.
    pub month: String,
    /// Posted as `{name}_day`.
    pub day: String,
}

/// The labels of the three inputs: 年, 月, 日.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateLabels {
    /// Label of the year.
    pub year: String,
    /// Label of the month.
    pub month: String,
    /// Label of the day.
    pub day: String,
}

/// Year, month and day, in this order: any phone can type them, no calendar needed.
#[component]
pub fn DateInput(
    /// Name that the three inputs extend; the year's id derives from it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// 年, 月, 日.
    labels: DateLabels,
    /// What the page starts with.
    #[prop(optional)]
    value: DateParts,
    /// One short sentence: an example.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the date.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」.
    #[prop(optional, into)]
    mark: OptionalText,
    /// How the question is set.
    #[prop(optional)]
    size: LegendSize,
) -> impl IntoView {
    let id = field_id(&name);
    let failed = error.is_some();
    let body = view! {
        <div class="wq-date">
            {part(id.clone(), format!("{name}_year"), labels.year, value.year, 4, failed)}
            {part(format!("{id}-month"), format!("{name}_month"), labels.month, value.month, 2, failed)}
            {part(format!("{id}-day"), format!("{name}_day"), labels.day, value.day, 2, failed)}
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

fn part(
    id: String,
    name: String,
    label: String,
    value: String,
    digits: u8,
    failed: bool,
) -> AnyView {
    let class = if digits == 4 {
        "govuk-input wq-date__input wq-date__input--year"
    } else {
        "govuk-input wq-date__input"
    };
    view! {
        <div class="wq-date__part">
            <input
                class=class
                class:govuk-input--error=failed
                id=id.clone()
                name=name
                type="text"
                inputmode="numeric"
                autocomplete="off"
                enterkeyhint="next"
                value=value
                aria-invalid=invalid(failed)
            />
            <label class="wq-date__label" for=id>
                {label}
            </label>
        </div>
    }
    .into_any()
}
