//! The documents of the three applications.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};

use crate::support::{Surface, With as _};

fn page(path: &str) -> Request<Body> {
    Request::get(path)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn the_language_comes_from_the_cookie_then_from_the_browser() {
    let surface = Surface::open().await;
    let language = async |request| {
        let answer = surface.send(request).await;
        let (_, rest) = answer.body.split_once("<html lang=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(language(page("/")).await, "zh-CN");
    assert_eq!(
        language(page("/").with("accept-language", "en-GB,en")).await,
        "en"
    );
    assert_eq!(
        language(
            page("/")
                .with("accept-language", "en")
                .with("cookie", "locale=zh-CN")
        )
        .await,
        "zh-CN"
    );
}

#[tokio::test]
async fn preferences_are_kept_in_cookies_and_lead_back() {
    let surface = Surface::open().await;
    let form = |body: &'static str| {
        Request::post("/fn/preferences")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let answer = surface.send(form("locale=en&back=%2Ftrack")).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/track")
    );
    assert!(answer.header("set-cookie").starts_with("locale=en; "));
    let answer = surface
        .send(form("mode=elder&back=https%3A%2F%2Fevil.example"))
        .await;
    assert_eq!(answer.header("location"), "/");
    assert!(answer.header("set-cookie").starts_with("mode=elder; "));
    let answer = surface.send(form("locale=xx&mode=giant&back=%2F")).await;
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn the_large_text_edition_marks_the_document() {
    let surface = Surface::open().await;
    assert!(
        surface
            .send(page("/").with("cookie", "mode=elder"))
            .await
            .body
            .contains("data-mode=\"elder\"")
    );
    assert!(
        !surface
            .send(page("/"))
            .await
            .body
            .contains("data-mode=\"elder\"")
    );
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_status_404() {
    let surface = Surface::open().await;
    for path in ["/nothing", "/desk/nothing/at/all"] {
        let answer = surface.send(page(path)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.starts_with("<!DOCTYPE html>"), "{path}");
    }
}

#[tokio::test]
async fn the_survey_has_nothing_for_a_script() {
    let surface = Surface::open().await;
    let survey = surface.send(page("/s/token")).await;
    assert!(survey.body.contains("<h1"), "{}", survey.body);
    assert!(
        !survey.body.contains("<script") && !survey.body.contains("modulepreload"),
        "{}",
        survey.body
    );
    assert!(surface.send(page("/")).await.body.contains("<script"));
}

#[tokio::test]
async fn the_day_of_a_page_is_the_day_in_china() {
    let surface = Surface::open().await;
    surface.clock.set("2026-11-20T16:00:00Z");
    let answer = surface.send(page("/desk/sign-in")).await;
    assert!(
        answer
            .body
            .contains("&quot;today&quot;:&quot;2026-11-21&quot;"),
        "{}",
        answer.body
    );
}
