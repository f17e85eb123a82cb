//! One-time codes: six digits however they are typed, and how often they may be asked for.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, TimeDelta, Utc};
use domain::case::Fault;
use domain::one_time_code::{CodeRequest, NotACode, OneTimeCode, wait};
use rstest::rstest;

#[rstest]
#[case("123456")]
#[case(" 123 456 ")]
#[case("１２３４５６")]
#[case("123-456")]
fn a_code_is_read_however_it_is_typed(#[case] typed: &str) {
    assert_eq!(OneTimeCode::parse(typed).unwrap().reveal(), "123456");
}

#[rstest]
#[case("")]
#[case("12345")]
#[case("1234567")]
#[case("12345a")]
#[case("一二三四五六")]
fn everything_else_is_no_code(#[case] typed: &str) {
    assert_eq!(OneTimeCode::parse(typed), Err(NotACode));
}

#[rstest]
#[case(0, "000000")]
#[case(999_999, "999999")]
#[case(u64::MAX, "551615")]
fn every_random_number_makes_six_digits(#[case] bits: u64, #[case] digits: &str) {
    assert_eq!(OneTimeCode::from_random(bits).reveal(), digits);
}

const NUMBER: &str = "990101 01 1 261122 00007";

fn number() -> String {
    let with = (0..10).map(|check| format!("{NUMBER} {check}"));
    let valid = |text: &String| domain::value::CaseNumber::parse(text).is_ok();
    with.into_iter().find(valid).unwrap()
}

#[test]
fn a_request_names_case_and_mobile_telephone() {
    let request = CodeRequest::parse(&number(), "+86 144 0000 1234").unwrap();
    assert_eq!(request.phone.as_str(), "14400001234");
}

#[rstest]
#[case("", "", &[("number", Fault::Missing), ("phone", Fault::Missing)])]
#[case("12", "14400001234", &[("number", Fault::NotACaseNumber)])]
#[case("12", "0990-8820001", &[("number", Fault::NotACaseNumber), ("phone", Fault::NotAPhone)])]
fn every_wrong_field_is_named(
    #[case] number: &str,
    #[case] phone: &str,
    #[case] expected: &[(&str, Fault)],
) {
    let problems = CodeRequest::parse(number, phone).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.code))
        .collect();
    assert_eq!(found, expected);
}

/// Seconds to wait after requests so many seconds ago, latest first.
fn waits(ago: &[i64]) -> Option<i64> {
    let now: DateTime<Utc> = "2026-11-20T02:00:00Z".parse().unwrap();
    let asked: Vec<_> = ago
        .iter()
        .map(|seconds| now - TimeDelta::seconds(*seconds))
        .collect();
    wait(&asked, now).map(|time| time.num_seconds())
}

#[test]
fn a_code_may_be_asked_for_every_minute_and_five_times_an_hour() {
    assert_eq!(waits(&[]), None);
    assert_eq!(waits(&[0]), Some(60));
    assert_eq!(waits(&[59]), Some(1));
    assert_eq!(waits(&[60]), None);
    assert_eq!(waits(&[60, 120, 180, 240]), None);
    assert_eq!(waits(&[60, 120, 180, 240, 300]), Some(3_300));
    assert_eq!(waits(&[3_599, 3_599, 3_599, 3_599, 3_599]), Some(1));
    assert_eq!(waits(&[3_600; 5]), None);
}
