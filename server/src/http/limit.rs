//! Limits of body and time, and what is compressed.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a form: the longest text a person may write, percent-encoded, with room.
pub const FORM: usize = 256 * 1024;
/// Bytes of a JSON body: a filing with many people and businesses.
pub const JSON: usize = 256 * 1024;
/// Bytes of a form with files: as many as a case may hold at all, twice over, so that somebody who
/// chose too much is told which files are too many.
pub const UPLOAD: usize = 128 * 1024 * 1024;
/// Bytes where no body is expected.
pub const NONE: usize = 1024;

/// Time for a page or a form, body included.
pub const PAGE_TIME: Duration = Duration::from_secs(20);
/// Time for a call of the HTTP interface, body included.
pub const CALL_TIME: Duration = Duration::from_secs(20);
/// Time for a form with files on a slow line.
pub const UPLOAD_TIME: Duration = Duration::from_mins(10);
/// Time for an answer that needs next to nothing.
pub const SHORT_TIME: Duration = Duration::from_secs(5);

/// Puts limits around some routes. Too large is refused before the body is read where the length
/// is known, too slow is answered 503.
pub fn around<S>(routes: Router<S>, bytes: usize, time: Duration) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    routes
        .layer(DefaultBodyLimit::max(bytes))
        .layer(RequestBodyLimitLayer::new(bytes))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            time,
        ))
}

/// Compresses pages and JSON; files have their compressed twins, and nothing else gains.
pub fn compression() -> CompressionLayer<PagesAndJson> {
    // Higher levels cost more time than they save on pages of this size.
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(4))
        .compress_when(PagesAndJson)
}

/// Chooses what is compressed.
#[derive(Debug, Clone, Copy)]
pub struct PagesAndJson;

impl Predicate for PagesAndJson {
    fn should_compress<B>(&self, response: &axum::http::Response<B>) -> bool
    where
        B: axum::body::HttpBody,
    {
        let kind = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default();
        let small = response
            .body()
            .size_hint()
            .upper()
            .is_some_and(|size| size < 256);
        !small && (kind.starts_with("text/html") || kind.starts_with("application/json"))
    }
}
