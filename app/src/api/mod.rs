//! Server functions, by area. Each is a few lines: who asks, one use case, a view.
//!
//! Every function here is a public endpoint under `/fn/…` and checks its caller by itself through
//! the use case it calls. Functions that change something answer a form with a redirect; what was
//! typed and what was wrong travels in a draft or a form row, never in the address bar.

pub mod account;
pub mod admin;
pub mod business;
pub mod calendar;
pub mod clock;
pub mod code_list;
pub mod deadline;
pub mod desk;
pub mod document;
pub mod draft;
pub mod draft_code;
pub mod draft_link;
#[cfg(feature = "ssr")]
mod draft_path;
mod error;
pub mod evidence;
pub mod exchange;
pub mod keys;
pub mod link;
pub mod lock;
pub mod machine;
pub mod notice;
pub mod offline;
pub mod poster;
#[cfg(feature = "ssr")]
mod qr;
pub mod register;
#[cfg(feature = "ssr")]
mod request;
pub mod respondent;
pub mod session;
pub mod statistics;
pub mod survey;
mod terms;
pub mod tracking;
pub mod tracking_code;
pub mod work;

pub use error::AppError;
#[cfg(feature = "ssr")]
pub(crate) use request::{Cookie, Request, drop_cookie, redirect, set_cookie};

/// Whether a text can be a token at all; anything else must not get into an address.
#[cfg(feature = "ssr")]
pub(crate) fn is_token(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=128).contains(&text.len()) && text.chars().all(letter)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::is_token;

    #[test]
    fn only_a_token_gets_into_an_address() {
        assert!(is_token("Zx9-_a"));
        for text in ["", "a/b", "a\r\nb", "..", "令牌"] {
            assert!(!is_token(text), "{text:?}");
        }
    }
}
