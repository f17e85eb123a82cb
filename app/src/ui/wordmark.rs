//! The product's own mark: a voice that is answered, a speech bubble opened by a tick.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::OptionalText;

const MARK: &str = concat!(
    r##"<rect class="wq-mark__tile" width="32" height="32" rx="8"/>"##,
    r##"<path class="wq-mark__line" d="M19.5 8.25H10a3 3 0 0 0-3 3v7.5a3 3 0 0 0 3 3h1.25V26l4.5-4.25H22a3 3 0 0 0 3-3V15.5"/>"##,
    r##"<path class="wq-mark__tick" d="m12 14.5 3.75 3.75L26 8"/>"##,
);

/// The mark and the name as a link to the start page, with the organisation below.
#[component]
pub fn Wordmark(
    /// Language of the name.
    locale: Locale,
    /// The start page.
    #[prop(default = "/")]
    href: &'static str,
    /// Whose service this is.
    #[prop(optional, into)]
    organisation: OptionalText,
) -> impl IntoView {
    view! {
        <a class="wq-brand" href=href>
            <svg class="wq-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false" inner_html=MARK></svg>
            <span class="wq-brand__text">
                <span class="wq-brand__name">{tr!(locale, "ui.product")}</span>
                {organisation
                    .into_inner()
                    .map(|name| view! { <span class="wq-brand__organisation">{name}</span> })}
            </span>
        </a>
    }
}
