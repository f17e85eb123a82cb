//! The one place where server functions touch HTTP: cookies in, cookies and a redirect out.

use domain::view::{Failure, Viewer};
use http::HeaderValue;
use http::header::{COOKIE, SET_COOKIE};
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use service::Services;

use super::AppError;
use crate::page::Page;

/// A cookie of the product. Each is `HttpOnly`, `SameSite=Lax` and for the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Session of a signed-in person.
    Session,
    /// Draft of a filing.
    Draft,
    /// One tracked case.
    Track,
    /// A one-time code that was asked for.
    Code,
}

impl Cookie {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "__Host-session",
            Self::Draft => "__Host-draft",
            Self::Track => "__Host-track",
            Self::Code => "__Host-code",
        }
    }

    /// Seconds the browser keeps it; the server has its own, shorter or equal, limits.
    fn max_age(self) -> u32 {
        match self {
            Self::Session => 12 * 3600,
            Self::Draft => 14 * 24 * 3600,
            Self::Track | Self::Code => 30 * 60,
        }
    }
}

/// What a server function knows of its request.
pub(crate) struct Request {
    pub(crate) services: Services,
    pub(crate) page: Page,
    parts: Parts,
}

impl Request {
    /// The present request.
    pub(crate) fn current() -> Result<Self, AppError> {
        let missing = || {
            AppError(Failure::Internal {
                reference: "context".to_owned(),
            })
        };
        Ok(Self {
            services: use_context::<Services>().ok_or_else(missing)?,
            page: use_context::<Page>().ok_or_else(missing)?,
            parts: use_context::<Parts>().ok_or_else(missing)?,
        })
    }

    /// The signed-in person.
    pub(crate) fn viewer(&self) -> Result<&Viewer, AppError> {
        self.page
            .viewer
            .as_ref()
            .ok_or(AppError(Failure::SignInRequired))
    }

    /// A cookie's value, if the browser sent it.
    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<String> {
        let headers = self.parts.headers.get_all(COOKIE);
        headers
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == cookie.name())
            .map(|(_, value)| value.to_owned())
    }

    /// A header as text, such as `User-Agent`.
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self
            .parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }
}

/// Sets a cookie.
pub(crate) fn set_cookie(cookie: Cookie, value: &str) {
    append_cookie(&format!(
        "{}={value}; Max-Age={}",
        cookie.name(),
        cookie.max_age()
    ));
}

/// Takes a cookie away.
pub(crate) fn drop_cookie(cookie: Cookie) {
    append_cookie(&format!("{}=; Max-Age=0", cookie.name()));
}

fn append_cookie(pair: &str) {
    let header = format!("{pair}; Path=/; Secure; HttpOnly; SameSite=Lax");
    if let (Some(response), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&header),
    ) {
        response.append_header(SET_COOKIE, value);
    }
}

/// Sends the person on; the only way a form is answered.
pub(crate) fn redirect(path: &str) {
    leptos_axum::redirect(path);
}
