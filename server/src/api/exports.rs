//! `exportCases`: the cases of a list as a file, masked. Every export is on record.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::code::Scope;
use domain::view::QueueFilter;
use service::exchange::{self, ExportRequest, Format};

use super::query::Members;
use super::schema;
use crate::exchange::download;
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// The members of a query that narrow an export.
const FILTERS: [&str; 6] = ["queue", "type", "state", "org", "assignee", "due_before"];

/// `exportCases`.
///
/// # Errors
/// 401 without a session, 403 without a role that works on cases, 404 for another format, 422 for
/// an unknown filter or more cases than one file may hold.
#[utoipa::path(
    get,
    path = "/api/v1/desk/exports/cases.{format}",
    operation_id = "exportCases",
    tag = "staff",
    security(("session" = []), ("token" = ["figures:read"])),
    params(
        ("format" = String, Path, description = "`csv` or `xlsx`"),
        ("queue" = Option<schema::Queue>, Query),
        ("type" = Option<schema::CaseType>, Query),
        ("state" = Option<schema::State>, Query),
        ("org" = Option<String>, Query, description = "Organisation code"),
        ("assignee" = Option<String>, Query, description = "Staff number of the responsible person"),
        ("due_before" = Option<String>, Query, description = "Only deadlines before this date or instant"),
    ),
    responses(
        (status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")), description = "The table of thirteen columns, masked"),
    ),
)]
pub async fn cases(
    State(app): State<App>,
    caller: Caller,
    Path(file): Path<String>,
    members: Members,
) -> Result<Response, Problem> {
    let format = file
        .strip_prefix("cases.")
        .and_then(Format::parse)
        .ok_or_else(|| Problem::from(domain::view::Failure::NotFound))?;
    let members = members.only(&FILTERS)?;
    let value = |name| members.value(name).to_owned();
    let filter = QueueFilter {
        queue: value("queue"),
        case_type: value("type"),
        state: value("state"),
        org: value("org"),
        assignee: value("assignee"),
        due_before: value("due_before"),
        ..QueueFilter::default()
    };
    let problems = filter.problems();
    if !problems.is_empty() {
        return Err(domain::view::Failure::Invalid(problems).into());
    }
    let viewer = caller.may(Scope::ReadFigures)?;
    let request = ExportRequest {
        format,
        filter,
        search: String::new(),
        reason: None,
    };
    let exported = exchange::export(&app.services, viewer, &request).await?;
    Ok(download(exported))
}
