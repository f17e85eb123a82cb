//! The answer to "why this date?" has the published shape and agrees with the date.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has to stop"
)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::clock::{
    ClockProfile, Explanation, Pause, PauseReason, Reason, RuleId, RuleSet, Start, explain,
};
use serde_json::json;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00"))
        .unwrap()
        .with_timezone(&Utc)
}

fn explained(rule: RuleId, start: impl Into<Start>, pauses: &[Pause]) -> Explanation {
    let profile = ClockProfile::default_for(RuleSet::Order121);
    explain(
        rule,
        start,
        pauses,
        &Calendar::built_in().unwrap(),
        &profile,
    )
}

fn days(explanation: &Explanation) -> Vec<(String, bool, Reason)> {
    let day = |d: &domain::clock::ExplainedDay| (d.date.to_string(), d.counted, d.reason);
    explanation.days.iter().map(day).collect()
}

#[test]
fn a_period_over_the_national_holiday_is_told_day_by_day() {
    let told = serde_json::to_value(explained(RuleId::L1, date("2026-09-30"), &[])).unwrap();
    assert_eq!(told["from"], "2026-09-30");
    assert_eq!(told["rule"], "L1");
    assert_eq!(told["due"], "2026-10-15");
    assert_eq!(told["due_at"], "2026-10-15T15:59:59Z");
    assert_eq!(told["provisional"], false);
    let days = told["days"].as_array().unwrap();
    assert_eq!(days.len(), 16);
    let day = |date: &str, counted: bool, reason: &str, name: Option<(&str, &str)>| {
        json!({ "date": date, "counted": counted, "reason": reason,
            "name": name.map(|n| n.0), "name_en": name.map(|n| n.1) })
    };
    let national = Some(("国庆节", "National Day"));
    assert_eq!(days[0], day("2026-09-30", false, "start_day", None));
    assert_eq!(days[1], day("2026-10-01", false, "holiday", national));
    assert_eq!(days[7], day("2026-10-07", false, "holiday", national));
    assert_eq!(days[8], day("2026-10-08", true, "working_day", None));
    assert_eq!(days[10], day("2026-10-10", true, "make_up_day", None));
    assert_eq!(days[11], day("2026-10-11", false, "weekend", None));
    assert_eq!(days[15], day("2026-10-15", true, "working_day", None));
}

#[test]
fn a_period_that_ends_on_a_holiday_is_told_to_its_end() {
    let told = explained(RuleId::L2, date("2026-08-03"), &[]);
    assert_eq!(told.due, Some(date("2026-10-08")));
    let tail: Vec<_> = told.days[60..]
        .iter()
        .map(|d| (d.counted, d.reason))
        .collect();
    let mut expected = vec![(true, Reason::NaturalDay)];
    expected.extend([(false, Reason::RolledOver); 6]);
    assert_eq!(tail, expected);
    assert_eq!(told.days[60].name.as_deref(), Some("国庆节"));
    assert_eq!(told.days[66].name, None);
}

#[test]
fn paused_days_are_named() {
    let pause = Pause {
        reason: PauseReason::RespondentUnreachable,
        from: at("2026-11-20T09:00"),
        to: Some(at("2026-11-24T09:00")),
    };
    let told = explained(RuleId::MediationStart, date("2026-11-20"), &[pause]);
    let expected = [
        ("2026-11-20", false, Reason::StartDay),
        ("2026-11-21", false, Reason::Paused),
        ("2026-11-22", false, Reason::Paused),
        ("2026-11-23", false, Reason::Paused),
        ("2026-11-24", true, Reason::WorkingDay),
    ];
    assert_eq!(days(&told), expected.map(|(d, c, r)| (d.to_owned(), c, r)));
}

#[test]
fn an_open_pause_ends_the_list_on_the_first_day_it_lasts() {
    let pause = Pause {
        reason: PauseReason::Appraisal,
        from: at("2026-11-22T09:00"),
        to: None,
    };
    let told = explained(RuleId::L2, date("2026-11-20"), &[pause]);
    assert_eq!((told.due, told.due_at), (None, None));
    let expected = [
        ("2026-11-20", false, Reason::StartDay),
        ("2026-11-21", true, Reason::NaturalDay),
        ("2026-11-22", false, Reason::Paused),
    ];
    assert_eq!(days(&told), expected.map(|(d, c, r)| (d.to_owned(), c, r)));
}

#[test]
fn hours_name_the_dates_they_touch() {
    let told = explained(RuleId::Review, at("2026-09-30T17:00"), &[]);
    assert_eq!(told.due_at, Some(at("2026-10-01T17:00")));
    let expected = [
        ("2026-09-30", false, Reason::StartDay),
        ("2026-10-01", true, Reason::NaturalDay),
    ];
    assert_eq!(days(&told), expected.map(|(d, c, r)| (d.to_owned(), c, r)));
    let same_day = explained(RuleId::Major, at("2026-09-30T09:00"), &[]);
    assert_eq!(
        (same_day.due, same_day.days.len()),
        (Some(date("2026-09-30")), 1)
    );
}

#[test]
fn paused_hours_name_the_paused_dates_and_stop_at_an_open_pause() {
    let pause = |to| Pause {
        reason: PauseReason::ConsumerSupplement,
        from: at("2026-11-20T12:00"),
        to,
    };
    let told = explained(
        RuleId::Review,
        at("2026-11-19T17:00"),
        &[pause(Some(at("2026-11-22T12:00")))],
    );
    assert_eq!(told.due_at, Some(at("2026-11-22T17:00")));
    let reasons: Vec<_> = told.days.iter().map(|d| d.reason).collect();
    assert_eq!(
        reasons,
        [
            Reason::StartDay,
            Reason::Paused,
            Reason::Paused,
            Reason::NaturalDay
        ]
    );
    let open = explained(RuleId::Review, at("2026-11-19T17:00"), &[pause(None)]);
    let reasons: Vec<_> = open.days.iter().map(|d| d.reason).collect();
    assert_eq!(
        (open.due, reasons),
        (None, vec![Reason::StartDay, Reason::Paused])
    );
}

#[test]
fn a_pause_after_the_last_hour_does_not_take_the_last_day_back() {
    let pause = Pause {
        reason: PauseReason::ConsumerSupplement,
        from: at("2026-11-20T18:00"),
        to: None,
    };
    let told = explained(RuleId::Review, at("2026-11-19T17:00"), &[pause]);
    assert_eq!(told.due_at, Some(at("2026-11-20T17:00")));
    let expected = [
        ("2026-11-19", false, Reason::StartDay),
        ("2026-11-20", true, Reason::NaturalDay),
    ];
    assert_eq!(days(&told), expected.map(|(d, c, r)| (d.to_owned(), c, r)));
}
