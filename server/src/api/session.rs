//! `signIn`, `signOut`, `whoAmI`.

use axum::Json;
use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use domain::view::{Failure, Viewer};
use serde::Deserialize;
use service::{Services, second_factor, sessions};

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
    /// Code of the second factor, or a recovery code: for accounts that have one.
    #[serde(default)]
    code: Option<String>,
}

/// `signIn`: sets the session cookie and answers who is signed in.
///
/// # Errors
/// 401 when name, password or code is wrong or the account is locked; 401 `code_required` when the
/// account has a second factor and no code came.
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
    let token = with_code(&app.services, token, credentials.code.as_deref()).await?;
    let viewer = sessions::viewer(&app.services, &token)
        .await?
        .ok_or(Failure::SignInRequired)?;
    Ok((
        AppendHeaders([(SET_COOKIE, cookie::keep_session(&token))]),
        Json(viewer),
    ))
}

/// The token of a session that opens something: that of the password, or after the second factor
/// another.
async fn with_code(
    services: &Services,
    token: String,
    code: Option<&str>,
) -> Result<String, Problem> {
    if !second_factor::awaits_code(services, &token).await? {
        return Ok(token);
    }
    let Some(code) = code else {
        sessions::sign_out(services, &token).await?;
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "code_required"));
    };
    match second_factor::give_code(services, &token, code).await {
        Ok(Some(token)) => Ok(token),
        Ok(None) | Err(Failure::Invalid(_)) => Err(Failure::WrongCredentials.into()),
        Err(failure) => Err(failure.into()),
    }
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
