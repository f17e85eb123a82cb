//! Pages for consumers, and the root of the public application.
//!
//! A page renders its own `<main class="wq-main wq-width" id="main" tabindex="-1">`; header and
//! footer stand around it already.

mod filing;
mod frame;
mod offline;
pub mod tracking;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

pub(crate) use self::filing::PrintButton;
#[cfg(feature = "hydrate")]
pub(crate) use self::filing::PrintButtonIsland;
use self::filing::{
    BusinessPage, CheckPage, CodePage, ContactPage, DonePage, EvidencePage, FirstStep, KindPage,
    LinkPage, PosterPage, PurchasePage, ResumePage, StoryPage, WishesPage,
};
use self::frame::{Footer, Header};
use self::offline::OfflinePage;
#[cfg(feature = "hydrate")]
pub(crate) use self::tracking::ScannedReceipt;
use self::tracking::{
    CasePage, OwnDataPage, ReopenPage, TrackByPhonePage, TrackCodePage, TrackPage, WithdrawPage,
};
use crate::loading::provide_revision;
use crate::page::provide_page;
use crate::public::failure::NotFoundPage;
use crate::public::why::WhyPage;
use crate::public::{
    AccessibilityPage, CheckDocumentPage, EligibilityPage, PrivacyPage, StartPage, StatisticsPage,
};
use crate::respondent::ComplaintPage;

/// The public application.
#[component]
pub fn PublicApp() -> impl IntoView {
    provide_meta_context();
    provide_page();
    provide_revision();
    view! {
        <Router>
            <Header/>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/eligibility") view=EligibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/statistics") view=StatisticsPage ssr=SsrMode::Async/>
                <Route path=path!("/check/:code?") view=CheckDocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/why") view=WhyPage ssr=SsrMode::Async/>
                <Route path=path!("/f") view=PosterPage ssr=SsrMode::Async/>
                <Route path=path!("/file") view=FirstStep ssr=SsrMode::Async/>
                <Route path=path!("/file/kind") view=KindPage ssr=SsrMode::Async/>
                <Route path=path!("/file/business") view=BusinessPage ssr=SsrMode::Async/>
                <Route path=path!("/file/purchase") view=PurchasePage ssr=SsrMode::Async/>
                <Route path=path!("/file/story") view=StoryPage ssr=SsrMode::Async/>
                <Route path=path!("/file/evidence") view=EvidencePage ssr=SsrMode::Async/>
                <Route path=path!("/file/wishes") view=WishesPage ssr=SsrMode::Async/>
                <Route path=path!("/file/contact") view=ContactPage ssr=SsrMode::Async/>
                <Route path=path!("/file/check") view=CheckPage ssr=SsrMode::Async/>
                <Route path=path!("/file/code") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!("/file/link") view=LinkPage ssr=SsrMode::Async/>
                <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async/>
                <Route path=path!("/d/:token") view=ResumePage ssr=SsrMode::Async/>
                <Route path=path!("/file/done") view=DonePage ssr=SsrMode::Async/>
                <Route path=path!("/track") view=TrackPage ssr=SsrMode::Async/>
                <Route path=path!("/track/phone") view=TrackByPhonePage ssr=SsrMode::Async/>
                <Route path=path!("/track/code") view=TrackCodePage ssr=SsrMode::Async/>
                <Route path=path!("/case") view=CasePage ssr=SsrMode::Async/>
                <Route path=path!("/case/my-data") view=OwnDataPage ssr=SsrMode::Async/>
                <Route path=path!("/case/withdraw") view=WithdrawPage ssr=SsrMode::Async/>
                <Route path=path!("/case/reopen") view=ReopenPage ssr=SsrMode::Async/>
                <Route path=path!("/b/:token") view=ComplaintPage ssr=SsrMode::Async/>
            </Routes>
            <Footer/>
        </Router>
    }
}
