//! The pages of the desk that are forms or seldom seen: steps of a case, documents, the register of
//! businesses, one's own account, whole tables, and the administration.
//!
//! They are drawn on the server and have islands, like the public pages: their many forms would
//! make the bundle of the desk heavy and gain nothing there (`docs/decisions/0010-islands.md`).
//! A link to one from a page of [`super::DeskApp`] is external: it loads another application.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use super::account::AccountPage as OwnAccountPage;
use super::admin::{
    AccountPage, AccountsPage, CalendarImportPage, CalendarPage, CalendarsPage, ClockPage,
    ClocksPage, CodesPage, IndexPage, JobsPage, MessagePage, MessagesPage, NewTokenPage,
    OrganisationPage, OrganisationsPage, PosterPage, TokenPage, TokensPage, TrailPage,
};
use super::business::BusinessPage;
use super::businesses::BusinessesPage;
use super::command::CommandPage;
use super::documents::{DocumentsPage, IssuedPage};
use super::export::ExportPage;
use super::failure::NotFoundPage;
use super::header::Header;
use super::import::ImportPage;
use super::link::LinkPage;
use super::lock::LockPage;
use super::notices::NoticesPage;
use super::pin::PinPage;
use super::second_factor::SecondFactorPage;
use super::sign_in_code::SignInCodePage;
use crate::loading::provide_revision;
use crate::page::provide_page;

/// Where they begin; below each it has its pages.
const ROOTS: [&str; 9] = [
    "/desk/admin",
    "/desk/account",
    "/desk/businesses",
    "/desk/documents",
    "/desk/lock",
    "/desk/sign-in/code",
    "/desk/import",
    "/desk/export",
    "/desk/notices",
];

/// Whether an address belongs to them, with its query or without.
pub fn is_desk_form(address: &str) -> bool {
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    let is_below = |root: &&str| {
        let rest = path.strip_prefix(*root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOTS.iter().any(is_below) || is_step_of_a_case(path)
}

/// What is done with a case has a page below that of the case.
fn is_step_of_a_case(path: &str) -> bool {
    let below = path.strip_prefix("/desk/cases/");
    let step = below.and_then(|below| below.split_once('/'));
    step.is_some_and(|(_, step)| step == "link" || step.starts_with("do/"))
}

/// Their root.
#[component]
pub fn DeskFormsApp() -> impl IntoView {
    provide_meta_context();
    provide_page();
    provide_revision();
    view! {
        <Router base="/desk">
            <Header/>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/cases/:number/do/:command") view=CommandPage ssr=SsrMode::Async/>
                <Route path=path!("/cases/:number/link") view=LinkPage ssr=SsrMode::Async/>
                <Route path=path!("/businesses") view=BusinessesPage ssr=SsrMode::Async/>
                <Route path=path!("/businesses/:id") view=BusinessPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=OwnAccountPage ssr=SsrMode::Async/>
                <Route path=path!("/account/second-factor") view=SecondFactorPage ssr=SsrMode::Async/>
                <Route path=path!("/account/pin") view=PinPage ssr=SsrMode::Async/>
                <Route path=path!("/documents/:number") view=DocumentsPage ssr=SsrMode::Async/>
                <Route path=path!("/documents/:number/:id") view=IssuedPage ssr=SsrMode::Async/>
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

#[cfg(test)]
mod tests {
    use super::is_desk_form;

    #[test]
    fn forms_have_their_own_addresses_of_the_desk() {
        for address in [
            "/desk/admin",
            "/desk/admin/jobs?state=failed",
            "/desk/account?form=1",
            "/desk/import",
            "/desk/lock?back=%2Fdesk",
            "/desk/sign-in/code",
            "/desk/businesses?cursor=1",
            "/desk/cases/1/do/accept?form=2",
            "/desk/cases/1/link",
            "/desk/documents/1/2",
        ] {
            assert!(is_desk_form(address), "{address}");
        }
        for address in [
            "/desk",
            "/desk/cases/1",
            "/desk/cases/1?queue=do/link",
            "/desk/cases/1/evidence/2",
            "/desk/accounts",
            "/desk/administration",
            "/desk/sign-in?back=%2Fdesk",
            "/",
        ] {
            assert!(!is_desk_form(address), "{address}");
        }
    }
}
