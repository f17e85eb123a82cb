//! Signing in, and what staff do over the HTTP interface.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::code::Role;
use serde_json::json;

use crate::support::{PASSWORD, Surface, With as _, call, complaint};

fn read(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .body(Body::empty())
        .unwrap()
        .by_staff(cookie)
}

#[tokio::test]
async fn the_session_cookie_is_locked_to_this_host() {
    let surface = Surface::open().await;
    surface.sign_in("H1", Role::Handler).await;
    let answer = surface
        .post(
            "/api/v1/session",
            &json!({ "login": "H1", "password": PASSWORD }),
        )
        .await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(
            cookie.split("; ").any(|part| part == flag),
            "{flag} is missing: {cookie}"
        );
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn a_session_is_known_until_it_is_signed_out() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let who = surface.send(read("/api/v1/session", &cookie)).await;
    assert_eq!(who.json()["staff"]["number"], "H1", "{who:?}");
    let out = surface
        .send(call(Method::DELETE, "/api/v1/session", &json!({})).by_staff(&cookie))
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        surface
            .send(read("/api/v1/session", &cookie))
            .await
            .problem(401),
        "sign_in_required"
    );
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_look_the_same() {
    let surface = Surface::open().await;
    surface.sign_in("H1", Role::Handler).await;
    for (login, password) in [("H1", "wrong password"), ("nobody", PASSWORD)] {
        let answer = surface
            .post(
                "/api/v1/session",
                &json!({ "login": login, "password": password }),
            )
            .await;
        assert_eq!(answer.problem(401), "wrong_credentials");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn staff_operations_need_a_session() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    for path in [
        "/api/v1/cases".to_owned(),
        format!("/api/v1/cases/{number}"),
    ] {
        assert_eq!(
            surface.get(&path).await.problem(401),
            "sign_in_required",
            "{path}"
        );
    }
    let command = call(
        Method::POST,
        &format!("/api/v1/cases/{number}/commands"),
        &json!({ "command": "accept" }),
    );
    assert_eq!(
        surface
            .send(command.with("if-match", "\"1\""))
            .await
            .problem(401),
        "sign_in_required"
    );
    assert_eq!(
        surface
            .post("/api/v1/desk/cases", &complaint())
            .await
            .problem(401),
        "sign_in_required"
    );
}

#[tokio::test]
async fn a_command_needs_the_version_that_was_seen() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let case = surface
        .send(read(&format!("/api/v1/cases/{number}"), &cookie))
        .await;
    assert_eq!(case.status, StatusCode::OK, "{case:?}");
    let tag = case.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", case.json()["version"]));
    let start = || {
        call(
            Method::POST,
            &format!("/api/v1/cases/{number}/commands"),
            &json!({ "command": "start_review" }),
        )
        .by_staff(&cookie)
    };
    assert_eq!(
        surface.send(start()).await.problem(428),
        "if_match_required"
    );
    assert_eq!(
        surface
            .send(start().with("if-match", "\"99\""))
            .await
            .problem(412),
        "conflict"
    );
    assert_eq!(
        surface
            .send(start().with("if-match", "W/\"1\""))
            .await
            .problem(412),
        "conflict"
    );
    let done = surface.send(start().with("if-match", &tag)).await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_ne!(done.header("etag"), tag);
    let again = surface
        .send(start().with("if-match", done.header("etag")))
        .await;
    assert_eq!(again.problem(409), "not_in_this_state");
}

#[tokio::test]
async fn a_list_refuses_filters_it_does_not_know() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let list = surface
        .send(read("/api/v1/cases?queue=all&type=complaint", &cookie))
        .await;
    assert_eq!(list.status, StatusCode::OK, "{list:?}");
    assert_eq!(list.json()["rows"][0]["number"], number);
    let refused = surface
        .send(read("/api/v1/cases?q=%E5%BC%A0%E4%B8%89", &cookie))
        .await;
    assert_eq!(refused.wrong_fields(), ["q unknown_field"]);
}

#[tokio::test]
async fn a_masked_field_is_shown_only_with_a_reason() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let case = surface
        .send(read(&format!("/api/v1/cases/{number}"), &cookie))
        .await;
    assert!(
        !case.body.contains("14400001234"),
        "the telephone is not masked"
    );
    let reveal = |body| {
        call(
            Method::POST,
            &format!("/api/v1/cases/{number}/reveal"),
            &body,
        )
        .by_staff(&cookie)
    };
    let refused = surface.send(reveal(json!({ "field": "phone" }))).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{refused:?}"
    );
    let shown = surface
        .send(reveal(json!({ "field": "phone", "reason": "回访消费者" })))
        .await;
    assert_eq!(
        shown.json(),
        json!({ "field": "phone", "value": "14400001234" })
    );
}

#[tokio::test]
async fn staff_register_for_somebody_on_the_phone() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("O1", Role::Operator).await;
    let mut filing = complaint();
    filing["channel"] = json!("phone");
    let answer = surface
        .send(call(Method::POST, "/api/v1/desk/cases", &filing).by_staff(&cookie))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}
