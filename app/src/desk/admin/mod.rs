//! `/desk/admin`: the pages of the administrator.
//!
//! To add a page: 1. a file here; 2. its route in [`super::DeskFormsApp`]; 3. its line in
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
use leptos_router::hooks::{use_params_map, use_query_map};

pub(super) use self::account::AccountPage;
pub(super) use self::accounts::AccountsPage;
pub(super) use self::calendar::CalendarPage;
pub(super) use self::calendar_import::CalendarImportPage;
pub(super) use self::calendars::CalendarsPage;
pub(super) use self::clock::ClockPage;
pub(super) use self::clocks::ClocksPage;
pub(super) use self::codes::CodesPage;
pub(super) use self::index::IndexPage;
pub(super) use self::index::is_for;
pub(super) use self::jobs::JobsPage;
pub(super) use self::message::MessagePage;
pub(super) use self::messages::MessagesPage;
pub(super) use self::organisation::OrganisationPage;
pub(super) use self::organisations::OrganisationsPage;
pub(super) use self::poster::PosterPage;
pub(super) use self::token::{NewTokenPage, TokenPage};
pub(super) use self::tokens::TokensPage;
pub(super) use self::trail::TrailPage;
use crate::ui::{BackLink, Choice};

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
