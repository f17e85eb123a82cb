//! A form posted after the session ended is kept for whoever was typing.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use domain::code::Role;
use serde_json::json;

use crate::engine::on_both_engines;
use crate::support::{Answer, PASSWORD, Surface, With as _};

on_both_engines! {
    what_was_typed_when_the_session_ended_is_there_after_signing_in_again,
    a_command_and_a_search_lead_back_to_their_pages,
    nothing_is_kept_for_a_stranger,
}

async fn post_form(surface: &Surface, path: &str, cookie: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .body(Body::from(body.to_owned()))
        .unwrap();
    surface.send(request.by_staff(cookie)).await
}

async fn page(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    surface.send(request.by_staff(cookie)).await
}

/// The way back that the address of the sign-in page holds.
fn way_back(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    let location = answer.header("location");
    let back = location
        .strip_prefix("/desk/sign-in?back=")
        .unwrap_or_else(|| panic!("{location}"));
    back.replace("%2F", "/")
        .replace("%3F", "?")
        .replace("%3D", "=")
        .replace("%26", "&")
}

async fn sign_in_again(surface: &Surface, login: &str) -> String {
    let body = json!({ "login": login, "password": PASSWORD });
    let answer = surface.post("/api/v1/session", &body).await;
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().unwrap().to_owned()
}

const TYPED: &str = "type=complaint&complainant_name=%E6%AC%A7%E9%98%B3%E7%94%B2&claims[]=refund";

async fn what_was_typed_when_the_session_ended_is_there_after_signing_in_again() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("O1", Role::Operator).await;
    surface.sign_in("O2", Role::Operator).await;
    surface.clock.set("2026-11-20T05:00:00Z");
    let answer = post_form(&surface, "/fn/desk/register", &cookie, TYPED).await;
    let back = way_back(&answer);
    assert!(back.starts_with("/desk/register?form="), "{back}");
    let cookie = sign_in_again(&surface, "O1").await;
    let again = page(&surface, &back, &cookie).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.body.contains("欧阳甲"), "{}", again.body);
    assert!(again.body.contains("没有提交"), "{}", again.body);
    let other = sign_in_again(&surface, "O2").await;
    let elsewhere = page(&surface, &back, &other).await;
    assert!(
        !elsewhere.body.contains("欧阳甲"),
        "only the account that typed it gets it back"
    );
}

async fn a_command_and_a_search_lead_back_to_their_pages() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    surface.clock.set("2026-11-20T05:00:00Z");
    let command = format!("number={number}&version=1&command=note&list=queue%3Dall&text=abc");
    let answer = post_form(&surface, "/fn/desk/command", &cookie, &command).await;
    let back = way_back(&answer);
    let there = format!("/desk/cases/{number}/do/note?queue=all&form=");
    assert!(back.starts_with(&there), "{back}");
    let answer = post_form(&surface, "/fn/desk/search", &cookie, "q=%E9%80%80%E6%AC%BE").await;
    assert!(way_back(&answer).starts_with("/desk/search?form="));
    assert!(!way_back(&answer).contains('退'));
}

async fn nothing_is_kept_for_a_stranger() {
    let surface = Surface::open().await;
    let answer = post_form(
        &surface,
        "/fn/desk/register",
        "__Host-session=made-up",
        TYPED,
    )
    .await;
    assert_eq!(way_back(&answer), "/desk/register");
}
