//! What a person shows instead of signing in: `Authorization: Receipt <code>`, and for the survey
//! its own `Authorization: Survey <token>`.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};

use crate::http::problem::Problem;

/// The receipt as it was sent. It is never part of an address and never logged.
pub struct Receipt(pub String);

/// What opens the survey.
pub enum SurveyPass {
    /// The receipt of the case.
    Receipt(String),
    /// The survey's own token.
    Token(String),
}

impl<S: Send + Sync> FromRequestParts<S> for Receipt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        shown(&parts.headers, "receipt")
            .map(Self)
            .ok_or_else(required)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SurveyPass {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let receipt = shown(&parts.headers, "receipt").map(Self::Receipt);
        receipt
            .or_else(|| shown(&parts.headers, "survey").map(Self::Token))
            .ok_or_else(required)
    }
}

fn required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "receipt_required")
}

/// What follows a scheme of `Authorization`.
fn shown(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let (scheme, secret) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case(wanted) && !secret.is_empty()).then(|| secret.to_owned())
}
