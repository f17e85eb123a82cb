//! A due date as an entry for the person's own calendar.

use axum::extract::{Query, RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::TimeDelta;
use domain::clock::{Explanation, RuleSet, Start};
use domain::locale::Locale;
use domain::tr;
use domain::view::Failure;
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, Trigger};
use serde::Deserialize;

use crate::http::problem::Problem;
use crate::http::{App, visit};

/// Before the midnight with which the day begins: at nine in the morning of the day before.
const REMINDER: TimeDelta = TimeDelta::hours(15);

/// What is asked for, as on the page that explains the date.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    rule: String,
    from: String,
}

/// `GET /why/date.ics`: the date that `/why` explains. A question that makes no sense goes back to
/// that page, which says what is wrong with it.
pub async fn date(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let explained = match service::deadline::explain(&app.services, &asked.from, &asked.rule) {
        Ok(explained) => explained,
        Err(Failure::Invalid(_)) => return Ok(back(query)),
        Err(failure) => return Err(failure.into()),
    };
    let Some(entry) = entry(&explained, &app, visit::locale(&headers)) else {
        return Ok(back(query));
    };
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"date.ics\""),
    ];
    Ok((StatusCode::OK, headers, entry).into_response())
}

fn back(query: Option<String>) -> Response {
    Redirect::to(&format!("/why?{}", query.unwrap_or_default())).into_response()
}

/// `None` while there is no date.
fn entry(explained: &Explanation, app: &App, locale: Locale) -> Option<String> {
    let due = explained.due?;
    let name = explained.rule.label().of(locale);
    let start = match explained.from {
        Start::Day(day) => day.to_string(),
        Start::Instant(instant) => instant.to_rfc3339(),
    };
    let rule = explained.rule.code();
    let summary = tr!(locale, "tracking.why.entry", rule = name);
    let basis = explained
        .rule
        .citation(RuleSet::for_received(explained.from.date()));
    let basis = basis.map(|basis| basis.of(locale));
    let provisional = explained
        .provisional
        .then(|| tr!(locale, "tracking.why.provisional").into_owned());
    let notes: Vec<_> = basis
        .map(str::to_owned)
        .into_iter()
        .chain(provisional)
        .collect();
    let (uid, now) = (format!("{rule}-{start}-{due}@weiquan"), app.services.now());
    // Without a time and an id of its own the library makes some up, and nothing is twice the same.
    let reminder = Alarm::display(&summary, Trigger::before_start(REMINDER))
        .uid(&format!("reminder-{uid}"))
        .timestamp(now)
        .done();
    let event = Event::new()
        .uid(&uid)
        .timestamp(now)
        .summary(&summary)
        .description(&notes.join("\n"))
        .starts(due)
        .alarm(reminder)
        .done();
    Some(Calendar::new().push(event).done().to_string())
}
