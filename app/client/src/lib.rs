//! The browser's entry point. Built once with feature `public` and once with `desk`.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered and marks the document when it has.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    mount();
    if let Some(root) = leptos::prelude::document().document_element() {
        drop(root.set_attribute("data-hydrated", "true"));
    }
}

#[cfg(all(feature = "public", not(feature = "desk")))]
fn mount() {
    app::island::hydrate_islands();
}

#[cfg(all(feature = "desk", not(feature = "public")))]
fn mount() {
    leptos::mount::hydrate_body(app::DeskApp);
}

/// `cargo leptos watch` builds one bundle for both.
#[cfg(all(feature = "desk", feature = "public"))]
fn mount() {
    let path = leptos::prelude::window()
        .location()
        .pathname()
        .unwrap_or_default();
    if path == "/desk" || path.starts_with("/desk/") {
        leptos::mount::hydrate_body(app::DeskApp);
    } else {
        app::island::hydrate_islands();
    }
}

#[cfg(not(any(feature = "desk", feature = "public")))]
fn mount() {}
