//! Versions of a case: `ETag` out, `If-Match` in.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use serde::Serialize;

use crate::http::problem::Problem;

/// An answer with the version that it shows.
pub fn tagged(version: u32, shown: impl Serialize) -> Response {
    (AppendHeaders([(ETAG, etag(version))]), Json(shown)).into_response()
}

/// The tag of a version.
fn etag(version: u32) -> String {
    format!("\"{version}\"")
}

/// The version the caller saw, from `If-Match: "5"`.
pub struct Expected(pub u32);

impl<S: Send + Sync> FromRequestParts<S> for Expected {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let header = parts.headers.get(IF_MATCH);
        let header = header.ok_or(Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "if_match_required",
        ))?;
        let version = header.to_str().ok().and_then(read);
        // A tag that no version of ours ever had cannot match (RFC 9110, 13.1.1).
        version
            .map(Self)
            .ok_or(Problem::new(StatusCode::PRECONDITION_FAILED, "conflict"))
    }
}

fn read(tag: &str) -> Option<u32> {
    tag.trim()
        .strip_prefix('"')?
        .strip_suffix('"')?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{etag, read};

    #[test]
    fn a_tag_reads_back() {
        assert_eq!(read(&etag(7)), Some(7));
    }

    #[test]
    fn weak_bare_and_foreign_tags_match_nothing() {
        for tag in [
            "7",
            "W/\"7\"",
            "*",
            "\"seven\"",
            "\"",
            "\"-1\"",
            "\"1\", \"2\"",
        ] {
            assert_eq!(read(tag), None, "{tag}");
        }
    }
}
