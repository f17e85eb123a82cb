//! What a page of the desk shows when its data do not come, and why a form was not done.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, Viewer};
use leptos::prelude::*;
use leptos_meta::Title;

use super::address::{home_address, sign_in_address};
use super::is_desk_form;
use crate::page::{use_here, use_page};
use crate::ui::ButtonLink;

/// The title of a page of the desk.
pub(super) fn page_title(locale: Locale, title: &str) -> String {
    format!(
        "{title} - {} - {}",
        tr!(locale, "desk.title"),
        tr!(locale, "ui.product")
    )
}

/// What stands instead of a page's content. Without a session it leads to the sign-in page, with
/// the way back.
pub(super) fn failure_view(failure: &Failure, locale: Locale) -> AnyView {
    if *failure == Failure::SignInRequired {
        leave_for(&sign_in_address("", &use_here()));
        return ().into_any();
    }
    set_status(failure.status());
    let title = failure_message(failure, locale);
    let heading = title.clone();
    view! {
        <Title text=page_title(locale, &title)/>
        <div class="wq-card">
            <h1 class="wq-title">{heading}</h1>
            <div class="wq-actions">
                {home_link(use_page().viewer.as_ref(), locale)}
            </div>
        </div>
    }
    .into_any()
}

/// The way back to where the desk begins for this person. It loads a fresh document, whose header
/// knows who they are by now.
pub(super) fn home_link(viewer: Option<&Viewer>, locale: Locale) -> AnyView {
    let home = home_address(viewer);
    let label = if is_desk_form(home) {
        tr!(locale, "desk.to_start")
    } else {
        tr!(locale, "desk.to_queue")
    };
    view! { <ButtonLink href=home external=true>{label}</ButtonLink> }.into_any()
}

/// The page of an address that does not exist.
#[component]
pub(super) fn NotFoundPage() -> impl IntoView {
    let page = use_page();
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            {failure_view(&Failure::NotFound, page.locale)}
        </main>
    }
}

/// Why something was not done, in words.
pub(super) fn failure_message(failure: &Failure, locale: Locale) -> String {
    match failure {
        Failure::Refused(refusal) => return refusal.message(locale).into_owned(),
        Failure::Hindered(obstacle) => return obstacle.message(locale),
        Failure::PasswordChangeRequired => tr!(locale, "desk.failure.password_change"),
        Failure::SignInRequired => tr!(locale, "desk.failure.sign_in_required"),
        Failure::NotAllowed => tr!(locale, "desk.failure.not_allowed"),
        Failure::NotFound => tr!(locale, "desk.failure.not_found"),
        Failure::Invalid(_) => tr!(locale, "errors.summary.title"),
        Failure::Conflict { .. } | Failure::KeyReused => tr!(locale, "desk.failure.conflict"),
        Failure::WrongCredentials => tr!(locale, "desk.failure.wrong_credentials"),
        Failure::Expired => tr!(locale, "desk.failure.expired"),
        Failure::TooMany { retry_after } => {
            tr!(
                locale,
                "desk.failure.too_many",
                minutes = retry_after.div_ceil(60).max(1)
            )
        }
        Failure::Busy { .. } => tr!(locale, "desk.failure.busy"),
        Failure::Internal { reference } if reference == "transport" => {
            tr!(locale, "desk.failure.transport")
        }
        Failure::Internal { reference } => {
            tr!(locale, "desk.failure.internal", reference = reference)
        }
    }
    .into_owned()
}

/// A session that is over ends in a fresh document: the header still shows who was here.
#[cfg(feature = "hydrate")]
pub(super) fn leave_for(path: &str) {
    drop(window().location().set_href(path));
}

#[cfg(feature = "ssr")]
pub(super) fn leave_for(path: &str) {
    leptos_axum::redirect(path);
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
pub(super) fn leave_for(_path: &str) {}

#[cfg(feature = "ssr")]
pub(super) fn set_status(status: u16) {
    let code = http::StatusCode::from_u16(status);
    if let (Some(response), Ok(code)) = (use_context::<leptos_axum::ResponseOptions>(), code) {
        response.set_status(code);
    }
}

#[cfg(not(feature = "ssr"))]
pub(super) fn set_status(_status: u16) {}
