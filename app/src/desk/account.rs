//! `/desk/account`: who is signed in on this tablet.

use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, Viewer};
use leptos::prelude::*;
use leptos_meta::Title;

use super::failure::{failure_view, page_title};
use crate::page::use_page;
use crate::ui::{Button, ButtonKind, Glyph, SummaryList, SummaryRow};

/// The person, their roles and the way out.
#[component]
pub(super) fn AccountPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let body = match &page.viewer {
        Some(viewer) => account_view(viewer, locale),
        None => failure_view(&Failure::SignInRequired, locale),
    };
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            {body}
        </main>
    }
}

fn account_view(viewer: &Viewer, locale: Locale) -> AnyView {
    let heading = tr!(locale, "desk.account.title");
    let roles: Vec<_> = viewer
        .staff
        .roles
        .iter()
        .map(|role| role.label(locale))
        .collect();
    let organisation = viewer.organisation.name(locale).to_owned();
    let rows = vec![
        SummaryRow::new(tr!(locale, "desk.account.name"), viewer.staff.name.clone()),
        SummaryRow::new(
            tr!(locale, "desk.account.number"),
            viewer.staff.number.as_str(),
        ),
        SummaryRow::new(
            tr!(locale, "desk.account.roles"),
            roles.join(&tr!(locale, "common.list_separator")),
        ),
        SummaryRow::new(tr!(locale, "desk.account.organisation"), organisation),
    ];
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <section class="wq-panel">
            <SummaryList rows=rows/>
        </section>
        <form class="wq-actions" method="post" action="/fn/desk/sign-out">
            <Button kind=ButtonKind::Secondary glyph=Glyph::SignOut>{tr!(locale, "ui.sign_out")}</Button>
        </form>
    }
    .into_any()
}
