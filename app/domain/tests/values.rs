//! What the values accept, what they refuse and by which rule.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use chrono::NaiveDate;
use domain::code::CaseType;
use domain::value::{
    Address, BusinessName, CaseNumber, CaseNumberError, CreditCode, CreditCodeError, Facts, Fen,
    IdNumber, IdNumberError, LongText, MoneyError, Name, Phone, PhoneError, Receipt, ReceiptError,
    RegistrationNumber, RegistrationNumberError, RoughDate, RoughDateError, TextError,
};
use proptest::prelude::*;
use rstest::rstest;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[rstest]
#[case("13800138000", "13800138000")]
#[case(" 138 0013 8000 ", "13800138000")]
#[case("138-0013-8000", "13800138000")]
#[case("+86 13800138000", "13800138000")]
#[case("+86-138-0013-8000", "13800138000")]
#[case("008613800138000", "13800138000")]
#[case("１３８００１３８０００", "13800138000")]
#[case("＋８６１３８００１３８０００", "13800138000")]
#[case("138\u{200b}00138000", "13800138000")]
#[case("14400001234", "14400001234")]
#[case("010-12345678", "010-12345678")]
#[case("01012345678", "010-12345678")]
#[case("（0990）1234567", "0990-1234567")]
#[case("09901234567", "0990-1234567")]
#[case("0990 123 4567", "0990-1234567")]
#[case("0990-1234567-801", "0990-1234567-801")]
#[case("0990-12345678转801", "0990-12345678-801")]
#[case("400-123-4567", "4001234567")]
#[case("8001234567", "8001234567")]
#[case("12315", "12315")]
#[case("95588", "95588")]
#[case("95123456", "95123456")]
#[case("96315", "96315")]
fn a_telephone_number_is_kept_in_one_form(#[case] typed: &str, #[case] kept: &str) {
    assert_eq!(Phone::parse(typed).unwrap().as_str(), kept);
}

#[rstest]
#[case("", PhoneError::Missing)]
#[case(" - ", PhoneError::Missing)]
#[case("一三八", PhoneError::NotANumber)]
#[case("13800138000a", PhoneError::NotANumber)]
#[case("+1 2025550123", PhoneError::NotANumber)]
#[case("1380013800", PhoneError::MobileLength)]
#[case("138001380000", PhoneError::MobileLength)]
#[case("0990-123456", PhoneError::LandlineLength)]
#[case("0990-1234567-1234567", PhoneError::LandlineLength)]
#[case("12800138000", PhoneError::Unknown)]
#[case("1234567", PhoneError::Unknown)]
#[case("9512", PhoneError::Unknown)]
fn a_telephone_number_is_refused_by_name(#[case] typed: &str, #[case] error: PhoneError) {
    assert_eq!(Phone::parse(typed), Err(error));
}

#[test]
fn a_phone_knows_whether_it_is_mobile_and_its_last_four_digits() {
    let mobile = Phone::parse("13800138123").unwrap();
    let landline = Phone::parse("0990-1234567-89").unwrap();
    assert_eq!(
        (mobile.is_mobile(), mobile.last4().as_str()),
        (true, "8123")
    );
    assert_eq!(
        (landline.is_mobile(), landline.last4().as_str()),
        (false, "4567")
    );
}

#[rstest]
#[case("9144030071526726XG")]
#[case("91330100799655058B")]
#[case("914403001922038216")]
#[case("91110000802100433B")]
#[case("91110000710926094P")]
#[case("91110108551385082Q")]
#[case("9152000071430580XT")]
#[case("91440400192548256N")]
#[case("91440606722473344C")]
#[case("91100000100003962T")]
#[case("91990100DEM0AA0166")]
#[case("91990100DEM0AA0241")]
#[case("91990100DEM0AA032U")]
#[case("92990100DEM0BB014U")]
#[case("92990100DEM0BB022N")]
#[case("93990100DEM0CC012H")]
#[case("51990100DEM0DD010L")]
#[case("12990100DEM0EE019G")]
fn a_credit_code_with_both_checks_is_accepted(#[case] code: &str) {
    assert_eq!(CreditCode::parse(code).unwrap().as_str(), code);
}

#[rstest]
#[case("91990100dem0aa0166")]
#[case("91990100-DEM0AA016-6")]
#[case("９１９９０１００ＤＥＭ０ＡＡ０１６６")]
#[case(" 9199 0100 DEM0 AA01 66 ")]
fn a_credit_code_is_kept_in_one_form(#[case] typed: &str) {
    assert_eq!(
        CreditCode::parse(typed).unwrap().as_str(),
        "91990100DEM0AA0166"
    );
}

#[rstest]
#[case("", CreditCodeError::Missing)]
#[case("91990100DEM0AA016", CreditCodeError::Length)]
#[case("91990100DEM0AA01660", CreditCodeError::Length)]
#[case("91990100DEM0AA016I", CreditCodeError::Alphabet)]
#[case("示1990100DEM0AA0166", CreditCodeError::Alphabet)]
#[case("91990100DEM0AA0176", CreditCodeError::OrganisationCheck)]
#[case("91990100DEM0AA0167", CreditCodeError::Check)]
#[case("91990101DEM0AA0166", CreditCodeError::Check)]
fn a_credit_code_is_refused_by_name(#[case] typed: &str, #[case] error: CreditCodeError) {
    assert_eq!(CreditCode::parse(typed), Err(error));
}

#[rstest]
#[case("9901012600001", Ok("9901012600001"))]
#[case("990101 2600 00123", Ok("990101260000123"))]
#[case("", Err(RegistrationNumberError::Missing))]
#[case("99010126000A1", Err(RegistrationNumberError::NotANumber))]
#[case("990101260000", Err(RegistrationNumberError::Length))]
#[case("9901012600001234", Err(RegistrationNumberError::Length))]
fn an_old_registration_number_has_13_to_15_digits(
    #[case] typed: &str,
    #[case] expected: Result<&str, RegistrationNumberError>,
) {
    let number = RegistrationNumber::parse(typed);
    assert_eq!(
        number.as_ref().map(RegistrationNumber::as_str),
        expected.as_ref().copied()
    );
}

#[rstest]
#[case("11010519491231002X", day(1949, 12, 31))]
#[case("11010519491231002x", day(1949, 12, 31))]
#[case("990101199003070015", day(1990, 3, 7))]
#[case("990101 19851231 0027", day(1985, 12, 31))]
#[case("９９０１０１１９７６０６０６１０４７", day(1976, 6, 6))]
fn an_identity_number_holds_the_birth_date(#[case] typed: &str, #[case] birth: NaiveDate) {
    assert_eq!(IdNumber::parse(typed).unwrap().birth_date(), birth);
}

#[rstest]
#[case("", IdNumberError::Missing)]
#[case("99010119900307001", IdNumberError::Length)]
#[case("99010119900307O015", IdNumberError::NotANumber)]
#[case("X90101199003070015", IdNumberError::NotANumber)]
#[case("990101200102290035", IdNumberError::ImpossibleDate)]
#[case("990101199013070015", IdNumberError::ImpossibleDate)]
#[case("990101199003070016", IdNumberError::Check)]
fn an_identity_number_is_refused_by_name(#[case] typed: &str, #[case] error: IdNumberError) {
    assert_eq!(IdNumber::parse(typed), Err(error));
}

#[rstest]
#[case(day(2026, 3, 6), Some(35))]
#[case(day(2026, 3, 7), Some(36))]
#[case(day(1990, 3, 7), Some(0))]
#[case(day(1990, 3, 6), None)]
fn an_age_counts_completed_years(#[case] on: NaiveDate, #[case] age: Option<u32>) {
    assert_eq!(
        IdNumber::parse("990101199003070015").unwrap().age_on(on),
        age
    );
}

#[rstest]
#[case("1,299.00", 129_900)]
#[case("￥1299", 129_900)]
#[case("¥ 1,299.5", 129_950)]
#[case("１２９９元", 129_900)]
#[case("１，２９９．００ 元", 129_900)]
#[case("199", 19_900)]
#[case("0", 0)]
#[case("0.01", 1)]
#[case("1,234,567.89", 123_456_789)]
#[case("9999999999.99", 999_999_999_999)]
fn an_amount_is_read_in_yuan(#[case] typed: &str, #[case] fen: i64) {
    assert_eq!(Fen::parse(typed).map(Fen::get), Ok(fen));
}

#[rstest]
#[case("", MoneyError::Missing)]
#[case("元", MoneyError::Missing)]
#[case("一千二", MoneyError::NotANumber)]
#[case("1.5万", MoneyError::NotANumber)]
#[case("1,29", MoneyError::NotANumber)]
#[case("1299,000", MoneyError::NotANumber)]
#[case("12.", MoneyError::NotANumber)]
#[case(".5", MoneyError::NotANumber)]
#[case("1.2.3", MoneyError::NotANumber)]
#[case("-", MoneyError::NotANumber)]
#[case("-5", MoneyError::Negative)]
#[case("¥-5", MoneyError::Negative)]
#[case("-¥5", MoneyError::Negative)]
#[case("1.234", MoneyError::TooManyDecimals)]
#[case("10000000000", MoneyError::TooLarge)]
#[case("99999999999999999999999999", MoneyError::TooLarge)]
fn an_amount_is_refused_by_name(#[case] typed: &str, #[case] error: MoneyError) {
    assert_eq!(Fen::parse(typed), Err(error));
}

#[rstest]
#[case(0, "¥0.00")]
#[case(5, "¥0.05")]
#[case(99_900, "¥999.00")]
#[case(129_900, "¥1,299.00")]
#[case(123_456_789, "¥1,234,567.89")]
fn an_amount_is_shown_with_thousands(#[case] fen: i64, #[case] shown: &str) {
    assert_eq!(Fen::new(fen).unwrap().to_string(), shown);
}

#[test]
fn amounts_travel_as_whole_fen_and_refuse_what_is_none() {
    assert_eq!(
        serde_json::to_string(&Fen::new(19_900).unwrap()).unwrap(),
        "19900"
    );
    assert!(serde_json::from_str::<Fen>("-1").is_err());
    assert!(serde_json::from_str::<Fen>("19900.5").is_err());
    assert!(serde_json::from_str::<Fen>("1000000000000").is_err());
    assert_eq!(Fen::MAX.checked_add(Fen::new(1).unwrap()), None);
}

#[rstest]
#[case("2026-11-01", "2026-11-01")]
#[case("2026-11", "2026-11")]
#[case(" ２０２６-１１-０１ ", "2026-11-01")]
#[case("2024-02-29", "2024-02-29")]
fn a_date_is_a_day_or_a_month(#[case] typed: &str, #[case] kept: &str) {
    assert_eq!(RoughDate::parse(typed).unwrap().to_string(), kept);
}

#[rstest]
#[case("", RoughDateError::Missing)]
#[case("2026", RoughDateError::Format)]
#[case("2026-1-1", RoughDateError::Format)]
#[case("2026-11-01-01", RoughDateError::Format)]
#[case("2026/11/01", RoughDateError::Format)]
#[case("1899-11-01", RoughDateError::Year)]
#[case("2026-13", RoughDateError::Month)]
#[case("2026-00", RoughDateError::Month)]
#[case("2026-02-29", RoughDateError::ImpossibleDate)]
#[case("2026-11-00", RoughDateError::ImpossibleDate)]
fn a_date_is_refused_by_name(#[case] typed: &str, #[case] error: RoughDateError) {
    assert_eq!(RoughDate::parse(typed), Err(error));
}

#[rstest]
#[case(["2026", "5", "8"], Ok("2026-05-08"))]
#[case(["2026年", "05月", ""], Ok("2026-05"))]
#[case(["２０２６", "５", "８日"], Ok("2026-05-08"))]
#[case(["", " ", ""], Err(RoughDateError::Missing))]
#[case(["", "5", "8"], Err(RoughDateError::MissingYear))]
#[case(["2026", "", "8"], Err(RoughDateError::MissingMonth))]
#[case(["26", "5", "8"], Err(RoughDateError::Year))]
#[case(["2026", "五", "8"], Err(RoughDateError::Format))]
#[case(["2026", "4", "31"], Err(RoughDateError::ImpossibleDate))]
fn three_inputs_make_a_date(
    #[case] inputs: [&str; 3],
    #[case] expected: Result<&str, RoughDateError>,
) {
    let [year, month, day] = inputs;
    let date = RoughDate::from_inputs(year, month, day).map(|date| date.to_string());
    assert_eq!(date, expected.map(str::to_owned));
}

#[rstest]
#[case("2026-11-22", true)]
#[case("2026-11-23", false)]
#[case("2026-11", true)]
#[case("2026-12", false)]
fn a_date_after_today_is_refused_but_not_the_current_month(
    #[case] date: &str,
    #[case] accepted: bool,
) {
    let date = RoughDate::parse(date).unwrap();
    let expected = if accepted {
        Ok(date)
    } else {
        Err(RoughDateError::Future)
    };
    assert_eq!(date.not_after(day(2026, 11, 22)), expected);
}

#[test]
fn a_month_ends_with_its_last_day() {
    let february = RoughDate::parse("2028-02").unwrap();
    assert_eq!(february.first_day(), day(2028, 2, 1));
    assert_eq!(february.last_day(), day(2028, 2, 29));
    assert_eq!(february.day(), None);
    assert_eq!(
        RoughDate::from_day(day(2028, 2, 3)).last_day(),
        day(2028, 2, 3)
    );
}

#[rstest]
#[case("张", Err(TextError::TooShort { min: 2 }))]
#[case("  ", Err(TextError::Missing))]
#[case(" 张三 ", Ok("张三"))]
#[case("张\n三", Err(TextError::ControlCharacter))]
#[case("张\u{0}三", Err(TextError::ControlCharacter))]
#[case("张\u{200b}三\u{202e}", Ok("张三"))]
#[case("e\u{301}a", Ok("éa"))]
fn a_name_is_one_line_of_at_least_two_characters(
    #[case] typed: &str,
    #[case] expected: Result<&str, TextError>,
) {
    assert_eq!(
        Name::parse(typed).map(String::from),
        expected.map(str::to_owned)
    );
}

#[test]
fn lengths_count_characters_and_not_bytes() {
    assert!(Name::parse(&"张".repeat(50)).is_ok());
    assert_eq!(
        Name::parse(&"张".repeat(51)),
        Err(TextError::TooLong { max: 50 })
    );
    assert!(Address::parse(&"路".repeat(100)).is_ok());
    assert_eq!(
        Address::parse(&"路".repeat(101)),
        Err(TextError::TooLong { max: 100 })
    );
    assert!(BusinessName::parse("店").is_ok());
    assert_eq!(
        Facts::parse(&"事".repeat(9)),
        Err(TextError::TooShort { min: 10 })
    );
    assert!(Facts::parse(&"𠮷".repeat(2000)).is_ok());
    assert_eq!(
        LongText::parse(&"字".repeat(2001)),
        Err(TextError::TooLong { max: 2000 })
    );
}

#[test]
fn facts_keep_their_lines_with_one_kind_of_line_end() {
    let facts = Facts::parse("第一行是这样的\r\n第二行\t完\r").unwrap();
    assert_eq!(facts.as_str(), "第一行是这样的\n第二行 完");
}

#[test]
fn json_goes_through_the_same_rules() {
    let phone: Phone = serde_json::from_str(r#""138 0013 8000""#).unwrap();
    assert_eq!(serde_json::to_string(&phone).unwrap(), r#""13800138000""#);
    assert!(serde_json::from_str::<Phone>(r#""138""#).is_err());
}

#[test]
fn a_receipt_reads_what_people_mistake() {
    let receipt = Receipt::parse("0123-4567-89AB-CDEF-GHJK-MNPQ").unwrap();
    let mistaken = "oi23 4567 89ab cdef ghjk mnpq";
    assert_eq!(Receipt::parse(mistaken).unwrap(), receipt);
    assert_eq!(
        Receipt::parse("OL23—4567—89ABCDEFGHJKMNPQ").unwrap(),
        receipt
    );
    assert_eq!(receipt.reveal(), "0123-4567-89AB-CDEF-GHJK-MNPQ");
}

#[rstest]
#[case("", ReceiptError::Missing)]
#[case("0123-4567-89AB-CDEF-GHJK-MNP", ReceiptError::Length)]
#[case("0123-4567-89AB-CDEF-GHJK-MNPQR", ReceiptError::Length)]
#[case("U123-4567-89AB-CDEF-GHJK-MNPQ", ReceiptError::Alphabet)]
fn a_receipt_is_refused_by_name(#[case] typed: &str, #[case] error: ReceiptError) {
    assert_eq!(Receipt::parse(typed), Err(error));
}

#[test]
fn a_receipt_does_not_show_itself_to_logs() {
    let receipt = Receipt::from_bytes([0xff; 15]);
    assert_eq!(receipt.reveal(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    assert!(!format!("{receipt:?}").contains('Z'));
}

#[test]
fn a_case_number_names_its_parts() {
    let number = CaseNumber::compose(990_101, 1, CaseType::Complaint, day(2026, 11, 22), 7);
    let number = number.unwrap();
    assert_eq!(number.as_str().len(), 21);
    assert!(number.grouped().starts_with("990101 01 1 261122 00007 "));
    assert_eq!(CaseNumber::parse(&number.grouped()).unwrap(), number);
    assert_eq!(number.division(), 990_101);
    assert_eq!(number.organisation(), 1);
    assert_eq!(number.case_type(), CaseType::Complaint);
    assert_eq!(number.date(), day(2026, 11, 22));
    assert_eq!(number.serial(), 7);
}

#[rstest]
#[case(1_000_000, 1, day(2026, 11, 22), 7)]
#[case(990_101, 100, day(2026, 11, 22), 7)]
#[case(990_101, 1, day(2100, 1, 1), 7)]
#[case(990_101, 1, day(1999, 12, 31), 7)]
#[case(990_101, 1, day(2026, 11, 22), 100_000)]
fn a_case_number_refuses_parts_that_do_not_fit(
    #[case] division: u32,
    #[case] organisation: u8,
    #[case] date: NaiveDate,
    #[case] serial: u32,
) {
    let number = CaseNumber::compose(division, organisation, CaseType::Report, date, serial);
    assert_eq!(number, Err(CaseNumberError::PartTooLarge));
}

/// Twenty digits with their Luhn digit, which is found by trying all ten.
fn with_check(digits: &str) -> String {
    let fits = |check: &u32| {
        let text = format!("{digits}{check}");
        CaseNumber::parse(&text) != Err(CaseNumberError::Check)
    };
    let check = (0..10).find(fits).unwrap();
    format!("{digits}{check}")
}

#[rstest]
#[case("", CaseNumberError::Missing)]
#[case("99010101126112200007X", CaseNumberError::NotANumber)]
#[case("9901010112611220000", CaseNumberError::Length)]
#[case(&with_check("99010101626112200007"), CaseNumberError::UnknownType)]
#[case(&with_check("99010101126022900007"), CaseNumberError::ImpossibleDate)]
fn a_case_number_is_refused_by_name(#[case] typed: &str, #[case] error: CaseNumberError) {
    assert_eq!(CaseNumber::parse(typed), Err(error));
}

#[test]
fn the_check_digit_is_the_one_of_luhn() {
    // The published example 7992739871 has check digit 3; leading zeros do not count.
    assert_eq!(
        CaseNumber::parse("000000000079927398713"),
        Err(CaseNumberError::UnknownType)
    );
    assert_eq!(
        CaseNumber::parse("000000000079927398714"),
        Err(CaseNumberError::Check)
    );
}

fn any_case_number() -> impl Strategy<Value = CaseNumber> {
    let kind = prop::sample::select(CaseType::ALL);
    (
        0..1_000_000_u32,
        0..100_u8,
        kind,
        0..36_500_u64,
        0..100_000_u32,
    )
        .prop_map(|(division, organisation, kind, days, serial)| {
            let date = day(2000, 1, 1) + chrono::Days::new(days);
            CaseNumber::compose(division, organisation, kind, date, serial).unwrap()
        })
}

proptest! {
    #[test]
    fn a_receipt_survives_writing_and_reading(bytes in any::<[u8; 15]>()) {
        let receipt = Receipt::from_bytes(bytes);
        let read = Receipt::parse(&receipt.reveal().to_lowercase()).unwrap();
        prop_assert_eq!(read.as_bytes(), &bytes);
    }

    #[test]
    fn a_case_number_survives_writing_and_reading(number in any_case_number()) {
        prop_assert_eq!(CaseNumber::parse(number.as_str()).unwrap(), number);
    }

    #[test]
    fn one_wrong_digit_in_a_case_number_is_noticed(
        number in any_case_number(),
        place in 0..21_usize,
        shift in 1..10_u8,
    ) {
        let mut digits = number.as_str().as_bytes().to_vec();
        digits[place] = (digits[place] - b'0' + shift) % 10 + b'0';
        let mistyped = String::from_utf8(digits).unwrap();
        prop_assert_eq!(CaseNumber::parse(&mistyped), Err(CaseNumberError::Check));
    }

    #[test]
    fn one_wrong_character_in_a_credit_code_is_noticed(
        place in 0..18_usize,
        other in "[0-9A-HJ-NP-RTUWXY]",
    ) {
        let mut code = String::from("91990100DEM0AA0166");
        code.replace_range(place..=place, &other);
        prop_assert_eq!(CreditCode::parse(&code).is_ok(), code == "91990100DEM0AA0166");
    }

    #[test]
    fn an_amount_survives_writing_and_reading(fen in 0..=999_999_999_999_i64) {
        let sum = Fen::new(fen).unwrap();
        prop_assert_eq!(Fen::parse(&sum.to_string()), Ok(sum));
        prop_assert_eq!(Fen::parse(&sum.plain()), Ok(sum));
    }

    #[test]
    fn a_telephone_number_survives_writing_and_reading(
        typed in "1[3-9][0-9]{9}|0[12][0-9]-?[0-9]{7,8}|0[3-9][0-9]{2}-?[0-9]{7,8}(-[0-9]{1,6})?|[48]00[0-9]{7}",
    ) {
        let phone = Phone::parse(&typed).unwrap();
        prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
    }

    #[test]
    fn a_date_survives_writing_and_reading(days in 0..70_000_u64) {
        let date = RoughDate::from_day(day(1900, 1, 1) + chrono::Days::new(days));
        prop_assert_eq!(RoughDate::parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn nothing_that_is_typed_makes_reading_fail_badly(typed in "\\PC{0,40}") {
        // Every result is a value or a named error; values read themselves again.
        if let Ok(phone) = Phone::parse(&typed) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
        }
        if let Ok(sum) = Fen::parse(&typed) {
            prop_assert_eq!(Fen::parse(&sum.to_string()), Ok(sum));
        }
        if let Ok(text) = LongText::parse(&typed) {
            prop_assert_eq!(LongText::parse(text.as_str()), Ok(text));
        }
        prop_assert!(CreditCode::parse(&typed).is_err());
        prop_assert!(IdNumber::parse(&typed).is_err());
    }
}
