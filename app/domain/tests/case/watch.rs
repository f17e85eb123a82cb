//! Cases that stand out: marked, reported upward, pushed by those above, urged by the person.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{Command, CommandKind, News, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, Flag, OrganisationKind, Role, SupervisionLevel};
use serde_json::{Value, json};

use crate::actors::Officer;
use crate::samples::{a_command, close, command, do_it, flagged};
use crate::story::{Story, at};

fn with(kind: CommandKind, member: &str, value: Value) -> Command {
    let mut changed = a_command(kind);
    changed[member] = value;
    command(&changed)
}

fn major_report() -> Story {
    Story::filed(CaseType::Report, OrganisationKind::Authority)
        .step(Officer::handler(), do_it(CommandKind::Flag))
        .step(Officer::handler(), do_it(CommandKind::StartReview))
}

fn urged() -> Story {
    Story::complaint().person(do_it(CommandKind::Urge))
}

/// Every rule about watching, broken once.
pub fn provoked_in_watching() -> Vec<(Story, Actor, Command)> {
    let handler = || Officer::handler().actor();
    let leader = || Officer::leader().actor();
    let major = || Story::complaint().step(Officer::handler(), do_it(CommandKind::Flag));
    vec![
        (major(), handler(), do_it(CommandKind::Flag)),
        (
            major(),
            leader(),
            with(CommandKind::Unflag, "flag", json!("group")),
        ),
        (
            Story::complaint(),
            leader(),
            with(CommandKind::Supervise, "due", json!("2026-09-29")),
        ),
        (urged(), Actor::Complainant, do_it(CommandKind::Urge)),
        (
            major_report(),
            handler(),
            do_it(CommandKind::StartVerification),
        ),
    ]
}

#[test]
fn a_major_case_is_reported_upward_within_two_hours() {
    let major = Story::complaint().step(Officer::with(Role::Operator), flagged("group"));
    assert_eq!(
        major.clock(RuleId::Major).due_at,
        Some(at("2026-09-30T19:00"))
    );
    // A second mark does not begin the two hours anew.
    let both = major
        .after(TimeDelta::minutes(30))
        .step(Officer::handler(), flagged("urgent"));
    assert_eq!(
        both.clock(RuleId::Major).due_at,
        Some(at("2026-09-30T19:00"))
    );
    let reported = both.step(Officer::handler(), do_it(CommandKind::ReportUp));
    assert!(!reported.rules().contains(&RuleId::Major));
    assert_eq!(reported.case.watch.flags, [Flag::Group, Flag::Urgent]);
    assert!(
        !reported
            .allowed(&Officer::handler().actor())
            .contains(&CommandKind::ReportUp)
    );
}

#[test]
fn a_sensitive_case_is_marked_and_nothing_more() {
    let story = Story::complaint().step(Officer::handler(), flagged("sensitive"));
    assert!(!story.rules().contains(&RuleId::Major));
}

#[test]
fn a_mark_set_by_mistake_takes_the_two_hours_with_it() {
    let story = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::Flag))
        .step(Officer::leader(), do_it(CommandKind::Unflag));
    assert!(!story.rules().contains(&RuleId::Major));
    assert!(story.case.watch.flags.is_empty());
}

#[test]
fn a_major_report_waits_for_a_head() {
    let instructed = major_report().step(Officer::leader(), do_it(CommandKind::Instruct));
    let handler = Officer::handler().actor();
    assert_eq!(
        major_report().refusal(&handler, close("answered")),
        Refusal::InstructionMissing
    );
    instructed
        .step(Officer::handler(), do_it(CommandKind::StartVerification))
        .stands(State::Verifying);
}

#[test]
fn who_stands_above_pushes_a_case_and_does_nothing_else() {
    let above = || Officer::with(Role::Supervisor).above();
    assert_eq!(
        Story::complaint().allowed(&above().actor()),
        [CommandKind::Supervise]
    );
    let leader_above = Officer::leader().above().actor();
    assert_eq!(
        Story::complaint().allowed(&leader_above),
        [CommandKind::Instruct, CommandKind::Supervise]
    );
    let pushed = Story::complaint().step(above(), do_it(CommandKind::Supervise));
    let supervision = pushed.case.watch.supervision.as_ref().unwrap();
    assert_eq!(supervision.level, SupervisionLevel::Orange);
    let answered = pushed.step(Officer::handler(), do_it(CommandKind::AnswerSupervision));
    assert_eq!(answered.case.watch.supervision, None);
}

#[test]
fn who_stands_beside_pushes_nothing() {
    let beside = Officer::leader().elsewhere().actor();
    assert_eq!(
        Story::complaint().refusal(&beside, do_it(CommandKind::Supervise)),
        Refusal::OtherOrganisation
    );
}

#[test]
fn a_person_urges_once_a_day_and_the_queue_shows_it() {
    let looked_at = Story::complaint().step(Officer::handler(), do_it(CommandKind::StartReview));
    let urged = looked_at.person(do_it(CommandKind::Urge));
    assert_eq!(News::of(&urged.events), Some(News::Urged));
    // The office still owes a visible step of its own.
    let progress = urged.clock(RuleId::Progress).start;
    let tomorrow = urged.after(TimeDelta::hours(24));
    let twice = tomorrow.person(do_it(CommandKind::Urge));
    assert_eq!(twice.case.watch.urged, 2);
    assert_eq!(twice.clock(RuleId::Progress).start, progress);
}

#[test]
fn what_those_who_watch_say_stays_inside() {
    let story = major_report()
        .step(Officer::leader(), do_it(CommandKind::Instruct))
        .step(Officer::leader(), do_it(CommandKind::Supervise))
        .step(Officer::handler(), do_it(CommandKind::AnswerSupervision))
        .step(Officer::handler(), do_it(CommandKind::ReportUp));
    let inner = story
        .events
        .iter()
        .filter(|recorded| !matches!(recorded.event.kind(), "registered" | "review_started"));
    assert!(
        inner
            .into_iter()
            .all(|recorded| !recorded.event.is_public())
    );
}
