//! `fileCase`: anyone files a case.

use axum::Json;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use domain::case::RawFiling;
use domain::view::Filed;
use service::filing;

use super::body::Body;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;

const IDEMPOTENCY_KEY: &str = "idempotency-key";
const LONGEST_KEY: usize = 255;

/// Files a case. The same key and body get the same answer for a day.
///
/// # Errors
/// 422 with the fields that are wrong, or when the key came with another body.
#[utoipa::path(
    post,
    path = "/api/v1/cases",
    operation_id = "fileCase",
    tag = "anyone",
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body get the same answer for a day"),
        ("X-Proof-Of-Work" = Option<String>, Header, description = "Asked for (428) only while very many file at once; see `proofOfWork`"),
    ),
    request_body = schema::Filing,
    responses((status = 201, body = schema::Filed, description = "Filed", headers(("Location" = String, description = "The case, to be opened with the receipt")))),
)]
pub async fn file(
    State(app): State<App>,
    headers: HeaderMap,
    Body(filing): Body<RawFiling>,
) -> Result<Response, Problem> {
    let key = idempotency_key(&headers)?;
    let filed = filing::file(&app.services, filing, key).await?;
    Ok(created("/api/v1/case", filed))
}

/// The answer to a filing, with the place of the case. The receipt is never part of an address.
pub fn created(place: &str, filed: Filed) -> Response {
    let place = [(LOCATION, place.to_owned())];
    (StatusCode::CREATED, AppendHeaders(place), Json(filed)).into_response()
}

/// The caller's key: 1 to 255 visible ASCII characters.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let wrong = || Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_wrong");
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let key = value.to_str().map_err(|_| wrong())?.trim();
    let visible = key.chars().all(|c| c.is_ascii_graphic());
    if visible && (1..=LONGEST_KEY).contains(&key.len()) {
        Ok(Some(key.to_owned()))
    } else {
        Err(wrong())
    }
}
