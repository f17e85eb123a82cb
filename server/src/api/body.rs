//! JSON bodies, with an error that names the member.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use serde::de::DeserializeOwned;

use crate::http::problem::{FieldError, Problem};

/// A body that was JSON of the right shape.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(is_json) {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                // Too large, or the connection broke.
                Problem::of_status(rejection.into_response().status())
            })?;
        parse(&bytes).map(Self)
    }
}

pub fn is_json(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Serde would read a list as the members of a struct in their order.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(malformed());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refusal(&path, error.inner())
    })?;
    reader.end().map_err(|_| malformed())?;
    Ok(value)
}

fn refusal(path: &str, error: &serde_json::Error) -> Problem {
    if !error.is_data() {
        return malformed();
    }
    let field = path.replace('[', ".").replace(']', "");
    match unknown_member(&error.to_string()) {
        Some(member) => Problem::of_field("unknown_field", &member_path(&field, &member)),
        None if field == "." => malformed(),
        None => {
            let mut problem = Problem::of_field("wrong_type", &field);
            problem.status = StatusCode::UNPROCESSABLE_ENTITY;
            problem
        }
    }
}

fn malformed() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "malformed")
}

/// The member in serde's words "unknown field `x`, expected …".
fn unknown_member(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field `")?;
    // The list of known names follows, so the last quote before it ends the name.
    let end = rest
        .find("`, expected")
        .or_else(|| rest.find("`, there are no"))?;
    rest.get(..end).map(str::to_owned)
}

/// The whole path of a member; the parser's path ends with it or stops at its parent.
fn member_path(path: &str, member: &str) -> String {
    if path == "." {
        member.to_owned()
    } else if path == member || path.ends_with(&format!(".{member}")) {
        path.to_owned()
    } else {
        format!("{path}.{member}")
    }
}

impl Problem {
    /// The fields of a problem, for tests and messages.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors
            .iter()
            .map(|FieldError { field, code }| (field.as_str(), code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use domain::case::RawFiling;

    use super::*;

    fn refused(json: &str) -> Problem {
        parse::<RawFiling>(json.as_bytes()).unwrap_err()
    }

    fn only(problem: &Problem) -> (&str, &str) {
        let fields: Vec<_> = problem.fields().collect();
        assert_eq!(fields.len(), 1);
        fields[0]
    }

    #[test]
    fn an_unknown_member_is_named_with_its_path() {
        for (json, path) in [
            (r#"{"typ":"complaint"}"#, "typ"),
            (r#"{"complainant":{"nam":"x"}}"#, "complainant.nam"),
            (
                r#"{"claims":[{"kind":"refund"},{"kid":"x"}]}"#,
                "claims.1.kid",
            ),
        ] {
            let problem = refused(json);
            assert_eq!(problem.code, "unknown_field", "{json}");
            assert_eq!(problem.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(only(&problem), (path, "unknown_field"));
        }
    }

    #[test]
    fn a_member_of_the_wrong_type_is_named() {
        let problem = refused(r#"{"complainant":{"name":5}}"#);
        assert_eq!(only(&problem), ("complainant.name", "wrong_type"));
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for json in ["", "{", "{\"type\":}", "{} {}", "[]", "\u{feff}{}"] {
            let problem = refused(json);
            assert_eq!(
                (problem.status, problem.code),
                (StatusCode::BAD_REQUEST, "malformed"),
                "{json}"
            );
        }
    }
}
