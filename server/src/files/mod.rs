//! Files in and out: what pages post as multipart, and what they show and give out again.
//!
//! Forms with files are plain forms and always answered with a redirect; what was refused is in a
//! form row. Everything that is given out carries [`answer::POLICY`], so no file can do anything in
//! the browser of whoever opens it.

pub mod answer;
mod calendar;
pub mod copy;
mod document;
pub mod form;
mod post;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::middleware::from_fn;
use axum::response::Response;
use axum::routing::{get, post};
use domain::view::Failure;
use service::evidence::{self, Look};
use uuid::Uuid;

use crate::http::problem::Problem;
use crate::http::session::SignedIn;
use crate::http::{App, cookie, limit, private};

/// The routes for pages.
pub fn routes(app: &App) -> Router {
    let uploads = Router::new()
        .route("/fn/draft/evidence", post(post::to_draft))
        .route("/fn/track/evidence", post(post::to_own_case))
        .route("/fn/desk/evidence/{number}", post(post::by_staff));
    let uploads = limit::around(uploads, limit::UPLOAD, limit::UPLOAD_TIME);
    let downloads = Router::new()
        .route("/case/my-data.zip", get(copy::own_data))
        .route("/case/evidence/{id}", get(own_file))
        .route("/case/evidence/{id}/picture", get(own_picture))
        .route(
            "/desk/cases/{number}/documents/{template}",
            get(document::preview),
        )
        .route("/desk/cases/{number}/issued/{id}", get(document::issued))
        .route("/case/documents/{id}", get(document::own))
        .route("/b/{token}/documents/{id}", get(document::of_business))
        .route("/desk/cases/{number}/evidence/{id}", get(staff_file))
        .route(
            "/desk/cases/{number}/evidence/{id}/picture",
            get(staff_picture),
        );
    let dates = Router::new().route("/why/date.ics", get(calendar::date));
    let dates = limit::around(dates, limit::NONE, limit::SHORT_TIME);
    // The time is that of the first byte; a slow line may take longer for the rest.
    let downloads = limit::around(downloads, limit::NONE, limit::PAGE_TIME);
    uploads
        .merge(downloads)
        .merge(dates)
        .layer(from_fn(private::keep_nowhere))
        .with_state(app.clone())
}

type Answer = Result<Response, Problem>;

async fn own_file(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    Ok(answer::download(own(&app, &id, &headers).await?))
}

async fn own_picture(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    answer::picture(own(&app, &id, &headers).await?)
}

async fn own(app: &App, id: &str, headers: &HeaderMap) -> Result<evidence::OpenFile, Problem> {
    let token = cookie::value(headers, cookie::TRACK).ok_or(Failure::Expired)?;
    Ok(evidence::open_for_complainant(&app.services, token, parse(id)?).await?)
}

async fn staff_file(
    State(app): State<App>,
    staff: SignedIn,
    Path((number, id)): Path<(String, String)>,
) -> Answer {
    let file = by_staff(&app, &staff, &number, &id, Look::Download).await?;
    Ok(answer::download(file))
}

async fn staff_picture(
    State(app): State<App>,
    staff: SignedIn,
    Path((number, id)): Path<(String, String)>,
) -> Answer {
    answer::picture(by_staff(&app, &staff, &number, &id, Look::Glance).await?)
}

async fn by_staff(
    app: &App,
    staff: &SignedIn,
    number: &str,
    id: &str,
    look: Look,
) -> Result<evidence::OpenFile, Problem> {
    let id = parse(id)?;
    let file = evidence::open_for_staff(&app.services, &staff.viewer, number, id, look);
    Ok(file.await?)
}

/// An identifier that is none names nothing.
///
/// # Errors
/// [`Failure::NotFound`] for it.
pub fn parse(id: &str) -> Result<Uuid, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}
