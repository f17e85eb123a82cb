//! The header around every page of the desk.

use domain::locale::Locale;
use domain::session::LOCK_AFTER;
use domain::tr;
use domain::view::{FormState, Viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::address::home_address;
use super::admin;
use super::idle::IdleWatch;
use super::search::search_box;
use crate::island::island;
use crate::page::{use_here, use_page};
use crate::ui::{DeskHeader, DeskPerson, NavItem};

/// Follows the address: the current room, and the way back of the language switch.
#[component]
pub(super) fn Header() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let location = use_location();
    let path = location.pathname;
    #[cfg(feature = "hydrate")]
    follow_forms();
    let is_search = Memo::new(move |_| path.with(|path| path.starts_with("/desk/search")));
    let signed_in = page.viewer.as_ref();
    let searches =
        signed_in.is_some_and(|viewer| viewer.staff.sees_cases() && !viewer.must_change_password);
    let locks = signed_in.is_some_and(|viewer| viewer.has_pin);
    let watch = locks.then(|| {
        island(IdleWatch {
            after: u32::try_from(LOCK_AFTER.num_seconds()).unwrap_or(u32::MAX),
        })
    });
    // The search page has the box itself, filled.
    let search = move || {
        (searches && !is_search.get()).then(|| {
            let search = search_box(&FormState::default(), locale);
            view! { <div class="wq-search wq-search--bar"><div class="wq-width">{search}</div></div> }
        })
    };
    let header = move || {
        location.search.track();
        let path = location.pathname.get();
        let person = page.viewer.as_ref().map(|viewer| person(viewer, locale));
        let nav = page.viewer.as_ref();
        let nav = nav.filter(|viewer| !viewer.must_change_password);
        let nav = nav.map_or_else(Vec::new, |viewer| rooms(viewer, &path, locale));
        let organisation = page
            .viewer
            .as_ref()
            .map(|viewer| viewer.organisation.name(locale).to_owned());
        let organisation = organisation.unwrap_or_else(|| page.organisation());
        let home = home_address(page.viewer.as_ref());
        view! {
            <DeskHeader
                locale=locale
                organisation=organisation
                person=person
                nav=nav
                home=home
                back=use_here()
            />
        }
    };
    view! {
        {header}
        {search}
        {watch}
    }
}

/// Goes where the answer to a form leads, inside the desk without leaving the page.
#[cfg(feature = "hydrate")]
fn follow_forms() {
    use leptos_router::hooks::use_navigate;

    let (navigate, location) = (use_navigate(), use_location());
    let owner = Owner::current().unwrap_or_default();
    crate::posting::listen(move |target| {
        let here = crate::page::address(
            &location.pathname.get_untracked(),
            &location.search.get_untracked(),
        );
        if here == target {
            owner.with(crate::loading::load_again);
        } else {
            crate::loading::go(&navigate, target);
        }
    });
}

/// Who is signed in, as a shared tablet shows it.
pub(super) fn person(viewer: &Viewer, locale: Locale) -> DeskPerson {
    let staff = &viewer.staff;
    DeskPerson {
        staff_number: tr!(locale, "desk.staff_number", number = staff.number).into_owned(),
        name: staff.name.clone(),
        role: staff
            .roles
            .first()
            .map(|role| role.label(locale).to_owned())
            .unwrap_or_default(),
        can_lock: viewer.has_pin,
    }
}

/// The rooms this person has a use for; their use cases check by themselves.
fn rooms(viewer: &Viewer, path: &str, locale: Locale) -> Vec<NavItem> {
    let here = path.trim_end_matches('/');
    let is_below = |root: &str| here.starts_with(root);
    let staff = &viewer.staff;
    let queue = || {
        let is_here = here == "/desk" || is_below("/desk/cases");
        NavItem::new("/desk", tr!(locale, "desk.nav.queue"), is_here)
    };
    let register = || {
        let is_here = here == "/desk/register";
        NavItem::new("/desk/register", tr!(locale, "desk.nav.register"), is_here)
    };
    let businesses = || {
        let root = "/desk/businesses";
        NavItem::new(root, tr!(locale, "desk.nav.businesses"), is_below(root)).external()
    };
    let notices = || {
        let root = "/desk/notices";
        NavItem::new(root, tr!(locale, "notice.nav"), here == root).external()
    };
    let admin = || {
        let root = "/desk/admin";
        NavItem::new(root, tr!(locale, "desk.nav.admin"), is_below(root)).external()
    };
    let account = {
        let root = "/desk/account";
        NavItem::new(root, tr!(locale, "desk.nav.account"), here == root).external()
    };
    let rooms = [
        staff.sees_cases().then(queue),
        staff.sees_cases().then(notices),
        staff.works_at_desk().then(register),
        staff.sees_cases().then(businesses),
        admin::is_for(viewer).then(admin),
        Some(account),
    ];
    rooms.into_iter().flatten().collect()
}
