//! Issued documents, for the person they are addressed to.

use axum::extract::{Path, State};
use axum::response::Response;

use super::receipt::CasePass;
use crate::files::{answer, parse};
use crate::http::App;
use crate::http::problem::Problem;

/// `getDocument`: the PDF as it was issued. The first time is put on record.
///
/// # Errors
/// 404 when no case has this receipt or the document is not for this person.
#[utoipa::path(
    get,
    path = "/api/v1/case/documents/{id}",
    operation_id = "getDocument",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    params(("id" = uuid::Uuid, Path, description = "Identifier of the document")),
    responses((status = 200, description = "The document", content_type = "application/pdf")),
)]
pub async fn open(
    State(app): State<App>,
    pass: CasePass,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let file = pass.document(&app.services, id).await?;
    Ok(answer::download(file))
}
