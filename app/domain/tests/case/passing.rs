//! Passing a case on along the line of the tree, and sending it back.

use chrono::TimeDelta;
use domain::case::{CommandKind, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, OrganisationKind, Role};
use serde_json::json;

use crate::actors::{HOME, Officer};
use crate::samples::{a_command, command, do_it};
use crate::story::{Story, at, place};

const OFFICE: u128 = HOME + 10;

/// Somebody of the office below.
fn there(role: Role) -> Officer {
    Officer::with(role).at(place(OFFICE, OrganisationKind::Office).organisation)
}

fn passed_on() -> Story {
    Story::complaint().step(Officer::leader(), do_it(CommandKind::Distribute))
}

fn running(story: &Story, rule: RuleId) -> Option<chrono::DateTime<chrono::Utc>> {
    let spans = story.case.spans.iter();
    let mut running = spans.filter(|span| span.rule == rule && span.is_running());
    running.next().map(|span| span.started_at)
}

#[test]
fn a_case_waits_for_whoever_got_it_and_belongs_to_nobody_else() {
    let story = passed_on().stands(State::Distributed);
    assert_eq!(
        story.refusal(&Officer::leader().actor(), do_it(CommandKind::Note)),
        Refusal::OtherOrganisation
    );
    assert_eq!(running(&story, RuleId::Sign), Some(story.now));
    let signed = story.step(there(Role::Handler), do_it(CommandKind::Sign));
    assert_eq!(signed.case.state, State::Registered);
    assert_eq!(running(&signed, RuleId::Sign), None);
}

#[test]
fn within_one_authority_the_limit_of_the_law_runs_on() {
    let received = Story::complaint().now;
    let passed = Story::complaint()
        .after(TimeDelta::days(1))
        .step(Officer::leader(), do_it(CommandKind::Distribute));
    assert_eq!(running(&passed, RuleId::Decide), Some(received));
    assert_eq!(passed.case.reviewed_from, received);
}

#[test]
fn what_a_station_hands_over_is_received_anew_by_the_authority() {
    let mut station = Story::filed(CaseType::Complaint, OrganisationKind::Station);
    station.places = vec![
        place(HOME, OrganisationKind::Station),
        place(OFFICE, OrganisationKind::Authority),
    ];
    let later = at("2026-10-08T09:00");
    let over = station
        .step(Officer::liaison(), do_it(CommandKind::StartReview))
        .then(later)
        .step(Officer::liaison(), do_it(CommandKind::Distribute));
    assert_eq!(over.case.reviewed_from, later);
    assert_eq!(running(&over, RuleId::Review), Some(later));
    let taken = over
        .step(there(Role::Handler), do_it(CommandKind::Sign))
        .step(there(Role::Handler), do_it(CommandKind::StartReview));
    taken
        .step(there(Role::Handler), do_it(CommandKind::Accept))
        .stands(State::Accepted);
}

#[test]
fn an_authority_gives_a_dispute_only_to_those_who_may_decide() {
    let mut story = Story::complaint();
    story.places = vec![place(OFFICE, OrganisationKind::Station)];
    assert!(
        !story
            .allowed(&Officer::leader().actor())
            .contains(&CommandKind::Distribute)
    );
    let mut question = Story::filed(CaseType::Consultation, OrganisationKind::Authority);
    question.places = vec![place(OFFICE, OrganisationKind::Station)];
    question.step(Officer::leader(), do_it(CommandKind::Distribute));
}

#[test]
fn a_case_is_sent_back_once_and_does_not_return_there() {
    let back = passed_on().step(there(Role::Handler), do_it(CommandKind::SendBack));
    assert_eq!(back.case.state, State::Registered);
    assert_eq!(
        back.refusal(&Officer::leader().actor(), do_it(CommandKind::Distribute)),
        Refusal::PlaceNotPossible
    );
    let mut elsewhere = a_command(CommandKind::Distribute);
    elsewhere["organisation"] = json!("99");
    let fresh = Story::complaint();
    assert_eq!(
        fresh.refusal(&Officer::leader().actor(), command(&elsewhere)),
        Refusal::PlaceNotPossible
    );
}
