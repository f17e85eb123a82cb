//! Pages that say why there is nothing else to see.

use domain::locale::Locale;
use domain::tr;
use domain::view::Failure;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::page::use_page;
use crate::ui::ButtonLink;

/// What a page shows instead of its content, with the status that says the same.
pub(crate) fn failure_view(failure: &Failure, locale: Locale) -> AnyView {
    set_status(failure.status());
    let (title, text) = match failure {
        Failure::NotFound => (
            tr!(locale, "errors.page.not_found"),
            tr!(locale, "errors.page.not_found_hint"),
        ),
        Failure::Expired => (
            tr!(locale, "errors.page.expired"),
            tr!(locale, "errors.page.expired_hint"),
        ),
        Failure::TooMany { .. } | Failure::Busy { .. } => (
            tr!(locale, "errors.page.busy"),
            tr!(locale, "errors.page.busy_hint"),
        ),
        _ => (
            tr!(locale, "errors.page.server"),
            tr!(locale, "errors.page.server_hint"),
        ),
    };
    let heading = title.clone();
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <div class="wq-card">
            <h1 class="wq-title">{heading}</h1>
            <p>{text}</p>
            <div class="wq-actions">
                <ButtonLink href="/">{tr!(locale, "errors.page.to_start")}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

/// The page of an address that does not exist.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let page = use_page();
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {failure_view(&Failure::NotFound, page.locale)}
        </main>
    }
}

#[cfg(feature = "ssr")]
pub(crate) fn set_status(status: u16) {
    let code = http::StatusCode::from_u16(status);
    if let (Some(response), Ok(code)) = (use_context::<leptos_axum::ResponseOptions>(), code) {
        response.set_status(code);
    }
}

#[cfg(not(feature = "ssr"))]
pub(crate) fn set_status(_status: u16) {}
