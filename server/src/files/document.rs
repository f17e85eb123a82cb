//! Official documents of a case as PDF: for staff, and for those they are addressed to.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::IntoResponse as _;
use domain::document::Template;
use domain::view::Failure;

use super::Answer;
use super::answer::{self, POLICY};
use crate::http::session::SignedIn;
use crate::http::{App, cookie};

/// `GET /desk/cases/{number}/documents/{template}`: as it would be issued, without a number.
pub(super) async fn preview(
    State(app): State<App>,
    staff: SignedIn,
    Path((number, template)): Path<(String, String)>,
) -> Answer {
    let template = Template::parse(&template).map_err(|_| Failure::NotFound)?;
    let document = service::documents::fill(&app.services, &staff.viewer, &number, template);
    let pdf = app.typesetter.typeset(document.await?).await?;
    // The number was found, so it is nothing but digits.
    let disposition = format!("attachment; filename=\"{number}-{}.pdf\"", template.code());
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (CACHE_CONTROL, "no-store, private".to_owned()),
    ];
    Ok((headers, pdf).into_response())
}

/// `GET /desk/cases/{number}/issued/{id}`: as it was issued.
pub(super) async fn issued(
    State(app): State<App>,
    staff: SignedIn,
    Path((number, id)): Path<(String, String)>,
) -> Answer {
    let id = super::parse(&id)?;
    let file = service::documents::open_for_staff(&app.services, &staff.viewer, &number, id);
    Ok(answer::download(file.await?))
}

/// `GET /case/documents/{id}`: for the person who filed, by the cookie of the case.
pub(super) async fn own(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let token = cookie::value(&headers, cookie::TRACK).ok_or(Failure::Expired)?;
    let id = super::parse(&id)?;
    let file = service::documents::open_for_complainant(&app.services, token, id);
    Ok(answer::download(file.await?))
}

/// `GET /b/{token}/documents/{id}`: for the business, behind its link.
pub(super) async fn of_business(
    State(app): State<App>,
    Path((token, id)): Path<(String, String)>,
) -> Answer {
    let id = super::parse(&id)?;
    let file = service::documents::open_for_respondent(&app.services, &token, id);
    Ok(answer::download(file.await?))
}
