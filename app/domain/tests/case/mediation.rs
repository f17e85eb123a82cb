//! Mediation with both sides: will, inquiry, meeting, terms, standstill and end.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{Command, CommandKind, Event, News, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, OrganisationKind, Outcome, TerminationGround};
use domain::value::Fen;
use serde_json::{Value, json};

use crate::actors::Officer;
use crate::samples::{a_command, close, command, do_it, says};
use crate::story::{Story, at, on};

const BUSINESS: Actor = Actor::Respondent;
const CONSUMER: Actor = Actor::Complainant;

fn by(mut story: Story, actor: &Actor, command: Command) -> Story {
    story.attempt(actor, command).unwrap();
    story
}

fn consent(side: &str) -> Command {
    says(CommandKind::RecordConsent, side, true)
}

/// Accepted, and both sides want mediation.
pub fn mediating() -> Story {
    let asked = by(
        Story::complaint().accepted(),
        &CONSUMER,
        consent("consumer"),
    );
    by(
        asked.stands(State::Accepted),
        &BUSINESS,
        consent("business"),
    )
    .stands(State::Mediating)
}

fn with(kind: CommandKind, members: &[(&str, Value)]) -> Command {
    let mut changed = a_command(kind);
    for (name, value) in members {
        changed[*name] = value.clone();
    }
    command(&changed)
}

fn proposed_by(side: &str) -> Story {
    let terms = with(CommandKind::Propose, &[("side", json!(side))]);
    mediating().step(Officer::handler(), terms)
}

/// Every rule of a single command of the mediation, broken once.
pub fn provoked_in_mediation() -> Vec<(Story, Actor, Command)> {
    let handler = || Officer::handler().actor();
    let member = |kind, name, value| with(kind, &[(name, value)]);
    let held = |day: &str| {
        let members = [
            ("hold", json!("responsibility_unclear")),
            ("review_on", json!(day)),
        ];
        with(CommandKind::Suspend, &members)
    };
    let yes = |side| says(CommandKind::AnswerProposal, side, true);
    let one_yes = by(proposed_by(""), &BUSINESS, yes("business"));
    let mut own_consent = Story::complaint().accepted();
    own_consent = by(own_consent, &BUSINESS, consent("business"));
    let unnamed = |kind| member(kind, "side", json!(""));
    let elsewhere = member(CommandKind::Distribute, "organisation", json!("99"));
    vec![
        (Story::complaint(), Officer::leader().actor(), elsewhere),
        (own_consent.clone(), handler(), consent("business")),
        (own_consent, handler(), unnamed(CommandKind::RecordConsent)),
        (
            mediating(),
            handler(),
            member(
                CommandKind::ScheduleSession,
                "at",
                json!("2026-09-30T17:00"),
            ),
        ),
        (
            mediating(),
            CONSUMER,
            member(CommandKind::Propose, "perform_by", json!("2026-09-29")),
        ),
        (mediating(), CONSUMER, do_it(CommandKind::Propose)),
        (mediating(), CONSUMER, yes("consumer")),
        (one_yes.clone(), handler(), yes("business")),
        (
            one_yes.clone(),
            handler(),
            unnamed(CommandKind::AnswerProposal),
        ),
        (proposed_by(""), BUSINESS, yes("consumer")),
        (mediating(), handler(), held("")),
        (mediating(), handler(), held("2026-10-21")),
        (
            mediating(),
            handler(),
            member(CommandKind::Terminate, "termination", json!("TM5")),
        ),
        (
            mediating(),
            handler(),
            member(CommandKind::Terminate, "termination", json!("TM6")),
        ),
    ]
}

fn is_running(story: &Story, rule: RuleId) -> bool {
    let spans = story.case.spans.iter();
    spans
        .into_iter()
        .any(|span| span.rule == rule && span.is_running())
}

#[test]
fn mediation_begins_when_both_sides_want_it_in_either_order() {
    let accepted = Story::complaint().accepted();
    let business_first = by(accepted.clone(), &BUSINESS, consent("business"));
    assert_eq!(business_first.case.state, State::Accepted);
    assert!(!is_running(&business_first, RuleId::MediationStart));
    by(business_first, &CONSUMER, consent("consumer")).stands(State::Mediating);
    // An officer who has both on the telephone writes it down for them.
    accepted
        .step(Officer::handler(), consent("consumer"))
        .step(Officer::handler(), consent("business"))
        .stands(State::Mediating);
}

#[test]
fn who_refuses_may_think_better_of_it() {
    let no = says(CommandKind::RecordConsent, "business", false);
    let unwilling = by(Story::complaint().accepted(), &BUSINESS, no.clone());
    assert_eq!(unwilling.refusal(&BUSINESS, no), Refusal::ConsentKnown);
    let willing = by(unwilling, &BUSINESS, consent("business"));
    assert_eq!(
        willing.refusal(&BUSINESS, consent("business")),
        Refusal::ConsentKnown
    );
    assert!(
        !willing
            .allowed(&BUSINESS)
            .contains(&CommandKind::RecordConsent)
    );
}

#[test]
fn a_party_speaks_for_itself_alone_and_staff_say_for_whom() {
    let accepted = Story::complaint().accepted();
    assert_eq!(
        accepted.refusal(&BUSINESS, consent("consumer")),
        Refusal::OtherSide
    );
    let for_nobody = with(CommandKind::RecordConsent, &[("side", json!(""))]);
    assert_eq!(
        accepted.refusal(&Officer::handler().actor(), for_nobody.clone()),
        Refusal::SideMissing
    );
    let own = by(accepted, &CONSUMER, for_nobody);
    assert_eq!(own.case.mediation.consents.consumer, Some(true));
    assert_eq!(own.case.mediation.consents.business, None);
}

#[test]
fn terms_of_one_side_become_an_agreement_when_the_other_says_yes() {
    let agreed = by(
        proposed_by("business"),
        &CONSUMER,
        says(CommandKind::AnswerProposal, "consumer", true),
    );
    assert_eq!(agreed.case.state, State::Performing);
    let settlement = agreed.case.settlement.clone().unwrap();
    assert_eq!(settlement.amount, Fen::new(9950).unwrap());
    assert_eq!(settlement.perform_by, Some(on("2099-12-31")));
    assert!(!settlement.performed);
    assert_eq!(agreed.case.mediation.proposal, None);
    assert!(!is_running(&agreed, RuleId::Mediate));
}

#[test]
fn terms_of_the_office_need_both_answers() {
    let one = by(
        proposed_by(""),
        &BUSINESS,
        says(CommandKind::AnswerProposal, "business", true),
    );
    assert_eq!(one.case.state, State::Mediating);
    assert_eq!(
        one.refusal(
            &BUSINESS,
            says(CommandKind::AnswerProposal, "business", true)
        ),
        Refusal::AlreadyAnswered
    );
    by(
        one,
        &CONSUMER,
        says(CommandKind::AnswerProposal, "consumer", true),
    )
    .stands(State::Performing);
}

#[test]
fn a_no_takes_the_terms_off_the_table_and_others_may_follow() {
    let no = says(CommandKind::AnswerProposal, "consumer", false);
    let refused = by(proposed_by("business"), &CONSUMER, no.clone());
    assert_eq!(refused.refusal(&CONSUMER, no), Refusal::NothingProposed);
    let counter = with(CommandKind::Propose, &[("side", json!("consumer"))]);
    let countered = by(refused, &CONSUMER, counter);
    let proposal = countered.case.mediation.proposal.clone().unwrap();
    assert_eq!(proposal.answers.consumer, Some(true));
    assert_eq!(proposal.answers.business, None);
}

#[test]
fn what_is_promised_is_followed_up() {
    let agreed = by(
        proposed_by("consumer"),
        &BUSINESS,
        says(CommandKind::AnswerProposal, "business", true),
    );
    let broken = with(
        CommandKind::RecordPerformance,
        &[("performed", json!(false))],
    );
    let broken = agreed.clone().step(Officer::handler(), broken);
    assert_eq!(broken.case.state, State::Performing);
    assert!(broken.case.settlement.as_ref().unwrap().broken);
    let kept = agreed.step(Officer::handler(), do_it(CommandKind::RecordPerformance));
    assert_eq!(kept.case.state, State::Agreed);
    assert!(kept.case.settlement.as_ref().unwrap().performed);
    kept.step(Officer::handler(), close("mediated_agreement"))
        .stands(State::Closed);
}

#[test]
fn an_appraisal_stops_the_limit_of_the_law_to_the_day() {
    let started = mediating();
    let wall = |story: &Story| {
        let span = story
            .case
            .spans
            .iter()
            .rev()
            .find(|span| span.rule == RuleId::Mediate);
        span.unwrap()
            .dates(&crate::story::CALENDAR, &story.profile())
            .wall
    };
    assert_eq!(wall(&started), Some(on("2026-11-29")));
    let held = started
        .then(at("2026-10-10T09:00"))
        .step(Officer::handler(), do_it(CommandKind::Suspend))
        .stands(State::Suspended);
    assert_eq!(wall(&held), None);
    let resumed = held
        .then(at("2026-10-20T09:00"))
        .step(Officer::handler(), do_it(CommandKind::Resume))
        .stands(State::Mediating);
    assert_eq!(wall(&resumed), Some(on("2026-12-09")));
    let sixty = with(CommandKind::Terminate, &[("termination", json!("TM5"))]);
    let handler = Officer::handler().actor();
    let before = resumed.clone().then(at("2026-12-05T09:00"));
    assert_eq!(
        before.refusal(&handler, sixty.clone()),
        Refusal::MediationPeriodNotOver
    );
    by(resumed.then(at("2026-12-10T09:00")), &handler, sixty).stands(State::Terminated);
}

#[test]
fn what_the_office_itself_holds_up_is_looked_at_within_ten_working_days() {
    let hold = |day: Value| {
        let members = [("hold", json!("insufficient_evidence")), ("review_on", day)];
        with(CommandKind::Suspend, &members)
    };
    let (story, handler) = (mediating(), Officer::handler().actor());
    assert_eq!(
        story.refusal(&handler, hold(json!(""))),
        Refusal::ReviewDateMissing
    );
    let latest = on("2026-10-20");
    for day in ["2026-09-29", "2026-10-21"] {
        assert_eq!(
            story.refusal(&handler, hold(json!(day))),
            Refusal::ReviewDateOutside { latest }
        );
    }
    let waiting = by(story, &handler, hold(json!("2026-10-20")));
    // Waiting for evidence is the office's own matter: the limit of the law runs on.
    let wall = waiting
        .case
        .spans
        .iter()
        .find(|span| span.rule == RuleId::Mediate);
    let wall = wall
        .unwrap()
        .dates(&crate::story::CALENDAR, &waiting.profile());
    assert_eq!(wall.wall, Some(on("2026-11-29")));
}

#[test]
fn an_end_without_agreement_is_told_to_both_sides_in_time() {
    let ended = mediating().step(Officer::handler(), do_it(CommandKind::Terminate));
    assert_eq!(ended.case.state, State::Terminated);
    assert!(is_running(&ended, RuleId::TerminationNotice));
    assert!(!is_running(&ended, RuleId::Mediate));
    let told = ended.step(Officer::handler(), close("terminated"));
    assert_eq!(told.case.state, State::Closed);
    let ending = told.case.ending.unwrap();
    assert_eq!(ending.outcome, Outcome::Terminated);
    assert_eq!(ending.termination, Some(TerminationGround::NoAgreement));
}

#[test]
fn closing_without_agreement_ends_the_mediation_in_the_same_step() {
    let story = mediating();
    let handler = Officer::handler().actor();
    let events = story.decide(&handler, close("terminated")).unwrap();
    let kinds: Vec<&str> = events
        .iter()
        .map(|recorded| recorded.event.kind())
        .collect();
    assert_eq!(kinds, ["mediation_terminated", "closed"]);
}

#[test]
fn that_it_should_not_have_been_accepted_is_for_a_head_to_find() {
    let found = with(CommandKind::Terminate, &[("termination", json!("TM6"))]);
    let story = mediating();
    assert_eq!(
        story.refusal(&Officer::handler().actor(), found.clone()),
        Refusal::TerminationNeedsHead
    );
    story
        .step(Officer::leader(), found)
        .stands(State::Terminated);
}

#[test]
fn an_inquiry_comes_back_to_where_the_case_was() {
    let inquiry = do_it(CommandKind::StartInquiry);
    let finding = || do_it(CommandKind::RecordFinding);
    let looking = mediating().step(Officer::handler(), inquiry.clone());
    assert!(is_running(&looking, RuleId::Preliminary));
    let found = looking.step(Officer::handler(), finding());
    assert!(!is_running(&found, RuleId::Preliminary));
    assert_eq!(found.case.state, State::Mediating);
    let early = Story::complaint()
        .accepted()
        .step(Officer::handler(), inquiry);
    let willing = by(early, &BUSINESS, consent("business"));
    assert_eq!(willing.case.state, State::Investigating);
    willing
        .step(Officer::handler(), finding())
        .stands(State::Accepted);
}

#[test]
fn a_business_that_was_asked_answers_within_its_own_time() {
    let asked = Story::complaint()
        .accepted()
        .step(Officer::handler(), do_it(CommandKind::InviteBusiness));
    assert!(asked.case.mediation.invited);
    assert!(is_running(&asked, RuleId::Business));
    let answered = by(asked, &BUSINESS, do_it(CommandKind::StateAnswer));
    assert!(!is_running(&answered, RuleId::Business));
    assert!(!is_running(&answered, RuleId::MediationStart));
    assert_eq!(News::of(&answered.events), Some(News::Business));
}

#[test]
fn the_consumer_reads_an_account_of_the_business_only_when_it_is_shared() {
    let told = |shared: bool| {
        let answer = with(CommandKind::StateAnswer, &[("shared", json!(shared))]);
        let story = by(Story::complaint().accepted(), &BUSINESS, answer);
        story.events.last().unwrap().event.is_public()
    };
    assert!(told(true));
    assert!(!told(false));
}

#[test]
fn a_meeting_lies_ahead_and_is_over_when_it_was_held() {
    let over = with(
        CommandKind::ScheduleSession,
        &[("at", json!("2026-09-30T16:59"))],
    );
    let story = mediating();
    let handler = Officer::handler().actor();
    assert_eq!(story.refusal(&handler, over), Refusal::SessionOver);
    let invited = by(story, &handler, do_it(CommandKind::ScheduleSession));
    let session = invited.case.mediation.session.clone().unwrap();
    assert_eq!(session.at, at("2099-12-30T09:00"));
    let held = by(invited, &handler, do_it(CommandKind::RecordSession));
    assert_eq!(held.case.mediation.session, None);
}

#[test]
fn a_promise_for_a_day_that_is_over_is_none() {
    let late = with(CommandKind::Propose, &[("perform_by", json!("2026-09-29"))]);
    assert_eq!(
        mediating().refusal(&BUSINESS, late),
        Refusal::PerformanceDateOver
    );
}

#[test]
fn a_station_brings_both_sides_together_without_accepting_anything() {
    let station = Story::filed(CaseType::Complaint, OrganisationKind::Station)
        .step(Officer::liaison(), do_it(CommandKind::StartReview))
        .step(Officer::liaison(), do_it(CommandKind::InviteBusiness));
    let offered = by(station, &BUSINESS, do_it(CommandKind::Propose));
    let yes = says(CommandKind::AnswerProposal, "consumer", true);
    by(offered, &CONSUMER, yes).stands(State::Settled);
    let hotline = Story::filed(CaseType::Complaint, OrganisationKind::Hotline)
        .step(Officer::liaison(), do_it(CommandKind::StartReview));
    assert!(!hotline.allowed(&BUSINESS).contains(&CommandKind::Propose));
}

#[test]
fn a_reopened_complaint_is_mediated_anew() {
    let reopened = mediating()
        .step(Officer::handler(), close("terminated"))
        .after(TimeDelta::days(1))
        .person(do_it(CommandKind::Reopen));
    assert_eq!(reopened.case.mediation, domain::case::Mediation::default());
    let willing = by(reopened, &CONSUMER, consent("consumer"));
    by(willing, &BUSINESS, consent("business")).stands(State::Mediating);
}

#[test]
fn the_consumer_may_withdraw_until_there_is_an_agreement() {
    let withdrawn = mediating().person(do_it(CommandKind::Withdraw));
    let ending = withdrawn.case.ending.unwrap();
    assert_eq!(
        ending.termination,
        Some(TerminationGround::WithdrawnOrSettled)
    );
    let agreed = by(
        proposed_by("business"),
        &CONSUMER,
        says(CommandKind::AnswerProposal, "consumer", true),
    );
    assert!(!agreed.allowed(&CONSUMER).contains(&CommandKind::Withdraw));
}

#[test]
fn inner_words_of_public_steps_are_named() {
    let events = mediating().events;
    let consents: Vec<&Event> = events
        .iter()
        .map(|recorded| &recorded.event)
        .filter(|event| matches!(event, Event::ConsentRecorded { .. }))
        .collect();
    assert_eq!(consents.len(), 2);
    assert!(
        consents
            .iter()
            .all(|event| event.is_public() && event.has_inner_words())
    );
}
