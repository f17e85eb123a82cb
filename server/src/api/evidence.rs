//! Evidence of the person who filed, by receipt or after a one-time code.

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::case::FieldProblem;
use domain::view::{EvidenceList, Failure};

use super::receipt::CasePass;
use super::schema;
use crate::files::{answer, form, parse};
use crate::http::App;
use crate::http::problem::Problem;

/// `addEvidence`: one file or several, all or none.
///
/// # Errors
/// 404, 409 as the use case answers, 422 with what is wrong with a file.
#[utoipa::path(
    post,
    path = "/api/v1/case/evidence",
    operation_id = "addEvidence",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body(content = schema::EvidenceUpload, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = schema::EvidenceKept, description = "Added"),
        (status = 200, body = schema::EvidenceKept, description = "All of it was there already"),
    ),
)]
pub async fn add(
    State(app): State<App>,
    pass: CasePass,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let mut intake = pass.intake(&app.services).await?;
    let form = form.map_err(|rejection| Problem::of_status(rejection.into_response().status()))?;
    let posted = form::read(form, &mut intake).await?;
    if let Some(failure) = posted.failure {
        return Err(failure.into());
    }
    if !posted.refused.is_empty() {
        let faults = posted.refused.into_iter();
        let problems = faults.map(|(_, fault)| FieldProblem::new("file", fault));
        return Err(Failure::Invalid(problems.collect()).into());
    }
    let kept = intake.keep(true).await?;
    let status = match (kept.added.is_empty(), kept.known.is_empty()) {
        (true, true) => return Err(Problem::of_field("missing", "file")),
        (true, false) => StatusCode::OK,
        (false, _) => StatusCode::CREATED,
    };
    Ok((status, Json(kept)).into_response())
}

/// `listEvidence`.
///
/// # Errors
/// 404 when no case has this receipt.
#[utoipa::path(
    get,
    path = "/api/v1/case/evidence",
    operation_id = "listEvidence",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    responses((status = 200, body = schema::EvidenceList, description = "The files the person sees")),
)]
pub async fn list(State(app): State<App>, pass: CasePass) -> Result<Json<EvidenceList>, Problem> {
    let case = pass.track(&app.services).await?;
    Ok(Json(case.evidence))
}

/// `getEvidence`: the bytes; of a picture the copy without the camera's data.
///
/// # Errors
/// 404 when no case has this receipt or the person does not see this file.
#[utoipa::path(
    get,
    path = "/api/v1/case/evidence/{id}",
    operation_id = "getEvidence",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    params(("id" = uuid::Uuid, Path, description = "Identifier of the file")),
    responses((status = 200, description = "The file, of its own type", content_type = "*/*")),
)]
pub async fn open(
    State(app): State<App>,
    pass: CasePass,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let file = pass.open(&app.services, id).await?;
    Ok(answer::download(file))
}
