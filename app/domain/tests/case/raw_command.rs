//! Commands as they arrive from forms and from JSON.

use domain::case::{Command, CommandKind, RawCommand};
use domain::value::Fen;
use rstest::rstest;
use serde_json::{Value, json};

use crate::samples::{a_command, command};

fn problems(value: &Value) -> Vec<String> {
    let raw: RawCommand = serde_json::from_value(value.clone()).unwrap();
    let problems = raw.parse().err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.code))
        .collect()
}

#[test]
fn every_command_is_read_under_its_name() {
    for kind in CommandKind::ALL {
        assert_eq!(command(&a_command(*kind)).kind(), *kind);
    }
}

#[test]
fn a_command_goes_over_the_wire_under_the_same_name() {
    for kind in CommandKind::ALL {
        let written = serde_json::to_value(command(&a_command(*kind))).unwrap();
        assert_eq!(written["command"], kind.code());
        let read: Command = serde_json::from_value(written).unwrap();
        assert_eq!(read, command(&a_command(*kind)));
    }
}

#[test]
fn a_bare_command_names_everything_it_needs() {
    let needs = |kind| {
        let problems = RawCommand::bare(kind).parse().err().unwrap_or_default();
        let fields: Vec<String> = problems.into_iter().map(|problem| problem.field).collect();
        fields.join(" ")
    };
    let table: Vec<(&str, String)> = CommandKind::ALL
        .iter()
        .map(|kind| (kind.code(), needs(*kind)))
        .collect();
    let expected = [
        ("start_review", ""),
        ("distribute", "organisation text"),
        ("sign", ""),
        ("send_back", "reason text"),
        ("request_material", "items due"),
        ("supply_material", "text"),
        ("accept", ""),
        ("propose_refusal", "ground reason"),
        ("approve_refusal", ""),
        ("reject_refusal", "reason"),
        ("assign", "to number"),
        ("note", "text"),
        ("send_message", "text"),
        ("contact_business", "way result text"),
        ("record_consent", "agrees"),
        ("start_inquiry", "text"),
        ("record_finding", "text"),
        ("invite_business", ""),
        ("state_answer", "text"),
        ("schedule_session", "way at place"),
        ("record_session", "attendance text"),
        ("propose", "terms"),
        ("answer_proposal", "agrees"),
        ("request_recusal", "text"),
        ("decide_recusal", "agrees text"),
        ("suspend", "hold text"),
        ("resume", "text"),
        ("flag", "flag text"),
        ("unflag", "flag reason"),
        ("report_up", "text"),
        ("instruct", "text"),
        ("supervise", "level text due"),
        ("answer_supervision", "text"),
        ("urge", ""),
        ("start_verification", ""),
        ("extend", "reason"),
        ("file_case", "text"),
        ("decline_filing", "not_filed text"),
        ("record_penalty", "decision text"),
        ("record_reward", "text"),
        ("terminate", "termination reason"),
        ("record_performance", "performed text"),
        ("record_settlement", "terms"),
        ("merge", "into text"),
        ("close", "outcome"),
        ("withdraw", ""),
        ("call_back", "result"),
        ("rate", "satisfaction"),
        ("reopen", "reason"),
        ("archive", ""),
    ];
    assert_eq!(
        table,
        expected.map(|(kind, fields)| (kind, fields.to_owned()))
    );
}

#[rstest]
#[case("request_material", "due", json!("2026年10月14日"), "due: not_a_date")]
#[case("propose_refusal", "ground", json!("NA8"), "ground: unknown_code")]
#[case("propose_refusal", "reason", json!("   "), "reason: missing")]
#[case("assign", "to", json!("handler"), "to: unknown_code")]
#[case("assign", "number", json!("工号一"), "number: unknown_code")]
#[case("note", "text", json!("字".repeat(2001)), "text: too_long")]
#[case("note", "text", json!("字\u{0}"), "text: control_character")]
#[case("contact_business", "way", json!("telepathy"), "way: unknown_code")]
#[case("record_settlement", "amount_fen", json!(-1), "amount: negative")]
#[case("close", "outcome", json!("won"), "outcome: unknown_code")]
#[case("close", "termination", json!("TM9"), "termination: unknown_code")]
#[case("schedule_session", "at", json!("tomorrow"), "at: not_a_date")]
#[case("schedule_session", "at", json!("2026-10-32T09:00"), "at: not_a_date")]
#[case("suspend", "hold", json!("tired"), "hold: unknown_code")]
#[case("record_consent", "side", json!("judge"), "side: unknown_code")]
#[case("rate", "satisfaction", json!(6), "satisfaction: unknown_code")]
#[case("rate", "reasons", json!(["overtime", "weather"]), "reasons: unknown_code")]
fn a_wrong_member_is_named(
    #[case] kind: &str,
    #[case] member: &str,
    #[case] value: Value,
    #[case] expected: &str,
) {
    let mut wrong = a_command(CommandKind::parse(kind).unwrap());
    wrong[member] = value;
    assert_eq!(problems(&wrong), [expected]);
}

#[rstest]
#[case(json!({}), "command: missing")]
#[case(json!({ "command": "" }), "command: missing")]
#[case(json!({ "command": "shred" }), "command: unknown_code")]
fn a_command_without_a_known_name_is_refused(#[case] value: Value, #[case] expected: &str) {
    assert_eq!(problems(&value), [expected]);
}

#[test]
fn a_member_that_no_command_has_is_refused() {
    let unknown = json!({ "command": "accept", "colour": "red" });
    let error = serde_json::from_value::<RawCommand>(unknown).unwrap_err();
    assert!(
        error.to_string().contains("unknown field `colour`"),
        "{error}"
    );
}

#[test]
fn money_may_come_as_fen_or_as_typed_yuan() {
    let settled = |member: &str, value: Value| {
        let mut raw = a_command(CommandKind::RecordSettlement);
        raw.as_object_mut().unwrap().remove("amount_fen");
        raw[member] = value;
        let Command::RecordSettlement { amount, .. } = command(&raw) else {
            panic!("a settlement was recorded");
        };
        amount
    };
    let expected = Fen::new(19900).unwrap();
    assert_eq!(settled("amount_fen", json!(19900)), expected);
    assert_eq!(settled("amount", json!("￥１９９.00")), expected);
    assert_eq!(settled("amount", json!("")), Fen::ZERO);
}
