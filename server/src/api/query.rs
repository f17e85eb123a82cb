//! Query strings, with an error that names the member.

use axum::extract::{FromRequestParts, RawQuery};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::http::problem::Problem;

/// The members of a query, in their order.
#[derive(Debug, Default)]
pub struct Members(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Members {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(RawQuery(query)) = RawQuery::from_request_parts(parts, state).await;
        let query = query.unwrap_or_default();
        let members = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        match members {
            Ok(axum::extract::Query(members)) => Ok(Self(members)),
            Err(_) if query.is_empty() => Ok(Self::default()),
            Err(_) => Err(Problem::new(StatusCode::BAD_REQUEST, "malformed")),
        }
    }
}

impl Members {
    /// Refuses members that nobody asked for: a mistyped filter must not show everything.
    ///
    /// # Errors
    /// 422 `unknown_field` with the member's name.
    pub fn only(self, known: &[&str]) -> Result<Self, Problem> {
        match self
            .0
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()))
        {
            Some((name, _)) => Err(Problem::of_field("unknown_field", name)),
            None => Ok(self),
        }
    }

    /// A member, empty when it was left out.
    pub fn value(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// A member that has to be there.
    ///
    /// # Errors
    /// 422 `missing` with the member's name.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        Some(self.value(name))
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Problem::of_field("missing", name))
    }
}
