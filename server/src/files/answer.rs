//! A file as an answer.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::view::Failure;
use service::evidence::OpenFile;

use crate::http::problem::Problem;

/// Nothing in a file may run, load or ask for anything, even where a browser takes it for a page.
pub const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// Letters that stand in an extended value as they are (RFC 8187, 3.2.1).
const PLAIN: &[u8] = b"!#$&+-.^_`|~";

/// To be kept on the person's own disk.
pub fn download(file: OpenFile) -> Response {
    let disposition = disposition(file.name.as_str(), file.media.extension());
    answer(file, &disposition)
}

/// To be shown in a page. Only pictures are: their copies were drawn anew.
///
/// # Errors
/// 404 for everything else.
pub fn picture(file: OpenFile) -> Result<Response, Problem> {
    if file.media.is_image() {
        Ok(answer(file, "inline"))
    } else {
        Err(Failure::NotFound.into())
    }
}

fn answer(file: OpenFile, disposition: &str) -> Response {
    let mut response = Response::new(Body::from_stream(file.bytes));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(CONTENT_TYPE, file.media.mime());
    put(CONTENT_LENGTH, &file.size.to_string());
    put(CONTENT_DISPOSITION, disposition);
    put(CONTENT_SECURITY_POLICY, POLICY);
    put(CACHE_CONTROL, "no-store, private");
    response
}

/// The name in both forms of RFC 6266: one that every program reads, and the real one.
fn disposition(name: &str, extension: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"evidence.{extension}\"; filename*=UTF-8''{escaped}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("小票 \"1\"\r\n;x.jpg", "jpg"),
            "attachment; filename=\"evidence.jpg\"; \
             filename*=UTF-8''%E5%B0%8F%E7%A5%A8%20%221%22%0D%0A%3Bx.jpg"
        );
    }
}
