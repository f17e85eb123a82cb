//! A person answers a request for material, and the desk sees that they did.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::code::Role;
use serde_json::{Value, json};

use crate::engine::on_both_engines;
use crate::support::{Surface, With as _, call};

on_both_engines! {
    material_is_supplied_once_and_marked_in_the_queue_until_staff_act,
    words_that_are_missing_are_named,
}

/// The desk of one case.
struct Desk<'s> {
    surface: &'s Surface,
    number: String,
    cookie: String,
}

impl Desk<'_> {
    async fn act(&self, command: Value) {
        let path = format!("/api/v1/cases/{}", self.number);
        let seen = Request::get(&path).body(Body::empty()).unwrap();
        let seen = self.surface.send(seen.by_staff(&self.cookie)).await;
        let command = call(Method::POST, &format!("{path}/commands"), &command)
            .with("if-match", seen.header("etag"))
            .by_staff(&self.cookie);
        let done = self.surface.send(command).await;
        assert_eq!(done.status, StatusCode::OK, "{done:?}");
    }

    /// What the queue marks as new.
    async fn news(&self) -> Value {
        let list = Request::get("/api/v1/cases?queue=all").body(Body::empty());
        let list = self
            .surface
            .send(list.unwrap().by_staff(&self.cookie))
            .await;
        list.json()["rows"][0]["news"].clone()
    }
}

async fn material_is_supplied_once_and_marked_in_the_queue_until_staff_act() {
    let surface = Surface::open().await;
    let (number, receipt) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let desk = Desk {
        surface: &surface,
        number,
        cookie,
    };
    let supply = async || {
        let words = json!({ "text": "已补交小票照片。" });
        let supply = call(Method::POST, "/api/v1/case/material", &words);
        let receipt = format!("Receipt {receipt}");
        surface.send(supply.with("authorization", &receipt)).await
    };
    assert_eq!(supply().await.status, StatusCode::CONFLICT);
    desk.act(json!({ "command": "start_review" })).await;
    desk.act(json!({ "command": "request_material", "items": "购物凭证", "due": "2026-11-25" }))
        .await;
    assert_eq!(desk.news().await, Value::Null);
    let supplied = supply().await;
    assert_eq!(supplied.status, StatusCode::OK, "{supplied:?}");
    assert_eq!(supplied.json()["state"], "reviewing");
    assert_eq!(supply().await.status, StatusCode::CONFLICT);
    assert_eq!(desk.news().await, "material");
    desk.act(json!({ "command": "note", "text": "小票已核对。" }))
        .await;
    assert_eq!(desk.news().await, Value::Null);
}

async fn words_that_are_missing_are_named() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let supply = call(Method::POST, "/api/v1/case/material", &json!({}));
    let receipt = format!("Receipt {receipt}");
    let refused = surface.send(supply.with("authorization", &receipt)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.wrong_fields(), ["text missing"]);
}
