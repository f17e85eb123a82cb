//! Who is signed in. Only the desk asks: a consumer's page never costs a look at the sessions.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::view::{Failure, Viewer};
use service::sessions;

use super::problem::Problem;
use super::{App, cookie};

/// Recognises the signed-in person on paths of the desk.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if asks(request.uri().path())
        && let Some(token) = token(request.headers()).map(str::to_owned)
    {
        match sessions::viewer(&app.services, &token).await {
            Ok(Some(viewer)) => {
                request.extensions_mut().insert(SignedIn { viewer, token });
            }
            Ok(None) => {}
            Err(failure) => return Problem::from(failure).into_response(),
        }
    }
    next.run(request).await
}

fn asks(path: &str) -> bool {
    ["/desk", "/fn/desk", "/api/v1"].iter().any(|area| {
        path.strip_prefix(area)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The token of the session: a browser's cookie, a program's `Authorization`.
fn token(headers: &HeaderMap) -> Option<&str> {
    cookie::value(headers, cookie::SESSION)
        .or_else(|| {
            headers
                .get(AUTHORIZATION)?
                .to_str()
                .ok()?
                .strip_prefix("Bearer ")
        })
        .filter(|token| !token.is_empty())
}

/// A signed-in person. As an argument of a handler it refuses everybody else.
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
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            let mut problem = Problem::from(Failure::SignInRequired);
            problem.status = StatusCode::UNAUTHORIZED;
            problem
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
