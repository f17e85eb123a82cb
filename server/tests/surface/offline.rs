//! What was written on a phone without a network, sent later.

use axum::http::StatusCode;

use crate::engine::on_both_engines;
use crate::support::Surface;

on_both_engines! {
    what_was_written_offline_begins_a_filing,
    another_unfinished_filing_makes_room_only_when_asked,
    what_is_wrong_is_kept_and_shown_on_its_page,
}

/// 「过期牛奶不肯退货，店员说概不负责。」 of 「示例超市」, 「幸福路」.
const WRITTEN: &str = "case_type=complaint&respondent_name=%E7%A4%BA%E4%BE%8B%E8%B6%85%E5%B8%82&respondent_address=%E5%B9%B8%E7%A6%8F%E8%B7%AF&facts=%E8%BF%87%E6%9C%9F%E7%89%9B%E5%A5%B6%E4%B8%8D%E8%82%AF%E9%80%80%E8%B4%A7%EF%BC%8C%E5%BA%97%E5%91%98%E8%AF%B4%E6%A6%82%E4%B8%8D%E8%B4%9F%E8%B4%A3%E3%80%82";
const SEND: &str = "/fn/draft/from-phone";

async fn what_was_written_offline_begins_a_filing() {
    let surface = Surface::open().await;
    let page = surface.open_page("/offline", "").await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    assert!(
        !page.headers.contains_key("set-cookie"),
        "it is kept by phones"
    );

    let sent = surface.submit(SEND, "", WRITTEN).await;
    assert_eq!(sent.header("location"), "/file/purchase", "{sent:?}");
    let cookie = sent.cookie();
    let story = surface.open_page("/file/story", &cookie).await.body;
    assert!(story.contains("过期牛奶不肯退货"), "{story}");
    let business = surface.open_page("/file/business", &cookie).await.body;
    assert!(business.contains("示例超市"), "{business}");

    let again = surface.submit(SEND, &cookie, WRITTEN).await;
    assert_eq!(again.header("location"), "/file/purchase", "{again:?}");
}

async fn another_unfinished_filing_makes_room_only_when_asked() {
    let surface = Surface::open().await;
    let begun = surface
        .submit("/fn/draft/kind", "", "case_type=consultation&go=next")
        .await;
    let cookie = begun.cookie();
    let typed = "facts=%E6%88%91%E6%83%B3%E9%97%AE%E4%B8%83%E5%A4%A9%E9%80%80%E8%B4%A7&go=later";
    surface.submit("/fn/draft/story", &cookie, typed).await;

    let sent = surface.submit(SEND, &cookie, WRITTEN).await;
    let question = sent.header("location").to_owned();
    assert!(question.starts_with("/offline?form="), "{sent:?}");
    let story = surface.open_page("/file/story", &cookie).await.body;
    assert!(story.contains("我想问七天退货"), "{story}");
    let page = surface.open_page(&question, &cookie).await.body;
    assert!(page.contains(r#"name="replace""#), "{page}");
    assert!(
        page.contains("过期牛奶不肯退货"),
        "what was typed stays: {page}"
    );
    assert!(
        !page.contains("我想问七天退货"),
        "nothing of the other is shown"
    );
    let stranger = surface.open_page(&question, "").await.body;
    assert!(!stranger.contains("过期牛奶"), "{stranger}");

    let replaced = format!("{WRITTEN}&replace=true");
    let sent = surface.submit(SEND, &cookie, &replaced).await;
    assert_eq!(sent.header("location"), "/file/purchase", "{sent:?}");
    let business = surface.open_page("/file/business", &cookie).await.body;
    assert!(business.contains("示例超市"), "{business}");
}

async fn what_is_wrong_is_kept_and_shown_on_its_page() {
    let surface = Surface::open().await;
    let sent = surface.submit(SEND, "", "case_type=report&facts=x").await;
    assert_eq!(sent.header("location"), "/file/business", "{sent:?}");
    let nothing = surface.submit(SEND, "", "").await;
    assert_eq!(nothing.header("location"), "/file/kind", "{nothing:?}");
}
