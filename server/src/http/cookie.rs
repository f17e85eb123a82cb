//! Cookies that the server reads itself.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// Session of a signed-in person.
pub const SESSION: &str = "__Host-session";
/// Draft of a filing.
pub const DRAFT: &str = "__Host-draft";
/// One tracked case.
pub const TRACK: &str = "__Host-track";
/// What somebody waits with who files while very many do.
pub const WAIT: &str = "__Host-wait";
/// Language.
pub const LOCALE: &str = "locale";
/// Text size.
pub const MODE: &str = "mode";
/// Seconds a session cookie stays in the browser; the session itself ends on the server.
pub const SESSION_SECONDS: u32 = 12 * 3600;

/// Names of cookies that let somebody act begin with this.
pub const ACTING: &str = "__Host-";

/// All cookies of a request, by name and value.
pub fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// The value of a cookie.
pub fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    all(headers)
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// The header that keeps a session in the browser.
pub fn keep_session(token: &str) -> String {
    format!("{SESSION}={token}; Max-Age={SESSION_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// The header that keeps what somebody waits with.
pub fn keep_wait(challenge: &str) -> String {
    format!("{WAIT}={challenge}; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// The header that takes a session away.
pub fn drop_session() -> String {
    format!("{SESSION}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// The header that keeps a preference for a year. It says nothing about the person, so it is sent
/// over plain HTTP as well, where a `Secure` cookie would be lost.
pub fn keep_preference(name: &str, value: &str) -> String {
    format!("{name}={value}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax")
}
