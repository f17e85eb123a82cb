//! `signIn`, `signOut`, `whoAmI`.

use axum::Json;
use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use domain::view::{Failure, Viewer};
use serde::Deserialize;
use service::sessions;

use super::body::Body;
use super::schema;
use crate::http::problem::Problem;
use crate::http::session::{Caller, SignedIn};
use crate::http::{App, cookie};

/// Body of `signIn`.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    login: String,
    password: String,
}

/// `signIn`: sets the session cookie and answers who is signed in.
///
/// # Errors
/// 401 when name or password is wrong or the account is locked.
#[utoipa::path(
    post,
    path = "/api/v1/session",
    operation_id = "signIn",
    tag = "staff",
    request_body = Credentials,
    responses((status = 200, body = schema::SignedInStaff, description = "Signed in; the cookie is the session")),
)]
pub async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    Body(credentials): Body<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let device = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let token = sessions::sign_in(
        &app.services,
        &credentials.login,
        &credentials.password,
        device,
    )
    .await?;
    let viewer = sessions::viewer(&app.services, &token)
        .await?
        .ok_or(Failure::SignInRequired)?;
    Ok((
        AppendHeaders([(SET_COOKIE, cookie::keep_session(&token))]),
        Json(viewer),
    ))
}

/// `signOut`: ends the session on the server and in the browser.
///
/// # Errors
/// 401 when nobody is signed in, 403 for a token: an administrator revokes it.
#[utoipa::path(
    delete,
    path = "/api/v1/session",
    operation_id = "signOut",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204, description = "Signed out")),
)]
pub async fn sign_out(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<impl IntoResponse, Problem> {
    sessions::sign_out(&app.services, &signed_in.token).await?;
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(SET_COOKIE, cookie::drop_session())]),
    ))
}

/// `whoAmI`.
#[utoipa::path(
    get,
    path = "/api/v1/session",
    operation_id = "whoAmI",
    tag = "staff",
    security(("session" = []), ("token" = [])),
    responses((status = 200, body = schema::SignedInStaff, description = "Who is signed in")),
)]
pub async fn who_am_i(caller: Caller) -> Json<Viewer> {
    Json(caller.into_viewer())
}
