//! What a locked session gets: the page that asks for the PIN, and nothing else.

use axum::extract::Request;
use axum::http::header::{LOCATION, REFERER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::view::Failure;

use super::answer::wants_page;
use super::problem::Problem;

/// Paths at which a locked session is answered as it asks: the page itself, opening it, and the
/// way out.
const OPEN: [&str; 4] = [
    "/desk/lock",
    "/fn/desk/lock/page",
    "/fn/desk/lock/open",
    "/fn/desk/sign-out",
];
/// The path at which a page asks whether it is locked. To ask is not to use.
pub const QUESTION: &str = "/fn/desk/lock/idle";
/// Where those who are nobody are led.
const DOOR: &str = "/desk/sign-in";

/// Answers a request of a locked session. Its person is nobody for whatever handles it: a form
/// that keeps what was typed for those who have to sign in again does so here too, and nothing
/// else happens.
pub async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if OPEN.contains(&path) {
        return next.run(request).await;
    }
    if path.starts_with("/api/") {
        return Problem::new(StatusCode::FORBIDDEN, "session_locked").into_response();
    }
    if !path.starts_with("/fn/") {
        let page = request.uri().path_and_query();
        let is_page = *request.method() == axum::http::Method::GET;
        let page = page
            .filter(|_| is_page)
            .map_or("/desk", |page| page.as_str());
        return lead(&app::lock_address("", page), true);
    }
    let is_page = wants_page(path, request.headers());
    let from = page_before(request.headers());
    // Nobody signs in beside somebody else; the way out comes first.
    let is_door = path.starts_with("/fn/desk/sign-in");
    let kept = if is_door {
        None
    } else {
        place(&next.run(request).await)
    };
    lead(
        &kept.unwrap_or_else(|| app::lock_address("", &from)),
        is_page,
    )
}

/// The lock page with the way back of the sign-in page to which nobody was led.
fn place(response: &Response) -> Option<String> {
    let place = response.headers().get(LOCATION)?.to_str().ok()?;
    let query = place.strip_prefix(DOOR)?.strip_prefix('?')?;
    Some(format!("/desk/lock?{query}"))
}

fn lead(place: &str, is_page: bool) -> Response {
    let place = HeaderValue::from_str(place).unwrap_or(HeaderValue::from_static("/desk/lock"));
    if is_page {
        (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response()
    } else {
        // The browser's part of a page follows the address.
        let failure = axum::Json(Failure::SignInRequired);
        (StatusCode::FORBIDDEN, [(LOCATION, place)], failure).into_response()
    }
}

/// The page of the desk on which a form or a script stood, else the desk.
fn page_before(headers: &HeaderMap) -> String {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| {
        let (_, rest) = address.split_once("://")?;
        rest.find('/').and_then(|start| rest.get(start..))
    });
    let path = path.and_then(|path| path.split('#').next());
    let path = path.filter(|path| path.starts_with("/desk"));
    path.unwrap_or("/desk").to_owned()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::REFERER;

    use super::page_before;

    #[test]
    fn the_way_back_is_a_page_of_the_desk() {
        for (referer, page) in [
            (
                "http://127.0.0.1:3000/desk/cases/1?queue=open#top",
                "/desk/cases/1?queue=open",
            ),
            ("https://weiquan.example/desk", "/desk"),
            ("https://evil.example/", "/desk"),
            ("https://weiquan.example", "/desk"),
            ("nothing", "/desk"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, referer.parse().unwrap());
            assert_eq!(page_before(&headers), page, "{referer}");
        }
        assert_eq!(page_before(&HeaderMap::new()), "/desk");
    }
}
