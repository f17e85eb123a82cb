//! `searchCases`: what was typed travels in the body, never in an address.

use axum::Json;
use axum::extract::State as Shared;
use domain::case::State;
use domain::code::CaseType;
use domain::view::{QueueFilter, QueueTab, SearchView};
use serde::Deserialize;
use service::search;

use super::body::Body;
use super::schema;
use crate::http::App;
use crate::http::problem::Problem;
use crate::http::session::SignedIn;

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
    cursor: String,
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
    security(("session" = []), ("token" = [])),
    request_body = Search,
    responses((status = 200, body = schema::FoundCases, description = "A page")),
)]
pub async fn find(
    Shared(app): Shared<App>,
    staff: SignedIn,
    Body(search): Body<Search>,
) -> Result<Json<SearchView>, Problem> {
    search.check_filters()?;
    let filter = QueueFilter {
        queue: search.queue,
        case_type: search.case_type,
        state: search.state,
        org: search.org,
        cursor: search.cursor,
        ..QueueFilter::default()
    };
    let found = search::find(&app.services, &staff.viewer, &search.q, &filter);
    Ok(Json(found.await?))
}

impl Search {
    /// A mistyped filter must not show everything.
    fn check_filters(&self) -> Result<(), Problem> {
        let known = [
            ("queue", &self.queue, QueueTab::parse(&self.queue).is_ok()),
            (
                "type",
                &self.case_type,
                CaseType::parse(&self.case_type).is_ok(),
            ),
            ("state", &self.state, State::parse(&self.state).is_ok()),
            ("cursor", &self.cursor, self.cursor.parse::<i64>().is_ok()),
        ];
        let wrong = known
            .into_iter()
            .find(|(_, value, is_known)| !value.is_empty() && !is_known);
        wrong.map_or(Ok(()), |(field, _, _)| {
            Err(Problem::of_field("unknown_code", field))
        })
    }
}
