//! The link with which an unsent filing goes on elsewhere.

mod code;

use axum::http::StatusCode;

use crate::engine::on_both_engines;
use crate::support::Surface;

on_both_engines! {
    a_link_opens_an_unsent_filing_in_another_browser,
    a_link_that_is_over_opens_nothing,
}

/// Begins a complaint about a business; answers the cookie and the token of the link.
async fn begun(surface: &Surface) -> (String, String) {
    let kind = surface
        .submit("/fn/draft/kind", "", "case_type=complaint&go=next")
        .await;
    let cookie = kind.cookie();
    let typed = "respondent_name=%E7%A4%BA%E4%BE%8B%E7%99%BE%E8%B4%A7&go=later";
    let later = surface.submit("/fn/draft/business", &cookie, typed).await;
    assert_eq!(later.header("location"), "/file/link", "{later:?}");
    let token = cookie.split_once('=').unwrap().1.to_owned();
    (cookie, token)
}

async fn a_link_opens_an_unsent_filing_in_another_browser() {
    let surface = Surface::open().await;
    let (cookie, token) = begun(&surface).await;
    let page = surface.open_page("/file/link", &cookie).await;
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

    let waiting = surface.open_page(&format!("/d/{token}"), "").await;
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
    let waiting = surface.open_page(&format!("/d/{token}"), &other).await;
    assert!(waiting.body.contains("另一份"), "{}", waiting.body);

    let body = format!("token={token}");
    let resumed = surface.submit("/fn/draft/resume", &other, &body).await;
    assert_eq!(resumed.header("location"), "/file/business", "{resumed:?}");
    assert_eq!(resumed.cookie(), cookie);
    let next = surface.open_page("/file/business", &resumed.cookie()).await;
    assert!(next.body.contains(r#"value="示例百货""#), "{}", next.body);
}

async fn a_link_that_is_over_opens_nothing() {
    let surface = Surface::open().await;
    let none = surface.open_page("/file/link", "").await;
    assert_eq!(none.header("location"), "/file/kind", "{none:?}");
    let (cookie, token) = begun(&surface).await;
    surface.submit("/fn/draft/discard", &cookie, "").await;
    for token in [token.as_str(), "over", "%00", "a%2Fb"] {
        let over = surface.open_page(&format!("/d/{token}"), "").await;
        assert_eq!(over.status, StatusCode::GONE, "{token}: {over:?}");
        assert!(over.body.contains("这个链接已经失效"), "{}", over.body);
        let resumed = surface
            .submit("/fn/draft/resume", "", &format!("token={token}"))
            .await;
        assert_eq!(resumed.header("location"), "/d/over", "{resumed:?}");
        assert!(!resumed.headers.contains_key("set-cookie"), "{resumed:?}");
    }
}
