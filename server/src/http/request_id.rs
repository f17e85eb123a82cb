//! A name for each request, in the log and in every error.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::BASE32_NOPAD;
use service::ports::Random as _;

use crate::ports::SystemRandom;

/// The header that carries it.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name of a request: 16 letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// Names the request; what a caller sends as such is not believed.
pub async fn give(mut request: Request, next: Next) -> Response {
    let mut bytes = [0; 10];
    SystemRandom.fill(&mut bytes);
    let id = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    response
}
