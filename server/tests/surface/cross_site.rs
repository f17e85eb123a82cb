//! What another site makes a browser send is refused.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};

use crate::support::{Surface, With as _, call, complaint};

fn preference() -> Request<Body> {
    Request::post("/fn/preferences")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("host", "weiquan.example")
        .body(Body::from("locale=en&back=%2Fdesk%3Fqueue%3Dopen"))
        .unwrap()
}

#[tokio::test]
async fn a_form_of_this_site_is_accepted_by_either_header() {
    let surface = Surface::open().await;
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://weiquan.example"),
    ] {
        let answer = surface
            .send(
                preference()
                    .with(name, value)
                    .with("cookie", "__Host-draft=x"),
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let surface = Surface::open().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        assert_eq!(
            surface
                .send(preference().with(name, value))
                .await
                .problem(403),
            "cross_site",
            "{value}"
        );
    }
}

#[tokio::test]
async fn who_acts_by_cookie_must_say_where_from() {
    let surface = Surface::open().await;
    for cookie in ["__Host-session=x", "__Host-draft=x", "a=b; __Host-track=x"] {
        assert_eq!(
            surface
                .send(preference().with("cookie", cookie))
                .await
                .problem(403),
            "cross_site",
            "{cookie}"
        );
    }
    // Without such a cookie there is nothing to abuse: other programs send neither header.
    assert_eq!(
        surface
            .send(preference().with("cookie", "locale=en"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        surface
            .send(call(Method::POST, "/api/v1/cases", &complaint()))
            .await
            .status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn the_public_address_is_trusted_behind_a_proxy() {
    let surface =
        Surface::with(|config| config.public_url = Some("https://315.example".to_owned())).await;
    let answer = surface
        .send(preference().with("origin", "https://315.example"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answer = surface
        .send(preference().with("origin", "https://316.example"))
        .await;
    assert_eq!(answer.problem(403), "cross_site");
}
