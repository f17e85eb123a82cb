//! Bodies that are none: a clear refusal, nothing stored, never a defect of ours.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use domain::code::Role;
use serde_json::{Value, json};

use crate::engine::on_both_engines;
use crate::support::{Surface, With as _};

on_both_engines! {
    no_operation_takes_a_malformed_body,
    no_server_function_breaks_on_a_malformed_form,
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Bodies that no operation takes.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str, close: &str| {
        format!(
            "{{\"text\":{}{}}}",
            open.repeat(10_000),
            close.repeat(10_000)
        )
        .into_bytes()
    };
    vec![
        ("text/plain", b"{}".to_vec()),
        (FORM, b"text=x".to_vec()),
        ("", b"{}".to_vec()),
        (JSON, Vec::new()),
        (JSON, b"{".to_vec()),
        (JSON, b"[]".to_vec()),
        (JSON, b"null".to_vec()),
        (JSON, b"\"text\"".to_vec()),
        (JSON, b"{} {}".to_vec()),
        (JSON, b"{\"text\":\"\xff\xfe\"}".to_vec()),
        (JSON, b"{\"text\":\"\\ud800\"}".to_vec()),
        (JSON, b"{\"nobody_knows_this\":1}".to_vec()),
        (JSON, deep("[", "]")),
        (JSON, deep("{\"a\":", "}")),
        (
            JSON,
            format!("{{\"text\":\"{}\"}}", "长".repeat(200_000)).into_bytes(),
        ),
    ]
}

/// Values that no member takes.
fn wrong_values() -> Vec<String> {
    let mut values: Vec<String> = [
        "1e999",
        "-1e400",
        "99999999999999999999999",
        "1.5",
        "{}",
        "[[]]",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push(json!("x".repeat(60_000)).to_string());
    values.push(json!("nul\u{0}and\u{7}bell").to_string());
    values
}

/// Operations with a body, as the description names them, with the names of their members.
fn operations(document: &Value) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["post"];
        let schema = &operation["requestBody"]["content"][JSON]["schema"]["$ref"];
        let Some(name) = schema.as_str().and_then(|name| name.rsplit('/').next()) else {
            continue;
        };
        let members = &document["components"]["schemas"][name]["properties"];
        let members = members.as_object().unwrap().keys().cloned().collect();
        found.push((path.clone(), members));
    }
    found
}

struct Attempts {
    surface: Surface,
    number: String,
    receipt: String,
    cookie: String,
}

impl Attempts {
    async fn open() -> Self {
        let surface = Surface::with(|config| config.limits = false).await;
        let (number, receipt) = surface.file().await;
        let cookie = surface.sign_in("H1", Role::Handler).await;
        Self {
            surface,
            number,
            receipt,
            cookie,
        }
    }

    async fn refused(&self, path: &str, kind: &str, body: Vec<u8>) {
        let shown = String::from_utf8_lossy(&body)
            .chars()
            .take(80)
            .collect::<String>();
        let path = path.replace("{number}", &self.number);
        let mut request = Request::builder().method(Method::POST).uri(&path);
        if !kind.is_empty() {
            request = request.header(CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).unwrap();
        let request = request.with("if-match", "\"1\"");
        let request = if path.starts_with("/api/v1/case/") {
            request.with("authorization", &format!("Receipt {}", self.receipt))
        } else {
            request.by_staff(&self.cookie)
        };
        let answer = self.surface.send(request).await;
        let status = answer.status.as_u16();
        assert!(
            (400..500).contains(&status),
            "{path} {kind} {shown}: {answer:?}"
        );
        answer.problem(status);
    }
}

async fn no_operation_takes_a_malformed_body() {
    let attempts = Attempts::open().await;
    let document = attempts.surface.get("/openapi.json").await.json();
    let operations = operations(&document);
    assert!(operations.len() >= 9, "{operations:?}");
    let before = attempts.surface.rows().await;
    for (path, members) in operations {
        for (kind, body) in broken() {
            attempts.refused(&path, kind, body).await;
        }
        for member in members {
            for value in wrong_values() {
                // Anything may be looked for.
                if member == "q" && value.starts_with('"') {
                    continue;
                }
                let body = format!("{{\"{member}\":{value}}}").into_bytes();
                attempts.refused(&path, JSON, body).await;
            }
        }
    }
    assert_eq!(attempts.surface.rows().await, before);
}

async fn no_server_function_breaks_on_a_malformed_form() {
    let attempts = Attempts::open().await;
    let before = attempts.surface.events().await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        if path.ends_with("sign-out") {
            continue;
        }
        for (kind, body) in [
            ("text/plain", b"x".to_vec()),
            (JSON, b"{}".to_vec()),
            ("", Vec::new()),
            (FORM, Vec::new()),
            (FORM, b"=&=&&%".to_vec()),
            (FORM, b"number=%ff%fe&version=x&text=%00".to_vec()),
            (
                FORM,
                b"version=99999999999999999999&number[]=1&number[a]=2".to_vec(),
            ),
            (FORM, format!("number={}", "9".repeat(100_000)).into_bytes()),
            (FORM, format!("text={}", "x".repeat(300_000)).into_bytes()),
        ] {
            let shown = String::from_utf8_lossy(&body)
                .chars()
                .take(60)
                .collect::<String>();
            let mut request = Request::builder().method(method.clone()).uri(path);
            if !kind.is_empty() {
                request = request.header(CONTENT_TYPE, kind);
            }
            let request = request.body(Body::from(body)).unwrap();
            let answer = attempts
                .surface
                .send(request.by_staff(&attempts.cookie))
                .await;
            assert!(
                answer.status.as_u16() < 500,
                "{path} {kind} {shown}: {answer:?}"
            );
        }
    }
    assert_eq!(attempts.surface.events().await, before);
}
