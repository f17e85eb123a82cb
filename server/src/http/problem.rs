//! Errors as `application/problem+json` (RFC 9457) with stable codes.
//!
//! A handler answers a [`Problem`]; it travels as an extension of the response to
//! [`answer::errors`](super::answer::errors), which writes it as JSON or as a page.

use std::any::Any;

use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use domain::case::{FieldProblem, Refusal};
use domain::view::Failure;
use serde::Serialize;

/// A field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Path of the field, such as `complainant.phone`.
    pub field: String,
    /// What is wrong with it.
    pub code: String,
}

/// An error as other programs get it. Codes only: never free text of ours or of anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// What happened, in English, for the person who reads a log.
    pub detail: Option<String>,
    /// Fields that are wrong.
    pub errors: Vec<FieldError>,
    /// Seconds after which a new attempt makes sense.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// A problem that its code says entirely.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// The problem that a bare status stands for.
    pub fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::BAD_REQUEST => "malformed",
            StatusCode::FORBIDDEN => "not_allowed",
            StatusCode::NOT_FOUND => "not_found",
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::REQUEST_TIMEOUT => "timeout",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
            StatusCode::TOO_MANY_REQUESTS => "too_many_requests",
            StatusCode::SERVICE_UNAVAILABLE => "busy",
            status if status.is_server_error() => "internal",
            _ => "refused",
        };
        Self::new(status, code)
    }

    /// A field that is missing or wrong.
    pub fn of_field(code: &'static str, field: &str) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        problem.errors = vec![FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
        }];
        problem
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let status =
            StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut problem = Self::new(status, failure.code());
        problem.detail = Some(failure.to_string());
        match &failure {
            Failure::Invalid(problems) => {
                problem.errors = problems.iter().map(FieldError::from).collect();
            }
            Failure::Refused(refusal) => problem.errors = refused_fields(refusal),
            Failure::TooMany { retry_after } | Failure::Busy { retry_after } => {
                problem.retry_after = Some(*retry_after);
            }
            _ => {}
        }
        problem
    }
}

impl From<&FieldProblem> for FieldError {
    fn from(problem: &FieldProblem) -> Self {
        Self {
            field: problem.field.clone(),
            code: problem.code.code().to_owned(),
        }
    }
}

fn refused_fields(refusal: &Refusal) -> Vec<FieldError> {
    let error = |field: &&str| FieldError {
        field: (*field).to_owned(),
        code: refusal.code().to_owned(),
    };
    refusal.fields().iter().map(error).collect()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// What a caller is told when a handler panicked; the panic itself is in the log.
pub fn of_panic(_panic: Box<dyn Any + Send>) -> Response<Body> {
    Problem::of_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
