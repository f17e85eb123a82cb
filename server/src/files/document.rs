//! Official documents of a case, for staff to look at, print and seal.

use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::IntoResponse as _;
use domain::document::Template;
use domain::view::Failure;

use super::Answer;
use super::answer::POLICY;
use crate::http::App;
use crate::http::session::SignedIn;

/// `GET /desk/cases/{number}/documents/{template}`, as PDF.
pub(super) async fn typeset(
    State(app): State<App>,
    staff: SignedIn,
    Path((number, template)): Path<(String, String)>,
) -> Answer {
    let template = Template::parse(&template).map_err(|_| Failure::NotFound)?;
    let document = service::documents::fill(&app.services, &staff.viewer, &number, template);
    let pdf = app.typesetting.typeset(document.await?).await?;
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
