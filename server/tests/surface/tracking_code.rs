//! A case opens by its number and a one-time code, on pages that work without a script.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use domain::message::Sender;
use futures::future::BoxFuture;
use serde_json::json;
use service::jobs::Worker;
use service::ports::{Outside, Sent, Sms, Text};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _, call};

on_both_engines! {
    a_code_opens_the_case,
    a_program_opens_a_case_with_a_code_and_nothing_else,
    a_wrong_code_is_refused_and_what_was_typed_stays,
    an_unknown_pair_is_answered_like_a_known_one,
    what_is_no_number_or_no_telephone_is_named_and_stays,
}

const PHONE: &str = "14400001234";

/// A gateway that remembers the last code.
#[derive(Default)]
struct Telephone(Mutex<Option<String>>);

impl Sms for Telephone {
    fn send<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Sent> {
        let code = text.variables.code.clone();
        *self.0.lock().unwrap() = code;
        Box::pin(async { Ok(Some("p-1".to_owned())) })
    }
}

/// Does what is due and answers the code that arrived.
async fn arrived(surface: &Surface) -> Option<String> {
    let telephone = Arc::new(Telephone::default());
    let sender = Sender::new("示例县消费维权", "315.example.gov.cn").unwrap();
    let outside = Outside {
        sms: telephone.clone(),
        ..Outside::outbox_only(sender)
    };
    let worker = Worker::new(surface.app.services.clone(), outside);
    while worker.run_due(8).await.unwrap() > 0 {}
    telephone.0.lock().unwrap().clone()
}

async fn posted(surface: &Surface, path: &str, fields: &str, cookie: &str) -> Answer {
    let request = Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "text/html")
        .body(Body::from(fields.to_owned()))
        .unwrap();
    surface.send(request.by_staff(cookie)).await
}

async fn seen(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header(ACCEPT, "text/html");
    let request = request.body(Body::empty()).unwrap();
    surface.send(request.by_staff(cookie)).await
}

/// The cookie an answer sets, by its name.
fn cookie(answer: &Answer, name: &str) -> String {
    let set = answer.headers.get_all("set-cookie");
    let set = set.iter().map(|value| value.to_str().unwrap());
    let pair = set.filter_map(|value| value.split(';').next());
    let found = pair.into_iter().find(|pair| pair.starts_with(name));
    found
        .unwrap_or_else(|| panic!("no {name}: {answer:?}"))
        .to_owned()
}

async fn asked(surface: &Surface, number: &str, phone: &str) -> Answer {
    let fields = format!("number={number}&phone={phone}");
    posted(surface, "/fn/track/ask-code", &fields, "").await
}

async fn a_code_opens_the_case() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    arrived(&surface).await;
    let answer = asked(&surface, &number, PHONE).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    let page = answer.header("location").to_owned();
    assert!(page.starts_with("/track/code?form="), "{page}");
    assert!(!page.contains(PHONE) && !page.contains(&number));
    let waiting = cookie(&answer, "__Host-code");
    let page = seen(&surface, &page, &waiting).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("144****1234"), "{page:?}");
    let code = arrived(&surface).await.unwrap();
    let fields = format!("code={code}&number={number}&phone={PHONE}");
    let answer = posted(&surface, "/fn/track/enter-code", &fields, &waiting).await;
    assert_eq!(answer.header("location"), "/case");
    let case = seen(&surface, "/case", &cookie(&answer, "__Host-track")).await;
    assert_eq!(case.status, StatusCode::OK, "{case:?}");
    assert!(case.body.contains("电饭煲"));
    let again = posted(&surface, "/fn/track/enter-code", &fields, &waiting).await;
    assert!(again.header("location").starts_with("/track/code?form="));
}

async fn a_program_opens_a_case_with_a_code_and_nothing_else() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    arrived(&surface).await;
    let ask = |phone: &str| json!({ "number": number, "phone": phone });
    let unknown = "13900001111";
    let nothing = surface
        .post("/api/v1/case/code-requests", &ask(unknown))
        .await;
    assert_eq!(arrived(&surface).await, None);
    surface.clock.set("2026-11-20T04:01:00Z");
    let asked = surface
        .post("/api/v1/case/code-requests", &ask(PHONE))
        .await;
    assert_eq!(
        (nothing.status, asked.status),
        (StatusCode::ACCEPTED, StatusCode::ACCEPTED)
    );
    assert_eq!(nothing.body.len(), asked.body.len(), "{asked:?}");
    let code = arrived(&surface).await.unwrap();
    let enter = |code: &str| json!({ "request": asked.json()["request"], "code": code });
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for (code, status, problem) in [("", 422, "invalid"), (wrong, 404, "not_found")] {
        let refused = surface.post("/api/v1/case/visits", &enter(code)).await;
        assert_eq!(refused.problem(status), problem);
    }
    let opened = surface.post("/api/v1/case/visits", &enter(&code)).await;
    assert_eq!(opened.status, StatusCode::OK, "{opened:?}");
    let again = surface.post("/api/v1/case/visits", &enter(&code)).await;
    assert_eq!(again.problem(404), "not_found");
    let pass = format!("Visit {}", opened.json()["pass"].as_str().unwrap());
    let see = |pass: &str| {
        let see = Request::get("/api/v1/case").body(Body::empty()).unwrap();
        see.with("authorization", pass)
    };
    let case = surface.send(see(&pass)).await;
    assert_eq!(case.json()["number"], number.as_str());
    let message = call(
        Method::POST,
        "/api/v1/case/messages",
        &json!({ "text": "请尽快办理。" }),
    );
    let sent = surface.send(message.with("authorization", &pass)).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    assert_eq!(surface.send(see("Visit x")).await.status, StatusCode::GONE);
    surface.clock.set("2026-11-20T04:31:01Z");
    assert_eq!(surface.send(see(&pass)).await.status, StatusCode::GONE);
}

async fn a_wrong_code_is_refused_and_what_was_typed_stays() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    let answer = asked(&surface, &number, PHONE).await;
    let waiting = cookie(&answer, "__Host-code");
    for (code, words) in [
        ("", "请填写短信里的 6 位验证码"),
        ("12", "验证码是 6 位数字"),
        ("000000", "验证码不正确或者已经过期"),
    ] {
        let fields = format!("code={code}&number={number}&phone={PHONE}");
        let answer = posted(&surface, "/fn/track/enter-code", &fields, &waiting).await;
        let page = seen(&surface, answer.header("location"), &waiting).await;
        assert!(page.body.contains(words), "{words}: {page:?}");
        assert!(page.body.contains(&number) && page.body.contains("<title>错误："));
    }
    // Without the cookie nothing waits for a code.
    let nobody = seen(&surface, "/track/code", "").await;
    assert_eq!(nobody.status, StatusCode::GONE);
    assert!(nobody.body.contains("请重新获取验证码"));
}

async fn an_unknown_pair_is_answered_like_a_known_one() {
    let surface = Surface::open().await;
    let (number, _) = surface.file().await;
    arrived(&surface).await;
    let unknown = asked(&surface, &number, "13900001111").await;
    assert_eq!(arrived(&surface).await, None);
    surface.clock.set("2026-11-20T04:01:00Z");
    let known = asked(&surface, &number, PHONE).await;
    let shape = |answer: &Answer| {
        let location = answer
            .header("location")
            .split('=')
            .next()
            .unwrap()
            .to_owned();
        let cookie = cookie(answer, "__Host-code").len();
        (answer.status, location, cookie, answer.body.len())
    };
    assert_eq!(shape(&unknown), shape(&known));
    let pages = [&unknown, &known].map(|answer| {
        (
            answer.header("location").to_owned(),
            cookie(answer, "__Host-code"),
        )
    });
    let mut titles = Vec::new();
    for (path, waiting) in &pages {
        let page = seen(&surface, path, waiting).await;
        titles.push((page.status, page.body.contains("对得上的")));
    }
    assert_eq!(titles, [(StatusCode::OK, true); 2]);
}

async fn what_is_no_number_or_no_telephone_is_named_and_stays() {
    let surface = Surface::open().await;
    let answer = asked(&surface, "12345", "0990-8820001").await;
    let page = answer.header("location").to_owned();
    assert!(page.starts_with("/track/phone?form="), "{page}");
    assert!(!answer.headers.contains_key("set-cookie"));
    let page = seen(&surface, &page, "").await;
    for words in [
        "登记编号应为 21 位数字",
        "请填写 11 位手机号码",
        "12345",
        "0990-8820001",
    ] {
        assert!(page.body.contains(words), "{words}: {page:?}");
    }
    let (number, _) = surface.file().await;
    asked(&surface, &number, PHONE).await;
    let soon = asked(&surface, &number, PHONE).await;
    let page = seen(&surface, soon.header("location"), "").await;
    assert!(page.body.contains("请 1 分钟后再试"), "{page:?}");
}
