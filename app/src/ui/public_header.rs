//! The header of every public page.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::{LanguageSwitch, NavItem, OptionalText, SizeSwitch, SkipLink, Wordmark};

/// Skip link, wordmark, text size, language, and a short navigation.
#[component]
pub fn PublicHeader(
    /// The language of the page.
    locale: Locale,
    /// Whose service this is, below the name.
    #[prop(optional, into)]
    organisation: OptionalText,
    /// Path and query of this page, for the switches.
    #[prop(into)]
    back: String,
    /// The page is in the large-text edition.
    #[prop(default = false)]
    elder: bool,
    /// Two or three links; none while a form is being filled.
    #[prop(optional)]
    nav: Vec<NavItem>,
) -> impl IntoView {
    view! {
        <SkipLink label=tr!(locale, "ui.skip")/>
        <header class="wq-header">
            <div class="wq-header__row wq-width">
                <Wordmark locale=locale organisation=organisation/>
                {nav_view(tr!(locale, "ui.navigation").into_owned(), nav)}
                <div class="wq-header__tools">
                    <SizeSwitch locale=locale elder=elder back=back.clone()/>
                    <LanguageSwitch locale=locale back=back/>
                </div>
            </div>
        </header>
    }
}

/// The links of a header, nothing without links.
pub(super) fn nav_view(label: String, nav: Vec<NavItem>) -> Option<AnyView> {
    if nav.is_empty() {
        return None;
    }
    let links: Vec<_> = nav
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <a
                        class="wq-nav__link"
                        href=item.href
                        aria-current=item.current.then_some("page")
                        rel=item.external.then_some("external")
                    >
                        {item.label}
                    </a>
                </li>
            }
        })
        .collect();
    let view = view! {
        <nav class="wq-nav" aria-label=label>
            <ul class="wq-nav__list">{links}</ul>
        </nav>
    };
    Some(view.into_any())
}
