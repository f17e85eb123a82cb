//! Targets that administrators set: which are refused, and for which clocks they hold.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::case::Fault;
use domain::clock::{
    ClockProfile, ClockTargets, Period, RawTarget, RuleId, RuleSet, TargetChange, explain,
    is_settable, run,
};
use domain::code::OrganisationKind;
use rstest::rstest;

/// An instant given as local time at UTC+08:00.
fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00"))
        .unwrap()
        .with_timezone(&Utc)
}

const NOW: &str = "2026-11-02T15:00";

fn raw(clock: &str, target: &str, unit: &str) -> RawTarget {
    RawTarget {
        kind: "authority".to_owned(),
        clock: clock.to_owned(),
        target: target.to_owned(),
        unit: unit.to_owned(),
        effective_from: "2026-11-02".to_owned(),
        reason: "示例：提高效率".to_owned(),
    }
}

fn refused(raw: &RawTarget) -> Vec<(String, Fault)> {
    let problems = raw.parse(at(NOW)).err().unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.code))
        .collect()
}

#[rstest]
#[case::law_of_seven_days("C-REVIEW", "169", "hours", "target", Fault::BeyondLaw)]
#[case::notice("C-REFUSE", "8", "working_days", "target", Fault::BeyondLaw)]
#[case::mediation("C-MEDIATE", "61", "natural_days", "target", Fault::BeyondLaw)]
#[case::check("C-VERIFY", "16", "working_days", "target", Fault::BeyondLaw)]
#[case::penalty("C-CASE", "91", "natural_days", "target", Fault::BeyondLaw)]
#[case::without_a_wall("C-CONSULT", "366", "working_days", "target", Fault::TooLarge)]
#[case::hours_without_a_wall("C-FIRSTREPLY", "8761", "hours", "target", Fault::TooLarge)]
#[case::zero("C-REVIEW", "0", "hours", "target", Fault::Zero)]
#[case::negative("C-REVIEW", "-1", "hours", "target", Fault::Malformed)]
#[case::words("C-REVIEW", "many", "hours", "target", Fault::Malformed)]
#[case::enormous("C-REVIEW", "99999999999", "hours", "target", Fault::Malformed)]
#[case::empty("C-REVIEW", "", "hours", "target", Fault::Missing)]
#[case::unit("C-REVIEW", "2", "working_days", "unit", Fault::OtherUnit)]
#[case::no_unit("C-REVIEW", "2", "", "unit", Fault::Missing)]
#[case::unknown("C-NOTHING", "2", "hours", "clock", Fault::UnknownCode)]
#[case::law("L1", "2", "working_days", "clock", Fault::SetByLaw)]
#[case::law_with_a_target("L12", "2", "natural_days", "clock", Fault::SetByLaw)]
fn a_target_is_refused_by_name(
    #[case] clock: &str,
    #[case] target: &str,
    #[case] unit: &str,
    #[case] field: &str,
    #[case] fault: Fault,
) {
    let refused = refused(&raw(clock, target, unit));
    assert_eq!(refused, [(field.to_owned(), fault)]);
}

#[rstest]
#[case("2026-11-01", Some(Fault::InPast))]
#[case("2026-11-02", None)]
#[case("2030-01-01", None)]
#[case("2026-02-30", Some(Fault::NotADate))]
#[case("tomorrow", Some(Fault::NotADate))]
#[case("9999-01-01", Some(Fault::TooLarge))]
#[case("", Some(Fault::Missing))]
fn a_target_begins_today_or_later(#[case] from: &str, #[case] fault: Option<Fault>) {
    let raw = RawTarget {
        effective_from: from.to_owned(),
        ..raw("C-REVIEW", "12", "hours")
    };
    let expected = fault.map(|fault| ("effective_from".to_owned(), fault));
    assert_eq!(refused(&raw), Vec::from_iter(expected));
}

#[test]
fn a_reason_and_a_kind_are_needed() {
    let raw = RawTarget {
        kind: "ministry".to_owned(),
        reason: " ".to_owned(),
        ..raw("C-REVIEW", "12", "hours")
    };
    let expected = [
        ("kind".to_owned(), Fault::UnknownCode),
        ("reason".to_owned(), Fault::Missing),
    ];
    assert_eq!(refused(&raw), expected);
}

#[test]
fn the_wall_itself_is_no_breach_and_binds_only_whom_the_law_binds() {
    for (clock, target, unit) in [
        ("C-REVIEW", "168", "hours"),
        ("C-REFUSE", "7", "working_days"),
        ("C-MEDIATE", "60", "natural_days"),
    ] {
        assert_eq!(refused(&raw(clock, target, unit)), [], "{clock}");
    }
    let station = RawTarget {
        kind: "station".to_owned(),
        ..raw("C-DECIDE", "10", "working_days")
    };
    assert_eq!(refused(&station), [], "a station decides nothing");
}

#[test]
fn every_clock_of_an_organisation_can_be_set_and_none_of_the_law() {
    for rule in RuleId::ALL {
        assert_eq!(is_settable(*rule), !rule.is_law(), "{rule}");
        let profile = ClockTargets::default().profile(OrganisationKind::Authority);
        let terms = profile.terms(*rule);
        if is_settable(*rule) {
            let target = terms.target.unwrap();
            let own = raw(rule.code(), &target.number().to_string(), target.unit());
            assert_eq!(own.parse(at(NOW)).unwrap().change.target, target, "{rule}");
        }
    }
}

fn change(hours: u16, begins: &str) -> (OrganisationKind, TargetChange) {
    let change = TargetChange {
        rule: RuleId::Review,
        target: Period::Hours(hours),
        begins_at: at(begins),
    };
    (OrganisationKind::Authority, change)
}

fn target(profile: &ClockProfile, start: &str) -> Period {
    let calendar = Calendar::built_in().unwrap();
    let clock = run(RuleId::Review, at(start), &[], &calendar, profile);
    let why = explain(RuleId::Review, at(start), &[], &calendar, profile);
    assert_eq!(
        (why.due, why.due_at),
        (clock.due, clock.due_at),
        "the explanation tells the same target"
    );
    clock.period
}

#[test]
fn a_clock_keeps_the_target_in_force_when_it_started() {
    let today = raw("C-REVIEW", "12", "hours").parse(at(NOW)).unwrap();
    assert_eq!(today.change.begins_at, at(NOW), "not from this morning");
    let later = RawTarget {
        effective_from: "2026-12-01".to_owned(),
        ..raw("C-REVIEW", "8", "hours")
    };
    let later = later.parse(at(NOW)).unwrap();
    assert_eq!(later.change.begins_at, at("2026-12-01T00:00"));
    let set = [today.change, later.change].map(|change| (OrganisationKind::Authority, change));
    let targets = ClockTargets::new(set.to_vec());
    let profile = targets.profile(OrganisationKind::Authority);
    for (start, hours) in [
        ("2026-11-02T09:00", 24),
        ("2026-11-02T15:00", 12),
        ("2026-11-30T23:59", 12),
        ("2026-12-01T00:00", 8),
    ] {
        assert_eq!(target(&profile, start), Period::Hours(hours), "{start}");
    }
    let other = targets.profile(OrganisationKind::Office);
    assert_eq!(target(&other, "2026-12-01T09:00"), Period::Hours(24));
}

#[test]
fn of_two_targets_for_one_day_the_later_set_holds() {
    let set = vec![
        change(12, "2026-12-01T00:00"),
        change(6, "2026-12-01T00:00"),
    ];
    let profile = ClockTargets::new(set).profile(OrganisationKind::Authority);
    assert_eq!(target(&profile, "2026-12-01T09:00"), Period::Hours(6));
}

#[test]
fn a_case_under_the_earlier_order_keeps_the_targets_that_came_with_it() {
    let targets = ClockTargets::new(vec![change(12, "2026-01-01T00:00")]);
    let old = ClockProfile::default_for(RuleSet::Order20);
    let profile = targets.applied(old.clone(), OrganisationKind::Authority);
    assert_eq!(profile, old);
}
