//! What needs no session has its limits, and a family does not notice them.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use server::http::peer::Peer;

use crate::support::{Answer, PASSWORD, Surface, With as _, call, complaint};

const HOME: &str = "198.51.100.7";
const NEIGHBOUR: &str = "198.51.100.8";
/// A receipt of the right form that no case has.
const WRONG: &str = "0000-0000-0000-0000-0000-0000";

fn from(source: &str, mut request: Request<Body>) -> Request<Body> {
    let peer = Peer(source.parse().unwrap());
    request.extensions_mut().insert(peer);
    request
}

fn filing() -> Request<Body> {
    call(Method::POST, "/api/v1/cases", &complaint())
}

fn showing(receipt: &str) -> Request<Body> {
    let request = Request::get("/api/v1/case").body(Body::empty()).unwrap();
    request.with("authorization", &format!("Receipt {receipt}"))
}

fn form(path: &str, fields: &str) -> Request<Body> {
    Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(fields.to_owned()))
        .unwrap()
}

fn signing_in(login: &str) -> Request<Body> {
    let body = json!({ "login": login, "password": PASSWORD });
    call(Method::POST, "/api/v1/session", &body)
}

/// Sends the same until it is too often; answers how often it was not, and the refusal.
async fn until_refused(
    surface: &Surface,
    source: &str,
    request: impl Fn() -> Request<Body>,
) -> (usize, Answer) {
    for done in 0..200 {
        let answer = surface.send(from(source, request())).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return (done, answer);
        }
    }
    panic!("there is no limit");
}

fn wait(answer: &Answer) -> u32 {
    answer.header("retry-after").parse().unwrap()
}

#[tokio::test]
async fn thirty_cases_an_hour_may_come_from_one_address() {
    let surface = Surface::open().await;
    let (filed, refused) = until_refused(&surface, HOME, filing).await;
    assert_eq!(filed, 30);
    assert_eq!(refused.problem(429), "too_many_requests");
    assert!((60..=120).contains(&wait(&refused)), "{refused:?}");
    let left = format!("\"filing\";r=0;t={}", wait(&refused));
    assert_eq!(refused.header("ratelimit"), left);
    let neighbour = surface.send(from(NEIGHBOUR, filing())).await;
    assert_eq!(neighbour.status, StatusCode::CREATED, "{neighbour:?}");
}

#[tokio::test]
async fn pages_and_programs_count_together() {
    let surface = Surface::open().await;
    until_refused(&surface, HOME, filing).await;
    let by_page = form("/fn/draft/file", "");
    let refused = surface.send(from(HOME, by_page)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_person_reads_a_page_and_a_script_its_own_error() {
    let surface = Surface::open().await;
    until_refused(&surface, HOME, filing).await;
    let page = form("/fn/draft/file", "").with("accept", "text/html,*/*;q=0.8");
    let page = surface.send(from(HOME, page)).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.body.contains("操作太频繁"), "{page:?}");
    assert!(wait(&page) > 0);
    let script = form("/fn/draft/file", "").with("accept", "application/json");
    let script = surface.send(from(HOME, script)).await;
    assert!(script.headers.contains_key("serverfnerror"), "{script:?}");
    let Value::Number(seconds) = &script.json()["TooMany"]["retry_after"] else {
        panic!("{script:?}");
    };
    assert_eq!(seconds.to_string(), script.header("retry-after"));
}

#[tokio::test]
async fn ten_wrong_receipts_use_up_what_sixty_right_ones_do() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let (right, _) = until_refused(&surface, HOME, || showing(&receipt)).await;
    assert_eq!(right, 60);
    let (wrong, refused) = until_refused(&surface, NEIGHBOUR, || showing(WRONG)).await;
    assert_eq!(wrong, 10);
    assert_eq!(refused.problem(429), "too_many_requests");
    let in_form = || form("/fn/track/open", &format!("receipt={WRONG}"));
    let (wrong, _) = until_refused(&surface, "203.0.113.1", in_form).await;
    assert_eq!(wrong, 10);
    let right = surface.send(from(NEIGHBOUR, showing(&receipt))).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "{right:?}");
}

#[tokio::test]
async fn a_right_receipt_in_the_form_counts_once() {
    let surface = Surface::open().await;
    let (_, receipt) = surface.file().await;
    let in_form = || form("/fn/track/open", &format!("receipt={receipt}"));
    let (right, _) = until_refused(&surface, HOME, in_form).await;
    assert_eq!(right, 60);
}

#[tokio::test]
async fn twenty_attempts_to_sign_in_are_enough() {
    let surface = Surface::open().await;
    let (tried, refused) = until_refused(&surface, HOME, || signing_in("nobody")).await;
    // A try takes its time, so that one more may have come free meanwhile.
    assert!((20..=22).contains(&tried), "{tried}");
    assert!(wait(&refused) <= 30, "{refused:?}");
    let by_page = form("/fn/desk/sign-in", "login=nobody&password=x");
    let by_page = surface.send(from(HOME, by_page)).await;
    assert_eq!(by_page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn surveys_have_their_own_limit() {
    let surface = Surface::open().await;
    let answering = || form("/fn/survey/answer", "token=none&score=5");
    let (answered, _) = until_refused(&surface, HOME, answering).await;
    assert!((10..=60).contains(&answered), "{answered}");
    let filed = surface.send(from(HOME, filing())).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{filed:?}");
}

#[tokio::test]
async fn without_limits_nothing_is_counted() {
    let surface = Surface::with(|config| config.limits = false).await;
    for _ in 0..70 {
        let answer = surface.send(from(HOME, showing(WRONG))).await;
        assert_eq!(answer.problem(404), "not_found");
    }
}

#[tokio::test]
async fn every_limited_answer_says_what_is_left() {
    let surface = Surface::open().await;
    for left in [29, 28] {
        let filed = surface.send(from(HOME, filing())).await;
        assert_eq!(filed.header("ratelimit-policy"), "\"filing\";q=30;w=3600");
        assert_eq!(filed.header("ratelimit"), format!("\"filing\";r={left}"));
    }
}
