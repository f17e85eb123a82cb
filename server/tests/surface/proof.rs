//! While very many file at once, a filing costs something.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use server::http::peer::Peer;
use sha2::{Digest, Sha256};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call, complaint};

on_both_engines! {
    on_an_ordinary_day_nothing_is_asked,
    under_pressure_a_program_computes_once_for_each_filing,
    under_pressure_a_person_without_a_script_waits,
    under_pressure_a_program_computes_for_a_code_as_well,
    without_limits_nothing_is_asked_either,
}

fn filing() -> Request<Body> {
    call(Method::POST, "/api/v1/cases", &complaint())
}

/// Sixty filings in no time, each from somewhere else.
async fn press(surface: &Surface) {
    for n in 0..60_u8 {
        let mut request = call(Method::POST, "/api/v1/cases", &Value::Null);
        let source = [203, 0, 113, n].into();
        request.extensions_mut().insert(Peer(source));
        surface.send(request).await;
    }
}

async fn challenge(surface: &Surface) -> Value {
    surface.get("/api/v1/proof-of-work").await.json()
}

fn work(challenge: &Value) -> String {
    let text = challenge["challenge"].as_str().unwrap();
    let bits = u32::try_from(challenge["difficulty"].as_u64().unwrap()).unwrap();
    let proofs = (0_u64..).map(|n| format!("{text}:{n}"));
    let done = |proof: &String| {
        let hash = Sha256::digest(proof.as_bytes());
        u32::from_be_bytes(*hash.first_chunk().unwrap()).leading_zeros() >= bits
    };
    proofs.into_iter().find(done).unwrap()
}

async fn file_with(surface: &Surface, proof: &str) -> Answer {
    surface.send(filing().with("x-proof-of-work", proof)).await
}

async fn on_an_ordinary_day_nothing_is_asked() {
    let surface = Surface::open().await;
    assert_eq!(challenge(&surface).await["required"], false);
    assert_eq!(surface.send(filing()).await.status, 201);
}

async fn under_pressure_a_program_computes_once_for_each_filing() {
    let surface = Surface::open().await;
    press(&surface).await;
    let asked = surface.send(filing()).await;
    assert_eq!(asked.problem(428), "proof_of_work_required");
    let offered = challenge(&surface).await;
    assert_eq!(offered["required"], true);
    assert_eq!(offered["algorithm"], "SHA-256");
    let proof = work(&offered);
    let (own, _) = proof.rsplit_once(':').unwrap();
    let foreign = proof.replacen('A', "B", 1);
    for wrong in ["", "x", "x:1", own, foreign.as_str(), "\u{e9}"] {
        let Ok(value) = axum::http::HeaderValue::from_str(wrong) else {
            continue;
        };
        let mut request = filing();
        request.headers_mut().insert("x-proof-of-work", value);
        let refused = surface.send(request).await;
        assert_eq!(refused.problem(403), "proof_of_work_wrong", "{wrong:?}");
    }
    assert_eq!(file_with(&surface, &proof).await.status, 201);
    let again = file_with(&surface, &proof).await;
    assert_eq!(again.problem(403), "proof_of_work_wrong");
    let late = work(&challenge(&surface).await);
    surface.clock.set("2026-11-20T04:10:00Z");
    let late = file_with(&surface, &late).await;
    assert_eq!(late.problem(403), "proof_of_work_wrong");
}

async fn under_pressure_a_person_without_a_script_waits() {
    let surface = Surface::open().await;
    press(&surface).await;
    let send = async |cookie: &str| {
        let request = Request::post("/fn/draft/file")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::empty())
            .unwrap();
        let request = request.with("accept", "text/html").by_staff(cookie);
        surface.send(request).await
    };
    let asked = send("locale=zh-CN").await;
    assert_eq!(asked.status, 429);
    assert_eq!(asked.header("retry-after"), "20");
    assert!(asked.body.contains("等 20 秒"), "{}", asked.body);
    assert!(
        asked.body.contains(r#"action="/fn/draft/file""#),
        "{}",
        asked.body
    );
    let cookie = asked.header("set-cookie").split(';').next().unwrap();
    surface.clock.set("2026-11-20T04:00:05Z");
    let early = send(cookie).await;
    assert_eq!(early.status, 429);
    assert!(early.body.contains("等 15 秒"), "{}", early.body);
    surface.clock.set("2026-11-20T04:00:20Z");
    assert_ne!(send(cookie).await.status, 429);
    assert_eq!(
        send(cookie).await.status,
        429,
        "each wait is for one filing"
    );
}

async fn under_pressure_a_program_computes_for_a_code_as_well() {
    let surface = Surface::open().await;
    press(&surface).await;
    let wanted = json!({ "number": "9901010112611200000010", "phone": "14400001234" });
    let asking = || call(Method::POST, "/api/v1/case/code-requests", &wanted);
    let asked = surface.send(asking()).await;
    assert_eq!(asked.problem(428), "proof_of_work_required");
    let proof = work(&challenge(&surface).await);
    let answer = surface.send(asking().with("x-proof-of-work", &proof)).await;
    assert_eq!(answer.status, 422, "{answer:?}");
}

async fn without_limits_nothing_is_asked_either() {
    let surface = Surface::with(|config| config.limits = false).await;
    press(&surface).await;
    assert_eq!(challenge(&surface).await["required"], false);
    assert_eq!(surface.send(filing()).await.status, 201);
}
