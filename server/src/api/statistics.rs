//! `publicStatistics` and `statistics`: figures for everybody and for staff.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::code::Scope;
use domain::statistics::{Figures, Published};
use service::statistics;

use super::query::Members;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// `publicStatistics`: the whole county, the present month and the eleven before it; up to ten
/// minutes old. Numbers below five are `"<5"`, and null stands where another number would tell
/// one of them.
///
/// # Errors
/// 422 for an unknown member of the query.
#[utoipa::path(
    get,
    path = "/api/v1/statistics",
    operation_id = "publicStatistics",
    tag = "anyone",
    responses((status = 200, body = schema::PublicFigures, description = "The last twelve months")),
)]
pub async fn public(
    State(app): State<App>,
    members: Members,
) -> Result<Json<Arc<Figures<Published>>>, Problem> {
    members.only(&[])?;
    Ok(Json(statistics::public(&app.services).await?))
}

/// `statistics`: the organisations that the caller sees, cases received in a period.
///
/// # Errors
/// 401 without a session, 403 without a role that sees figures, 422 for a period that is none or
/// longer than two years.
#[utoipa::path(
    get,
    path = "/api/v1/desk/statistics",
    operation_id = "statistics",
    tag = "staff",
    security(("session" = []), ("token" = ["figures:read"])),
    params(
        ("from" = Option<chrono::NaiveDate>, Query, description = "First day of receipt; else the first of the month eleven months before the last day"),
        ("to" = Option<chrono::NaiveDate>, Query, description = "Last day of receipt; else today"),
    ),
    responses((status = 200, body = schema::Figures, description = "The period")),
)]
pub async fn at_desk(
    State(app): State<App>,
    caller: Caller,
    members: Members,
) -> Result<Json<Figures<u64>>, Problem> {
    let members = members.only(&["from", "to"])?;
    let viewer = caller.may(Scope::ReadFigures)?;
    let (from, to) = (members.value("from"), members.value("to"));
    Ok(Json(
        statistics::at_desk(&app.services, viewer, from, to).await?,
    ))
}
