//! Programs with tokens: what each scope opens, and nothing else.

use axum::body::Body;
use axum::http::{Method, Request};
use domain::actor::StaffNumber;
use domain::code::{Role, Scope};
use serde_json::json;
use service::accounts::{self, NewAccount};
use service::machines::{self, By, NewToken};

use crate::engine::on_both_engines;
use crate::support::{Surface, With as _, call, complaint};

on_both_engines! {
    each_scope_opens_its_part_and_no_other,
    a_token_is_no_session,
}

/// A machine account that may do everything a handler may, and a token for it.
pub async fn token(surface: &Surface, login: &str, scopes: &[Scope]) -> String {
    let services = &surface.app.services;
    let new = NewAccount {
        login: login.to_owned(),
        number: StaffNumber::parse(login).unwrap(),
        name: "示例系统".to_owned(),
        organisation: "01".to_owned(),
        roles: vec![Role::Handler],
        password: String::new(),
    };
    accounts::add_machine(services, new).await.unwrap();
    let new = NewToken {
        login: login.to_owned(),
        name: "示例".to_owned(),
        scopes: scopes.to_vec(),
        days: 1,
    };
    let issued = machines::issue(services, By::Operator, new).await.unwrap();
    format!("Bearer {}", issued.token)
}

fn read(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

async fn each_scope_opens_its_part_and_no_other() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let case = format!("/api/v1/cases/{number}");
    let requests = |scope: Scope| -> Vec<Request<Body>> {
        let post = |path: &str, body| call(Method::POST, path, &body);
        match scope {
            Scope::ReadCases => vec![
                read("/api/v1/cases?queue=all"),
                read(&case),
                post("/api/v1/cases/search", json!({ "q": "不通电" })),
            ],
            Scope::FileCases => vec![post("/api/v1/desk/cases", complaint())],
            Scope::ActOnCases => vec![
                post(
                    &format!("{case}/commands"),
                    json!({ "command": "note", "text": "已核对" }),
                )
                .with("if-match", "\"1\""),
            ],
            Scope::RevealFields => {
                let look = json!({ "field": "phone", "reason": "回访消费者" });
                vec![post(&format!("{case}/reveal"), look)]
            }
            Scope::ReadFigures => vec![
                read("/api/v1/desk/statistics"),
                read("/api/v1/desk/exports/cases.csv?queue=all"),
            ],
        }
    };
    for (n, scope) in Scope::ALL.iter().enumerate() {
        let token = token(&surface, &format!("m-{n}"), &[*scope]).await;
        for asked in Scope::ALL {
            for request in requests(*asked) {
                let place = request.uri().clone();
                let answer = surface.send(request.with("authorization", &token)).await;
                if asked == scope {
                    assert!(answer.status.is_success(), "{scope} {place}: {answer:?}");
                } else {
                    assert_eq!(answer.problem(403), "scope_missing", "{scope} {place}");
                }
            }
        }
        let who = surface
            .send(read("/api/v1/session").with("authorization", &token))
            .await;
        assert_eq!(who.json()["staff"]["number"], format!("M-{n}"), "{who:?}");
    }
}

async fn a_token_is_no_session() {
    let surface = Surface::open().await;
    let token = token(&surface, "m-1", Scope::ALL).await;
    let out = call(Method::DELETE, "/api/v1/session", &json!({}));
    let out = surface.send(out.with("authorization", &token)).await;
    assert_eq!(out.problem(403), "session_required");
    let page = Request::post("/fn/desk/registration")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("form="))
        .unwrap();
    let page = surface.send(page.with("authorization", &token)).await;
    assert!(page.body.contains("SignInRequired"), "{page:?}");
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let session = cookie.split_once('=').unwrap().1;
    let as_token = read("/api/v1/session").with("authorization", &format!("Bearer {session}"));
    assert_eq!(
        surface.send(as_token).await.problem(401),
        "sign_in_required"
    );
    let wrong = read("/api/v1/session").by_staff(&cookie);
    let wrong = wrong.with("authorization", "Bearer wq_nothing");
    assert_eq!(surface.send(wrong).await.problem(401), "sign_in_required");
}
