//! Who is signed in. Only the desk asks: a consumer's page never costs a look at the sessions.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::code::Scope;
use domain::view::{Failure, Viewer};
use service::machines::{self, Machine};
use service::sessions::{self, Presence, Use};

use super::problem::Problem;
use super::{App, cookie, lock};

/// Recognises, on paths of the desk, the signed-in person by their cookie, and on those of the
/// interface a program by its token.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let bearer = if is_below(path, "/api/v1") {
        bearer(request.headers()).map(str::to_owned)
    } else {
        None
    };
    let session = cookie::value(request.headers(), cookie::SESSION).filter(|_| asks(path));
    let session = session.map(str::to_owned).filter(|token| !token.is_empty());
    // Who says a token means it, whatever cookie a browser adds.
    let known = match (bearer, session) {
        (Some(token), _) => machines::caller(&app.services, &token)
            .await
            .map(|machine| {
                machine.map(|machine| {
                    request
                        .extensions_mut()
                        .insert(Caller(Pass::Machine(machine)));
                })
            }),
        (None, Some(token)) => match sessions::presence(&app.services, &token, meant(path)).await {
            Ok(Presence::Open(viewer)) => {
                let viewer = *viewer;
                let pass = Pass::Session(viewer.clone());
                request.extensions_mut().insert(Caller(pass));
                request.extensions_mut().insert(SignedIn { viewer, token });
                Ok(None)
            }
            Ok(Presence::Locked) => return lock::answer(request, next).await,
            Ok(Presence::Nobody) => Ok(None),
            Err(failure) => Err(failure),
        },
        (None, None) => Ok(None),
    };
    let waits = request.extensions().get::<SignedIn>();
    let waits = waits.is_some_and(|signed_in| signed_in.viewer.must_change_password);
    let path = request.uri().path();
    match known {
        Ok(_) if waits && !opens(path) => change_first(path),
        Ok(_) => next.run(request).await,
        Err(failure) => Problem::from(failure).into_response(),
    }
}

/// What a request means for the session it comes with.
fn meant(path: &str) -> Use {
    if path == lock::QUESTION {
        Use::Asks
    } else {
        Use::Counts
    }
}

fn asks(path: &str) -> bool {
    ["/desk", "/fn/desk", "/api/v1"]
        .iter()
        .any(|area| is_below(path, area))
}

/// Paths that stay open while the password has to be changed.
fn opens(path: &str) -> bool {
    let account = path.strip_prefix("/fn/desk/account/");
    account.is_some() || matches!(path, ACCOUNT | "/fn/desk/sign-out" | "/api/v1/session")
}

/// The page on which the password is changed.
const ACCOUNT: &str = "/desk/account";

/// Leads a person to the page on which the password is changed; tells a program why it waits.
fn change_first(path: &str) -> Response {
    let failure = Failure::PasswordChangeRequired;
    let to_account = [(LOCATION, ACCOUNT)];
    if path.starts_with("/api/") {
        Problem::from(failure).into_response()
    } else if path.starts_with("/fn/") {
        // The browser's part of a page follows the address.
        (StatusCode::FORBIDDEN, to_account, axum::Json(failure)).into_response()
    } else {
        (StatusCode::SEE_OTHER, to_account).into_response()
    }
}

fn is_below(path: &str, area: &str) -> bool {
    path.strip_prefix(area)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What follows `Authorization: Bearer`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// Somebody who works on cases: a signed-in person, or a program with a token. As an argument of
/// a handler it refuses everybody else; who it is, is told only for a purpose.
#[derive(Debug, Clone)]
pub struct Caller(Pass);

#[derive(Debug, Clone)]
enum Pass {
    Session(Viewer),
    Machine(Machine),
}

impl Caller {
    /// The caller, if they may use this part of the interface. A person's roles decide later; a
    /// program's token has to open it as well.
    ///
    /// # Errors
    /// 403 `scope_missing` for a token that does not.
    pub fn may(&self, scope: Scope) -> Result<&Viewer, Problem> {
        match &self.0 {
            Pass::Session(viewer) => Ok(viewer),
            Pass::Machine(machine) if machine.scopes.contains(&scope) => Ok(&machine.viewer),
            Pass::Machine(_) => Err(Problem::new(StatusCode::FORBIDDEN, "scope_missing")),
        }
    }

    /// Who it is, for an operation that tells nothing else.
    pub fn into_viewer(self) -> Viewer {
        match self.0 {
            Pass::Session(viewer) => viewer,
            Pass::Machine(machine) => machine.viewer,
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(unknown)
    }
}

fn unknown() -> Problem {
    let mut problem = Problem::from(Failure::SignInRequired);
    problem.status = StatusCode::UNAUTHORIZED;
    problem
}

/// A signed-in person. As an argument of a handler it refuses everybody else, programs with a
/// token included.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person.
    pub viewer: Viewer,
    /// The token of the session.
    pub token: String,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let by_token = parts.extensions.get::<Caller>().is_some();
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            if by_token {
                Problem::new(StatusCode::FORBIDDEN, "session_required")
            } else {
                unknown()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn only_paths_of_the_desk_look_at_sessions() {
        for path in ["/desk", "/desk/cases/1", "/fn/desk/accept", "/api/v1/cases"] {
            assert!(asks(path), "{path}");
        }
        for path in ["/", "/desktop", "/s/token", "/fn/file", "/pkg/a.js", "/api"] {
            assert!(!asks(path), "{path}");
        }
    }
}
