//! `searchCases`: what was typed travels in the body, never in an address.

use axum::Json;
use axum::extract::State;
use domain::code::Scope;
use domain::view::{QueueFilter, SearchView};
use serde::Deserialize;
use service::search;

use super::body::Body;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// Body of `searchCases`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    q: String,
    #[serde(default)]
    queue: String,
    #[serde(default, rename = "type")]
    case_type: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    org: String,
    #[serde(default)]
    assignee: String,
    #[serde(default)]
    due_before: String,
    #[serde(default)]
    cursor: String,
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// Cases in which `q` is found, newest first, masked, each with the reason why it was found.
///
/// # Errors
/// 401 without a session, 403 without a role that works on cases, 404 for an organisation beyond
/// the account's, 422 when there is nothing to look for or a filter is no code of its list.
#[utoipa::path(
    post,
    path = "/api/v1/cases/search",
    operation_id = "searchCases",
    tag = "staff",
    security(("session" = []), ("token" = ["cases:read"])),
    request_body = Search,
    responses((status = 200, body = schema::FoundCases, description = "A page")),
)]
pub async fn find(
    State(app): State<App>,
    caller: Caller,
    Body(search): Body<Search>,
) -> Result<Json<SearchView>, Problem> {
    let filter = QueueFilter {
        queue: search.queue,
        case_type: search.case_type,
        state: search.state,
        org: search.org,
        assignee: search.assignee,
        due_before: search.due_before,
        cursor: search.cursor,
        limit: search
            .limit
            .map(|rows| rows.to_string())
            .unwrap_or_default(),
        ..QueueFilter::default()
    };
    let viewer = caller.may(Scope::ReadCases)?;
    let found = search::find(&app.services, viewer, &search.q, &filter);
    Ok(Json(found.await?))
}
