//! Everything held about a case, by receipt or after a one-time code.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::receipt::CasePass;
use crate::files::copy;
use crate::http::problem::Problem;
use crate::http::{App, visit};

/// `exportOwnData`: a ZIP archive with `case.html` (in the language asked for), `case.json` and the
/// files.
///
/// # Errors
/// 404 when no case has this receipt.
#[utoipa::path(
    get,
    path = "/api/v1/case/data",
    operation_id = "exportOwnData",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    responses((status = 200, description = "The archive", content_type = "application/zip")),
)]
pub async fn export(
    State(app): State<App>,
    pass: CasePass,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let data = pass.own_data(&app.services).await?;
    Ok(copy::packed(data, visit::locale(&headers)))
}
