//! `/desk/admin/calendars/look`: the plan of a year, pasted or as a file, to be looked at before it
//! is imported.

use axum::Router;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Extension, State};
use axum::response::Response;
use axum::routing::post;
use domain::case::{Fault, FieldProblem};
use domain::view::{Failure, FormState};

use crate::exchange::{see, to_sign_in};
use crate::http::problem::Problem;
use crate::http::session::SignedIn;
use crate::http::{App, limit};

const PAGE: &str = "/desk/admin/calendars/import";

/// The route.
pub fn routes(app: &App) -> Router {
    let router = Router::new()
        .route("/desk/admin/calendars/look", post(look))
        .with_state(app.clone());
    limit::around(router, limit::FORM, limit::PAGE_TIME)
}

/// Keeps what was sent and leads to the page that says what it would do.
async fn look(
    State(app): State<App>,
    signed_in: Option<Extension<SignedIn>>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let Some(Extension(SignedIn { viewer, .. })) = signed_in else {
        return Ok(to_sign_in(PAGE));
    };
    service::administration::calendars::check_import(&app.services, &viewer).await?;
    let state = read(multipart).await;
    let owner = viewer.staff.account.to_string();
    let id = service::forms::keep(&app.services, &owner, state).await?;
    Ok(see(&format!("{PAGE}?form={id}")))
}

/// The fields; the text of a file stands in place of what was pasted.
async fn read(multipart: Result<Multipart, MultipartRejection>) -> FormState {
    let mut state = FormState::default();
    let Ok(mut multipart) = multipart else {
        return too_large(state);
    };
    loop {
        let field = match multipart.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => return too_large(state),
        };
        let name = match field.name() {
            Some("file") => "plan",
            Some(name @ ("year" | "source" | "plan")) => name,
            _ => continue,
        }
        .to_owned();
        let Ok(bytes) = field.bytes().await else {
            return too_large(state);
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !text.trim().is_empty() || !state.values.contains_key(&name) {
            state.values.insert(name, text);
        }
    }
    state
}

/// The only thing that goes wrong with a form of ours is its size.
fn too_large(state: FormState) -> FormState {
    let problems = vec![FieldProblem::new("plan", Fault::TooLong)];
    FormState {
        problems: problems.clone(),
        failure: Some(Failure::Invalid(problems)),
        ..state
    }
}
