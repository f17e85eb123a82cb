//! Sessions, second factors, PINs and devices: what may open what, and for how long.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use chrono::{DateTime, TimeDelta, Utc};
use domain::case::{Fault, FieldProblem};
use domain::device::Device;
use domain::locale::Locale;
use domain::pin::{Pin, RawPin};
use domain::second_factor::{
    RECOVERY_LENGTH, RawProof, TypedCode, grouped, grouped_secret, is_fresh, recovery_code, step_of,
};
use domain::session::{
    LOCK_AFTER, SHUT, Standing, noted_every, pin_tries_left, shut_until, standing,
};
use rstest::rstest;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

#[rstest]
#[case("unused for a moment", false, true, 299, Standing::Open)]
#[case("unused for five minutes", false, true, 300, Standing::Locked)]
#[case("unused without a PIN", false, false, 1_700, Standing::Open)]
#[case("locked by hand", true, true, 0, Standing::Locked)]
#[case("locked, and the PIN is gone", true, false, 0, Standing::Locked)]
fn a_session_locks_by_hand_and_unused_where_there_is_a_pin(
    #[case] what: &str,
    #[case] by_hand: bool,
    #[case] has_pin: bool,
    #[case] unused: i64,
    #[case] expected: Standing,
) {
    let locked_at = by_hand.then(now);
    let seen = now() - TimeDelta::seconds(unused);
    assert_eq!(
        standing(locked_at, has_pin, seen, now()),
        expected,
        "{what}"
    );
}

#[test]
fn use_is_noted_often_enough_for_the_lock() {
    assert!(noted_every(true) * 5 < LOCK_AFTER);
    assert!(noted_every(false) > noted_every(true));
}

#[rstest]
#[case(0, Some(5))]
#[case(4, Some(1))]
#[case(5, None)]
#[case(6, None)]
fn five_wrong_pins_end_a_session(#[case] wrong: i64, #[case] left: Option<i64>) {
    assert_eq!(pin_tries_left(wrong), left);
}

#[rstest]
#[case(4, None)]
#[case(5, Some(now() + SHUT))]
#[case(9, Some(now() + SHUT))]
fn five_wrong_passwords_or_codes_shut_an_account(
    #[case] wrong: i64,
    #[case] until: Option<DateTime<Utc>>,
) {
    assert_eq!(shut_until(wrong, now()), until);
}

#[rstest]
#[case("nothing used yet", 10, None, true)]
#[case("later", 11, Some(10), true)]
#[case("the same again", 10, Some(10), false)]
#[case("earlier", 9, Some(10), false)]
fn a_code_works_once_and_none_before_it(
    #[case] what: &str,
    #[case] step: u64,
    #[case] last: Option<u64>,
    #[case] fresh: bool,
) {
    assert_eq!(is_fresh(step, last), fresh, "{what}");
}

#[test]
fn a_step_has_thirty_seconds() {
    let at = |seconds| step_of(DateTime::from_timestamp(seconds, 0).unwrap());
    assert_eq!((at(0), at(29), at(30), at(-1)), (0, 0, 1, 0));
}

/// What a typed code is, in a form that can be compared and shown.
fn read(text: &str) -> Result<String, Fault> {
    TypedCode::parse(text).map(|code| match code {
        TypedCode::Authenticator(digits) => digits,
        TypedCode::Recovery { place, code } => format!("{place} {code}"),
    })
}

#[rstest]
#[case("123456", Ok("123456"))]
#[case(" １２３ ４５６ ", Ok("123456"))]
#[case("2abc-def3-4567", Ok("0 2abcdef34567"))]
#[case("DABC DEF3 4567", Err(Fault::NotASecondFactor))]
#[case("BABC DEF3 4567", Ok("9 babcdef34567"))]
#[case("", Err(Fault::Missing))]
#[case(" - ", Err(Fault::Missing))]
#[case("12345", Err(Fault::NotASecondFactor))]
#[case("1234567", Err(Fault::NotASecondFactor))]
#[case("2abc-def3-456l", Err(Fault::NotASecondFactor))]
#[case("验证码一二三四五六", Err(Fault::NotASecondFactor))]
fn a_second_factor_is_read_however_it_is_typed(
    #[case] typed: &str,
    #[case] expected: Result<&str, Fault>,
) {
    assert_eq!(read(typed), expected.map(str::to_owned));
}

#[test]
fn every_recovery_code_names_its_place_and_reads_itself() {
    for place in 0..10 {
        let code = recovery_code(place, &[0xff; RECOVERY_LENGTH]);
        assert_eq!(code.len(), RECOVERY_LENGTH);
        assert_eq!(read(&grouped(&code)), Ok(format!("{place} {code}")));
    }
    assert_eq!(grouped("2abcdef34567"), "2abc-def3-4567");
    assert_eq!(grouped_secret("ABCDEFGHIJ"), "ABCD EFGH IJ");
}

#[test]
fn ending_a_second_factor_needs_password_and_code() {
    let raw = |password: &str, code: &str| RawProof {
        password: password.to_owned(),
        code: code.to_owned(),
    };
    assert!(raw("password", "123456").parse().is_ok());
    let missing = |field| FieldProblem::new(field, Fault::Missing);
    let problems = raw("", "").parse().err().unwrap();
    assert_eq!(problems, [missing("current_password"), missing("code")]);
}

#[rstest]
#[case("802 417", Ok("802417"))]
#[case("８０２４１７", Ok("802417"))]
#[case("80241", Err(Fault::NotAPin))]
#[case("8024171", Err(Fault::NotAPin))]
#[case("80241a", Err(Fault::NotAPin))]
fn a_pin_has_six_digits(#[case] typed: &str, #[case] expected: Result<&str, Fault>) {
    let read = Pin::parse(typed).map(|pin| pin.reveal().to_owned());
    assert_eq!(read, expected.map(str::to_owned));
}

#[rstest]
#[case("password", "802417", "802417", &[])]
#[case("password", "802417", "802 417", &[])]
#[case("", "802417", "802417", &[("current_password", Fault::Missing)])]
#[case("password", "", "", &[("pin", Fault::Missing)])]
#[case("password", "123456", "123456", &[("pin", Fault::Guessable)])]
#[case("password", "987654", "987654", &[("pin", Fault::Guessable)])]
#[case("password", "888888", "888888", &[("pin", Fault::Guessable)])]
#[case("password", "121212", "121212", &[("pin", Fault::Guessable)])]
#[case("password", "520520", "520520", &[("pin", Fault::Guessable)])]
#[case("password", "802417", "802418", &[("repeated_pin", Fault::Different)])]
#[case("", "1", "", &[("current_password", Fault::Missing), ("pin", Fault::NotAPin)])]
fn a_new_pin_is_not_among_those_that_are_tried_first(
    #[case] password: &str,
    #[case] pin: &str,
    #[case] repeated: &str,
    #[case] expected: &[(&str, Fault)],
) {
    let raw = RawPin {
        password: password.to_owned(),
        pin: pin.to_owned(),
        repeated: repeated.to_owned(),
    };
    let problems = raw.parse().err().unwrap_or_default();
    let expected: Vec<_> = expected
        .iter()
        .map(|(field, fault)| FieldProblem::new(*field, *fault))
        .collect();
    assert_eq!(problems, expected);
}

#[rstest]
#[case(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "平板上的 Chrome",
    "Chrome on a tablet"
)]
#[case(
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "手机上的 Chrome",
    "Chrome on a phone"
)]
#[case(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49",
    "手机上的 微信",
    "WeChat on a phone"
)]
#[case(
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "平板上的 Safari",
    "Safari on a tablet"
)]
#[case(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
    "电脑上的 Edge",
    "Edge on a computer"
)]
#[case(
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "电脑上的 Firefox",
    "Firefox on a computer"
)]
#[case("curl/8.5.0", "其他设备", "other device")]
#[case("", "其他设备", "other device")]
fn a_device_is_told_in_plain_words(#[case] agent: &str, #[case] zh: &str, #[case] en: &str) {
    let device = Device::read(agent);
    assert_eq!(device.words(Locale::ZhCn), zh);
    assert_eq!(device.words(Locale::En), en);
}
