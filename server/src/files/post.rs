//! What the forms of the pages post.

use app::api::evidence as pages;
use app::upload::UploadAnswer;
use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::http::header::{ACCEPT, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::case::FieldProblem;
use domain::view::{EvidenceKept, EvidenceView, Failure, FormState};
use service::evidence::Intake;
use service::forms;

use super::form::{self, Posted};
use crate::http::problem::Problem;
use crate::http::session::SignedIn;
use crate::http::{App, cookie, visit};

type Form = Result<Multipart, MultipartRejection>;
type Answer = Result<Response, Problem>;

/// Files for the draft.
pub(super) async fn to_draft(State(app): State<App>, headers: HeaderMap, form: Form) -> Answer {
    let Some(token) = cookie::value(&headers, cookie::DRAFT) else {
        return Ok(gone(&headers, "/file/kind"));
    };
    let intake = match Intake::for_draft(&app.services, token).await {
        Ok(intake) => intake,
        Err(Failure::Expired) => return Ok(gone(&headers, "/file/kind")),
        Err(failure) => return Err(failure.into()),
    };
    let received = receive(form, intake).await?;
    if is_script(&headers) {
        return Ok(received.told(&headers));
    }
    let Received { posted, state, .. } = received;
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
        return Ok(gone(&headers, "/case"));
    };
    let intake = match Intake::for_complainant(&app.services, token).await {
        Ok(intake) => intake,
        // The page of the case says that the visit, or the case, is over.
        Err(Failure::Expired | Failure::NotFound | Failure::Refused(_)) => {
            return Ok(gone(&headers, "/case"));
        }
        Err(failure) => return Err(failure.into()),
    };
    let received = receive(form, intake).await?;
    if is_script(&headers) {
        return Ok(received.told(&headers));
    }
    let Some(state) = received.state else {
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
    let Received { posted, state, .. } = match intake {
        Ok(intake) => receive(form, intake).await?,
        Err(failure @ Failure::Refused(_)) => Received {
            state: Some(failed(failure)),
            ..Received::default()
        },
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

/// What came of a form.
#[derive(Default)]
struct Received {
    posted: Posted,
    /// The first of the files that are there now.
    kept: Option<EvidenceView>,
    /// What the page shows when not everything was taken.
    state: Option<FormState>,
}

impl Received {
    /// For the script of a page, which sends one file and draws the page itself.
    fn told(&self, headers: &HeaderMap) -> Response {
        let locale = visit::locale(headers);
        Json(pages::upload_answer(
            self.state.as_ref(),
            self.kept.as_ref(),
            locale,
        ))
        .into_response()
    }
}

async fn receive(form: Form, mut intake: Intake) -> Result<Received, Problem> {
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
    let (kept, failure) = match kept {
        Ok(EvidenceKept { added, known }) => (added.into_iter().chain(known).next(), None),
        Err(failure) => (None, Some(failure)),
    };
    if let Some(failure) = posted.failure.clone().or(failure) {
        match failure {
            Failure::Invalid(problems) => state.problems.extend(problems),
            failure => state.failure = Some(failure),
        }
        state.values.insert("note".to_owned(), posted.note.clone());
    }
    let is_right = state == FormState::default();
    Ok(Received {
        posted,
        kept,
        state: (!is_right).then_some(state),
    })
}

/// Whether a script of a page asks: a browser that posts a form wants a page.
fn is_script(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .is_some_and(|accept| accept == "application/json")
}

/// There is no draft, or no visit to a case, any more.
fn gone(headers: &HeaderMap, path: &str) -> Response {
    if is_script(headers) {
        return Json(UploadAnswer::Gone(path.to_owned())).into_response();
    }
    see(path)
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
