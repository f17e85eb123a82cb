//! Filing and what the person who filed does afterwards.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call, complaint};

on_both_engines! {
    the_answer_to_a_filing_has_the_shape_of_the_contract,
    a_filed_complaint_is_tracked_with_its_receipt,
    a_receipt_that_is_none_finds_nothing,
    the_same_key_and_body_get_the_same_answer,
    the_same_key_with_another_body_is_refused,
    a_key_that_cannot_be_kept_is_refused,
    an_unknown_member_is_refused_by_name,
    every_wrong_field_is_named_at_once,
    a_message_by_receipt_joins_the_history,
    a_withdrawn_case_is_not_withdrawn_twice,
    the_receipt_does_not_count_in_the_address,
    the_survey_opens_by_its_own_token_or_not_at_all,
}

async fn by_receipt(
    surface: &Surface,
    method: Method,
    path: &str,
    body: &serde_json::Value,
    receipt: &str,
) -> Answer {
    surface
        .send(call(method, path, body).with("authorization", &format!("Receipt {receipt}")))
        .await
}

async fn track(surface: &Surface, receipt: &str) -> Answer {
    by_receipt(surface, Method::GET, "/api/v1/case", &json!(null), receipt).await
}

async fn the_answer_to_a_filing_has_the_shape_of_the_contract() {
    let surface = Surface::open().await;
    let answer = surface.post("/api/v1/cases", &complaint()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("cache-control"), "no-store");
    let body = answer.json();
    let number = body["number"].as_str().unwrap();
    assert!(
        number.len() == 21 && number.chars().all(|c| c.is_ascii_digit()),
        "{number}"
    );
    assert!(number.starts_with("99010001"), "{number}");
    let receipt = body["receipt"].as_str().unwrap();
    let groups: Vec<_> = receipt.split('-').collect();
    assert!(
        groups.len() == 6 && groups.iter().all(|group| group.len() == 4),
        "{receipt}"
    );
    assert_eq!(body["received_at"], "2026-11-20T04:00:00Z");
    let review = body["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["clock"] == "C-REVIEW")
        .unwrap();
    for member in ["due", "due_at", "wall", "wall_at", "basis", "provisional"] {
        assert!(review.get(member).is_some(), "{member}");
    }
    // Seven working days after Friday 20 November (Order 121 Art. 15).
    assert_eq!(review["wall"], "2026-12-01");
}

async fn a_filed_complaint_is_tracked_with_its_receipt() {
    let surface = Surface::open().await;
    let (number, receipt) = surface.file().await;
    let answer = track(&surface, &receipt).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json()["number"], number);
    // As somebody types it: lower case, without hyphens.
    let typed = receipt.to_lowercase().replace('-', "");
    assert_eq!(track(&surface, &typed).await.json()["number"], number);
}

async fn a_receipt_that_is_none_finds_nothing() {
    let surface = Surface::open().await;
    surface.file().await;
    assert_eq!(
        track(&surface, "0000-0000-0000-0000-0000-0000")
            .await
            .problem(404),
        "not_found"
    );
    assert_eq!(
        surface.get("/api/v1/case").await.problem(401),
        "receipt_required"
    );
}

async fn the_same_key_and_body_get_the_same_answer() {
    let surface = Surface::open().await;
    let filing =
        || call(Method::POST, "/api/v1/cases", &complaint()).with("idempotency-key", "k-1");
    let first = surface.send(filing()).await;
    let second = surface.send(filing()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!((second.status, second.body), (first.status, first.body));
}

async fn the_same_key_with_another_body_is_refused() {
    let surface = Surface::open().await;
    let mut other = complaint();
    let first = call(Method::POST, "/api/v1/cases", &other).with("idempotency-key", "k-1");
    assert_eq!(surface.send(first).await.status, StatusCode::CREATED);
    other["facts"] = json!("另一件事：购买的水壶漏水，商家拒绝退货。");
    let second = call(Method::POST, "/api/v1/cases", &other).with("idempotency-key", "k-1");
    assert_eq!(
        surface.send(second).await.problem(422),
        "idempotency_key_reused"
    );
}

async fn a_key_that_cannot_be_kept_is_refused() {
    let surface = Surface::open().await;
    for key in ["", "two words", &"x".repeat(256)] {
        let filing = call(Method::POST, "/api/v1/cases", &complaint()).with("idempotency-key", key);
        assert_eq!(
            surface.send(filing).await.problem(400),
            "idempotency_key_wrong",
            "{key:?}"
        );
    }
}

async fn an_unknown_member_is_refused_by_name() {
    let surface = Surface::open().await;
    let mut filing = complaint();
    filing["complainant"]["fax"] = json!("1");
    let answer = surface.post("/api/v1/cases", &filing).await;
    assert_eq!(answer.problem(422), "unknown_field");
    assert_eq!(answer.wrong_fields(), ["complainant.fax unknown_field"]);
}

async fn every_wrong_field_is_named_at_once() {
    let surface = Surface::open().await;
    let mut filing = complaint();
    filing["complainant"]["phone"] = json!("123");
    filing["respondent"]["name"] = json!("");
    let answer = surface.post("/api/v1/cases", &filing).await;
    assert_eq!(answer.problem(422), "invalid");
    assert_eq!(
        answer.wrong_fields(),
        ["complainant.phone not_a_phone", "respondent.name missing"]
    );
}

async fn a_message_by_receipt_joins_the_history() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let body = json!({ "text": "我还有发票，可以随时提供。" });
    let answer = by_receipt(
        &surface,
        Method::POST,
        "/api/v1/case/messages",
        &body,
        &receipt,
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(answer.body.contains("我还有发票"));
}

async fn a_withdrawn_case_is_not_withdrawn_twice() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let body = json!({ "reason": "已经自行解决" });
    let withdraw = || {
        by_receipt(
            &surface,
            Method::POST,
            "/api/v1/case/withdrawal",
            &body,
            &receipt,
        )
    };
    assert_eq!(withdraw().await.status, StatusCode::OK);
    assert_eq!(withdraw().await.problem(409), "not_in_this_state");
}

async fn the_receipt_does_not_count_in_the_address() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let request = Request::get(format!("/api/v1/case?receipt={receipt}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(surface.send(request).await.problem(401), "receipt_required");
}

async fn the_survey_opens_by_its_own_token_or_not_at_all() {
    let surface = Surface::open().await;
    let answer = |scheme: &str| {
        call(
            Method::POST,
            "/api/v1/case/survey",
            &json!({ "satisfaction": 5 }),
        )
        .with("authorization", scheme)
    };
    assert_eq!(
        surface.send(answer("Survey nothing")).await.problem(404),
        "not_found"
    );
    assert_eq!(
        surface.send(answer("Bearer nothing")).await.problem(401),
        "receipt_required"
    );
}
