//! Security headers on every answer, errors and panics included, and the nonce of the page.

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use service::ports::Random as _;

use super::App;
use crate::ports::SystemRandom;

/// The nonce that this answer's policy allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CspNonce(pub String);

/// Headers that are the same everywhere.
const FIXED: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: a form without JavaScript comes back to its page by `Referer`.
    (REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// The pages that people look for and that show nobody's data: only these are for search engines.
pub const FOUND: [&str; 9] = [
    "/",
    "/accessibility",
    "/eligibility",
    "/file",
    "/file/kind",
    "/privacy",
    "/statistics",
    "/track",
    "/why",
];

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Two years.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Mints the nonce and puts the headers on the answer.
pub async fn headers(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let nonce = nonce();
    let is_found = FOUND.contains(&request.uri().path());
    request.extensions_mut().insert(CspNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // A file brings a policy of its own, under which nothing runs at all.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        set(headers, CONTENT_SECURITY_POLICY, &policy(&nonce));
    }
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !is_found {
        headers.insert(X_ROBOTS_TAG, HeaderValue::from_static("noindex, nofollow"));
    }
    if app.config.is_https() {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

fn nonce() -> String {
    let mut bytes = [0; 16];
    SystemRandom.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
         media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
