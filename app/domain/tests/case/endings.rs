//! The rules that look beyond state and role: second persons, dates and content.

use chrono::{NaiveDate, TimeDelta};
use domain::actor::Actor;
use domain::case::{Command, CommandKind, Queue, Refusal, State};
use domain::code::{CaseType, OrganisationKind, Outcome, Role, TerminationGround};
use domain::locale::Locale;
use serde_json::json;

use crate::actors::Officer;
use crate::mediation::provoked_in_mediation;
use crate::merging::merged_into_itself;
use crate::recusal::provoked_in_recusal;
use crate::samples::{a_command, close, command, do_it};
use crate::story::{Story, at, on};
use crate::verification::provoked_in_verification;
use crate::watch::provoked_in_watching;

/// A command of a kind with one member changed.
fn with(kind: CommandKind, member: &str, value: serde_json::Value) -> Command {
    let mut changed = a_command(kind);
    changed[member] = value;
    command(&changed)
}

fn reviewing() -> Story {
    Story::complaint().step(Officer::handler(), do_it(CommandKind::StartReview))
}

fn closed() -> Story {
    Story::complaint()
        .accepted()
        .step(Officer::handler(), close("mediated_agreement"))
}

/// Every rule of a single command, broken once.
pub fn provoked() -> Vec<(CommandKind, Refusal)> {
    let handler = || Officer::handler().actor();
    let leader = || Officer::leader().actor();
    let due = |day: &str| with(CommandKind::RequestMaterial, "due", json!(day));
    let by_leader = Story::registered(CaseType::Complaint, OrganisationKind::Authority, &leader());
    let of_leader = by_leader.step(Officer::handler(), do_it(CommandKind::StartReview));
    let proposed =
        |story: Story| story.step(Officer::handler(), do_it(CommandKind::ProposeRefusal));
    let own = reviewing().step(Officer::leader(), do_it(CommandKind::ProposeRefusal));
    let assigned = reviewing().step(Officer::handler(), do_it(CommandKind::Assign));
    let accepted = Story::complaint().accepted();
    let rated = closed().person(do_it(CommandKind::Rate));
    let tries = vec![
        (reviewing(), handler(), due("2026-09-29")),
        (reviewing(), handler(), due("2026-10-15")),
        (
            of_leader.clone(),
            leader(),
            do_it(CommandKind::ProposeRefusal),
        ),
        (
            proposed(of_leader),
            leader(),
            do_it(CommandKind::ApproveRefusal),
        ),
        (own, leader(), do_it(CommandKind::ApproveRefusal)),
        (assigned, handler(), do_it(CommandKind::Assign)),
        (
            accepted.clone(),
            handler(),
            with(CommandKind::Close, "reply", json!("")),
        ),
        (accepted.clone(), handler(), close("adopted")),
        (
            accepted.clone(),
            handler(),
            with(CommandKind::Close, "termination", json!("")),
        ),
        (
            accepted,
            handler(),
            with(CommandKind::Close, "termination", json!("TM5")),
        ),
        (
            closed(),
            Actor::Complainant,
            with(CommandKind::Rate, "reasons", json!([])),
        ),
        (
            rated.after(TimeDelta::days(7)),
            Actor::Complainant,
            do_it(CommandKind::Rate),
        ),
        (closed(), handler(), do_it(CommandKind::Archive)),
    ];
    let refused = |(story, actor, command): (Story, Actor, Command)| {
        (command.kind(), story.refusal(&actor, command))
    };
    let of_mediation = provoked_in_mediation();
    let of_verification = provoked_in_verification();
    let tries = tries.into_iter().chain(of_mediation).chain(of_verification);
    let tries = tries.chain(provoked_in_watching());
    let tries = tries.chain(provoked_in_recusal());
    let tries = tries.chain([merged_into_itself()]);
    tries.map(refused).collect()
}

#[test]
fn every_rule_answers_with_its_own_refusal() {
    let codes: Vec<&str> = provoked()
        .iter()
        .map(|(_, refusal)| refusal.code())
        .collect();
    assert_eq!(
        codes,
        [
            "material_date_over",
            "material_date_too_late",
            "registrar_may_not_propose",
            "registrar_may_not_approve",
            "proposer_may_not_approve",
            "already_assigned",
            "reply_missing",
            "outcome_not_possible",
            "termination_ground_missing",
            "mediation_period_not_over",
            "rating_reason_missing",
            "rating_final",
            "archive_too_early",
            "place_not_possible",
            "consent_known",
            "side_missing",
            "session_over",
            "performance_date_over",
            "other_side",
            "nothing_proposed",
            "already_answered",
            "side_missing",
            "other_side",
            "review_date_missing",
            "review_date_outside",
            "mediation_period_not_over",
            "termination_needs_head",
            "hold_not_possible",
            "hold_not_possible",
            "finding_missing",
            "finder_may_not_decide",
            "already_extended",
            "period_over",
            "already_flagged",
            "not_flagged",
            "supervision_date_over",
            "already_urged",
            "instruction_missing",
            "nobody_responsible",
            "other_side",
            "recusal_decided",
            "nobody_challenged",
            "recusal_undecided",
            "recusal_undecided",
            "recusal_undecided",
            "stood_down",
            "main_case_not_possible",
        ]
    );
}

#[test]
fn every_rule_says_in_both_languages_what_stands_against_it() {
    for (_, refusal) in provoked() {
        for locale in Locale::ALL {
            let message = refusal.message(locale);
            let is_said = !message.contains("case.refusal") && !message.contains("%{");
            assert!(is_said, "{}: {message}", refusal.code());
        }
    }
}

#[test]
fn the_place_and_the_person_are_judged_before_the_content() {
    let story = Story::complaint();
    let refusal = |actor: Officer, kind| story.refusal(&actor.actor(), do_it(kind));
    assert_eq!(
        refusal(Officer::handler(), CommandKind::Accept),
        Refusal::NotInThisState {
            state: State::Registered,
            command: CommandKind::Accept
        }
    );
    assert_eq!(
        refusal(Officer::with(Role::Analyst), CommandKind::Accept),
        Refusal::RoleMissing
    );
    assert_eq!(
        refusal(Officer::handler().elsewhere(), CommandKind::Accept),
        Refusal::OtherOrganisation
    );
    let station = Story::filed(CaseType::Complaint, OrganisationKind::Station);
    assert_eq!(
        station.refusal(&Officer::liaison().actor(), do_it(CommandKind::Accept)),
        Refusal::NotInThisProcedure {
            command: CommandKind::Accept
        }
    );
}

#[test]
fn a_refusal_takes_two_people_and_needs_no_further_reply() {
    let refused = Story::complaint().refused().stands(State::Refused);
    let notice = with(CommandKind::Close, "reply", json!(null));
    let Command::Close { recovered, .. } = notice else {
        panic!("closing was asked for");
    };
    let close = Command::Close {
        outcome: Outcome::Refused,
        reply: None,
        recovered,
        termination: None,
    };
    let closed = refused
        .step(Officer::handler(), close)
        .stands(State::Closed);
    assert_eq!(closed.case.ending.unwrap().outcome, Outcome::Refused);
    assert!(closed.case.proposed_refusal.is_some());
}

#[test]
fn a_proposal_sent_back_leaves_no_trace_on_the_case() {
    let sent_back = reviewing()
        .step(Officer::handler(), do_it(CommandKind::ProposeRefusal))
        .step(Officer::leader(), do_it(CommandKind::RejectRefusal))
        .stands(State::Reviewing);
    assert_eq!(sent_back.case.proposed_refusal, None);
}

#[test]
fn a_withdrawal_drops_what_was_only_proposed_or_asked() {
    let proposed = reviewing().step(Officer::handler(), do_it(CommandKind::ProposeRefusal));
    let asked = reviewing().step(Officer::handler(), do_it(CommandKind::RequestMaterial));
    for story in [proposed, asked] {
        let closed = story
            .person(do_it(CommandKind::Withdraw))
            .stands(State::Closed);
        assert_eq!(closed.case.proposed_refusal, None);
        assert_eq!(closed.case.material, None);
    }
}

#[test]
fn withdrawing_an_accepted_complaint_terminates_its_mediation() {
    let before = Story::complaint().person(do_it(CommandKind::Withdraw));
    assert_eq!(before.case.ending.unwrap().termination, None);
    let after = Story::complaint()
        .accepted()
        .person(do_it(CommandKind::Withdraw));
    let ground = after.case.ending.unwrap().termination;
    assert_eq!(ground, Some(TerminationGround::WithdrawnOrSettled));
}

#[test]
fn sixty_days_without_agreement_end_a_mediation_only_when_they_are_over() {
    let story = Story::complaint().accepted();
    let by_time = || with(CommandKind::Close, "termination", json!("TM5"));
    let handler = Officer::handler().actor();
    // Accepted on 30 September: the sixtieth day is 29 November.
    let last_second = story.clone().then(at("2026-11-29T23:59"));
    assert_eq!(
        last_second.refusal(&handler, by_time()),
        Refusal::MediationPeriodNotOver
    );
    let over = story.then(at("2026-11-30T00:00"));
    over.step(Officer::handler(), by_time())
        .stands(State::Closed);
}

#[test]
fn a_ground_of_termination_stays_only_with_a_termination() {
    let transferred = Story::complaint()
        .accepted()
        .step(Officer::handler(), close("transferred"));
    assert_eq!(transferred.case.ending.unwrap().termination, None);
}

#[test]
fn material_may_be_asked_for_until_one_working_day_before_the_review_must_end() {
    let story = reviewing();
    let handler = Officer::handler().actor();
    let profile = story.profile();
    let facts = story.facts(&handler, &profile);
    assert_eq!(story.case.last_material_day(&facts), on("2026-10-14"));
    let too_late = story.then(at("2026-10-15T08:00"));
    assert!(
        !too_late
            .allowed(&handler)
            .contains(&CommandKind::RequestMaterial)
    );
}

#[test]
fn a_rating_can_be_changed_for_seven_days_and_given_anew_after_a_reopening() {
    let rated = closed().person(do_it(CommandKind::Rate));
    let changed = rated.clone().after(TimeDelta::days(6));
    let changed = changed.person(with(CommandKind::Rate, "satisfaction", json!(5)));
    assert_eq!(
        changed.case.rating.as_ref().unwrap().satisfaction.score(),
        5
    );

    let late = changed.after(TimeDelta::days(1));
    assert!(
        !late
            .allowed(&Actor::Complainant)
            .contains(&CommandKind::Rate)
    );
    let again = late
        .person(do_it(CommandKind::Reopen))
        .stands(State::Reopened)
        .step(Officer::handler(), close("mediated_at_once"));
    assert_eq!(again.case.rating, None);
    again.person(do_it(CommandKind::Rate));
}

#[test]
fn a_reopened_case_has_no_ending_until_it_ends_again() {
    let reopened = closed().person(do_it(CommandKind::Reopen));
    assert_eq!(reopened.case.ending, None);
    assert_eq!(reopened.case.closed_at, None);
    assert_eq!(reopened.case.queue(), Queue::Open);
}

#[test]
fn a_refused_complaint_taken_up_again_is_not_mediated_before_it_is_accepted() {
    let reopened = Story::complaint()
        .refused()
        .step(Officer::handler(), close("refused"))
        .person(do_it(CommandKind::Reopen));
    assert_eq!(reopened.case.possible_outcomes(), [Outcome::Transferred]);
    let allowed = reopened.allowed(&Officer::handler().actor());
    assert!(allowed.contains(&CommandKind::StartReview));
    assert!(!allowed.contains(&CommandKind::RecordSettlement));
    assert!(!allowed.contains(&CommandKind::ContactBusiness));
}

#[test]
fn a_case_is_filed_away_thirty_days_after_it_was_closed() {
    let handler = Officer::handler().actor();
    let from: NaiveDate = on("2026-10-30");
    let early = closed().then(at("2026-10-29T23:59"));
    assert_eq!(
        early.refusal(&handler, do_it(CommandKind::Archive)),
        Refusal::ArchiveTooEarly { from }
    );
    closed()
        .then(at("2026-10-30T00:00"))
        .step(Officer::handler(), do_it(CommandKind::Archive))
        .stands(State::Archived);
}

#[test]
fn a_closed_case_waits_for_a_call_until_somebody_was_reached() {
    let unreachable = with(CommandKind::CallBack, "result", json!("unreachable"));
    let waiting = closed().step(Officer::handler(), unreachable);
    assert_eq!(waiting.case.queue(), Queue::CallBack);
    let done = waiting.step(Officer::handler(), do_it(CommandKind::CallBack));
    assert_eq!(done.case.queue(), Queue::Done);
}

#[test]
fn a_station_settles_without_accepting() {
    let settled = Story::filed(CaseType::Complaint, OrganisationKind::Station)
        .step(Officer::liaison(), do_it(CommandKind::StartReview))
        .stands(State::Negotiating)
        .step(Officer::liaison(), do_it(CommandKind::RecordSettlement))
        .stands(State::Settled);
    assert_eq!(settled.case.possible_outcomes(), [Outcome::SettledStation]);
    settled
        .step(Officer::liaison(), close("settled_station"))
        .stands(State::Closed);
}

#[test]
fn a_case_that_cannot_be_closed_now_offers_no_results() {
    assert!(Story::complaint().case.possible_outcomes().is_empty());
    assert!(closed().case.possible_outcomes().is_empty());
    let question = Story::filed(CaseType::Consultation, OrganisationKind::Station);
    let answered = question.step(Officer::liaison(), close("answered"));
    assert!(answered.case.possible_outcomes().is_empty());
}

#[test]
fn who_may_not_investigate_hands_a_report_over() {
    let outcomes = |kind| {
        let story = Story::filed(CaseType::Report, kind);
        let taken_up = story.step(Officer::handler(), do_it(CommandKind::StartReview));
        taken_up.case.possible_outcomes()
    };
    assert_eq!(
        outcomes(OrganisationKind::CountyCentre),
        [Outcome::Transferred]
    );
    assert!(outcomes(OrganisationKind::Office).contains(&Outcome::Answered));
}
