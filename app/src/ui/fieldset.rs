//! The frame of a group of controls: a question, its hint and its error.

use leptos::prelude::*;

use super::OptionalText;
use super::form_group::{described_by, error_view, group_class, hint_view, mark_view};

/// How a legend is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LegendSize {
    /// Like the label of any other field.
    #[default]
    Field,
    /// The legend is the page's `<h1>`: the page asks this one question.
    Page,
}

/// The question above a group of controls.
pub(super) struct Question {
    pub legend: String,
    pub size: LegendSize,
    pub mark: OptionalText,
    pub hint: OptionalText,
    pub error: OptionalText,
}

impl Question {
    /// The controls `body` under this question; `id` is the group's.
    pub fn around(self, id: &str, body: AnyView) -> AnyView {
        let failed = self.error.is_some();
        let describedby = described_by(id, self.hint.is_some(), failed);
        view! {
            <div class=group_class(failed)>
                <fieldset class="govuk-fieldset" aria-describedby=describedby>
                    {legend_view(self.legend, self.size, self.mark)}
                    {hint_view(id, self.hint)}
                    {error_view(id, self.error)}
                    {body}
                </fieldset>
            </div>
        }
        .into_any()
    }
}

/// The first control has the group's id, so that links of the error summary reach it.
pub(super) fn item_id(group: &str, index: usize) -> String {
    if index == 0 {
        group.to_owned()
    } else {
        format!("{group}-{}", index + 1)
    }
}

fn legend_view(legend: String, size: LegendSize, mark: OptionalText) -> AnyView {
    match size {
        LegendSize::Field => {
            view! { <legend class="govuk-fieldset__legend">{legend}{mark_view(mark)}</legend> }
                .into_any()
        }
        LegendSize::Page => view! {
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--page">
                <h1 class="wq-title">{legend}{mark_view(mark)}</h1>
            </legend>
        }
        .into_any(),
    }
}
