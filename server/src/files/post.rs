//! What the forms of the pages post.

use app::api::evidence as pages;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::case::FieldProblem;
use domain::view::{Failure, FormState};
use service::evidence::Intake;
use service::forms;

use super::form::{self, Posted};
use crate::http::problem::Problem;
use crate::http::session::SignedIn;
use crate::http::{App, cookie};

type Form = Result<Multipart, MultipartRejection>;
type Answer = Result<Response, Problem>;

/// Files for the draft.
pub(super) async fn to_draft(State(app): State<App>, headers: HeaderMap, form: Form) -> Answer {
    let Some(token) = cookie::value(&headers, cookie::DRAFT) else {
        return Ok(see("/file/kind"));
    };
    let intake = match Intake::for_draft(&app.services, token).await {
        Ok(intake) => intake,
        Err(Failure::Expired) => return Ok(see("/file/kind")),
        Err(failure) => return Err(failure.into()),
    };
    let (posted, state) = receive(form, intake).await?;
    if let Some(state) = state {
        let id = forms::keep(&app.services, token, state).await?;
        return Ok(see(&pages::draft_again(&posted.go, &id)));
    }
    let next = pages::draft_goes_on(&app.services, token, &posted.go).await?;
    Ok(see(&next))
}

/// Files for the case of the cookie.
pub(super) async fn to_own_case(State(app): State<App>, headers: HeaderMap, form: Form) -> Answer {
    let Some(token) = cookie::value(&headers, cookie::TRACK) else {
        return Ok(see("/case"));
    };
    let intake = match Intake::for_complainant(&app.services, token).await {
        Ok(intake) => intake,
        // The page of the case says that the visit, or the case, is over.
        Err(Failure::Expired | Failure::NotFound | Failure::Refused(_)) => return Ok(see("/case")),
        Err(failure) => return Err(failure.into()),
    };
    let (_, state) = receive(form, intake).await?;
    let Some(state) = state else {
        return Ok(see("/case?done=evidence"));
    };
    let id = forms::keep(&app.services, token, state).await?;
    Ok(see(&format!("/case?form={id}")))
}

/// Files of staff for a case.
pub(super) async fn by_staff(
    State(app): State<App>,
    staff: SignedIn,
    Path(number): Path<String>,
    form: Form,
) -> Answer {
    let intake = Intake::for_staff(&app.services, &staff.viewer, &number).await;
    let (posted, state) = match intake {
        Ok(intake) => receive(form, intake).await?,
        Err(failure @ Failure::Refused(_)) => (Posted::default(), Some(failed(failure))),
        Err(failure) => return Err(failure.into()),
    };
    let id = match state {
        Some(state) => {
            let owner = staff.viewer.staff.account.to_string();
            forms::keep(&app.services, &owner, state).await?
        }
        None => String::new(),
    };
    Ok(see(&pages::desk_case(&number, &posted.list, &id)))
}

/// Takes the files in; the second is what the page shows when not everything was taken.
async fn receive(form: Form, mut intake: Intake) -> Result<(Posted, Option<FormState>), Problem> {
    let form = form.map_err(|rejection| Problem::of_status(rejection.into_response().status()))?;
    let posted = form::read(form, &mut intake).await?;
    let kept = intake.keep(posted.shared).await;
    let mut state = FormState::default();
    for (place, (name, fault)) in posted.refused.iter().enumerate() {
        let field = format!("file.{place}");
        state
            .problems
            .push(FieldProblem::new(field.clone(), *fault));
        state.values.insert(field, name.clone());
    }
    if let Some(failure) = posted.failure.clone().or(kept.err()) {
        match failure {
            Failure::Invalid(problems) => state.problems.extend(problems),
            failure => state.failure = Some(failure),
        }
        state.values.insert("note".to_owned(), posted.note.clone());
    }
    let is_right = state == FormState::default();
    Ok((posted, (!is_right).then_some(state)))
}

fn failed(failure: Failure) -> FormState {
    FormState {
        failure: Some(failure),
        ..FormState::default()
    }
}

fn see(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    response
}
