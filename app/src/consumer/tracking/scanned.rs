//! Takes the receipt out of a scanned QR code.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::island::Island;
use crate::ui::Notice;

/// Fills the receipt of the QR code in and says so. The code carries it in the fragment of the
/// address, which no server ever sees.
#[derive(Serialize, Deserialize)]
pub(crate) struct ScannedReceipt {
    /// Id of the input it belongs into.
    pub field: String,
    /// 「已填入扫码得到的查询码」.
    pub done: String,
}

impl Island for ScannedReceipt {
    const NAME: &'static str = "scanned-receipt";

    fn draw(self) -> AnyView {
        let Self { field, done } = self;
        let filled = RwSignal::new(false);
        Effect::new(move |_| filled.set(fragment::fill_in(&field)));
        view! {
            {move || {
                let done = done.clone();
                filled.get().then(|| view! { <Notice announce=true><p>{done}</p></Notice> })
            }}
        }
        .into_any()
    }
}

#[cfg(feature = "hydrate")]
mod fragment {
    use domain::value::Receipt;
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast as _, JsValue};
    use web_sys::HtmlInputElement;

    /// Whether a receipt was there to fill in; the address bar is cleared of it.
    pub fn fill_in(field: &str) -> bool {
        let hash = window().location().hash().unwrap_or_default();
        let Ok(receipt) = Receipt::parse(hash.trim_start_matches('#')) else {
            return false;
        };
        let cleared = window().history().and_then(|history| {
            let path = window().location().pathname()?;
            history.replace_state_with_url(&JsValue::NULL, "", Some(&path))
        });
        // An address bar that keeps it harms nobody: the receipt is the reader's own.
        drop(cleared);
        let input = document().get_element_by_id(field);
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        input.is_some_and(|input| {
            input.set_value(&receipt.reveal());
            true
        })
    }
}

#[cfg(not(feature = "hydrate"))]
mod fragment {
    /// The server never sees a fragment.
    pub fn fill_in(_field: &str) -> bool {
        false
    }
}
