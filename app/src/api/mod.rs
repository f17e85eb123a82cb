//! Server functions, by area. Each is a few lines: who asks, one use case, a view.
//!
//! Every function here is a public endpoint under `/fn/…` and checks its caller by itself through
//! the use case it calls. Functions that change something answer a form with a redirect; what was
//! typed and what was wrong travels in a draft or a form row, never in the address bar.

pub mod account;
pub mod admin;
pub mod business;
pub mod calendar;
pub mod deadline;
pub mod desk;
pub mod draft;
#[cfg(feature = "ssr")]
mod draft_path;
mod error;
pub mod evidence;
pub mod exchange;
pub mod link;
pub mod machine;
pub mod poster;
#[cfg(feature = "ssr")]
mod qr;
pub mod register;
#[cfg(feature = "ssr")]
mod request;
pub mod session;
pub mod statistics;
pub mod survey;
pub mod tracking;
pub mod tracking_code;
pub mod work;

pub use error::AppError;
#[cfg(feature = "ssr")]
pub(crate) use request::{Cookie, Request, drop_cookie, redirect, set_cookie};
