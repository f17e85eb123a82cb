//! A code with which an unsent filing goes on at another telephone.

use crate::engine::on_both_engines;
use crate::support::Surface;

on_both_engines! {
    a_code_brings_the_filing_to_another_device_once,
    a_code_needs_its_four_digits_and_ends_after_fifteen_minutes,
    whoever_guesses_ends_every_code,
    what_is_no_code_is_said_beside_the_field,
    a_code_without_a_filing_leads_to_the_beginning,
}

async fn draft(surface: &Surface) -> String {
    let begun = surface
        .submit("/fn/draft/kind", "locale=zh-CN", "case_type=report&go=next")
        .await;
    begun.cookie()
}

/// Asks for a code and reads it from the page.
async fn code(surface: &Surface, cookie: &str) -> String {
    let made = surface
        .submit("/fn/draft/make-code", cookie, "phone_end=0042")
        .await;
    let page = surface
        .open_page(made.header("location"), cookie)
        .await
        .body;
    let shown = page.split("wq-number__value").nth(1).unwrap();
    let shown = shown.split("<strong>").nth(1).unwrap();
    let shown = shown.split('<').next().unwrap();
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{shown}");
    digits
}

/// Where the other device is led.
async fn enter(surface: &Surface, code: &str, end: &str) -> String {
    let body = format!("code={code}&phone_end={end}");
    let entered = surface
        .submit("/fn/draft/enter-code", "locale=zh-CN", &body)
        .await;
    entered.header("location").to_owned()
}

async fn a_code_brings_the_filing_to_another_device_once() {
    let surface = Surface::open().await;
    let cookie = draft(&surface).await;
    let code = code(&surface, &cookie).await;
    let there = enter(&surface, &code, "0042").await;
    let token = cookie.split_once('=').unwrap().1;
    assert_eq!(there, format!("/d/{token}"));
    assert!(
        enter(&surface, &code, "0042")
            .await
            .starts_with("/file/code?form=")
    );
}

async fn a_code_needs_its_four_digits_and_ends_after_fifteen_minutes() {
    let surface = Surface::open().await;
    surface.clock.set("2026-11-10T08:00:00Z");
    let cookie = draft(&surface).await;
    let first = code(&surface, &cookie).await;
    assert!(
        enter(&surface, &first, "0043")
            .await
            .starts_with("/file/code?form=")
    );
    surface.clock.set("2026-11-10T08:14:59Z");
    assert!(enter(&surface, &first, "0042").await.starts_with("/d/"));
    let second = code(&surface, &cookie).await;
    surface.clock.set("2026-11-10T08:30:00Z");
    let over = enter(&surface, &second, "0042").await;
    let page = surface.open_page(&over, "locale=zh-CN").await.body;
    assert!(page.contains("接力码不可用"), "{page}");
}

async fn whoever_guesses_ends_every_code() {
    // As from many addresses: one alone is stopped long before.
    let surface = Surface::with(|config| config.limits = false).await;
    let cookie = draft(&surface).await;
    let right = code(&surface, &cookie).await;
    for _ in 0..50 {
        let there = enter(&surface, &right, "9999").await;
        assert!(there.starts_with("/file/code?form="));
    }
    assert!(
        enter(&surface, &right, "0042")
            .await
            .starts_with("/file/code?form=")
    );
    // A new one is not held back by what was tried before it was made.
    let fresh = code(&surface, &cookie).await;
    assert!(enter(&surface, &fresh, "0042").await.starts_with("/d/"));
}

async fn what_is_no_code_is_said_beside_the_field() {
    let surface = Surface::open().await;
    let there = enter(&surface, "12", "abc").await;
    let page = surface.open_page(&there, "locale=zh-CN").await.body;
    assert!(
        page.contains("验证码是 6 位数字") && page.contains("四位数字"),
        "{page}"
    );
    assert!(page.contains("value=\"12\"") && page.contains("value=\"abc\""));
    let cookie = draft(&surface).await;
    let refused = surface
        .submit("/fn/draft/make-code", &cookie, "phone_end=12")
        .await;
    let page = surface
        .open_page(refused.header("location"), &cookie)
        .await
        .body;
    assert!(
        page.contains("value=\"12\"") && page.contains("phone_end-error"),
        "{page}"
    );
}

async fn a_code_without_a_filing_leads_to_the_beginning() {
    let surface = Surface::open().await;
    let made = surface
        .submit("/fn/draft/make-code", "locale=zh-CN", "phone_end=0042")
        .await;
    assert_eq!(made.header("location"), "/file/kind");
}
