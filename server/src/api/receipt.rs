//! `Authorization: Receipt <code>`: the person who filed.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::http::problem::Problem;

/// The receipt as it was sent. It is never part of an address and never logged.
pub struct Receipt(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Receipt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let (scheme, code) = header
            .and_then(|header| header.split_once(' '))
            .unwrap_or_default();
        if scheme.eq_ignore_ascii_case("receipt") && !code.trim().is_empty() {
            Ok(Self(code.trim().to_owned()))
        } else {
            Err(Problem::new(StatusCode::UNAUTHORIZED, "receipt_required"))
        }
    }
}
