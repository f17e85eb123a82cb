//! What staff do.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::case::{RawCommand, RawFiling};
use domain::code::Scope;
use domain::view::{CaseView, QueueFilter, QueueView};
use serde::{Deserialize, Serialize};
use service::desk;

use super::body::Body;
use super::cases::{created, idempotency_key};
use super::query::Members;
use super::schema;
use super::version::{self, Expected};
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// The members of a query of `listCases`.
const FILTERS: [&str; 8] = [
    "queue",
    "type",
    "state",
    "org",
    "assignee",
    "due_before",
    "cursor",
    "limit",
];

/// `listCases`.
///
/// # Errors
/// 401 without a session, 422 for an unknown filter.
#[utoipa::path(
    get,
    path = "/api/v1/cases",
    operation_id = "listCases",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:read"])),
    params(
        ("queue" = Option<schema::Queue>, Query),
        ("type" = Option<schema::CaseType>, Query),
        ("state" = Option<schema::State>, Query),
        ("org" = Option<String>, Query, description = "Organisation code"),
        ("assignee" = Option<String>, Query, description = "Staff number of the responsible person"),
        ("due_before" = Option<String>, Query, description = "Only deadlines before this date or instant"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Rows of the page, 25 unless given"),
    ),
    responses((status = 200, body = schema::CaseList, description = "A page")),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    members: Members,
) -> Result<Json<QueueView>, Problem> {
    let members = members.only(&FILTERS)?;
    let value = |name| members.value(name).to_owned();
    let filter = QueueFilter {
        queue: value("queue"),
        case_type: value("type"),
        state: value("state"),
        org: value("org"),
        assignee: value("assignee"),
        due_before: value("due_before"),
        cursor: value("cursor"),
        limit: value("limit"),
        ..QueueFilter::default()
    };
    let viewer = caller.may(Scope::ReadCases)?;
    Ok(Json(desk::cases(&app.services, viewer, &filter).await?))
}

/// `getCase`.
///
/// # Errors
/// 401 without a session, 404 when the account may not know the case.
#[utoipa::path(
    get,
    path = "/api/v1/cases/{number}",
    operation_id = "getCase",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:read"])),
    params(("number" = String, Path, description = "Number of the case, 21 digits")),
    responses((status = 200, body = schema::DeskCase, description = "The case", headers(("ETag" = String, description = "Its version")))),
)]
pub async fn case(
    State(app): State<App>,
    caller: Caller,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    let viewer = caller.may(Scope::ReadCases)?;
    Ok(tagged(desk::case(&app.services, viewer, &number).await?))
}

/// `commandCase`.
///
/// # Errors
/// 428 without `If-Match`, 412 when the case has moved on, 409 when the rules refuse.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{number}/commands",
    operation_id = "commandCase",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:act"])),
    params(("number" = String, Path, description = "Number of the case, 21 digits"), ("If-Match" = String, Header, description = "The version that was seen")),
    request_body = schema::Command,
    responses((status = 200, body = schema::DeskCase, description = "The case as it is now", headers(("ETag" = String, description = "Its version")))),
)]
pub async fn command(
    State(app): State<App>,
    caller: Caller,
    Path(number): Path<String>,
    Expected(version): Expected,
    Body(command): Body<RawCommand>,
) -> Result<Response, Problem> {
    let viewer = caller.may(Scope::ActOnCases)?;
    let done = desk::command(&app.services, viewer, &number, Some(version), command);
    Ok(tagged(done.await?))
}

fn tagged(view: CaseView) -> Response {
    version::tagged(view.version, view)
}

/// `staffRegister`.
///
/// # Errors
/// 401 without a session, 422 with the fields that are wrong.
#[utoipa::path(
    post,
    path = "/api/v1/desk/cases",
    operation_id = "staffRegister",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:file"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body get the same answer for a day")),
    request_body = schema::Filing,
    responses((status = 201, body = schema::Filed, description = "Registered", headers(("Location" = String, description = "The case")))),
)]
pub async fn register(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(filing): Body<RawFiling>,
) -> Result<Response, Problem> {
    let key = idempotency_key(&headers)?;
    let viewer = caller.may(Scope::FileCases)?;
    let registered = desk::register_once(&app.services, viewer, filing, key.as_deref());
    let filed = registered.await?;
    let place = format!("/api/v1/cases/{}", filed.number.as_str());
    Ok(created(&place, filed))
}

/// Body of `revealField`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Look {
    field: String,
    #[serde(default)]
    reason: String,
}

/// A field in clear.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Revealed {
    field: String,
    value: String,
}

/// `revealField`: the look goes on record.
///
/// # Errors
/// 401, 403, 404 or 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/cases/{number}/reveal",
    operation_id = "revealField",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:reveal"])),
    params(("number" = String, Path, description = "Number of the case, 21 digits")),
    request_body = Look,
    responses((status = 200, body = Revealed, description = "The field in clear")),
)]
pub async fn reveal(
    State(app): State<App>,
    caller: Caller,
    Path(number): Path<String>,
    Body(look): Body<Look>,
) -> Result<Json<Revealed>, Problem> {
    let viewer = caller.may(Scope::RevealFields)?;
    let shown = desk::reveal(&app.services, viewer, &number, &look.field, &look.reason);
    let value = shown.await?;
    Ok(Json(Revealed {
        field: look.field,
        value,
    }))
}
