//! Prints the page; only where the browser can.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::island::{Island, island};
use crate::ui::{Glyph, Icon};

/// A button that opens the print dialogue. Hidden without JavaScript.
#[component]
pub(crate) fn PrintButton(
    /// 「打印」.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    island(PrintButtonIsland { label })
}

/// The island of a [`PrintButton`].
#[derive(Serialize, Deserialize)]
pub(crate) struct PrintButtonIsland {
    label: String,
}

impl Island for PrintButtonIsland {
    const NAME: &'static str = "print";

    fn draw(self) -> AnyView {
        let ready = RwSignal::new(false);
        Effect::new(move |_| ready.set(true));
        view! {
            <button
                class="wq-button wq-button--secondary"
                type="button"
                hidden=move || !ready.get()
                on:click=move |_| print()
            >
                <Icon glyph=Glyph::Print/>
                <span>{self.label}</span>
            </button>
        }
        .into_any()
    }
}

#[cfg(feature = "hydrate")]
fn print() {
    // A browser that refuses leaves the page as it is.
    drop(window().print());
}

#[cfg(not(feature = "hydrate"))]
fn print() {}
