//! What a person sees.
//!
//! Two applications share the kit ([`ui`]): the public one ([`PublicApp`]) and the desk
//! ([`DeskApp`]); each has its shell, its router and its bundle. The survey ([`SurveyApp`]) is
//! rendered on the server alone. Every page is rendered whole (`SsrMode::Async`), works without
//! JavaScript, and is hydrated where there is some.
//!
//! To add a page: 1. a file in the room of its people (`consumer`, `desk`, `public`); 2. its data
//! as a server function in [`api`], a few lines that call one use case; 3. its route here; 4. its
//! texts in both catalogues; 5. a journey in `end2end/journeys`.

#![recursion_limit = "256"]

pub mod api;
pub mod consumer;
pub mod desk;
pub mod loading;
pub mod page;
pub mod public;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod survey;
pub mod ui;

pub use consumer::PublicApp;
pub use desk::DeskApp;
pub use survey::SurveyApp;
