//! Weiquan as a program: command line, configuration, HTTP.
//!
//! The layers around every answer are in [`http`], the pages in [`pages`], the interface for other
//! programs in [`api`], the files of the browser in [`site`]. Each handler is thin: it parses,
//! calls one use case of `service` and answers.
//!
//! To add an operation to the HTTP interface: 1. its handler in the file of its people under
//! `api/`; 2. its route in [`api::routes`]; 3. a test in `tests/`.
#![recursion_limit = "256"]

pub mod api;
pub mod backup;
mod calendar;
pub mod cli;
pub mod config;
pub mod delivery;
pub mod exchange;
pub mod files;
pub mod http;
pub mod keys;
pub mod pages;
pub mod ports;
pub mod site;
pub mod start;
pub mod typesetting;
pub mod work;
