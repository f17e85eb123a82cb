//! The satisfaction survey 好差评: five levels, one tap, no sign-in, no script.
//!
//! Its pages are rendered on the server alone and never hydrated, so they load what they show
//! directly and use no resources: nothing is written into the page that nobody reads. Looking never
//! changes anything; every step posts a form.

mod page;
mod question;
mod reasons;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod thanks;
mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use self::page::{AnswerPage, Header, NotFoundPage, ReasonsPage, ThanksPage};
use crate::page::provide_page;

/// The survey.
#[component]
pub fn SurveyApp() -> impl IntoView {
    provide_meta_context();
    provide_page();
    view! {
        <Router>
            <Header/>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/s/:token") view=AnswerPage ssr=SsrMode::Async/>
                <Route path=path!("/s/:token/why") view=ReasonsPage ssr=SsrMode::Async/>
                <Route path=path!("/s/:token/thanks") view=ThanksPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
