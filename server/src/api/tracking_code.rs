//! Opening a case without its receipt: `requestTrackingCode`, then `openByTrackingCode`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::view::{CodeAsked, Visit};
use serde::Deserialize;
use service::tracking_code;

use super::body::Body;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;

/// Body of `requestTrackingCode`.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeRequest {
    #[serde(default)]
    number: String,
    #[serde(default)]
    phone: String,
}

/// `requestTrackingCode`: sends a one-time code to the telephone, if the case was filed with it.
/// Whether it was, the answer does not tell.
///
/// # Errors
/// 422 for what is no number or no mobile telephone, 429 when codes were asked for too often.
#[utoipa::path(
    post,
    path = "/api/v1/case/code-requests",
    operation_id = "requestTrackingCode",
    tag = "complainant",
    params(("X-Proof-Of-Work" = Option<String>, Header, description = "Asked for (428) only under pressure; see `proofOfWork`")),
    request_body = CodeRequest,
    responses((status = 202, body = schema::CodeAsked, description = "Taken note of, whether a code is sent or not")),
)]
pub async fn ask(
    State(app): State<App>,
    Body(asked): Body<CodeRequest>,
) -> Result<(StatusCode, Json<CodeAsked>), Problem> {
    let asked = tracking_code::ask(&app.services, &asked.number, &asked.phone).await?;
    Ok((StatusCode::ACCEPTED, Json(asked)))
}

/// Body of `openByTrackingCode`.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    /// As `requestTrackingCode` answered it.
    #[serde(default)]
    request: String,
    /// The six digits.
    #[serde(default)]
    code: String,
}

/// `openByTrackingCode`: redeems a code, once, for what opens the case for half an hour:
/// `Authorization: Visit <pass>`.
///
/// # Errors
/// 404 for a code that is wrong, over or used, and where none was sent; 422 for what is no code.
#[utoipa::path(
    post,
    path = "/api/v1/case/visits",
    operation_id = "openByTrackingCode",
    tag = "complainant",
    request_body = CodeEntry,
    responses((status = 200, body = schema::Visit, description = "What opens the case")),
)]
pub async fn redeem(
    State(app): State<App>,
    Body(entry): Body<CodeEntry>,
) -> Result<Json<Visit>, Problem> {
    let visit = tracking_code::redeem(&app.services, &entry.request, &entry.code).await?;
    Ok(Json(visit))
}
