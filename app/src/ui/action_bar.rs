//! The legal next steps, always at hand.

use leptos::prelude::*;

/// A bar that stays at the lower edge of the detail; the page keeps room below the focus for it.
#[component]
pub fn ActionBar(
    /// What it holds, for screen readers: 「下一步」.
    #[prop(into)]
    label: String,
    /// Buttons and links, the most likely one first.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="wq-actionbar" role="group" aria-label=label>
            {children()}
        </div>
    }
}
