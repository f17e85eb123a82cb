//! The plan of a year as an administrator pastes it.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use domain::calendar::{FlawKind, PlanError, RawYearPlan};
use domain::case::Fault;
use domain::locale::Locale;

fn raw(plan: &str) -> RawYearPlan {
    RawYearPlan {
        year: " 2027 ".to_owned(),
        source: "示例通知".to_owned(),
        plan: plan.to_owned(),
    }
}

const PLAN: &str = r#"{
  "holidays": [{ "from": "2027-01-01", "to": "2027-01-03", "zh": "元旦", "en": "New Year" }],
  "make_up_days": ["2027-01-09"]
}"#;

/// Line and kind of every flaw.
fn flaws(plan: &str) -> Vec<(u32, FlawKind)> {
    let problems = raw(plan).parse().unwrap_err();
    let flaws = problems.flaws.into_iter();
    flaws.map(|flaw| (flaw.line, flaw.kind)).collect()
}

#[test]
fn a_plan_is_read_alone_and_under_its_year() {
    let alone = raw(PLAN).parse().unwrap();
    assert_eq!((alone.year, alone.plan.days_off()), (2027, 3));
    let keyed = raw(&format!("{{ \"2027\": {PLAN} }}")).parse().unwrap();
    assert_eq!(keyed, alone);
    let other = flaws(r#"{ "2026": { "holidays": [], "make_up_days": [] } }"#);
    assert_eq!(other, [(1, FlawKind::OtherYear)]);
}

#[test]
fn every_flaw_is_told_with_its_line() {
    assert_eq!(flaws("{\n\"holidays\": [\n"), [(3, FlawKind::NotJson)]);
    let unknown = PLAN.replace("\"zh\"", "\"cn\"");
    assert_eq!(flaws(&unknown), [(2, FlawKind::NotAPlan)]);
    let many = PLAN.replace("2027-01-03", "2026-12-31").replace(
        "[\"2027-01-09\"]",
        "[\"2027-01-11\",\n\"2027-01-16\",\n\"2027-01-16\"]",
    );
    let date = |text: &str| text.parse().unwrap();
    let expected = [
        (
            2,
            FlawKind::Rule(PlanError::OutsideYear {
                year: 2027,
                date: date("2026-12-31"),
            }),
        ),
        (
            2,
            FlawKind::Rule(PlanError::Reversed {
                from: date("2027-01-01"),
                to: date("2026-12-31"),
            }),
        ),
        (
            3,
            FlawKind::Rule(PlanError::MakeUpOnWeekday(date("2027-01-11"))),
        ),
        (5, FlawKind::Rule(PlanError::Twice(date("2027-01-16")))),
    ];
    assert_eq!(flaws(&many), expected);
    for flaw in raw(&many).parse().unwrap_err().flaws {
        for locale in [Locale::ZhCn, Locale::En] {
            let message = flaw.message(locale);
            assert!(
                !message.contains("calendar.flaw") && !message.contains("%{"),
                "{message}"
            );
        }
    }
}

#[test]
fn every_wrong_field_is_named() {
    let wrong = RawYearPlan {
        year: "1999".to_owned(),
        source: " ".to_owned(),
        plan: "x".repeat(20_001),
    };
    let problems = wrong.parse().unwrap_err();
    let fields = problems
        .fields
        .iter()
        .map(|it| (it.field.as_str(), it.code));
    let expected = [
        ("year", Fault::Malformed),
        ("source", Fault::Missing),
        ("plan", Fault::TooLong),
    ];
    assert_eq!(fields.collect::<Vec<_>>(), expected);
}
