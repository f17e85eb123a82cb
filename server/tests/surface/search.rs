//! `searchCases`: staff find cases by what was typed.

use axum::http::{Method, StatusCode};
use domain::code::Role;
use serde_json::{Value, json};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call};

on_both_engines! {
    a_search_shows_masked_rows_and_why_they_were_found,
    filters_narrow_a_search_and_a_mistyped_one_is_refused,
    a_search_needs_somebody_who_works_on_cases_and_something_to_look_for,
}

async fn search(surface: &Surface, cookie: &str, body: &Value) -> Answer {
    let request = call(Method::POST, "/api/v1/cases/search", body);
    surface.send(request.by_staff(cookie)).await
}

async fn a_search_shows_masked_rows_and_why_they_were_found() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    for (typed, why) in [
        ("不通电", "words"),
        ("14400001234", "phone"),
        ("张三", "name"),
        (&number, "number"),
    ] {
        let found = search(&surface, &cookie, &json!({ "q": typed })).await;
        assert_eq!(found.status, StatusCode::OK, "{typed}: {found:?}");
        let row = &found.json()["rows"][0];
        assert_eq!(row["case"]["number"], number, "{typed}");
        assert_eq!(row["why"][0]["kind"], why, "{typed}");
        let rows = found.json()["rows"].to_string();
        assert!(!rows.contains("14400001234"), "the telephone is not masked");
    }
    let nothing = search(&surface, &cookie, &json!({ "q": "微波炉" })).await;
    assert_eq!(nothing.json()["rows"], json!([]));
}

async fn filters_narrow_a_search_and_a_mistyped_one_is_refused() {
    let surface = Surface::open().await;
    surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let count = async |filter: (&str, &str)| {
        let mut body = json!({ "q": "不通电" });
        body[filter.0] = json!(filter.1);
        let found = search(&surface, &cookie, &body).await.json();
        found["rows"].as_array().unwrap().len()
    };
    assert_eq!(count(("type", "complaint")).await, 1);
    assert_eq!(count(("type", "report")).await, 0);
    assert_eq!(count(("queue", "call_back")).await, 0);
    for (field, value, code) in [
        ("type", "complain", "unknown_code"),
        ("state", "lost", "unknown_code"),
        ("queue", "everything", "unknown_code"),
        ("cursor", "x", "unknown_code"),
        ("colour", "red", "unknown_field"),
    ] {
        let mut body = json!({ "q": "不通电" });
        body[field] = json!(value);
        let refused = search(&surface, &cookie, &body).await;
        assert_eq!(refused.wrong_fields(), [format!("{field} {code}")]);
    }
}

async fn a_search_needs_somebody_who_works_on_cases_and_something_to_look_for() {
    let surface = Surface::open().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let typed = json!({ "q": "不通电" });
    let nobody = surface.post("/api/v1/cases/search", &typed).await;
    assert_eq!(nobody.problem(401), "sign_in_required");
    let missing = search(&surface, &cookie, &json!({ "q": " " })).await;
    assert_eq!(missing.problem(422), "invalid");
    assert_eq!(missing.wrong_fields(), ["q missing"]);
    let administrator = surface.sign_in("A1", Role::Admin).await;
    let refused = search(&surface, &administrator, &typed).await;
    assert_eq!(refused.problem(403), "not_allowed");
}
