//! The life of a case: what may be done, by whom, from which state, and what follows.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

mod actors;
mod agreement;
mod clocks;
mod commands;
mod documents;
mod draft;
mod endings;
mod evidence;
mod fault;
mod filing;
mod golden;
mod issuing;
mod lapse;
mod mediation;
mod merging;
mod news;
mod passing;
mod procedures;
mod raw_command;
mod recusal;
mod samples;
mod story;
mod verification;
mod watch;
