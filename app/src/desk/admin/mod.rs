//! `/desk/admin`: the pages of the administrator, and the root of the administration.
//!
//! The administration is drawn on the server and has islands, like the public pages: its many
//! forms would make the bundle of the desk heavy and gain nothing there.
//!
//! To add a page: 1. a file here; 2. its route in [`AdministrationApp`]; 3. its line in
//! `index::ROOMS`; 4. its texts in `admin.*` or in an area of its own. The use cases behind it
//! check the caller by themselves: what the index shows is a courtesy, not a lock.

mod account;
mod accounts;
mod calendar;
mod calendar_import;
mod calendars;
mod clock;
mod clocks;
mod codes;
mod from_day;
mod index;
mod jobs;
mod message;
mod messages;
mod organisation;
mod organisations;
mod paging;
mod poster;
mod token;
mod tokens;
mod trail;

use domain::locale::Locale;
use domain::tr;
use domain::view::OrganisationLine;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{SsrMode, path};

use self::account::AccountPage;
use self::accounts::AccountsPage;
use self::calendar::CalendarPage;
use self::calendar_import::CalendarImportPage;
use self::calendars::CalendarsPage;
use self::clock::ClockPage;
use self::clocks::ClocksPage;
use self::codes::CodesPage;
use self::index::IndexPage;
pub(super) use self::index::is_for;
use self::jobs::JobsPage;
use self::message::MessagePage;
use self::messages::MessagesPage;
use self::organisation::OrganisationPage;
use self::organisations::OrganisationsPage;
use self::poster::PosterPage;
use self::token::{NewTokenPage, TokenPage};
use self::tokens::TokensPage;
use self::trail::TrailPage;
use super::account::AccountPage as OwnAccountPage;
use super::export::ExportPage;
use super::failure::NotFoundPage;
use super::header::Header;
use super::import::ImportPage;
use super::lock::LockPage;
use super::notices::NoticesPage;
use super::pin::PinPage;
use super::second_factor::SecondFactorPage;
use super::sign_in_code::SignInCodePage;
use crate::loading::provide_revision;
use crate::page::provide_page;
use crate::ui::{BackLink, Choice};

/// Where the administration begins; below each it has its pages.
const ROOTS: [&str; 7] = [
    "/desk/admin",
    "/desk/account",
    "/desk/lock",
    "/desk/sign-in/code",
    "/desk/import",
    "/desk/export",
    "/desk/notices",
];

/// Whether an address belongs to the administration, with its query or without.
pub fn is_administration(address: &str) -> bool {
    let is_below = |root: &&str| {
        let rest = address.strip_prefix(*root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    ROOTS.iter().any(is_below)
}

/// The administration.
#[component]
pub fn AdministrationApp() -> impl IntoView {
    provide_meta_context();
    provide_page();
    provide_revision();
    view! {
        <Router base="/desk">
            <Header/>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/account") view=OwnAccountPage ssr=SsrMode::Async/>
                <Route path=path!("/account/second-factor") view=SecondFactorPage ssr=SsrMode::Async/>
                <Route path=path!("/account/pin") view=PinPage ssr=SsrMode::Async/>
                <Route path=path!("/lock") view=LockPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=SignInCodePage ssr=SsrMode::Async/>
                <Route path=path!("/import") view=ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/export") view=ExportPage ssr=SsrMode::Async/>
                <Route path=path!("/notices") view=NoticesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin") view=IndexPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/messages") view=MessagesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/messages/:id") view=MessagePage ssr=SsrMode::Async/>
                <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/organisations") view=OrganisationsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/organisations/:key") view=OrganisationPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/accounts") view=AccountsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/accounts/:key") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/poster") view=PosterPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/tokens") view=TokensPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/tokens/new") view=NewTokenPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/tokens/:key") view=TokenPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendars") view=CalendarsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendars/import") view=CalendarImportPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendars/:key") view=CalendarPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/clocks") view=ClocksPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/clocks/:key") view=ClockPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/codes") view=CodesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/trail") view=TrailPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}

/// The frame of a page, with the way back.
fn framed(back: &'static str, label: String, body: AnyView) -> AnyView {
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            <BackLink href=back label=label/>
            {body}
        </main>
    }
    .into_any()
}

fn to_index(body: AnyView, locale: Locale) -> AnyView {
    framed("/desk/admin", tr!(locale, "admin.title").into_owned(), body)
}

/// What the last part of the address names; empty for something new.
fn use_key() -> impl Fn() -> String + Copy + Send + Sync {
    let params = use_params_map();
    move || {
        let key = params.with(|params| params.get("key").unwrap_or_default());
        if key == "new" { String::new() } else { key }
    }
}

/// A member of the address's query.
fn use_member(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync {
    let query = use_query_map();
    move || query.with(|query| query.get(name).unwrap_or_default())
}

/// Open organisations to choose from; `also` is offered though it is closed.
fn choices(all: &[OrganisationLine], also: &str, locale: Locale) -> Vec<Choice> {
    let open = all
        .iter()
        .filter(|line| !line.is_closed || line.organisation.code == also);
    open.map(|line| {
        let place = &line.organisation;
        Choice::new(
            &place.code,
            format!("{} {}", place.code, place.name(locale)),
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::is_administration;

    #[test]
    fn the_administration_has_its_own_addresses_of_the_desk() {
        for address in [
            "/desk/admin",
            "/desk/admin/jobs?state=failed",
            "/desk/account?form=1",
            "/desk/import",
            "/desk/lock?back=%2Fdesk",
            "/desk/sign-in/code",
        ] {
            assert!(is_administration(address), "{address}");
        }
        for address in [
            "/desk",
            "/desk/cases/1",
            "/desk/accounts",
            "/desk/administration",
            "/desk/sign-in?back=%2Fdesk",
            "/",
        ] {
            assert!(!is_administration(address), "{address}");
        }
    }
}
