//! The first link of every page.

use leptos::prelude::*;

/// Jumps over the header to `<main id="main">`; visible once it has the focus.
#[component]
pub fn SkipLink(
    /// 「跳到主要内容」.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="wq-skip" href="#main" rel="external">{label}</a> }
}
