//! What a page knows of its visit: language, text size, day, whose service it is, who is there.

use app::page::Page;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::locale::Locale;

use super::problem::Problem;
use super::session::SignedIn;
use super::{App, cookie};

/// Puts the page's context into the request.
pub async fn begin(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let county = match app.services.county().await {
        Ok(county) => county,
        Err(failure) => return Problem::from(failure).into_response(),
    };
    let page = Page {
        locale: locale(request.headers()),
        elder: cookie::value(request.headers(), cookie::MODE) == Some("elder"),
        today: app.services.today(),
        county,
        viewer: request
            .extensions()
            .get::<SignedIn>()
            .map(|signed_in| signed_in.viewer.clone()),
        demo: app.demo,
    };
    request.extensions_mut().insert(page);
    next.run(request).await
}

/// The language: by cookie, then by `Accept-Language`.
pub fn locale(headers: &HeaderMap) -> Locale {
    let chosen = cookie::value(headers, cookie::LOCALE).and_then(Locale::parse);
    let accepted = || {
        let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        Some(Locale::from_accept_language(header))
    };
    chosen.or_else(accepted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::COOKIE;

    use super::*;

    #[test]
    fn the_cookie_wins_over_the_browser() {
        let mut headers = HeaderMap::new();
        assert_eq!(locale(&headers), Locale::ZhCn);
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en;q=0.9"));
        assert_eq!(locale(&headers), Locale::En);
        headers.insert(COOKIE, HeaderValue::from_static("a=b; locale=zh-CN"));
        assert_eq!(locale(&headers), Locale::ZhCn);
        headers.insert(COOKIE, HeaderValue::from_static("locale=xx"));
        assert_eq!(locale(&headers), Locale::En);
    }
}
