//! Filing: one question a page, then a check of all answers, then the confirmation.
//!
//! The pages hold no rule: which of them a person sees, what is wrong and what comes next is
//! decided by `domain::case::Draft`; each page posts to its function in `crate::api::draft`.

mod business;
mod check;
mod code;
mod contact;
mod done;
mod evidence;
mod faults;
mod kind;
mod link;
mod poster;
mod print_button;
mod purchase;
mod question;
mod story;
mod wishes;

use leptos::prelude::*;
use leptos_router::components::Redirect;

pub(super) use business::BusinessPage;
pub(super) use check::CheckPage;
pub(super) use code::CodePage;
pub(super) use contact::ContactPage;
pub(super) use done::DonePage;
pub(super) use evidence::EvidencePage;
pub(super) use kind::KindPage;
pub(super) use link::{LinkPage, ResumePage};
pub(super) use poster::PosterPage;
pub(crate) use print_button::PrintButton;
#[cfg(feature = "hydrate")]
pub(crate) use print_button::PrintButtonIsland;
pub(super) use purchase::PurchasePage;
pub(super) use story::StoryPage;
pub(super) use wishes::WishesPage;

/// `/file` leads to the first page.
#[component]
pub(super) fn FirstStep() -> impl IntoView {
    view! { <Redirect path="/file/kind"/> }
}
