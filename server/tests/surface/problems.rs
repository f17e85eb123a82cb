//! Errors have one shape, whoever refuses.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use serde_json::json;

use crate::support::{Surface, With as _, call, complaint};

fn filing(body: impl Into<Body>) -> Request<Body> {
    Request::post("/api/v1/cases")
        .header(CONTENT_TYPE, "application/json")
        .body(body.into())
        .unwrap()
}

#[tokio::test]
async fn an_unknown_address_is_a_problem() {
    let surface = Surface::open().await;
    for path in [
        "/api/v1/nothing",
        "/api/v2/cases",
        "/api/v1/cases/1/nothing",
        "/fn/nothing",
    ] {
        assert_eq!(surface.get(path).await.problem(404), "not_found", "{path}");
    }
}

#[tokio::test]
async fn a_wrong_method_is_a_problem_that_names_the_right_ones() {
    let surface = Surface::open().await;
    let answer = surface
        .send(call(Method::DELETE, "/api/v1/case", &json!({})))
        .await;
    assert_eq!(answer.problem(405), "method_not_allowed");
    assert!(answer.header("allow").contains("GET"));
}

#[tokio::test]
async fn broken_json_is_malformed() {
    let surface = Surface::open().await;
    assert_eq!(
        surface.send(filing("{\"type\":")).await.problem(400),
        "malformed"
    );
    assert_eq!(surface.send(filing("")).await.problem(400), "malformed");
}

#[tokio::test]
async fn another_kind_of_body_is_refused() {
    let surface = Surface::open().await;
    let request =
        filing("type=complaint").with("content-type", "application/x-www-form-urlencoded");
    assert_eq!(
        surface.send(request).await.problem(415),
        "unsupported_media_type"
    );
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() {
    let surface = Surface::open().await;
    let mut body = complaint();
    body["facts"] = json!("长".repeat(200_000));
    let text = body.to_string();
    let announced = filing(text.clone()).with("content-length", &text.len().to_string());
    assert_eq!(surface.send(announced).await.problem(413), "too_large");
    let chunks = futures::stream::iter(
        text.into_bytes()
            .chunks(4096)
            .map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec()))
            .collect::<Vec<_>>(),
    );
    assert_eq!(
        surface
            .send(filing(Body::from_stream(chunks)))
            .await
            .problem(413),
        "too_large"
    );
}

#[tokio::test]
async fn a_person_gets_a_page_in_their_language() {
    let surface = Surface::open().await;
    let form = || {
        Request::post("/fn/preferences")
            .header("accept", "text/html")
            .header(CONTENT_TYPE, "text/plain")
            .body(Body::empty())
            .unwrap()
    };
    let chinese = surface.send(form()).await;
    assert_eq!(chinese.status, 415);
    assert_eq!(chinese.header("content-type"), "text/html; charset=utf-8");
    assert!(
        chinese.body.contains("lang=\"zh-CN\"") && chinese.body.contains("回到首页"),
        "{}",
        chinese.body
    );
    let english = surface.send(form().with("cookie", "locale=en")).await;
    assert!(
        english.body.contains("lang=\"en\"") && english.body.contains("Back to the start page")
    );
}

#[tokio::test]
async fn readiness_says_what_is_missing() {
    let surface = Surface::open().await;
    assert_eq!(surface.get("/readyz").await.status, 200);
    std::fs::remove_file(server::keys::path(surface.data())).unwrap();
    let answer = surface.get("/readyz").await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.json()["missing"], json!(["key file is missing"]));
    surface.app.services.close().await.unwrap();
    let answer = surface.get("/readyz").await;
    assert_eq!(
        answer.json()["missing"],
        json!(["database is not writable", "key file is missing"])
    );
    assert_eq!(surface.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_caller_that_reads_no_json_is_refused_before_anything_is_done() {
    let surface = Surface::open().await;
    let refused = filing(complaint().to_string()).with("accept", "text/csv");
    let refused = surface.send(refused).await;
    assert_eq!(refused.problem(406), "not_acceptable");
    let read = Request::get("/api/v1/deadline?from=2026-09-30&rule=L1")
        .header("accept", "application/xml")
        .body(Body::empty())
        .unwrap();
    assert_eq!(surface.send(read).await.problem(406), "not_acceptable");
    let filed = filing(complaint().to_string()).with("accept", "application/*;q=0.5");
    let filed = surface.send(filed).await;
    assert_eq!(filed.status, 201, "{filed:?}");
    assert_eq!(filed.header("location"), "/api/v1/case");
}
