//! `/desk/notices`: reminders of deadlines, and the button that puts one away.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use domain::code::Role;
use domain::message::Sender;
use service::jobs::Worker;
use service::ports::Outside;

use crate::engine::on_both_engines;
use crate::support::{Surface, With as _};

on_both_engines! {
    a_reminder_is_shown_to_whom_it_is_for_until_it_is_marked_seen,
}

const PAGE: &str = "/desk/notices";

async fn look(surface: &Surface, cookie: &str) -> (StatusCode, String) {
    let request = Request::get(PAGE)
        .header(ACCEPT, "text/html")
        .body(Body::empty())
        .unwrap();
    let answer = surface.send(request.by_staff(cookie)).await;
    (answer.status, answer.body)
}

async fn mark(surface: &Surface, cookie: &str, id: &str) {
    let request = Request::post("/fn/desk/mark-notice-seen")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "text/html")
        .body(Body::from(format!("id={id}")))
        .unwrap();
    let answer = surface.send(request.by_staff(cookie)).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{id}: {answer:?}");
    assert!(answer.header("location").starts_with(PAGE), "{answer:?}");
}

/// The ids of the reminders on a page.
fn ids(page: &str) -> Vec<String> {
    let inputs = page.split("name=\"id\" value=\"").skip(1);
    inputs
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

async fn a_reminder_is_shown_to_whom_it_is_for_until_it_is_marked_seen() {
    let surface = Surface::open().await;
    surface.file().await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    surface.sign_in("S1", Role::Supervisor).await;
    let admin = surface.sign_in("A1", Role::Admin).await;
    let (status, page) = look(&surface, &handler).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("没有未读的提醒"), "{page}");
    assert_eq!(look(&surface, "").await.0, StatusCode::FOUND);
    assert_eq!(look(&surface, &admin).await.0, StatusCode::FORBIDDEN);
    // A review takes 24 hours at most.
    surface.clock.set("2026-11-20T17:00:00Z");
    // Sessions end sooner.
    let handler = surface.sign_in_again("H1").await;
    let supervisor = surface.sign_in_again("S1").await;
    let admin = surface.sign_in_again("A1").await;
    let sender = Sender::new("示例县消费维权", "315.example.gov.cn").unwrap();
    let outside = Outside::outbox_only(sender);
    let worker = Worker::new(surface.app.services.clone(), outside);
    while worker.run_due(8).await.unwrap() > 0 {}
    let (_, page) = look(&surface, &handler).await;
    assert!(page.contains("时限已过半"), "{page}");
    assert!(page.contains("href=\"/desk/cases/"), "{page}");
    let before = ids(&page);
    let (_, seen_by_supervisor) = look(&surface, &supervisor).await;
    assert_eq!(ids(&seen_by_supervisor), before);
    // Nobody puts away what is not theirs, and nonsense changes nothing.
    mark(&surface, &admin, &before[0]).await;
    mark(&surface, &handler, "1; DROP").await;
    assert_eq!(ids(&look(&surface, &handler).await.1), before);
    mark(&surface, &handler, &before[0]).await;
    mark(&surface, &handler, &before[0]).await;
    assert_eq!(ids(&look(&surface, &handler).await.1), before[1..]);
}
