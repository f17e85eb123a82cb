//! `/desk/admin`: what can be administered.

use domain::code::Role;
use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, Viewer};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::desk::failure::{failure_view, page_title};
use crate::page::use_page;
use crate::ui::{Glyph, Icon};

/// One page below `/desk/admin`.
struct Room {
    href: &'static str,
    glyph: Glyph,
    /// Who has a use for it.
    roles: &'static [Role],
    title: fn(Locale) -> String,
    about: fn(Locale) -> String,
}

/// The pages in the order of the index.
const ROOMS: &[Room] = &[
    Room {
        href: "/desk/admin/organisations",
        glyph: Glyph::Building,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "admin.organisations.title").into_owned(),
        about: |locale| tr!(locale, "admin.organisations.about").into_owned(),
    },
    Room {
        href: "/desk/admin/accounts",
        glyph: Glyph::User,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "admin.accounts.title").into_owned(),
        about: |locale| tr!(locale, "admin.accounts.about").into_owned(),
    },
    Room {
        href: "/desk/admin/poster",
        glyph: Glyph::Print,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "poster.print.title").into_owned(),
        about: |locale| tr!(locale, "poster.print.about").into_owned(),
    },
    Room {
        href: "/desk/admin/tokens",
        glyph: Glyph::Lock,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "machine.title").into_owned(),
        about: |locale| tr!(locale, "machine.about").into_owned(),
    },
    Room {
        href: "/desk/admin/calendars",
        glyph: Glyph::Calendar,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "calendar.title").into_owned(),
        about: |locale| tr!(locale, "calendar.about").into_owned(),
    },
    Room {
        href: "/desk/admin/clocks",
        glyph: Glyph::Clock,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "clock.title").into_owned(),
        about: |locale| tr!(locale, "clock.about").into_owned(),
    },
    Room {
        href: "/desk/admin/codes",
        glyph: Glyph::List,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "codes.title").into_owned(),
        about: |locale| tr!(locale, "codes.about").into_owned(),
    },
    Room {
        href: "/desk/admin/trail",
        glyph: Glyph::List,
        roles: &[Role::Admin, Role::Supervisor],
        title: |locale| tr!(locale, "admin.trail.title").into_owned(),
        about: |locale| tr!(locale, "admin.trail.about").into_owned(),
    },
    Room {
        href: "/desk/admin/messages",
        glyph: Glyph::Send,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "work.messages.title").into_owned(),
        about: |locale| tr!(locale, "work.messages.about").into_owned(),
    },
    Room {
        href: "/desk/admin/jobs",
        glyph: Glyph::List,
        roles: &[Role::Admin],
        title: |locale| tr!(locale, "work.jobs.title").into_owned(),
        about: |locale| tr!(locale, "work.jobs.about").into_owned(),
    },
];

/// Whether the navigation leads here.
pub(in crate::desk) fn is_for(viewer: &Viewer) -> bool {
    let roles = [Role::Admin, Role::Supervisor];
    roles.iter().any(|role| viewer.staff.has_role(*role))
}

/// The pages this person has a use for.
#[component]
pub(in crate::desk) fn IndexPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let body = match &page.viewer {
        None => failure_view(&Failure::SignInRequired, locale),
        Some(viewer) if is_for(viewer) => index_view(viewer, locale),
        Some(_) => failure_view(&Failure::NotAllowed, locale),
    };
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            {body}
        </main>
    }
}

fn index_view(viewer: &Viewer, locale: Locale) -> AnyView {
    let heading = tr!(locale, "admin.title");
    let is_theirs = |room: &&Room| room.roles.iter().any(|role| viewer.staff.has_role(*role));
    let rooms = ROOMS.iter().filter(is_theirs);
    let rooms: Vec<_> = rooms.map(|room| room_view(room, locale)).collect();
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <ul class="wq-rooms">{rooms}</ul>
    }
    .into_any()
}

fn room_view(room: &Room, locale: Locale) -> AnyView {
    view! {
        <li>
            <a class="wq-room" href=room.href>
                <Icon glyph=room.glyph/>
                <span class="wq-room__text">
                    <span class="wq-room__title">{(room.title)(locale)}</span>
                    <span class="wq-muted">{(room.about)(locale)}</span>
                </span>
                <Icon glyph=Glyph::ChevronRight/>
            </a>
        </li>
    }
    .into_any()
}
