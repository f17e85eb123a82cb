//! The link with which an unsent filing goes on elsewhere.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _};

on_both_engines! {
    a_link_opens_an_unsent_filing_in_another_browser,
    a_link_that_is_over_opens_nothing,
}

async fn get(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    surface.send(request.with("cookie", cookie)).await
}

async fn post(surface: &Surface, path: &str, cookie: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .body(Body::from(body.to_owned()))
        .unwrap()
        .with("cookie", cookie)
        .with("sec-fetch-site", "same-origin");
    surface.send(request).await
}

fn cookie_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

/// Begins a complaint about a business; answers the cookie and the token of the link.
async fn begun(surface: &Surface) -> (String, String) {
    let kind = post(surface, "/fn/draft/kind", "", "case_type=complaint&go=next").await;
    let cookie = cookie_of(&kind);
    let typed = "respondent_name=%E7%A4%BA%E4%BE%8B%E7%99%BE%E8%B4%A7&go=later";
    let later = post(surface, "/fn/draft/business", &cookie, typed).await;
    assert_eq!(later.header("location"), "/file/link", "{later:?}");
    let token = cookie.split_once('=').unwrap().1.to_owned();
    (cookie, token)
}

async fn a_link_opens_an_unsent_filing_in_another_browser() {
    let surface = Surface::open().await;
    let (cookie, token) = begun(&surface).await;
    let page = get(&surface, "/file/link", &cookie).await;
    assert!(
        page.body.contains(&format!("/d/{token}\"")),
        "{}",
        page.body
    );
    assert!(page.body.contains("<svg"), "{}", page.body);
    assert!(
        page.body.contains(r#"href="/file/business""#),
        "{}",
        page.body
    );

    let waiting = get(&surface, &format!("/d/{token}"), "").await;
    assert_eq!(waiting.status, StatusCode::OK, "{waiting:?}");
    assert!(
        waiting.body.contains("有一份没有提交的投诉"),
        "{}",
        waiting.body
    );
    assert!(!waiting.body.contains("示例百货"), "nothing typed is shown");
    assert!(!waiting.headers.contains_key("set-cookie"), "only a look");
    assert!(!waiting.body.contains("另一份"), "{}", waiting.body);
    let (other, _) = begun(&surface).await;
    let waiting = get(&surface, &format!("/d/{token}"), &other).await;
    assert!(waiting.body.contains("另一份"), "{}", waiting.body);

    let body = format!("token={token}");
    let resumed = post(&surface, "/fn/draft/resume", &other, &body).await;
    assert_eq!(resumed.header("location"), "/file/business", "{resumed:?}");
    assert_eq!(cookie_of(&resumed), cookie);
    let next = get(&surface, "/file/business", &cookie_of(&resumed)).await;
    assert!(next.body.contains(r#"value="示例百货""#), "{}", next.body);
}

async fn a_link_that_is_over_opens_nothing() {
    let surface = Surface::open().await;
    let none = get(&surface, "/file/link", "").await;
    assert_eq!(none.header("location"), "/file/kind", "{none:?}");
    let (cookie, token) = begun(&surface).await;
    post(&surface, "/fn/draft/discard", &cookie, "").await;
    for token in [token.as_str(), "over", "%00", "a%2Fb"] {
        let over = get(&surface, &format!("/d/{token}"), "").await;
        assert_eq!(over.status, StatusCode::GONE, "{token}: {over:?}");
        assert!(over.body.contains("这个链接已经失效"), "{}", over.body);
        let resumed = post(&surface, "/fn/draft/resume", "", &format!("token={token}")).await;
        assert_eq!(resumed.header("location"), "/d/over", "{resumed:?}");
        assert!(!resumed.headers.contains_key("set-cookie"), "{resumed:?}");
    }
}
