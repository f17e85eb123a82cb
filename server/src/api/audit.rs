//! `auditHead`: the one hash that covers the history of every case.

use axum::Json;
use axum::extract::State;
use domain::code::Scope;
use service::anchors::{self, Anchor};

use super::schema;
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// `auditHead`: the latest daily root over the chains of all cases.
///
/// # Errors
/// 401 without a session, 403 without the role of a supervisor, 404 before the first root.
#[utoipa::path(
    get,
    path = "/api/v1/audit/head",
    operation_id = "auditHead",
    tag = "staff",
    security(("session" = []), ("token" = ["figures:read"])),
    responses((status = 200, body = schema::Anchor, description = "The root of a day")),
)]
pub async fn head(State(app): State<App>, caller: Caller) -> Result<Json<Anchor>, Problem> {
    let viewer = caller.may(Scope::ReadFigures)?;
    Ok(Json(anchors::head(&app.services, viewer).await?))
}
