//! Nothing to show, said kindly.

use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// Stands where a list would be.
#[component]
pub fn EmptyState(
    /// 「没有待办」.
    #[prop(into)]
    title: String,
    /// What could be done instead.
    #[prop(optional, into)]
    body: OptionalText,
    /// The sign above.
    #[prop(default = Glyph::Inbox)]
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <div class="wq-empty">
            <Icon glyph=glyph/>
            <p class="wq-empty__title">{title}</p>
            {body.into_inner().map(|body| view! { <p>{body}</p> })}
        </div>
    }
}
