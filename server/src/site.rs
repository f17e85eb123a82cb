//! The browser's files: bundles, style sheets, icons. A release binary carries them inside.

use std::borrow::Cow;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use chrono::{Duration, SecondsFormat};
use data_encoding::HEXLOWER;
use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;

use crate::http::problem::Problem;
use crate::http::security::FOUND;
use crate::http::{App, limit};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Files;

/// The list of names that the build of the site leaves behind.
const MANIFEST: &str = "site.json";
/// Name of everything when `cargo leptos watch` has built the site, which leaves no list.
const UNHASHED: &str = "weiquan";

/// Names of the files of one application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Bundle {
    /// Script and WASM, without extension; the survey has none.
    #[serde(default)]
    pub js: String,
    /// Style sheet.
    pub css: String,
}

/// Names of the browser's files; they carry a hash of their content.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Site {
    /// The public application.
    pub public: Bundle,
    /// The desk.
    pub desk: Bundle,
    /// The survey.
    pub survey: Bundle,
    /// Whether the names carry hashes.
    #[serde(skip)]
    pub hashed: bool,
}

impl Site {
    /// Reads the list of names; plain names when there is none.
    pub fn load() -> Self {
        Files::get(MANIFEST)
            .and_then(|file| Self::parse(&file.data))
            .unwrap_or_else(|| {
                let bundle = Bundle {
                    js: UNHASHED.to_owned(),
                    css: format!("{UNHASHED}.css"),
                };
                Self {
                    public: bundle.clone(),
                    desk: bundle.clone(),
                    survey: bundle,
                    hashed: false,
                }
            })
    }

    /// What the forms of the desk load: they look like the desk and have the islands of the public pages.
    pub fn desk_forms(&self) -> Bundle {
        Bundle {
            js: self.public.js.clone(),
            css: self.desk.css.clone(),
        }
    }

    fn parse(json: &[u8]) -> Option<Self> {
        let site: Self = serde_json::from_slice(json).ok()?;
        Some(Self {
            hashed: true,
            ..site
        })
    }
}

/// `/pkg`, and the few files that have their fixed place.
pub fn routes(app: &App) -> Router {
    let routes = Router::new()
        .route("/robots.txt", get(robots))
        .route("/.well-known/security.txt", get(security))
        .route("/pkg/{*path}", get(package))
        .with_state(app.clone());
    limit::around(routes, limit::NONE, limit::SHORT_TIME)
}

/// The typeface of official documents, which only this program reads.
pub fn typeface() -> Option<Vec<u8>> {
    let file = Files::get("typefaces/NotoSerifSC-Regular.otf")?;
    Some(file.data.into_owned())
}

/// A file at its place under the root, such as the icon; `None` when there is no such file.
pub fn at_root(method: &Method, path: &str, headers: &HeaderMap) -> Option<Response> {
    let path = path.strip_prefix('/')?;
    let readable = matches!(*method, Method::GET | Method::HEAD);
    let twin = Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "br" || extension == "gz");
    if !readable || path.is_empty() || path == MANIFEST || twin || path.starts_with("typefaces/") {
        return None;
    }
    file(path, headers, "no-cache")
}

async fn package(
    State(app): State<App>,
    axum::extract::Path(path): axum::extract::Path<String>,
    headers: HeaderMap,
) -> Response {
    let cache = if app.site.hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    file(&format!("pkg/{path}"), &headers, cache)
        .unwrap_or_else(|| Problem::of_status(StatusCode::NOT_FOUND).into_response())
}

fn file(path: &str, headers: &HeaderMap, cache: &'static str) -> Option<Response> {
    let (file, encoding) = best(path, headers)?;
    let tag = etag(&file, encoding);
    let mut response = Response::new(Body::empty());
    let out = response.headers_mut();
    out.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(ETAG, HeaderValue::from_str(&tag).ok()?);
    if headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .any(|sent| names(sent, &tag))
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Some(response);
    }
    out.insert(CONTENT_TYPE, HeaderValue::from_str(&kind(path)).ok()?);
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    *response.body_mut() = match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    Some(response)
}

/// The smallest twin of a file that the browser reads.
fn best(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(file) = Files::get(&format!("{path}.{extension}"))
        {
            return Some((file, Some(encoding)));
        }
    }
    Files::get(path).map(|file| (file, None))
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let sent = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|header| header.to_str().ok());
    sent.flat_map(|header| header.split(',')).any(|range| {
        let mut parts = range.split(';').map(str::trim);
        parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn names(sent: &HeaderValue, tag: &str) -> bool {
    let Ok(sent) = sent.to_str() else {
        return false;
    };
    sent.split(',')
        .map(|part| part.trim().trim_start_matches("W/"))
        .any(|part| part == "*" || part == tag)
}

fn etag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let hash = file.metadata.sha256_hash();
    let short = hash
        .first_chunk::<12>()
        .map_or(hash.as_slice(), <[u8; 12]>::as_slice);
    format!(
        "\"{}-{}\"",
        HEXLOWER.encode(short),
        encoding.unwrap_or("plain")
    )
}

fn kind(path: &str) -> String {
    // The registry that the guess comes from does not know it in all versions.
    if path.ends_with(".webmanifest") {
        return "application/manifest+json".to_owned();
    }
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let text = guess.type_() == "text" || guess.subtype() == "javascript";
    if text {
        format!("{guess}; charset=utf-8")
    } else {
        guess.to_string()
    }
}

/// Only pages that people look for are for search engines, and what they are drawn with.
async fn robots() -> Response {
    let pages: String = FOUND.map(|path| format!("Allow: {path}$\n")).concat();
    let text = format!("User-agent: *\n{pages}Allow: /pkg/\nDisallow: /\n");
    ([(CACHE_CONTROL, "no-cache")], text).into_response()
}

/// RFC 9116; there is none without a contact.
async fn security(State(app): State<App>) -> Response {
    let Some(contact) = &app.config.security_contact else {
        return Problem::of_status(StatusCode::NOT_FOUND).into_response();
    };
    let expires =
        (app.services.now() + Duration::days(180)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: zh, en\n");
    ([(CACHE_CONTROL, "no-cache")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_list_of_names_is_read() {
        let json = br#"{"public":{"js":"public-1","css":"public-2.css"},"desk":{"js":"desk-3","css":"desk-4.css"},"survey":{"css":"survey-5.css"}}"#;
        let site = Site::parse(json).unwrap();
        assert_eq!(
            site.public,
            Bundle {
                js: "public-1".into(),
                css: "public-2.css".into()
            }
        );
        assert_eq!(site.survey.css, "survey-5.css");
        assert!(site.hashed);
    }

    #[test]
    fn a_refused_encoding_is_not_sent() {
        assert!(accepts(&accepting("gzip, deflate, br"), "br"));
        assert!(accepts(&accepting("GZIP;q=0.5"), "gzip"));
        assert!(!accepts(&accepting("gzip, br;q=0"), "br"));
        assert!(!accepts(&accepting("brotli"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn files_say_what_they_are() {
        assert_eq!(kind("pkg/a.js"), "text/javascript; charset=utf-8");
        assert_eq!(kind("pkg/a.css"), "text/css; charset=utf-8");
        assert_eq!(kind("pkg/a.wasm"), "application/wasm");
        assert_eq!(kind("favicon.svg"), "image/svg+xml");
        assert_eq!(kind("manifest.webmanifest"), "application/manifest+json");
    }

    #[test]
    fn a_tag_is_recognised_among_others() {
        let sent = HeaderValue::from_static("\"a\", W/\"b\"");
        assert!(names(&sent, "\"a\"") && names(&sent, "\"b\"") && !names(&sent, "\"c\""));
    }
}
