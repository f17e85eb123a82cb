//! What stands around every public page.

use domain::tr;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::page::{use_locale, use_page};
use crate::ui::{FooterLink, NavItem, PublicFooter, PublicHeader};

/// The header, whose switches come back to the page that is open.
#[component]
pub fn Header() -> impl IntoView {
    let location = use_location();
    let page = use_page();
    move || {
        let path = location.pathname.get();
        let search = location.search.get();
        let query = search.trim_start_matches('?');
        let back = if query.is_empty() {
            path.clone()
        } else {
            format!("{path}?{query}")
        };
        // Nothing leads away from a form that is being filled.
        let nav = if path.starts_with("/file") {
            Vec::new()
        } else {
            let current = path == "/track" || path == "/case";
            vec![
                NavItem::new("/file/kind", tr!(page.locale, "consumer.nav.file"), false),
                NavItem::new("/track", tr!(page.locale, "consumer.nav.track"), current),
                NavItem::new(
                    "/why",
                    tr!(page.locale, "consumer.nav.limits"),
                    path == "/why",
                ),
            ]
        };
        view! {
            <PublicHeader
                locale=page.locale
                organisation=page.organisation()
                back=back
                elder=page.elder
                nav=nav
            />
        }
    }
}

/// The footer: help by telephone and the texts about the service.
#[component]
pub fn Footer() -> impl IntoView {
    let locale = use_locale();
    let page = use_page();
    let link = |href: &str, label: std::borrow::Cow<'static, str>| FooterLink {
        href: href.to_owned(),
        label: label.into_owned(),
    };
    let links = vec![
        link("/eligibility", tr!(locale, "consumer.footer.eligibility")),
        link("/why", tr!(locale, "consumer.footer.limits")),
        link("/statistics", tr!(locale, "statistics.title")),
        link("/check", tr!(locale, "document.check.title")),
        link("/privacy", tr!(locale, "consumer.footer.privacy")),
        link(
            "/accessibility",
            tr!(locale, "consumer.footer.accessibility"),
        ),
    ];
    view! { <PublicFooter locale=locale organisation=page.organisation() phone=page.phone() links=links/> }
}
