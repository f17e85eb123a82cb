//! The check of a report: what is found, whether a case is opened, what becomes of it.

use domain::actor::Actor;
use domain::case::{Command, CommandKind, Event, Queue, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, NotFiledGround, OrganisationKind, Outcome, PenaltyDecision};
use domain::value::Fen;
use serde_json::json;

use crate::actors::Officer;
use crate::mediation::mediating;
use crate::samples::{a_command, a_filing, close, command, do_it, raw};
use crate::story::{Story, at, on};

fn received() -> Story {
    Story::filed(CaseType::Report, OrganisationKind::Authority)
}

fn reviewing() -> Story {
    received().step(Officer::handler(), do_it(CommandKind::StartReview))
}

fn verifying() -> Story {
    let started = do_it(CommandKind::StartVerification);
    reviewing().step(Officer::handler(), started)
}

fn found() -> Story {
    verifying().step(Officer::handler(), do_it(CommandKind::RecordFinding))
}

fn filed() -> Story {
    found().step(Officer::leader(), do_it(CommandKind::FileCase))
}

fn hold(reason: &str) -> Command {
    let mut value = a_command(CommandKind::Suspend);
    value["hold"] = json!(reason);
    command(&value)
}

/// Every rule of a single command of the check, broken once.
pub fn provoked_in_verification() -> Vec<(Story, Actor, Command)> {
    let handler = || Officer::handler().actor();
    let leader = || Officer::leader().actor();
    let lengthened = verifying().step(Officer::leader(), do_it(CommandKind::Extend));
    let over = verifying().then(at("2026-10-28T00:00"));
    let by_leader = verifying().step(Officer::leader(), do_it(CommandKind::RecordFinding));
    vec![
        (verifying(), handler(), hold("responsibility_unclear")),
        (mediating(), handler(), hold("awaiting_rights_holder")),
        (verifying(), leader(), do_it(CommandKind::FileCase)),
        (by_leader, leader(), do_it(CommandKind::DeclineFiling)),
        (lengthened, leader(), do_it(CommandKind::Extend)),
        (over, leader(), do_it(CommandKind::Extend)),
    ]
}

#[test]
fn a_report_is_checked_decided_and_answered() {
    let closed = filed()
        .stands(State::Filed)
        .step(Officer::handler(), do_it(CommandKind::RecordFinding))
        .step(Officer::leader(), do_it(CommandKind::RecordPenalty))
        .stands(State::Decided)
        .step(Officer::leader(), do_it(CommandKind::RecordReward))
        .step(Officer::handler(), close("to_case"))
        .stands(State::Closed);
    let check = &closed.case.verification;
    assert!(check.filed);
    assert_eq!(check.decision, Some(PenaltyDecision::Penalty));
    assert_eq!(check.reward, Fen::new(50_000).ok());
}

#[test]
fn where_no_case_is_opened_the_reporter_is_answered() {
    let declined = found()
        .step(Officer::leader(), do_it(CommandKind::DeclineFiling))
        .stands(State::NotFiled);
    let ground = declined.case.verification.not_filed;
    assert_eq!(ground, Some(NotFiledGround::FirstAndCorrected));
    assert_eq!(declined.case.possible_outcomes(), [Outcome::Answered]);
    assert_eq!(declined.case.queue(), Queue::Open);
    declined
        .step(Officer::handler(), close("answered"))
        .stands(State::Closed);
}

#[test]
fn no_report_is_closed_past_the_decision_whether_a_case_is_opened() {
    let outcomes = |story: Story| story.case.possible_outcomes();
    assert!(!outcomes(reviewing()).contains(&Outcome::ToCase));
    assert_eq!(
        outcomes(verifying()),
        [Outcome::Transferred, Outcome::ToPolice]
    );
    assert!(outcomes(filed()).is_empty());
    let handler = Officer::handler().actor();
    assert!(!filed().allowed(&handler).contains(&CommandKind::Close));
}

#[test]
fn who_found_something_does_not_decide_on_it() {
    let by_head = verifying().step(Officer::leader(), do_it(CommandKind::RecordFinding));
    let leader = Officer::leader().actor();
    assert!(!by_head.allowed(&leader).contains(&CommandKind::FileCase));
    let other = Officer::leader().another();
    by_head
        .step(other, do_it(CommandKind::FileCase))
        .stands(State::Filed);
    assert_eq!(
        verifying().refusal(&leader, do_it(CommandKind::DeclineFiling)),
        Refusal::FindingMissing
    );
}

#[test]
fn only_heads_decide() {
    let handler = Officer::handler().another().actor();
    for kind in [CommandKind::FileCase, CommandKind::DeclineFiling] {
        assert_eq!(found().refusal(&handler, do_it(kind)), Refusal::RoleMissing);
    }
    assert_eq!(
        found().refusal(&Actor::System, do_it(CommandKind::FileCase)),
        Refusal::RoleMissing
    );
}

#[test]
fn the_check_ends_after_fifteen_working_days_or_thirty_once_lengthened() {
    let wall = |story: &Story| story.clock(RuleId::Verify).wall;
    assert_eq!(wall(&received()), Some(on("2026-10-27")));
    let lengthened = verifying().step(Officer::leader(), do_it(CommandKind::Extend));
    assert_eq!(wall(&lengthened), Some(on("2026-11-17")));
    let decided = lengthened
        .step(Officer::handler(), do_it(CommandKind::RecordFinding))
        .step(Officer::leader(), do_it(CommandKind::FileCase));
    assert!(!decided.rules().contains(&RuleId::Verify));
    // A new clock can be lengthened as well.
    let case = decided.clock(RuleId::PenaltyCase).wall;
    assert_eq!(case, Some(on("2026-12-29")));
    let longer = decided.step(Officer::leader(), do_it(CommandKind::Extend));
    assert_eq!(
        longer.clock(RuleId::PenaltyCase).wall,
        Some(on("2027-01-28"))
    );
}

#[test]
fn an_appraisal_stops_the_check_and_everything_goes_on_where_it_stood() {
    let waiting = verifying()
        .step(Officer::handler(), hold("awaiting_rights_holder"))
        .stands(State::Suspended);
    assert_eq!(waiting.clock(RuleId::Verify).wall, None);
    let resumed = waiting
        .then(at("2026-10-12T09:00"))
        .step(Officer::handler(), do_it(CommandKind::Resume))
        .stands(State::Verifying);
    // 8 and 9 October and the worked Saturday went by while it stood still.
    assert_eq!(resumed.clock(RuleId::Verify).wall, Some(on("2026-10-30")));
    let appraised = filed()
        .step(Officer::handler(), hold("awaiting_appraisal"))
        .stands(State::Suspended);
    appraised
        .step(Officer::handler(), do_it(CommandKind::Resume))
        .stands(State::Filed);
}

#[test]
fn a_reporter_who_gave_a_name_is_told_and_nobody_else_is_waited_for() {
    let notice = |story: &Story| story.rules().contains(&RuleId::ReportNotice);
    assert!(notice(&filed()));
    let told = filed().step(Officer::handler(), do_it(CommandKind::SendMessage));
    assert!(!notice(&told));

    let mut filing = a_filing(CaseType::Report);
    filing.as_object_mut().unwrap().remove("complainant");
    let anonymous = Story::of(
        &raw(&filing),
        OrganisationKind::Authority,
        &Actor::Complainant,
    )
    .step(Officer::handler(), do_it(CommandKind::StartReview))
    .step(Officer::handler(), do_it(CommandKind::StartVerification))
    .step(Officer::handler(), do_it(CommandKind::RecordFinding))
    .step(Officer::leader(), do_it(CommandKind::FileCase));
    assert!(!notice(&anonymous));
}

#[test]
fn a_report_with_new_facts_is_checked_anew() {
    let again = found()
        .step(Officer::leader(), do_it(CommandKind::DeclineFiling))
        .step(Officer::handler(), close("answered"))
        .then(at("2026-11-02T09:00"))
        .person(do_it(CommandKind::Reopen))
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::StartVerification));
    assert_eq!(again.clock(RuleId::Verify).wall, Some(on("2026-11-23")));
    assert!(!again.case.verification.found);
    assert_eq!(again.case.verification.not_filed, None);
}

#[test]
fn a_head_gives_a_mediation_more_time_for_its_result_but_never_more_than_the_law() {
    let story = mediating();
    let before = story.clock(RuleId::Result).due;
    let after = story.step(Officer::leader(), do_it(CommandKind::Extend));
    let result = after.clock(RuleId::Result).due;
    assert!(result > before);
    assert_eq!(result, after.clock(RuleId::Mediate).wall);
}

#[test]
fn what_was_found_stays_inside() {
    for recorded in &filed().events {
        let public_words = recorded.event.is_public() && !recorded.event.has_inner_words();
        let said = matches!(
            recorded.event,
            Event::FindingRecorded { .. } | Event::CaseFiled { .. }
        );
        assert!(!(said && public_words));
    }
}
