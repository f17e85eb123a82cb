//! What a screen is told and what the rules decide agree, whatever people do and in whatever
//! order; and some things never happen.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{Case, Command, CommandKind, Event, Recorded, Refusal, State};
use domain::code::{CaseType, OrganisationKind, Outcome};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::actors::{Officer, everybody};
use crate::samples::{close, command, do_it, sayings};
use crate::story::Story;

/// One try: who, which command, and how much time has passed.
#[derive(Debug, Clone)]
struct Try {
    actor: Index,
    command: Index,
    listed: bool,
    variant: Index,
    hours: i64,
}

fn a_try() -> impl Strategy<Value = Try> {
    let hours = prop_oneof![4 => 0..30_i64, 1 => 500..1600_i64];
    (
        any::<Index>(),
        any::<Index>(),
        prop::bool::weighted(0.9),
        any::<Index>(),
        hours,
    )
        .prop_map(|(actor, command, listed, variant, hours)| Try {
            actor,
            command,
            listed,
            variant,
            hours,
        })
}

/// Everybody, with a second handler and a second leader.
fn people() -> Vec<Actor> {
    let seconds = [Officer::handler().another(), Officer::leader().another()];
    // Listed twice, the people who decide get further in a short sequence.
    let often = [Officer::handler(), Officer::leader(), Officer::liaison()];
    let officers = seconds.into_iter().chain(often).map(Officer::actor);
    everybody().into_iter().chain(officers).collect()
}

/// Ways to close: every result, with and without a reply and a ground.
fn closings() -> Vec<Command> {
    let mut closings = Vec::new();
    for outcome in Outcome::ALL {
        closings.push(close(outcome.code()));
        let bare = serde_json::json!({ "command": "close", "outcome": outcome.code() });
        closings.push(command(&bare));
    }
    closings
}

fn a_command(kind: CommandKind, variant: Index) -> Command {
    match kind {
        CommandKind::Close => variant.get(&closings()).clone(),
        _ => variant.get(&sayings(kind)).clone(),
    }
}

/// Refusals that a listed command never meets.
const fn is_about_place_or_person(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::NotInThisState { .. }
            | Refusal::NotInThisProcedure { .. }
            | Refusal::RoleMissing
            | Refusal::OtherOrganisation
            | Refusal::RegistrarMayNotPropose
            | Refusal::RegistrarMayNotApprove
            | Refusal::ProposerMayNotApprove
            | Refusal::RatingFinal
            | Refusal::NothingProposed
            | Refusal::ArchiveTooEarly { .. }
    )
}

/// Whatever is listed is not refused for place or person, whatever is not listed is refused.
fn assert_agreement(story: &Story, actor: &Actor, variant: Index) {
    let allowed = story.allowed(actor);
    for kind in CommandKind::ALL {
        let decided = story.decide(actor, a_command(*kind, variant));
        let refused_for_person =
            matches!(&decided, Err(refusal) if is_about_place_or_person(refusal));
        if allowed.contains(kind) {
            assert!(
                !refused_for_person,
                "{kind} is listed for {actor:?}: {decided:?}"
            );
        } else {
            assert!(
                decided.is_err(),
                "{kind} is not listed for {actor:?}: {decided:?}"
            );
        }
    }
}

/// Accounts behind the last event of a kind.
fn account_behind(events: &[Recorded], kind: &str) -> domain::actor::AccountId {
    let event = events
        .iter()
        .rfind(|recorded| recorded.event.kind() == kind);
    event.unwrap().actor.account().unwrap()
}

fn assert_nothing_impossible(story: &Story) {
    let case = &story.case;
    let versions = story.events.iter().map(|recorded| recorded.version);
    assert!(versions.eq(1..=case.version), "versions have a gap");
    let authority = matches!(
        case.organisation_kind,
        OrganisationKind::Authority | OrganisationKind::Office
    );
    if case.state == State::Refused {
        assert!(authority);
        let proposer = account_behind(&story.events, "refusal_proposed");
        let approver = account_behind(&story.events, "refusal_approved");
        assert_ne!(proposer, approver);
        assert_ne!(Some(proposer), case.registered_by);
        assert_ne!(Some(approver), case.registered_by);
    }
    let Some(ending) = &case.ending else {
        assert!(!matches!(case.state, State::Closed | State::Archived));
        return;
    };
    let notice = ending.outcome == Outcome::Refused
        && story
            .events
            .iter()
            .any(|recorded| matches!(recorded.event, Event::RefusalApproved { .. }));
    let told = ending.reply.is_some() || ending.outcome == Outcome::Withdrawn || notice;
    assert!(told, "closed as {} without a word", ending.outcome);
    if ending.outcome == Outcome::Terminated {
        assert!(ending.termination.is_some());
    }
    let mediated = matches!(
        ending.outcome,
        Outcome::MediatedAgreement | Outcome::MediatedAtOnce | Outcome::Terminated
    );
    if mediated {
        assert!(
            authority && case.accepted_at.is_some(),
            "mediated without acceptance"
        );
    }
}

/// Stored and read again, the events give the same case.
fn assert_same_after_storage(story: &Story) {
    let stored = serde_json::to_string(&story.events).unwrap();
    let read: Vec<Recorded> = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, story.events);
    assert_eq!(Case::from_events(&read).unwrap(), story.case);
}

fn live(mut story: Story, tries: &[Try]) {
    let people = people();
    for one in tries {
        story.now += TimeDelta::hours(one.hours);
        let actor = one.actor.get(&people);
        assert_agreement(&story, actor, one.variant);
        let listed = story.allowed(actor);
        let kind = if one.listed && !listed.is_empty() {
            *one.command.get(&listed)
        } else {
            *one.command.get(CommandKind::ALL)
        };
        let before = story.clone();
        if story.attempt(actor, a_command(kind, one.variant)).is_err() {
            assert_eq!(story.case, before.case);
        }
        assert_nothing_impossible(&story);
    }
    assert_same_after_storage(&story);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn screens_and_rules_agree(
        registrar in any::<Index>(),
        tries in prop::collection::vec(a_try(), 1..40),
    ) {
        let registrar = registrar.get(&people()).clone();
        for case_type in CaseType::ALL {
            for kind in [OrganisationKind::Authority, OrganisationKind::Station] {
                live(Story::registered(*case_type, kind, &registrar), &tries);
            }
        }
    }
}

#[test]
fn a_list_of_events_with_a_gap_or_another_beginning_is_no_case() {
    let story = Story::complaint().accepted();
    let without_first = &story.events[1..];
    assert!(Case::from_events(without_first).is_err());
    let mut with_gap = story.events.clone();
    with_gap.remove(1);
    assert!(Case::from_events(&with_gap).is_err());
    assert!(Case::from_events(&[]).is_err());
}

#[test]
fn the_consumer_never_sees_what_is_internal() {
    let story = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::Note))
        .step(Officer::handler(), do_it(CommandKind::ProposeRefusal))
        .step(Officer::leader(), do_it(CommandKind::RejectRefusal));
    let public = story
        .events
        .iter()
        .filter(|recorded| recorded.event.is_public());
    let public: Vec<&str> = public.map(|recorded| recorded.event.kind()).collect();
    assert_eq!(public, ["registered", "review_started"]);
}

#[test]
fn every_event_keeps_its_name() {
    let mut names = BTreeSet::new();
    let story = Story::complaint().accepted();
    for recorded in &story.events {
        let stored = serde_json::to_value(&recorded.event).unwrap();
        assert_eq!(stored["kind"], recorded.event.kind());
        names.insert(recorded.event.kind());
    }
    assert_eq!(
        names,
        BTreeSet::from(["registered", "review_started", "accepted"])
    );
}
