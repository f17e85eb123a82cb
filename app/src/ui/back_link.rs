//! The way back, above everything else in `<main>`.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A link to the page before.
#[component]
pub fn BackLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// 「返回」.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <a class="wq-back" href=href>
            <Icon glyph=Glyph::ArrowLeft/>
            <span>{label}</span>
        </a>
    }
}
