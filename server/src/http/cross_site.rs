//! Requests that another site makes a browser send are refused.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, HeaderName, Method, Response, StatusCode};
use axum::middleware::Next;
use axum::response::IntoResponse as _;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::cookie;
use super::problem::Problem;
use crate::config::Config;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// How a refusal is answered.
type Refuse = fn(ProtectionError) -> Response<Body>;

/// Compares `Sec-Fetch-Site`, else `Origin`, with the host; trusts the address of the
/// configuration as well, for proxies that do not pass `Host` on.
pub fn layer(config: &Config) -> CsrfLayer<Refuse> {
    let mut layer = CsrfLayer::new();
    if let Some(url) = &config.public_url {
        // The configuration has checked that it is an origin.
        layer = layer.clone().add_trusted_origin(url).unwrap_or(layer);
    }
    layer.with_rejection_response(|_| refusal())
}

/// Refuses a change that acts by cookie and does not say where it comes from.
pub async fn refuse_unknown_origin(request: Request, next: Next) -> Response<Body> {
    let headers = request.headers();
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || says_origin(headers) || !acts_by_cookie(headers) {
        next.run(request).await
    } else {
        refusal()
    }
}

fn says_origin(headers: &HeaderMap) -> bool {
    [SEC_FETCH_SITE, ORIGIN]
        .iter()
        .any(|name| headers.get(name).is_some_and(|value| !value.is_empty()))
}

fn acts_by_cookie(headers: &HeaderMap) -> bool {
    cookie::all(headers).any(|(name, _)| name.starts_with(cookie::ACTING))
}

fn refusal() -> Response<Body> {
    Problem::new(StatusCode::FORBIDDEN, "cross_site").into_response()
}
