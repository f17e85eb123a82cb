//! The administrator's pages and what their forms post.

use axum::body::Body;
use axum::http::header::ACCEPT;
use axum::http::{Request, StatusCode};
use domain::code::Role;

use crate::support::{Surface, With as _};

fn page(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap()
        .by_staff(cookie)
}

#[tokio::test]
async fn the_administration_is_for_administrators_and_supervisors() {
    let surface = Surface::open().await;
    let answer = surface.send(page("/desk/admin", "")).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{answer:?}");
    for (login, role, status) in [
        ("A1", Role::Admin, StatusCode::OK),
        ("S1", Role::Supervisor, StatusCode::OK),
        ("H1", Role::Handler, StatusCode::FORBIDDEN),
        ("L1", Role::Leader, StatusCode::FORBIDDEN),
    ] {
        let cookie = surface.sign_in(login, role).await;
        let answer = surface.send(page("/desk/admin", &cookie)).await;
        assert_eq!(answer.status, status, "{role}");
        let leads_there = answer.body.contains(r#"href="/desk/admin""#);
        assert_eq!(leads_there, status == StatusCode::OK, "{role}");
    }
}
