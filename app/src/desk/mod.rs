//! Pages for staff, and the root of the desk.
//!
//! A page renders its own `<main class="wq-main wq-main--desk wq-width" id="main">`; the header
//! stands around it already. What a person may do comes from the view's `allowed`, never from a
//! rule in a page.
//!
//! Two applications share the header: [`DeskApp`], where people work through their cases, is
//! hydrated whole; [`DeskFormsApp`] (`forms`) is drawn on the server and has islands.

mod account;
mod address;
mod admin;
mod business;
mod business_fields;
mod businesses;
mod case;
mod command;
mod command_fields;
mod deadline;
mod documents;
mod export;
mod failure;
mod feedback;
mod forms;
mod header;
mod hints;
mod idle;
mod import;
mod keys;
mod link;
mod lock;
mod mediation_fields;
mod notices;
mod pin;
mod queue;
mod register;
mod register_fields;
mod register_live;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod sample;
mod search;
mod second_factor;
mod sign_in;
mod sign_in_code;
mod unfinished;
mod verification_fields;
mod watch_fields;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

pub use self::address::lock_address;
#[cfg(feature = "ssr")]
pub(crate) use self::address::{
    business_address, businesses_address, case_address, code_address, command_address,
    document_address, documents_address, home_address, import_address, jobs_address, link_address,
    message_address, notices_address, register_address, search_address, sign_in_address,
};
use self::case::CasePage;
use self::failure::NotFoundPage;
pub use self::forms::{DeskFormsApp, is_desk_form};
use self::header::Header;
#[cfg(feature = "hydrate")]
pub(crate) use self::idle::IdleWatch;
use self::queue::QueuePage;
use self::register::RegisterPage;
use self::search::SearchPage;
use self::sign_in::SignInPage;
use crate::loading::provide_revision;
use crate::page::provide_page;

/// The desk.
#[component]
pub fn DeskApp() -> impl IntoView {
    provide_meta_context();
    provide_page();
    provide_revision();
    view! {
        <Router base="/desk">
            <Header/>
            <Routes fallback=NotFoundPage>
                <Route path=path!("") view=QueuePage ssr=SsrMode::Async/>
                <Route path=path!("/cases") view=QueuePage ssr=SsrMode::Async/>
                <Route path=path!("/cases/:number") view=CasePage ssr=SsrMode::Async/>
                <Route path=path!("/register") view=RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/search/:id?") view=SearchPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
