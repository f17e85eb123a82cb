//! `/desk/admin`: the pages of the administrator.
//!
//! To add a page: 1. a file here; 2. its route in [`AdminRoutes`]; 3. its line in
//! `index::ROOMS`; 4. its texts in `admin.*` or in an area of its own. The use cases behind it
//! check the caller by themselves: what the index shows is a courtesy, not a lock.

mod account;
mod accounts;
mod index;
mod jobs;
mod message;
mod messages;
mod organisation;
mod organisations;
mod paging;
mod trail;

use domain::locale::Locale;
use domain::tr;
use domain::view::OrganisationLine;
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute as _};
use leptos_router::components::Route;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{SsrMode, path};

use self::account::AccountPage;
use self::accounts::AccountsPage;
use self::index::IndexPage;
pub(super) use self::index::is_for;
use self::jobs::JobsPage;
use self::message::MessagePage;
use self::messages::MessagesPage;
use self::organisation::OrganisationPage;
use self::organisations::OrganisationsPage;
use self::trail::TrailPage;
use crate::ui::{BackLink, Choice};

/// The routes below `/desk/admin`.
#[component(transparent)]
pub(super) fn AdminRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/admin") view=IndexPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/messages") view=MessagesPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/messages/:id") view=MessagePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/organisations") view=OrganisationsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/organisations/:key") view=OrganisationPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/accounts") view=AccountsPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/accounts/:key") view=AccountPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/trail") view=TrailPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
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
