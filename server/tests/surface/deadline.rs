//! `explainDeadline`.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::Surface;

#[tokio::test]
async fn seven_working_days_after_the_eve_of_national_day_end_in_mid_october() {
    let surface = Surface::open().await;
    let answer = surface
        .get("/api/v1/deadline?from=2026-09-30&rule=L1")
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["from"], "2026-09-30");
    assert_eq!(body["rule"], "L1");
    assert_eq!(body["due"], "2026-10-15");
    assert_eq!(body["provisional"], false);
    let days = body["days"].as_array().unwrap();
    let day = |index: usize| {
        let day = &days[index];
        json!([day["date"], day["counted"], day["reason"], day["name"]])
    };
    assert_eq!(day(0), json!(["2026-09-30", false, "start_day", null]));
    assert_eq!(day(1), json!(["2026-10-01", false, "holiday", "国庆节"]));
    assert_eq!(days.iter().filter(|day| day["counted"] == true).count(), 7);
    assert_eq!(days.last().unwrap()["date"], "2026-10-15");
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let surface = Surface::open().await;
    let answer = surface.get("/api/v1/deadline?from=tomorrow&rule=L99").await;
    assert_eq!(answer.problem(422), "invalid");
    assert_eq!(
        answer.wrong_fields(),
        ["from not_a_date", "rule unknown_code"]
    );
    assert_eq!(
        surface.get("/api/v1/deadline?rule=L1").await.wrong_fields(),
        ["from missing"]
    );
    let answer = surface
        .get("/api/v1/deadline?from=2026-09-30&rule=L1&days=7")
        .await;
    assert_eq!(
        (answer.problem(422), answer.wrong_fields()),
        ("unknown_field".into(), vec!["days unknown_field".into()])
    );
}

#[tokio::test]
async fn a_date_is_kept_in_the_own_calendar() {
    let surface = Surface::open().await;
    let answer = surface.get("/why/date.ics?from=2026-09-30&rule=L1").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let lines: Vec<&str> = answer.body.split("\r\n").collect();
    assert_eq!(lines.first(), Some(&"BEGIN:VCALENDAR"));
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20261015"), "{lines:?}");
    assert!(lines.contains(&"DTSTAMP:20261120T040000Z"), "{lines:?}");
    assert!(
        lines.contains(&"TRIGGER;RELATED=START:-PT54000S"),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|line| line.len() <= 75),
        "lines are folded: {lines:?}"
    );
    let again = surface.get("/why/date.ics?from=2026-09-30&rule=L1").await;
    assert_eq!(answer.body, again.body, "kept twice, it is one entry");
    let wrong = surface.get("/why/date.ics?from=soon&rule=L1").await;
    assert_eq!(wrong.status, StatusCode::SEE_OTHER);
    assert_eq!(wrong.header("location"), "/why?from=soon&rule=L1");
}
