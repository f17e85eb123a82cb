//! `/desk/admin`: the pages of the administrator.
//!
//! To add a page: 1. a file here; 2. its route in [`AdminRoutes`]; 3. its line in
//! `index::ROOMS`; 4. its texts in `admin.*` or in an area of its own. The use cases behind it
//! check the caller by themselves: what the index shows is a courtesy, not a lock.

mod index;
mod jobs;
mod message;
mod messages;
mod paging;

use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute as _};
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

use self::index::IndexPage;
pub(super) use self::index::is_for;
use self::jobs::JobsPage;
use self::message::MessagePage;
use self::messages::MessagesPage;

/// The routes below `/desk/admin`.
#[component(transparent)]
pub(super) fn AdminRoutes() -> AnyNestedRoute {
    view! {
        <Route path=path!("/admin") view=IndexPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/messages") view=MessagesPage ssr=SsrMode::Async/>
        <Route path=path!("/admin/messages/:id") view=MessagePage ssr=SsrMode::Async/>
        <Route path=path!("/admin/jobs") view=JobsPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
