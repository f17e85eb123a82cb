//! What a caller is ready to read.

use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::body;
use crate::http::problem::Problem;

/// Refuses a caller that reads no JSON. What changes something is refused before it is done; a
/// reading operation may answer a file instead.
pub async fn answer_json(request: Request, next: Next) -> Response {
    if reads_json(request.headers()) {
        return next.run(request).await;
    }
    if !request.method().is_safe() {
        return not_acceptable();
    }
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if response.status().is_success() && body::is_json(kind) {
        not_acceptable()
    } else {
        response
    }
}

fn not_acceptable() -> Response {
    Problem::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable").into_response()
}

/// Whether `Accept` is missing or names JSON, however little it is liked.
fn reads_json(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter();
    let mut named = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|kind| kind.split(';').next().unwrap_or_default().trim())
        .peekable();
    named.peek().is_none()
        || named.any(|kind| {
            body::is_json(kind)
                || ["*/*", "application/*", "application/problem+json"]
                    .iter()
                    .any(|known| kind.eq_ignore_ascii_case(known))
        })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn reads(accept: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        reads_json(&headers)
    }

    #[test]
    fn json_may_be_named_in_several_ways() {
        assert!(reads(None));
        for accept in [
            "*/*",
            "application/json",
            "text/html, application/*;q=0.1",
            "Application/JSON; charset=utf-8",
            "application/problem+json",
        ] {
            assert!(reads(Some(accept)), "{accept}");
        }
        for accept in ["text/html", "image/*, text/csv", "application/xml"] {
            assert!(!reads(Some(accept)), "{accept}");
        }
    }
}
