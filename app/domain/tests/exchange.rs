//! The table of thirteen columns: what its rows mean and what is told of those that mean nothing.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use domain::actor::{ActorRef, OrganisationId};
use domain::case::{Case, Event, Filing, Intake, Recorded, State};
use domain::code::{CaseType, Channel, OrganisationKind, Outcome, Problem, ReportProblem};
use domain::exchange::{
    Column, Flaw, Handling, Record, Row, Stage, guarded, identity, outgoing_row, unguarded,
};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn row(cells: &[(Column, &str)]) -> Row {
    let mut row = Row::default();
    row.set(Column::Type, "投诉");
    row.set(Column::Facts, "购买的电饭煲三天后不通电，要求退货。");
    for (column, text) in cells {
        row.set(*column, *text);
    }
    row
}

fn read(cells: &[(Column, &str)]) -> Record {
    Record::read(2, &row(cells)).unwrap()
}

fn flaws(cells: &[(Column, &str)]) -> Vec<(Option<Column>, Flaw)> {
    let problems = Record::read(2, &row(cells)).unwrap_err();
    assert!(problems.iter().all(|problem| problem.line == 2));
    problems
        .iter()
        .map(|problem| (problem.column, problem.flaw))
        .collect()
}

fn taken_over(record: Record, kind: OrganisationKind) -> Case {
    let intake = Intake {
        number: number(),
        channel: record.channel,
        organisation: OrganisationId(Uuid::from_u128(1)),
        organisation_kind: kind,
        received_at: "2026-11-22T02:00:00Z".parse().unwrap(),
    };
    let events: Vec<Recorded> = (1..)
        .zip(record.take_over(intake))
        .map(|(version, event)| Recorded {
            version,
            at: "2026-11-22T02:00:00Z".parse().unwrap(),
            actor: ActorRef::System,
            event,
        })
        .collect();
    Case::from_events(&events).unwrap()
}

fn number() -> domain::value::CaseNumber {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let division = "990101".parse().unwrap();
    domain::value::CaseNumber::compose(division, "01".parse().unwrap(), CaseType::Complaint, day, 1)
        .unwrap()
}

#[test]
fn a_row_of_the_national_list_becomes_a_record() {
    let record = read(&[
        (Column::Number, "１２ 34-56"),
        (Column::Channel, "微信小程序"),
        (Column::Business, "示例百货"),
        (Column::BusinessAddress, "中心街 2 号"),
        (Column::Problem, "质量"),
        (Column::Place, "示例县"),
        (Column::Detail, "性能故障"),
        (Column::Status, "待初查"),
    ]);
    assert_eq!(record.channel, Channel::WechatMini);
    assert_eq!(record.stage, Stage::Open);
    let imported = record.imported;
    assert_eq!(imported.number.unwrap().as_str(), "12 34-56");
    assert_eq!(imported.problem, Some(Problem::Quality));
    assert_eq!(imported.respondent.unwrap().name.as_str(), "示例百货");
}

#[rstest]
#[case("投诉", CaseType::Complaint)]
#[case("申诉", CaseType::Complaint)]
#[case("Report", CaseType::Report)]
#[case("ZX", CaseType::Consultation)]
#[case("建议", CaseType::Suggestion)]
#[case("legal_aid", CaseType::LegalAid)]
fn a_type_may_be_written_in_several_ways(#[case] written: &str, #[case] case_type: CaseType) {
    assert_eq!(
        read(&[(Column::Type, written)]).imported.case_type,
        case_type
    );
}

#[test]
fn a_report_has_a_violation_and_a_question_has_no_problem() {
    let report = read(&[(Column::Type, "举报"), (Column::Problem, "价格违法行为")]);
    assert_eq!(report.imported.violation, Some(ReportProblem::Price));
    let question = read(&[(Column::Type, "咨询"), (Column::Problem, "其他")]);
    assert_eq!(question.imported.problem, None);
}

#[rstest]
#[case(&[(Column::Type, "")], Column::Type, Flaw::Missing)]
#[case(&[(Column::Type, "投述")], Column::Type, Flaw::UnknownType)]
#[case(&[(Column::Channel, "信鸽")], Column::Channel, Flaw::UnknownChannel)]
#[case(&[(Column::Problem, "不高兴")], Column::Problem, Flaw::UnknownProblem)]
#[case(&[(Column::Status, "再说")], Column::Status, Flaw::UnknownStatus)]
#[case(&[(Column::Facts, "")], Column::Facts, Flaw::Missing)]
#[case(&[(Column::Facts, "太短")], Column::Facts, Flaw::TooShort)]
#[case(&[(Column::Place, "县\u{0}")], Column::Place, Flaw::ControlCharacter)]
#[case(&[(Column::Number, "9.90101E+20")], Column::Number, Flaw::Rounded)]
fn a_cell_that_means_nothing_is_named(
    #[case] cells: &[(Column, &str)],
    #[case] column: Column,
    #[case] flaw: Flaw,
) {
    assert_eq!(flaws(cells), [(Some(column), flaw)]);
}

#[test]
fn texts_that_are_too_long_are_named_together() {
    let (long, longer) = ("长".repeat(101), "长".repeat(2001));
    let told = flaws(&[
        (Column::Number, &long),
        (Column::Business, &long),
        (Column::Facts, &longer),
        (Column::Feedback, &longer),
    ]);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|(_, flaw)| *flaw == Flaw::TooLong));
}

#[rstest]
#[case("待受理", OrganisationKind::Authority, State::Registered)]
#[case("已受理", OrganisationKind::Authority, State::Accepted)]
#[case("已受理", OrganisationKind::Station, State::Registered)]
#[case("不予受理", OrganisationKind::Authority, State::Archived)]
#[case("已办结", OrganisationKind::Station, State::Archived)]
fn a_case_goes_on_from_where_it_stood(
    #[case] status: &str,
    #[case] kind: OrganisationKind,
    #[case] state: State,
) {
    let case = taken_over(read(&[(Column::Status, status)]), kind);
    assert_eq!(case.state, state);
    assert!(case.filing.person().is_none(), "the list names no person");
    assert!(matches!(case.filing, Filing::Imported(_)));
}

#[test]
fn feedback_becomes_the_reply_or_a_note() {
    let over = read(&[
        (Column::Status, "已办结"),
        (Column::Feedback, "调解成功（即时履行）：已退款 199 元。"),
    ]);
    let ending = taken_over(over, OrganisationKind::Authority)
        .ending
        .unwrap();
    assert_eq!(ending.outcome, Outcome::MediatedAtOnce);
    assert_eq!(ending.reply.unwrap().as_str(), "已退款 199 元。");
    let open = read(&[(Column::Feedback, "已联系商家")]);
    let case = taken_over(open, OrganisationKind::Authority);
    let note = case.last_words.unwrap().event;
    assert!(matches!(note, Event::NoteAdded { text } if text.as_str() == "已联系商家"));
}

#[test]
fn the_number_tells_rows_apart_and_without_one_everything_does() {
    let same = [
        row(&[(Column::Number, "A-1")]),
        row(&[(Column::Number, "Ａ1")]),
    ];
    assert_eq!(identity(&same[0]), identity(&same[1]));
    let place = row(&[(Column::Place, "甲")]);
    assert_ne!(identity(&place), identity(&row(&[])));
    assert_eq!(identity(&place), identity(&place.clone()));
}

#[test]
fn what_goes_out_means_the_same_when_it_comes_back() {
    let record = read(&[
        (Column::Number, "A1"),
        (Column::Business, "示例百货"),
        (Column::Problem, "价格"),
        (Column::Place, "示例县"),
        (Column::Detail, "不明码标价"),
        (Column::Status, "已办结"),
        (Column::Feedback, "已答复：请看标价签。"),
    ]);
    let case = taken_over(record.clone(), OrganisationKind::Authority);
    let handling = Handling {
        organisation: "示例机构",
        department: "",
    };
    let back = Record::read(2, &outgoing_row(&case, handling, true)).unwrap();
    assert_eq!(back.imported.facts, record.imported.facts);
    assert_eq!(back.imported.problem, record.imported.problem);
    assert_eq!(back.imported.place, record.imported.place);
    assert_eq!(back.imported.detail, record.imported.detail);
    assert_eq!((back.stage, back.feedback), (record.stage, record.feedback));
}

proptest! {
    #[test]
    fn a_guarded_text_is_no_formula_and_comes_back(text in "[=+@'\\-\t |%＝]{0,3}\\PC{0,8}") {
        let safe = guarded(&text);
        prop_assert!(!safe.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(unguarded(&safe), text.as_str());
    }

    #[test]
    fn no_row_brings_the_reader_down(cells in proptest::collection::vec("\\PC{0,30}", 13)) {
        let mut row = Row::default();
        for (column, text) in Column::ALL.iter().zip(&cells) {
            row.set(*column, text.as_str());
        }
        drop(Record::read(1, &row));
        drop(identity(&row));
    }
}
