//! What may be filed: the shapes of the public interface and every way to get them wrong.

use domain::case::{Fault, FieldProblem, Filing, ParsedFiling, RawFiling};
use domain::code::{CaseType, Channel};
use domain::offer::Offered;
use domain::value::Fen;
use rstest::rstest;
use serde_json::{Value, json};

use crate::samples::{a_complaint, a_filing, raw};
use crate::story::on;

fn parse(filing: &Value) -> Result<ParsedFiling, Vec<FieldProblem>> {
    raw(filing).parse(&Offered::everything(on("2026-11-22")))
}

/// The problems of a filing as `field: code`.
fn problems(filing: &Value) -> Vec<String> {
    let problems = parse(filing).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.code))
        .collect()
}

/// A filing with one member, by its path, set or removed.
fn changed(mut filing: Value, path: &str, value: Option<Value>) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent = filing.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => parent.insert(name.to_owned(), value),
        None => parent.remove(name),
    };
    filing
}

#[test]
fn the_complaint_of_the_interface_is_read_member_by_member() {
    let parsed = parse(&a_complaint()).unwrap();
    let Filing::Complaint {
        complainant,
        respondent,
        item,
        claims,
        ..
    } = &parsed.filing
    else {
        panic!("a complaint was filed");
    };
    assert_eq!(complainant.phone.as_str(), "14400001234");
    assert_eq!(
        respondent.credit_code.as_ref().unwrap().as_str(),
        "91990100DEM0AA0166"
    );
    assert_eq!(item.purchased_on.unwrap().to_string(), "2026-09-01");
    assert_eq!(claims[0].amount, Fen::new(19900).ok());
    assert_eq!(parsed.filing.problem_code(), Some("P01"));
    assert!(parsed.consents.entrusted_mediation && !parsed.consents.publication);
    assert_eq!((parsed.to, parsed.channel), (None, None));
}

#[rstest]
#[case("/type", "type: missing")]
#[case(
    "/complainant",
    "complainant.name: missing|complainant.phone: missing|complainant.address: missing"
)]
#[case("/complainant/name", "complainant.name: missing")]
#[case("/complainant/phone", "complainant.phone: missing")]
#[case("/complainant/address", "complainant.address: missing")]
#[case("/respondent", "respondent.name: missing|respondent.address: missing")]
#[case("/respondent/name", "respondent.name: missing")]
#[case("/respondent/address", "respondent.address: missing")]
#[case("/item", "item.name: missing|item.category: missing")]
#[case("/item/name", "item.name: missing")]
#[case("/item/category", "item.category: missing")]
#[case("/problem", "problem: missing")]
#[case("/claims", "claims: missing")]
#[case("/claims/0/kind", "claims.0.kind: missing")]
#[case("/facts", "facts: missing")]
#[case("/consents", "consents.privacy_notice: not_agreed")]
#[case("/consents/privacy_notice", "consents.privacy_notice: not_agreed")]
fn a_complaint_without_a_needed_member_is_refused_for_exactly_that(
    #[case] path: &str,
    #[case] expected: &str,
) {
    let filing = changed(a_complaint(), path, None);
    assert_eq!(problems(&filing).join("|"), expected);
}

#[rstest]
#[case("/respondent/credit_code")]
#[case("/item/order_no")]
#[case("/item/purchased_on")]
#[case("/claims/0/amount_fen")]
#[case("/consents/publication")]
#[case("/consents/entrusted_mediation")]
fn the_other_members_of_a_complaint_may_be_left_out(#[case] path: &str) {
    assert!(parse(&changed(a_complaint(), path, None)).is_ok());
}

#[rstest]
#[case(CaseType::Report, "respondent.name: missing|facts: missing")]
#[case(CaseType::Consultation, "facts: missing")]
#[case(CaseType::Suggestion, "facts: missing")]
#[case(
    CaseType::LegalAid,
    "facts: missing|complainant.name: missing|complainant.phone: missing"
)]
fn each_type_needs_what_its_form_asks_and_no_more(
    #[case] case_type: CaseType,
    #[case] expected: &str,
) {
    let bare = json!({ "type": case_type.code(), "consents": { "privacy_notice": "1" } });
    let mut found = problems(&bare);
    let mut expected: Vec<&str> = expected.split('|').collect();
    found.sort();
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert!(parse(&a_filing(case_type)).is_ok());
}

#[test]
fn a_report_may_be_anonymous() {
    let parsed = parse(&changed(a_filing(CaseType::Report), "/complainant", None)).unwrap();
    assert_eq!(parsed.filing.person(), None);
}

#[test]
fn somebody_who_gives_a_name_gives_a_phone_as_well() {
    let half = changed(a_filing(CaseType::Consultation), "/complainant/phone", None);
    assert_eq!(problems(&half), ["complainant.phone: missing"]);
}

#[rstest]
#[case("")]
#[case("/complainant")]
#[case("/respondent")]
#[case("/item")]
#[case("/claims/0")]
#[case("/consents")]
fn members_that_are_not_known_are_refused(#[case] parent: &str) {
    let filing = changed(
        a_complaint(),
        &format!("{parent}/colour"),
        Some(json!("red")),
    );
    let error = serde_json::from_value::<RawFiling>(filing).unwrap_err();
    assert!(
        error.to_string().contains("unknown field `colour`"),
        "{error}"
    );
}

#[rstest]
#[case("/type", json!("wish"), "type: unknown_code")]
#[case("/problem", json!("P00"), "problem: unknown_code")]
#[case("/item/category", json!("Z9"), "item.category: unknown_code")]
#[case("/claims/0/kind", json!("gift"), "claims.0.kind: unknown_code")]
#[case("/claims/0/amount_fen", json!(-1), "claims.0.amount_fen: negative")]
#[case("/claims/0/amount_fen", json!(1_000_000_000_000_i64), "claims.0.amount_fen: too_large")]
#[case("/item/purchased_on", json!("2026-11-23"), "item.purchased_on: in_future")]
#[case("/item/purchased_on", json!("2026-02-30"), "item.purchased_on: impossible_date")]
#[case("/item/purchased_on", json!("yesterday"), "item.purchased_on: not_a_date")]
#[case("/complainant/phone", json!("1440000123"), "complainant.phone: not_a_phone")]
#[case("/complainant/name", json!("张"), "complainant.name: too_short")]
#[case("/complainant/name", json!("张\u{7}三"), "complainant.name: control_character")]
#[case("/complainant/name", json!("张".repeat(51)), "complainant.name: too_long")]
#[case("/respondent/name", json!("店".repeat(101)), "respondent.name: too_long")]
#[case("/respondent/credit_code", json!("91990100DEM0AA0167"), "respondent.credit_code: check_character")]
#[case("/respondent/credit_code", json!("9199"), "respondent.credit_code: not_a_credit_code")]
#[case("/facts", json!("坏了"), "facts: too_short")]
#[case("/facts", json!("事".repeat(2001)), "facts: too_long")]
#[case("/facts", json!("三天后不通电\u{0}，商家拒绝退货"), "facts: control_character")]
#[case("/claims", json!([]), "claims: missing")]
#[case("/consents/privacy_notice", json!("1".repeat(21)), "consents.privacy_notice: not_agreed")]
#[case("/channel", json!("telepathy"), "channel: unknown_code")]
fn a_wrong_value_is_named(#[case] path: &str, #[case] value: Value, #[case] expected: &str) {
    let filing = changed(a_complaint(), path, Some(value));
    assert_eq!(problems(&filing), [expected]);
}

#[test]
fn texts_at_the_edge_of_their_length_are_taken() {
    let longest = changed(a_complaint(), "/facts", Some(json!("事".repeat(2000))));
    assert!(parse(&longest).is_ok());
    let shortest = changed(a_complaint(), "/facts", Some(json!("事".repeat(10))));
    assert!(parse(&shortest).is_ok());
}

#[test]
fn all_problems_are_told_at_once() {
    let mut filing = changed(a_complaint(), "/facts", Some(json!("坏了")));
    filing["complainant"]["phone"] = json!("12");
    filing["claims"] = json!([{ "kind": "gift" }, { "kind": "refund", "amount_fen": -5 }, {}]);
    assert_eq!(
        problems(&filing),
        [
            "facts: too_short",
            "complainant.phone: not_a_phone",
            "claims.0.kind: unknown_code",
            "claims.1.amount_fen: negative",
            "claims.2.kind: missing"
        ]
    );
}

#[test]
fn what_a_phone_keyboard_types_is_understood() {
    let mut filing = changed(
        a_complaint(),
        "/complainant/phone",
        Some(json!(" １４４ ０００-０１２３４ ")),
    );
    filing["item"]["purchased_on"] = json!("2026-09");
    let parsed = parse(&filing).unwrap();
    assert_eq!(
        parsed.filing.person().unwrap().phone.as_str(),
        "14400001234"
    );
    let purchased = parsed.filing.item().unwrap().purchased_on.unwrap();
    assert_eq!(purchased.day(), None);
}

#[test]
fn more_people_and_businesses_are_read_with_their_place() {
    let mut filing = a_complaint();
    filing["agent"] = json!({ "name": "王五", "phone": "14400009999" });
    filing["co_complainants"] =
        json!([{ "name": "赵六", "phone": "14400008888" }, { "name": "钱七" }]);
    filing["more_respondents"] = json!([{ "name": "示例厂" }, {}]);
    assert_eq!(
        problems(&filing),
        [
            "co_complainants.1.phone: missing",
            "more_respondents.1.name: missing"
        ]
    );
    filing["co_complainants"].as_array_mut().unwrap().pop();
    filing["more_respondents"].as_array_mut().unwrap().pop();
    let others = parse(&filing).unwrap().others;
    assert_eq!(others.agent.unwrap().name.as_str(), "王五");
    assert_eq!(others.co_complainants.len(), 1);
    assert_eq!(others.more_respondents.len(), 1);
}

#[test]
fn lists_have_an_end() {
    let person = json!({ "name": "赵六", "phone": "14400008888" });
    let mut filing = a_complaint();
    filing["co_complainants"] = json!(vec![person; 201]);
    filing["claims"] = json!(vec![json!({ "kind": "refund" }); 15]);
    assert_eq!(
        problems(&filing),
        ["co_complainants: too_long", "claims: too_long"]
    );
}

#[test]
fn staff_say_how_a_case_came_in() {
    let filing = changed(a_complaint(), "/channel", Some(json!("phone")));
    assert_eq!(parse(&filing).unwrap().channel, Some(Channel::Phone));
}

#[test]
fn the_sum_of_all_claims_never_overflows() {
    let mut filing = a_complaint();
    filing["claims"] = json!([
        { "kind": "refund", "amount_fen": 19900 }, { "kind": "punitive", "amount_fen": 59700 }
    ]);
    assert_eq!(
        parse(&filing).unwrap().filing.claimed_amount(),
        Fen::new(79600).unwrap()
    );
    let most = json!({ "kind": "refund", "amount_fen": 999_999_999_999_i64 });
    filing["claims"] = json!([most.clone(), most]);
    assert_eq!(parse(&filing).unwrap().filing.claimed_amount(), Fen::MAX);
}

#[test]
fn a_refused_field_goes_over_the_wire_as_field_and_code() {
    let problem = FieldProblem::new("complainant.phone", Fault::NotAPhone);
    assert_eq!(
        serde_json::to_value(&problem).unwrap(),
        json!({ "field": "complainant.phone", "code": "not_a_phone" })
    );
    assert_eq!(problem.control(), "complainant_phone");
}

#[rstest]
#[case("1")]
#[case("012")]
#[case("0a")]
#[case("０１")]
fn an_organisation_is_named_by_two_digits(#[case] code: &str) {
    let filing = changed(a_complaint(), "/to", Some(json!(code)));
    assert_eq!(problems(&filing), ["to: unknown_code"]);
    let long = changed(a_complaint(), "/to", Some(json!("1".repeat(100_000))));
    assert_eq!(problems(&long), ["to: unknown_code"]);
    let left_empty = changed(a_complaint(), "/to", Some(json!(" ")));
    assert_eq!(parse(&left_empty).unwrap().to, None);
}
