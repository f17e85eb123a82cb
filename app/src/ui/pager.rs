//! Back and forth through a long list.

use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// Links to the previous and next page of a list read by cursor; absent ones are left out.
#[component]
pub fn Pager(
    /// What the links page through, for screen readers.
    #[prop(into)]
    label: String,
    /// 「上一页」.
    #[prop(into)]
    previous_label: String,
    /// 「下一页」.
    #[prop(into)]
    next_label: String,
    /// Address of the page before.
    #[prop(optional, into)]
    previous: OptionalText,
    /// Address of the page after.
    #[prop(optional, into)]
    next: OptionalText,
) -> impl IntoView {
    let needed = previous.is_some() || next.is_some();
    needed.then(|| {
        view! {
            <nav class="wq-pager" aria-label=label>
                {previous
                    .into_inner()
                    .map(|href| {
                        view! {
                            <a class="wq-pager__link" href=href rel="prev">
                                <Icon glyph=Glyph::ArrowLeft/>
                                <span>{previous_label}</span>
                            </a>
                        }
                    })}
                {next
                    .into_inner()
                    .map(|href| {
                        view! {
                            <a class="wq-pager__link wq-pager__link--next" href=href rel="next">
                                <span>{next_label}</span>
                                <Icon glyph=Glyph::ArrowRight/>
                            </a>
                        }
                    })}
            </nav>
        }
    })
}
