//! One matter under one number, and who may push a case from above.

use axum::http::{Method, StatusCode};
use domain::code::Role;
use serde_json::{Value, json};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call};

on_both_engines! {
    two_cases_about_one_matter_become_one,
    a_case_is_merged_only_into_one_that_is_here,
    a_supervisor_above_pushes_a_case_and_does_nothing_else,
}

/// Gives a command on the case as it is now.
async fn give(surface: &Surface, cookie: &str, number: &str, command: &Value) -> Answer {
    let case = surface
        .open_page(&format!("/api/v1/cases/{number}"), cookie)
        .await;
    let path = format!("/api/v1/cases/{number}/commands");
    let request = call(Method::POST, &path, command).by_staff(cookie);
    surface
        .send(request.with("if-match", case.header("etag")))
        .await
}

async fn two_cases_about_one_matter_become_one() {
    let surface = Surface::open().await;
    let (main, _) = surface.file().await;
    let (number, receipt) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let merge = json!({ "command": "merge", "into": main, "text": "与先前的投诉为同一事项。" });
    let merged = give(&surface, &cookie, &number, &merge).await;
    assert_eq!(merged.status, StatusCode::OK, "{merged:?}");
    assert_eq!(merged.json()["state"], "closed");
    assert_eq!(merged.json()["outcome"], "merged");

    let kinds = |case: &Value| {
        let steps = case["steps"].as_array().unwrap().iter();
        let kinds = steps.map(|step| step["kind"].as_str().unwrap().to_owned());
        kinds.collect::<Vec<_>>()
    };
    let case = surface
        .open_page(&format!("/api/v1/cases/{main}"), &cookie)
        .await;
    assert_eq!(kinds(&case.json()), ["registered", "took_in"]);
    assert_eq!(case.json()["version"], 2);

    let request = call(Method::GET, "/api/v1/case", &json!({}));
    let tracked = surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await
        .json();
    assert_eq!(kinds(&tracked), ["registered", "merged_into", "closed"]);
    // Nobody is asked twice about one matter.
    assert_eq!(tracked["survey"], Value::Null);
}

async fn a_case_is_merged_only_into_one_that_is_here() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let into = |number: &str| json!({ "command": "merge", "into": number, "text": "同一事项" });
    let answer = give(&surface, &cookie, &number, &into("123")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.wrong_fields(), ["into not_a_case_number"]);
    let itself = give(&surface, &cookie, &number, &into(&number)).await;
    assert_eq!(itself.problem(409), "main_case_not_possible");
    let case = surface
        .open_page(&format!("/api/v1/cases/{number}"), &cookie)
        .await;
    assert_eq!(case.json()["version"], 1);
}

async fn a_supervisor_above_pushes_a_case_and_does_nothing_else() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let supervise = json!({
        "command": "supervise", "level": "red", "text": "请说明进展", "due": "2099-12-31"
    });
    let handler = surface.sign_in("H1", Role::Handler).await;
    let refused = give(&surface, &handler, &number, &supervise).await;
    assert_eq!(refused.problem(409), "role_missing");
    let supervisor = surface.sign_in("S1", Role::Supervisor).await;
    let case = give(&surface, &supervisor, &number, &supervise).await;
    assert_eq!(case.status, StatusCode::OK, "{case:?}");
    assert_eq!(case.json()["watch"]["supervision"]["level"], "red");
    assert_eq!(case.json()["allowed"], json!(["supervise"]));
}
