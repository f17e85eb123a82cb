//! A number that people read aloud, copy and write down.

use leptos::prelude::*;

/// A case number or receipt, large, in the groups given by spaces or hyphens, selected by one tap.
#[component]
pub fn CaseNumber(
    /// What it is: 「投诉编号」.
    #[prop(into)]
    label: String,
    /// Grouped as printed.
    #[prop(into)]
    number: String,
    /// It is a secret (a receipt): set apart by its frame.
    #[prop(default = false)]
    secret: bool,
    /// Buttons beside it: a [`super::CopyButton`].
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="wq-number" class:wq-number--secret=secret>
            <p class="wq-number__label">{label}</p>
            <p class="wq-number__value">
                <strong>{number}</strong>
            </p>
            {children.map(|children| children())}
        </div>
    }
}
