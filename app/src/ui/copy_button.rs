//! Copies a text; only where the browser can.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Glyph, Icon};
use crate::island::{Island, island};

/// A button that copies `text`. Hidden without JavaScript and where the clipboard is not allowed.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// 「复制」.
    #[prop(into)]
    label: String,
    /// 「已复制」, shown and read aloud afterwards.
    #[prop(into)]
    done: String,
) -> impl IntoView {
    island(CopyButtonIsland { text, label, done })
}

/// The island of a [`CopyButton`].
#[derive(Serialize, Deserialize)]
pub(crate) struct CopyButtonIsland {
    text: String,
    label: String,
    done: String,
}

impl Island for CopyButtonIsland {
    const NAME: &'static str = "copy";

    fn draw(self) -> AnyView {
        let Self { text, label, done } = self;
        let ready = RwSignal::new(false);
        let copied = RwSignal::new(false);
        Effect::new(move |_| ready.set(clipboard::is_available()));
        view! {
            <button
                class="wq-button wq-button--secondary wq-button--small"
                type="button"
                hidden=move || !ready.get()
                on:click=move |_| clipboard::write(&text, copied)
            >
                <Icon glyph=Glyph::Copy/>
                <span role="status">
                    {move || if copied.get() { done.clone() } else { label.clone() }}
                </span>
            </button>
        }
        .into_any()
    }
}

#[cfg(feature = "hydrate")]
mod clipboard {
    use leptos::prelude::*;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::Closure;

    /// The clipboard exists on HTTPS and loopback only.
    pub fn is_available() -> bool {
        let clipboard =
            js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
        clipboard.is_ok_and(|value| value.is_object())
    }

    /// Copies and reports success; a refusal leaves the label as it was.
    pub fn write(text: &str, copied: RwSignal<bool>) {
        let written = window().navigator().clipboard().write_text(text);
        let then = Closure::once(move |_: JsValue| copied.set(true));
        drop(written.then(&then));
        then.forget();
    }
}

#[cfg(not(feature = "hydrate"))]
mod clipboard {
    use leptos::prelude::*;

    /// There is no clipboard on the server.
    pub fn is_available() -> bool {
        false
    }

    /// Never called on the server.
    pub fn write(_text: &str, _copied: RwSignal<bool>) {}
}
