//! One shape for all errors: `problem+json` for programs, a small page for people.

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use domain::locale::Locale;
use domain::tr;
use serde::Serialize;

use super::problem::{FieldError, Problem};
use super::request_id::RequestId;
use super::{App, visit};

/// Marks the answers of server functions, which carry their own error.
pub const SERVER_FUNCTION_ERROR: HeaderName = HeaderName::from_static("serverfnerror");

#[derive(Serialize)]
struct Document<'a> {
    r#type: String,
    title: &'static str,
    status: u16,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    errors: &'a [FieldError],
    request_id: &'a str,
}

/// Writes the body of every error that has none worth reading.
pub async fn errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map_or_else(String::new, |id| id.0.clone());
    let for_people = wants_page(request.uri().path(), request.headers());
    let locale = visit::locale(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_bare(response.headers()) => Problem::of_status(status),
        None => return response,
    };
    let written = if for_people {
        page(&problem, locale, &app.site.public.css, &id)
    } else {
        document(&problem, &id)
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts
        .headers
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let (written_parts, body) = written.into_parts();
    for name in [CONTENT_TYPE, CONTENT_LENGTH] {
        if let Some(value) = written_parts.headers.get(&name) {
            parts.headers.insert(name, value.clone());
        }
    }
    Response::from_parts(parts, body)
}

/// An answer that only has what a layer or the router put there.
fn is_bare(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    !headers.contains_key(SERVER_FUNCTION_ERROR)
        && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

/// Whether a person reads the answer: programs ask for JSON, scripts of a page for what they know.
pub fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    let accepts = headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .unwrap_or_default();
    accepts.contains("text/html") && !path.starts_with("/api/")
}

fn document(problem: &Problem, id: &str) -> Response<Body> {
    let document = Document {
        r#type: format!("urn:weiquan:problem:{}", problem.code),
        title: problem.status.canonical_reason().unwrap_or("Error"),
        status: problem.status.as_u16(),
        code: problem.code,
        detail: problem.detail.as_deref(),
        errors: &problem.errors,
        request_id: id,
    };
    ([(CONTENT_TYPE, "application/problem+json")], Json(document)).into_response()
}

/// The button that sends a filing once more after the wait: its draft holds everything but the tick
/// that was set a moment ago.
fn send_again(locale: Locale) -> String {
    let label = tr!(locale, "server.wait_again");
    format!(
        r#"<form method="post" action="/fn/draft/file">
<input type="hidden" name="truthful" value="true">
<p><button class="wq-button" type="submit">{label}</button></p>
</form>
"#
    )
}

fn page(problem: &Problem, locale: Locale, stylesheet: &str, id: &str) -> Response<Body> {
    let (title, text) = match problem.status {
        _ if problem.code == "please_wait" => (
            tr!(locale, "server.wait_title"),
            tr!(
                locale,
                "server.wait_text",
                seconds = problem.retry_after.unwrap_or_default()
            ),
        ),
        StatusCode::NOT_FOUND => (
            tr!(locale, "server.not_found_title"),
            tr!(locale, "server.not_found_text"),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            tr!(locale, "server.too_large_title"),
            tr!(locale, "server.too_large_text"),
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            tr!(locale, "server.too_many_title"),
            tr!(locale, "server.too_many_text"),
        ),
        status if status.is_server_error() => (
            tr!(locale, "server.failed_title"),
            tr!(locale, "server.failed_text"),
        ),
        _ => (
            tr!(locale, "server.refused_title"),
            tr!(locale, "server.refused_text"),
        ),
    };
    let again = if problem.code == "please_wait" {
        send_again(locale)
    } else {
        String::new()
    };
    let home = tr!(locale, "server.home");
    let lang = locale.lang_attribute();
    Html(format!(
        r#"<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/pkg/{stylesheet}">
</head>
<body>
<main class="wq-main wq-main--form wq-width">
<div class="wq-card">
<h1 class="wq-title">{title}</h1>
<p>{text}</p>
{again}<p><a href="/">{home}</a></p>
<p><small>{id}</small></p>
</div>
</main>
</body>
</html>
"#
    ))
    .into_response()
}
