//! What a person takes along of their case, and what they ask for about it.

use std::io::{Cursor, Read as _};

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, StatusCode};
use chrono::DateTime;
use data_encoding::HEXLOWER;
use domain::chain;
use domain::code::Role;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::{PIXEL, Part, add, recording, track_cookie};
use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call};

on_both_engines! {
    a_copy_holds_what_the_person_may_see_and_proves_it,
    own_files_come_back_byte_for_byte,
    a_copy_is_for_nobody_else,
    requests_about_data_stand_in_the_case,
    a_closed_case_names_the_telephone_for_requests,
}

async fn by_receipt(surface: &Surface, receipt: &str) -> Answer {
    let request = Request::get("/api/v1/case/data")
        .body(Body::empty())
        .unwrap();
    surface
        .send(request.with("authorization", &format!("Receipt {receipt}")))
        .await
}

fn part(archive: &Bytes, name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

fn document(archive: &Bytes) -> Value {
    serde_json::from_slice(&part(archive, "case.json")).unwrap()
}

async fn staff_does(surface: &Surface, cookie: &str, number: &str, version: u32, what: Value) {
    let path = format!("/api/v1/cases/{number}/commands");
    let request = call(Method::POST, &path, &what)
        .by_staff(cookie)
        .with("if-match", &format!("\"{version}\""));
    let answer = surface.send(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// The hash of the last link, when every link fits the one before it.
fn verified(history: &[Value]) -> String {
    let hex = |value: &Value| HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap();
    let mut previous = chain::GENESIS.to_vec();
    for link in history {
        let commitment = hex(&link["commitment"]);
        if let Some(content) = link["content"].as_str() {
            let computed = chain::commitment(&hex(&link["salt"]), content.as_bytes());
            assert_eq!(commitment, computed, "{link}");
        }
        let hash = chain::link(
            &previous,
            u32::try_from(link["version"].as_u64().unwrap()).unwrap(),
            DateTime::parse_from_rfc3339(link["at"].as_str().unwrap())
                .unwrap()
                .to_utc(),
            link["kind"].as_str().unwrap(),
            link["actor"].as_str().unwrap(),
            &commitment,
        );
        assert_eq!(hex(&link["hash"]), hash, "{link}");
        previous = hash.to_vec();
    }
    HEXLOWER.encode(&previous)
}

async fn a_copy_holds_what_the_person_may_see_and_proves_it() {
    let surface = Surface::open().await;
    let (number, receipt) = surface.file().await;
    let cookie = surface.sign_in("H1", Role::Handler).await;
    let review = json!({ "command": "start_review" });
    staff_does(&surface, &cookie, &number, 1, review).await;
    let note = json!({ "command": "note", "text": "内部看法：先问邻店" });
    staff_does(&surface, &cookie, &number, 2, note).await;
    let copy = by_receipt(&surface, &receipt).await;
    assert_eq!(copy.status, StatusCode::OK, "{copy:?}");
    assert_eq!(copy.header("content-type"), "application/zip");
    assert_eq!(copy.header("cache-control"), "no-store, private");
    assert!(!copy.header("content-disposition").contains(&number));

    let data = document(&copy.bytes);
    let history = data["history"].as_array().unwrap();
    assert_eq!(history.len(), 3);
    verified(history);
    let filed: Value = serde_json::from_str(history[0]["content"].as_str().unwrap()).unwrap();
    assert_eq!(filed["kind"], "registered");
    assert!(
        history[0]["content"]
            .as_str()
            .unwrap()
            .contains("14400001234")
    );
    assert_eq!(history[2]["kind"], "note_added");
    assert!(history[2]["content"].is_null() && history[2]["salt"].is_null());
    assert_eq!(data["case"]["number"], number.as_str());
    assert!(data["case"]["survey"].is_null());

    let page = String::from_utf8(part(&copy.bytes, "case.html")).unwrap();
    let facts = data["case"]["facts"].as_str().unwrap();
    assert!(page.contains(facts), "{page}");
    for inner in [&page, &data.to_string()] {
        assert!(!inner.contains("先问邻店"));
    }
    assert!(!page.contains("<script"));
}

async fn own_files_come_back_byte_for_byte() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let voice = recording(1);
    let parts = [
        Part::File("通话.amr", &voice),
        Part::File("../照片.png", PIXEL),
    ];
    let added = add(&surface, &receipt, &parts).await.json();
    let cookie = track_cookie(&surface, &receipt).await;
    let copy = surface.open_page("/case/my-data.zip", &cookie).await;
    for (place, sent) in [(0, voice.as_slice()), (1, PIXEL)] {
        let listed = &document(&copy.bytes)["files"][place];
        let bytes = part(&copy.bytes, listed["path"].as_str().unwrap());
        assert_eq!(bytes, sent);
        assert_eq!(listed["as_it_came"], true);
        let digest = HEXLOWER.encode(&Sha256::digest(&bytes));
        assert_eq!(added["added"][place]["sha256"], digest.as_str());
    }
    let archive = ZipArchive::new(Cursor::new(&copy.bytes)).unwrap();
    assert!(
        archive
            .file_names()
            .all(|name| !name.unwrap().contains(".."))
    );
}

async fn a_copy_is_for_nobody_else() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let without = surface.get("/case/my-data.zip").await;
    assert_eq!(without.status, StatusCode::GONE);
    let wrong = receipt.chars().rev().collect::<String>();
    assert_eq!(
        by_receipt(&surface, &wrong).await.status,
        StatusCode::NOT_FOUND
    );
    let none = surface.get("/api/v1/case/data").await;
    assert_eq!(none.problem(401), "receipt_required");
}

async fn requests_about_data_stand_in_the_case() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let cookie = track_cookie(&surface, &receipt).await;
    let empty = surface
        .submit("/fn/track/correction", &cookie, "correction=+")
        .await;
    assert!(
        empty.header("location").starts_with("/case/my-data?form="),
        "{empty:?}"
    );
    for (path, body, heading) in [
        (
            "/fn/track/correction",
            "correction=phone+has+changed",
            "【申请更正个人信息】",
        ),
        (
            "/fn/track/deletion",
            "deletion=all+photographs",
            "【申请删除个人信息】",
        ),
    ] {
        let asked = surface.submit(path, &cookie, body).await;
        assert_eq!(asked.header("location"), "/case?done=asked");
        let shown = surface.open_page("/case", &cookie).await;
        assert!(shown.body.contains(heading), "{shown:?}");
    }
}

async fn a_closed_case_names_the_telephone_for_requests() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let cookie = track_cookie(&surface, &receipt).await;
    surface
        .submit("/fn/track/withdraw", &cookie, "withdraw_reason=")
        .await;
    let page = surface.open_page("/case/my-data", &cookie).await;
    assert!(!page.body.contains("name=\"deletion\""), "{page:?}");
    assert!(page.body.contains("请致电"), "{page:?}");
    assert!(page.body.contains("/case/my-data.zip"), "{page:?}");
}
