//! One log line for each answer: method, path without secrets, status, duration. No query, no
//! address, no header: nothing personal.

use std::borrow::Cow;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::request_id::RequestId;

/// First segments of paths whose second segment is a token (survey, draft, business).
const SECRET: [&str; 3] = ["s", "d", "b"];

/// Logs the answer; everything logged on the way carries the same request id.
pub async fn log(request: Request, next: Next) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map_or("", |id| id.0.as_str());
    let span = tracing::info_span!(
        "request",
        id,
        method = %request.method(),
        path = %redacted(request.uri().path()),
    );
    let began = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::error!(parent: &span, status, duration_ms, "answered");
    } else {
        tracing::info!(parent: &span, status, duration_ms, "answered");
    }
    response
}

/// The path without the tokens that some carry.
pub fn redacted(path: &str) -> Cow<'_, str> {
    let mut segments = path.splitn(4, '/');
    let (Some(""), Some(first), Some(token)) = (segments.next(), segments.next(), segments.next())
    else {
        return Cow::Borrowed(path);
    };
    if token.is_empty() || !SECRET.contains(&first) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(match segments.next() {
        Some(rest) => format!("/{first}/[token]/{rest}"),
        None => format!("/{first}/[token]"),
    })
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn tokens_in_paths_do_not_reach_the_log() {
        assert_eq!(redacted("/s/secret"), "/s/[token]");
        assert_eq!(redacted("/d/secret/2"), "/d/[token]/2");
        assert_eq!(redacted("/b/secret/answer/1"), "/b/[token]/answer/1");
    }

    #[test]
    fn other_paths_are_kept() {
        for path in ["/", "/s", "/s/", "/desk/cases/1", "/site/x", ""] {
            assert_eq!(redacted(path), path);
        }
    }
}
