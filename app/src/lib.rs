//! What a person sees.
//!
//! Four applications share the kit ([`ui`]), each with its shell and its router. Every page is
//! rendered whole on the server (`SsrMode::Async`) and works without JavaScript; they differ in
//! what a browser adds: the public application ([`PublicApp`]) and the forms of the desk
//! ([`DeskFormsApp`]) have islands ([`island`]), the desk itself ([`DeskApp`]) is hydrated whole,
//! the survey ([`SurveyApp`]) has no script at all.
//!
//! To add a page: 1. a file in the room of its people (`consumer`, `desk`, `public`); 2. its data
//! as a server function in [`api`], a few lines that call one use case; 3. its route here; 4. its
//! texts in both catalogues; 5. a journey in `end2end/journeys`.

#![recursion_limit = "256"]

pub mod api;
pub mod consumer;
pub mod desk;
mod documents;
mod evidence;
mod history;
pub mod island;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a phone asks"))]
mod kept;
pub mod loading;
mod mediation;
pub mod page;
#[cfg(feature = "hydrate")]
mod posting;
pub mod public;
pub mod respondent;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod survey;
pub mod ui;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a phone asks"))]
pub mod upload;

pub use consumer::PublicApp;
pub use desk::{DeskApp, DeskFormsApp, is_desk_form, lock_address};
pub use survey::SurveyApp;
