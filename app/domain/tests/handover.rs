//! Hand-over codes: what is read, and what is kept apart.

use domain::case::Fault;
use domain::handover::{Handover, PhoneEnd};
use domain::one_time_code::OneTimeCode;
use rstest::rstest;

#[rstest]
#[case("1234", Ok(()))]
#[case(" 1 2-3４ ", Ok(()))]
#[case("", Err(Fault::Missing))]
#[case("  ", Err(Fault::Missing))]
#[case("123", Err(Fault::NotAPhoneEnd))]
#[case("12345", Err(Fault::NotAPhoneEnd))]
#[case("14400001234", Err(Fault::NotAPhoneEnd))]
#[case("12a4", Err(Fault::NotAPhoneEnd))]
fn four_digits_are_read_as_people_write_them(
    #[case] typed: &str,
    #[case] expected: Result<(), Fault>,
) {
    assert_eq!(PhoneEnd::parse(typed).map(|_| ()), expected);
}

#[test]
fn what_is_typed_is_the_code_that_was_made() {
    let code = OneTimeCode::from_random(7_000_042);
    let made = Handover::new(code, PhoneEnd::parse("0012").unwrap());
    assert_eq!(made.shown(), "000 042");
    assert_eq!(Handover::parse("000 042", "0012").unwrap(), made);
    for (code, end) in [("000043", "0012"), ("000042", "0013"), ("420000", "1200")] {
        let other = Handover::parse(code, end).unwrap();
        assert_ne!(other.reveal(), made.reveal());
    }
}

#[test]
fn every_wrong_field_is_named() {
    let problems = Handover::parse("12", "").unwrap_err();
    let named: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.code))
        .collect();
    assert_eq!(
        named,
        [("code", Fault::NotACode), ("phone_end", Fault::Missing)]
    );
    let problems = Handover::parse(" ", "1234").unwrap_err();
    assert_eq!(problems[0].code, Fault::Missing);
}

#[test]
fn nothing_of_it_is_shown_by_accident() {
    let made = Handover::parse("123456", "7890").unwrap();
    let debug = format!("{made:?}");
    assert!(
        !debug.contains("123456") && !debug.contains("7890"),
        "{debug}"
    );
}
