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

#[tokio::test]
async fn messages_and_jobs_are_for_administrators() {
    let surface = Surface::open().await;
    surface.file().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let supervisor = surface.sign_in("S1", Role::Supervisor).await;
    for path in [
        "/desk/admin/messages",
        "/desk/admin/messages?state=failed&cursor=none",
        "/desk/admin/jobs",
        "/desk/admin/jobs?state=waiting",
    ] {
        let answer = surface.send(page(path, &admin)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let answer = surface.send(page(path, &supervisor)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        let answer = surface.send(page(path, "")).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{path}");
    }
    let waiting = surface
        .send(page("/desk/admin/jobs?state=waiting", &admin))
        .await;
    assert!(waiting.body.contains("生成办理通知"), "{waiting:?}");
    let none = surface
        .send(page("/desk/admin/messages/none", &admin))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn buttons_of_messages_and_jobs_check_who_presses_them() {
    let surface = Surface::open().await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let unknown = "00000000-0000-0000-0000-000000000000";
    for function in ["resend", "cancel-message", "reveal-recipient", "retry-job"] {
        for (id, cookie, words) in [
            (unknown, &handler, "没有权限"),
            (unknown, &admin, "没有找到"),
            ("1; DROP", &admin, "没有找到"),
        ] {
            let fields = format!("id={id}&reason=核对号码");
            let request = Request::post(format!("/fn/desk/{function}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header(ACCEPT, "text/html")
                .body(Body::from(fields))
                .unwrap();
            let answer = surface.send(request.by_staff(cookie)).await;
            assert_eq!(
                answer.status,
                StatusCode::FOUND,
                "{function} {id}: {answer:?}"
            );
            if function == "retry-job" && cookie == &admin {
                let shown = surface.send(page(answer.header("location"), cookie)).await;
                assert!(shown.body.contains(words), "{function}: {shown:?}");
            }
        }
    }
}
