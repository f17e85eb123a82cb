//! A form that posts to a server function.
//!
//! Without JavaScript it is a plain form. With it the page's one listener (`crate::posting`) sends
//! the same bytes, and when the network is gone everything typed stays and the form says so.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::{Notice, NoticeKind};
use crate::page::use_locale;

/// Attribute of the forms that the page's listener posts.
#[cfg(feature = "hydrate")]
pub(crate) const POSTED: &str = "data-posted";

/// A form that posts to `action`.
#[component]
pub fn PostForm(
    /// Path of the server function: `SaveStory::PATH`.
    action: &'static str,
    /// Class of the form.
    #[prop(optional)]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let is_desk = action.starts_with("/fn/desk/");
    let class = (!class.is_empty()).then_some(class);
    view! {
        <form method="post" action=action class=class novalidate data-posted="">
            {children()}
            <div data-lost="" hidden>
                <Notice kind=NoticeKind::Warning announce=true>
                    <p>{tr!(locale, "ui.not_delivered")}</p>
                </Notice>
            </div>
            {is_desk.then(|| signed_out(locale))}
        </form>
    }
}

/// The session ended while somebody was typing: signing in elsewhere lets them try again here.
fn signed_out(locale: Locale) -> AnyView {
    view! {
        <div data-signed-out="" hidden>
            <Notice kind=NoticeKind::Warning announce=true>
                <p>
                    {tr!(locale, "ui.signed_out")} " "
                    <a href="/desk/sign-in" target="_blank" rel="external">
                        {tr!(locale, "ui.sign_in_again")}
                    </a>
                </p>
            </Notice>
        </div>
    }
    .into_any()
}
