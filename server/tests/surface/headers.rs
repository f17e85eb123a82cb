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

#[tokio::test]
async fn every_status_carries_them() {
    let surface = Surface::open().await;
    let large = "x".repeat(300_000);
    let too_large = Request::post("/api/v1/cases")
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(large))
        .unwrap();
    let requests = [
        (200, Request::get("/").body(Body::empty()).unwrap()),
        (200, Request::get("/healthz").body(Body::empty()).unwrap()),
        (200, Request::get("/readyz").body(Body::empty()).unwrap()),
        (200, Request::get("/version").body(Body::empty()).unwrap()),
        (
            200,
            Request::get("/robots.txt").body(Body::empty()).unwrap(),
        ),
        (
            200,
            Request::get("/api/v1/deadline?from=2026-09-30&rule=L1")
                .body(Body::empty())
                .unwrap(),
        ),
        (200, Request::head("/healthz").body(Body::empty()).unwrap()),
        (
            303,
            Request::post("/fn/preferences")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from("mode=elder"))
                .unwrap(),
        ),
        (400, call(Method::POST, "/api/v1/cases", &json!([]))),
        (
            401,
            Request::get("/api/v1/session").body(Body::empty()).unwrap(),
        ),
        (
            401,
            Request::get("/api/v1/cases").body(Body::empty()).unwrap(),
        ),
        (
            403,
            call(Method::POST, "/api/v1/cases", &json!({})).with("sec-fetch-site", "cross-site"),
        ),
        (404, Request::get("/nothing").body(Body::empty()).unwrap()),
        (
            404,
            Request::get("/pkg/nothing.js").body(Body::empty()).unwrap(),
        ),
        (
            404,
            Request::get("/.well-known/security.txt")
                .body(Body::empty())
                .unwrap(),
        ),
        (
            404,
            Request::get("/api/v1/nothing").body(Body::empty()).unwrap(),
        ),
        (
            404,
            Request::post("/fn/nothing").body(Body::empty()).unwrap(),
        ),
        (
            405,
            Request::delete("/healthz").body(Body::empty()).unwrap(),
        ),
        (
            405,
            Request::put("/api/v1/cases").body(Body::empty()).unwrap(),
        ),
        (413, too_large),
        (
            415,
            Request::post("/api/v1/cases")
                .body(Body::from("x"))
                .unwrap(),
        ),
        (422, call(Method::POST, "/api/v1/cases", &json!({}))),
    ];
    for (status, request) in requests {
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
    let router = server::http::layered(routes, &surface.app);
    let call = Request::get("/api/panic").body(Body::empty()).unwrap();
    let answer = Answer::of(router.clone(), call).await;
    assert_eq!(answer.problem(500), "internal");
    assert_secure(&answer);
    let page = Request::get("/panic")
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    let answer = Answer::of(router, page).await;
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
async fn only_the_home_page_is_for_search_engines() {
    let surface = Surface::open().await;
    assert!(!surface.get("/").await.headers.contains_key("x-robots-tag"));
    for path in ["/desk", "/healthz", "/s/token", "/nothing"] {
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
