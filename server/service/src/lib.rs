//! Use cases: who may do what, and everything that one action changes.
//!
//! Each function is one use case and reads like one: who asks, what the rules say, one
//! transaction, a view. Time, randomness and later mail and messages are [`ports`], so tests set
//! them. Nothing here knows HTTP or a page.
//!
//! To add a use case: 1. find its room (`filing`, `tracking`, `desk`, …); 2. check the caller
//! first; 3. ask `domain` for the decision; 4. seal personal data before the transaction; 5. write
//! everything in one [`store::Database::write`]; 6. answer with a view from `domain::view`.

pub mod accounts;
pub mod administration;
pub mod anchors;
pub mod blobs;
pub mod businesses;
pub mod calendars;
mod casework;
mod clock_targets;
mod code_offers;
pub mod deadline;
pub mod demo;
pub mod desk;
pub mod documents;
pub mod draft_codes;
pub mod drafts;
pub mod evidence;
pub mod exchange;
pub mod filing;
pub mod forms;
pub mod gateway;
pub mod jobs;
pub mod links;
pub mod lock;
pub mod machines;
pub mod neighbours;
pub mod notices;
mod organisations;
pub mod own_account;
pub mod own_data;
mod passwords;
pub mod ports;
pub mod posters;
pub mod proofs;
mod record;
pub mod repeats;
pub mod respondent;
pub mod search;
pub mod second_factor;
mod services;
pub mod sessions;
mod showing;
pub mod statistics;
pub mod survey;
pub mod tracking;
pub mod tracking_code;
mod trouble;
pub mod unfinished;
pub mod vault;
pub mod verification;

pub use domain::view::Failure;
pub use services::{Services, StartError};

/// What a use case answers. A defect is logged where it happens and becomes
/// [`Failure::Internal`] with a reference.
pub type Answer<T> = Result<T, Failure>;
