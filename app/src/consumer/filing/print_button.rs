//! Prints the page; only where the browser can.

use leptos::prelude::*;

use crate::ui::{Glyph, Icon};

/// A button that opens the print dialogue. Hidden without JavaScript.
#[component]
pub(super) fn PrintButton(
    /// 「打印」.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    view! {
        <button class="wq-button wq-button--secondary" type="button" hidden=move || !ready.get() on:click=move |_| print()>
            <Icon glyph=Glyph::Print/>
            <span>{label}</span>
        </button>
    }
}

#[cfg(feature = "hydrate")]
fn print() {
    // A browser that refuses leaves the page as it is.
    drop(window().print());
}

#[cfg(not(feature = "hydrate"))]
fn print() {}
