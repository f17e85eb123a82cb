//! Figures for everybody and for staff, and the one hash over all histories.

use axum::body::Body;
use axum::http::Request;
use domain::code::Role;
use domain::message::Sender;
use serde_json::{Value, json};
use service::jobs::Worker;
use service::ports::Outside;

use crate::engine::on_both_engines;
use crate::support::{Answer, Surface, With as _};

on_both_engines! {
    public_figures_hide_small_numbers_and_stand_for_ten_minutes,
    staff_see_exact_figures_of_a_period,
    who_has_nothing_to_do_with_cases_sees_no_figures,
    a_supervisor_reads_the_root_of_the_day,
}

async fn seen(surface: &Surface, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).unwrap();
    surface.send(request.by_staff(cookie)).await
}

async fn public(surface: &Surface) -> Value {
    let answer = surface.get("/api/v1/statistics").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

async fn public_figures_hide_small_numbers_and_stand_for_ten_minutes() {
    let surface = Surface::open().await;
    surface.file().await;
    let figures = public(&surface).await;
    assert_eq!(figures["received"], "<5");
    assert_eq!(
        figures["by_type"],
        json!([{ "code": "complaint", "n": "<5" }])
    );
    for _ in 0..4 {
        surface.file().await;
    }
    assert_eq!(
        public(&surface).await,
        figures,
        "nobody watches cases come in"
    );
    surface.clock.set("2026-11-20T04:10:00Z");
    let figures = public(&surface).await;
    assert_eq!(figures["received"], 5);
    assert_eq!(
        figures["by_month"][11],
        json!({ "code": "2026-11", "n": 5 })
    );
    assert_eq!(figures["by_organisation"][0]["code"], "01");
    assert_eq!(figures["days"], Value::Null);
    let wrong = surface.get("/api/v1/statistics?month=11").await;
    assert_eq!(wrong.problem(422), "unknown_field");
}

async fn staff_see_exact_figures_of_a_period() {
    let surface = Surface::open().await;
    surface.file().await;
    let cookie = surface.sign_in("A1", Role::Analyst).await;
    let figures = seen(&surface, "/api/v1/desk/statistics", &cookie).await;
    let figures = figures.json();
    assert_eq!(figures["received"], 1);
    assert_eq!(figures["by_item"], json!([{ "code": "G04", "n": 1 }]));
    let before = "/api/v1/desk/statistics?from=2026-01-01&to=2026-11-19";
    assert_eq!(seen(&surface, before, &cookie).await.json()["received"], 0);
    for (query, field) in [
        ("from=x", "from not_a_date"),
        ("from=2026-11-21&to=2026-11-20", "from incompatible"),
        ("from=2001-01-01", "from too_large"),
        ("to=2026-02-30", "to not_a_date"),
        ("org=01", "org unknown_field"),
    ] {
        let path = format!("/api/v1/desk/statistics?{query}");
        let refused = seen(&surface, &path, &cookie).await;
        assert_eq!(refused.status, 422, "{query}: {refused:?}");
        assert_eq!(refused.wrong_fields(), [field], "{query}");
    }
}

async fn who_has_nothing_to_do_with_cases_sees_no_figures() {
    let surface = Surface::open().await;
    let nobody = surface.get("/api/v1/desk/statistics").await;
    assert_eq!(nobody.problem(401), "sign_in_required");
    let cookie = surface.sign_in("E1", Role::Expert).await;
    let expert = seen(&surface, "/api/v1/desk/statistics", &cookie).await;
    assert_eq!(expert.problem(403), "not_allowed");
}

async fn a_supervisor_reads_the_root_of_the_day() {
    const HEAD: &str = "/api/v1/audit/head";
    let surface = Surface::open().await;
    surface.file().await;
    let handler = surface.sign_in("H1", Role::Handler).await;
    let supervisor = surface.sign_in("S1", Role::Supervisor).await;
    assert_eq!(
        seen(&surface, HEAD, &handler).await.problem(403),
        "not_allowed"
    );
    assert_eq!(
        seen(&surface, HEAD, &supervisor).await.problem(404),
        "not_found"
    );
    let sender = Sender::new("示例县消费维权", "315.example.gov.cn").unwrap();
    let outside = Outside::outbox_only(sender);
    let worker = Worker::new(surface.app.services.clone(), outside);
    let work = async || {
        for _ in 0..4 {
            worker.run_due(8).await.unwrap();
        }
    };
    work().await;
    let first = seen(&surface, HEAD, &supervisor).await.json();
    assert_eq!(
        (&first["day"], &first["cases"]),
        (&json!("2026-11-20"), &json!(1))
    );
    assert_eq!(first["root"].as_str().unwrap().len(), 64);
    surface.file().await;
    surface.clock.set("2026-11-20T08:00:00Z");
    work().await;
    let supervisor = surface.sign_in_again("S1").await;
    assert_eq!(seen(&surface, HEAD, &supervisor).await.json(), first);
    surface.clock.set("2026-11-20T17:00:00Z");
    work().await;
    let supervisor = surface.sign_in_again("S1").await;
    let next = seen(&surface, HEAD, &supervisor).await.json();
    assert_eq!(
        (&next["day"], &next["cases"]),
        (&json!("2026-11-21"), &json!(2))
    );
    assert_ne!(next["root"], first["root"]);
}
