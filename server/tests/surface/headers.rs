//! Every answer carries the security headers, whatever happened.

use axum::Router;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use axum::routing::get;
use serde_json::json;

use crate::support::{Answer, Surface, With as _, call};

/// The policy of an answer with its nonce taken out, and the nonce.
fn policy(answer: &Answer) -> (String, String) {
    let policy = answer.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    let (nonce, _) = rest.split_once('\'').unwrap();
    (policy.replace(nonce, "…"), nonce.to_owned())
}

fn assert_secure(answer: &Answer) {
    assert_eq!(
        policy(answer).0,
        "default-src 'none'; script-src 'self' 'nonce-…' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; \
         worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(
        answer.header("referrer-policy"),
        "strict-origin-when-cross-origin"
    );
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    assert!(!answer.header("x-request-id").is_empty());
    assert!(!answer.headers.contains_key("server"));
}

/// One request for each way an answer can come about, with its status.
fn requests() -> Vec<(u16, Request<Body>)> {
    let reads = [
        (200, "/"),
        (200, "/healthz"),
        (200, "/readyz"),
        (200, "/version"),
        (200, "/robots.txt"),
        (200, "/api/v1/deadline?from=2026-09-30&rule=L1"),
        (401, "/api/v1/session"),
        (401, "/api/v1/cases"),
        (404, "/nothing"),
        (404, "/s/nothing"),
        (404, "/desk/nothing"),
        (404, "/pkg/nothing.js"),
        (404, "/.well-known/security.txt"),
        (404, "/api/v1/nothing"),
    ];
    let bare = [
        (200, Method::HEAD, "/healthz"),
        (404, Method::POST, "/fn/nothing"),
        (405, Method::DELETE, "/healthz"),
        (405, Method::PUT, "/api/v1/cases"),
        (415, Method::POST, "/api/v1/cases"),
    ];
    let filing = |body| call(Method::POST, "/api/v1/cases", &body);
    let form =
        Request::post("/fn/preferences").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let mut requests = vec![
        (303, form.body(Body::from("mode=elder")).unwrap()),
        (400, filing(json!([]))),
        (403, filing(json!({})).with("sec-fetch-site", "cross-site")),
        (413, filing(json!({ "facts": "x".repeat(300_000) }))),
        (422, filing(json!({}))),
    ];
    let empty = |method, path| {
        Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap()
    };
    requests.extend(reads.map(|(status, path)| (status, empty(Method::GET, path))));
    requests.extend(bare.map(|(status, method, path)| (status, empty(method, path))));
    requests
}

#[tokio::test]
async fn every_status_carries_them() {
    let surface = Surface::open().await;
    for (status, request) in requests() {
        let name = format!("{} {}", request.method(), request.uri());
        let answer = surface.send(request).await;
        assert_eq!(answer.status.as_u16(), status, "{name}: {answer:?}");
        assert_secure(&answer);
    }
}

#[tokio::test]
async fn a_panic_is_a_500_with_headers_and_without_its_message() {
    let surface = Surface::open().await;
    let routes = Router::new()
        .route("/api/panic", get(panics))
        .route("/panic", get(panics));
    let service = server::http::layered(routes, &surface.app);
    let call = Request::get("/api/panic").body(Body::empty()).unwrap();
    let answer = Answer::of(service.clone(), call).await;
    assert_eq!(answer.problem(500), "internal");
    assert_secure(&answer);
    let page = Request::get("/panic")
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    let answer = Answer::of(service, page).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_secure(&answer);
    assert!(!answer.body.contains("14400001234"));
}

async fn panics() {
    panic!("somebody's telephone is 14400001234");
}

#[tokio::test]
async fn the_nonce_of_the_page_is_the_one_the_header_allows() {
    let surface = Surface::open().await;
    let (first, second) = (surface.get("/").await, surface.get("/").await);
    for answer in [&first, &second] {
        let (_, nonce) = policy(answer);
        let nonces: Vec<_> = answer
            .body
            .split(" nonce=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert!(!nonces.is_empty(), "no script with a nonce");
        assert!(
            nonces.iter().all(|found| *found == nonce),
            "{nonces:?} {nonce}"
        );
    }
    assert_ne!(policy(&first).1, policy(&second).1);
}

#[tokio::test]
async fn only_pages_without_anybodys_data_are_for_search_engines() {
    let surface = Surface::open().await;
    for path in ["/", "/file/kind", "/track", "/statistics"] {
        let answer = surface.get(path).await;
        assert!(!answer.headers.contains_key("x-robots-tag"), "{path}");
        let described = answer
            .body
            .contains(r#"<meta name="description" content=""#);
        assert!(described, "{path}");
    }
    for path in [
        "/desk",
        "/case",
        "/file/contact",
        "/track/code",
        "/healthz",
        "/s/token",
        "/nothing",
    ] {
        assert_eq!(
            surface.get(path).await.header("x-robots-tag"),
            "noindex, nofollow",
            "{path}"
        );
    }
}

#[tokio::test]
async fn strict_transport_is_said_only_where_the_address_is_https() {
    let plain = Surface::open().await;
    assert!(
        !plain
            .get("/")
            .await
            .headers
            .contains_key("strict-transport-security")
    );
    let secure =
        Surface::with(|config| config.public_url = Some("https://315.example".to_owned())).await;
    assert!(
        secure
            .get("/")
            .await
            .header("strict-transport-security")
            .starts_with("max-age=63072000")
    );
}

#[tokio::test]
async fn pages_and_calls_are_kept_nowhere() {
    let surface = Surface::open().await;
    for path in [
        "/",
        "/desk",
        "/s/token",
        "/nothing",
        "/api/v1/session",
        "/api/v1/deadline?from=2026-09-30&rule=L1",
    ] {
        assert_eq!(
            surface.get(path).await.header("cache-control"),
            "no-store",
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_ask() {
    let surface = Surface::open().await;
    for encoding in ["br", "gzip"] {
        let request = Request::get("/")
            .header("accept-encoding", encoding)
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            surface.send(request).await.header("content-encoding"),
            encoding
        );
    }
    assert!(
        !surface
            .get("/")
            .await
            .headers
            .contains_key("content-encoding")
    );
}

#[tokio::test]
async fn a_contact_for_security_reports_is_published_when_there_is_one() {
    let surface =
        Surface::with(|config| config.security_contact = Some("mailto:a@example.com".to_owned()))
            .await;
    let answer = surface.get("/.well-known/security.txt").await;
    assert!(
        answer
            .body
            .contains("Contact: mailto:a@example.com\nExpires: 2027-05-19T04:00:00Z\n"),
        "{}",
        answer.body
    );
}
