//! A control that chooses files.

use leptos::prelude::*;

use super::OptionalText;
use super::form_group::{
    described_by, error_view, field_id, group_class, hint_view, invalid, label_view,
};

/// Chooses one file or several. Without `capture`, so that a phone offers its album as well as its
/// camera.
#[component]
pub fn FileInput(
    /// Name of the control.
    name: &'static str,
    /// What is to be chosen.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What was wrong with the last choice.
    #[prop(optional, into)]
    error: OptionalText,
    /// The kinds that the browser offers.
    accept: &'static str,
    /// No more than one.
    #[prop(optional)]
    single: bool,
) -> impl IntoView {
    let id = field_id(name);
    let describedby = described_by(&id, hint.is_some(), error.is_some());
    let failed = error.is_some();
    view! {
        <div class=group_class(failed)>
            {label_view(&id, label, OptionalText::default())}
            {hint_view(&id, hint)}
            {error_view(&id, error)}
            <input
                class="wq-file-input"
                id=id.clone()
                name=name
                type="file"
                multiple=!single
                accept=accept
                aria-describedby=describedby
                aria-invalid=invalid(failed)
            />
        </div>
    }
}
