//! `explainDeadline`: why a date is the date it is.

use axum::Json;
use axum::extract::State;
use domain::clock::Explanation;
use service::deadline;

use super::query::Members;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;

/// `GET /api/v1/deadline?from=DATE&rule=ID`.
///
/// # Errors
/// 422 for a date or a rule that is none.
#[utoipa::path(
    get,
    path = "/api/v1/deadline",
    operation_id = "explainDeadline",
    tag = "anyone",
    params(("from" = String, Query, description = "A date or an instant"), ("rule" = schema::Rule, Query, description = "A clock")),
    responses((status = 200, body = schema::Explanation, description = "Every day, counted or skipped")),
)]
pub async fn explain(
    State(app): State<App>,
    members: Members,
) -> Result<Json<Explanation>, Problem> {
    let members = members.only(&["from", "rule"])?;
    let (from, rule) = (members.required("from")?, members.required("rule")?);
    Ok(Json(deadline::explain(&app.services, from, rule)?))
}
