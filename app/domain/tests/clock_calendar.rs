//! The built-in calendar, and what an imported year changes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its own input has to stop"
)]

use chrono::{Datelike, NaiveDate};
use domain::calendar::{Calendar, DayKind, Holiday, PlanError, YearPlan};
use domain::clock::{ClockProfile, RuleId, RuleSet, run};
use rstest::rstest;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn holiday(from: &str, to: &str) -> Holiday {
    Holiday {
        from: date(from),
        to: date(to),
        zh: "春节".into(),
        en: "Spring Festival".into(),
    }
}

fn worked(calendar: &Calendar, day: NaiveDate) -> bool {
    calendar.day(day).kind.is_worked()
}

#[test]
fn the_built_in_calendar_covers_2004_to_2026() {
    let calendar = Calendar::built_in().unwrap();
    assert_eq!(
        calendar.years().collect::<Vec<_>>(),
        (2004..=2026).collect::<Vec<_>>()
    );
}

/// Working days a year, counted from the published notices.
#[rstest]
#[case(2024, 251)]
#[case(2025, 248)]
#[case(2026, 248)]
fn a_year_has_its_published_number_of_working_days(#[case] year: i32, #[case] expected: usize) {
    let calendar = Calendar::built_in().unwrap();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let days = first.iter_days().take_while(|day| day.year() == year);
    assert_eq!(days.filter(|day| worked(&calendar, *day)).count(), expected);
}

#[rstest]
#[case(
    2024,
    "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"
)]
#[case(
    2025,
    "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    "01-26 02-08 04-27 09-28 10-11"
)]
#[case(
    2026,
    "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
    "01-04 02-14 02-28 05-09 09-20 10-10"
)]
fn every_day_of_the_last_three_years_is_as_published(
    #[case] year: i32,
    #[case] holidays: &str,
    #[case] make_up: &str,
) {
    let on = |day: &str| date(&format!("{year}-{day}"));
    let blocks: Vec<(NaiveDate, NaiveDate)> = holidays
        .split(' ')
        .map(|block| block.split_once("..").unwrap_or((block, block)))
        .map(|(from, to)| (on(from), on(to)))
        .collect();
    let make_up: Vec<NaiveDate> = make_up.split(' ').map(on).collect();
    let calendar = Calendar::built_in().unwrap();
    for day in on("01-01").iter_days().take_while(|day| day.year() == year) {
        let free = blocks.iter().any(|(from, to)| (*from..=*to).contains(&day));
        let found = calendar.day(day);
        assert!(!found.provisional);
        let as_published = match found.kind {
            DayKind::Holiday(_) => free,
            DayKind::MakeUpDay => make_up.contains(&day),
            DayKind::WorkingDay => !free && day.weekday().number_from_monday() <= 5,
            DayKind::Weekend => {
                !free && !make_up.contains(&day) && day.weekday().number_from_monday() > 5
            }
        };
        assert!(as_published, "{day} {found:?}");
    }
}

#[test]
fn a_year_without_a_plan_counts_monday_to_friday_and_says_so() {
    let calendar = Calendar::built_in().unwrap();
    for (day, is_worked) in [
        ("2027-10-01", true),
        ("2027-10-02", false),
        ("2003-12-31", true),
    ] {
        let found = calendar.day(date(day));
        assert!(found.provisional, "{day}");
        assert_eq!(found.kind.is_worked(), is_worked, "{day}");
    }
}

#[test]
fn importing_a_year_makes_provisional_dates_final() {
    let profile = ClockProfile::default_for(RuleSet::Order121);
    let start = date("2027-02-03");
    let before = Calendar::built_in().unwrap();
    let after = before
        .clone()
        .with_year(
            2027,
            YearPlan {
                holidays: vec![holiday("2027-02-05", "2027-02-12")],
                make_up_days: vec![date("2027-02-20"), date("2027-02-14")],
            },
        )
        .unwrap();
    let on = |calendar: &Calendar| {
        let clock = run(RuleId::L1, start, &[], calendar, &profile);
        (clock.due.unwrap().to_string(), clock.provisional)
    };
    assert_eq!(on(&before), ("2027-02-12".to_owned(), true));
    assert_eq!(on(&after), ("2027-02-19".to_owned(), false));
}

#[rstest]
#[case(vec![holiday("2026-12-31", "2027-01-01")], vec![],
    PlanError::OutsideYear { year: 2027, date: date("2026-12-31") })]
#[case(vec![holiday("2027-02-12", "2027-02-05")], vec![],
    PlanError::Reversed { from: date("2027-02-12"), to: date("2027-02-05") })]
#[case(vec![holiday("2027-02-05", "2027-02-12"), holiday("2027-02-12", "2027-02-13")], vec![],
    PlanError::Twice(date("2027-02-12")))]
#[case(vec![], vec!["2027-02-14", "2027-02-14"], PlanError::Twice(date("2027-02-14")))]
#[case(vec![], vec!["2027-02-15"], PlanError::MakeUpOnWeekday(date("2027-02-15")))]
#[case(vec![], vec!["2028-02-12"], PlanError::OutsideYear { year: 2027, date: date("2028-02-12") })]
#[case(vec![holiday("2027-02-05", "2027-02-12")], vec!["2027-02-06"],
    PlanError::MakeUpInHoliday(date("2027-02-06")))]
fn an_impossible_plan_is_refused_by_name(
    #[case] holidays: Vec<Holiday>,
    #[case] make_up_days: Vec<&str>,
    #[case] error: PlanError,
) {
    let make_up_days = make_up_days.into_iter().map(date).collect();
    let refused = Calendar::empty().with_year(
        2027,
        YearPlan {
            holidays,
            make_up_days,
        },
    );
    assert_eq!(refused, Err(error));
}

#[test]
fn a_calendar_survives_storage_and_refuses_what_is_none() {
    let calendar = Calendar::built_in().unwrap();
    let stored = serde_json::to_string(&calendar).unwrap();
    assert_eq!(Calendar::from_json(&stored).unwrap(), calendar);
    let outside = r#"{"2027":{"holidays":[],"make_up_days":["2026-02-14"]}}"#;
    let error = Calendar::from_json(outside).unwrap_err().to_string();
    assert!(error.contains("2026-02-14 is not a day of 2027"), "{error}");
    assert!(Calendar::from_json("[]").is_err());
}

#[test]
fn counting_between_dates_agrees_with_walking() {
    let calendar = Calendar::built_in().unwrap();
    let from = date("2003-12-20");
    let mut walked = 0;
    for to in from.iter_days().skip(1).take(9000) {
        walked += i64::from(worked(&calendar, to));
        assert_eq!(calendar.working_days_between(from, to), walked, "{to}");
    }
    assert_eq!(calendar.working_days_between(from, from), 0);
    assert_eq!(calendar.working_days_between(date("2026-02-14"), from), 0);
    assert!(calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX) > 100_000_000);
}
