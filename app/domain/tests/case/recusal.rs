//! Nobody handles a dispute in which they have an interest.

use domain::actor::Actor;
use domain::case::{Command, CommandKind, Event, Refusal, State};
use domain::clock::PauseReason;
use domain::code::{HoldReason, Role, Side};
use domain::value::LongText;
use serde_json::json;

use crate::actors::Officer;
use crate::mediation::mediating;
use crate::samples::{a_command, command, do_it};
use crate::story::Story;

fn assigned(mut story: Story, officer: Officer) -> Story {
    let Actor::Staff(staff) = officer.actor() else {
        panic!("an officer is staff");
    };
    let to = Command::Assign {
        to: staff.account,
        number: staff.number,
    };
    story.attempt(&Officer::leader().actor(), to).unwrap();
    story
}

/// In mediation, with a handler in charge.
fn handled() -> Story {
    assigned(mediating(), Officer::handler())
}

fn asked() -> Story {
    handled().person(do_it(CommandKind::RequestRecusal))
}

fn decided(granted: bool) -> Story {
    let mut decision = a_command(CommandKind::DecideRecusal);
    decision["agrees"] = json!(granted);
    asked().step(Officer::leader(), command(&decision))
}

/// Every rule of a recusal, broken once.
pub fn provoked_in_recusal() -> Vec<(Story, Actor, Command)> {
    let leader = || Officer::leader().actor();
    let request = || do_it(CommandKind::RequestRecusal);
    let decision = || do_it(CommandKind::DecideRecusal);
    let of_the_other = {
        let mut request = a_command(CommandKind::RequestRecusal);
        request["side"] = json!("business");
        command(&request)
    };
    let held = mediating().step(Officer::handler(), do_it(CommandKind::Suspend));
    let handler = || Officer::handler().actor();
    vec![
        (mediating(), Actor::Complainant, request()),
        (handled(), Actor::Complainant, of_the_other),
        (decided(false), Actor::Respondent, request()),
        (held, leader(), decision()),
        (asked(), handler(), do_it(CommandKind::Note)),
        (asked(), leader(), do_it(CommandKind::Resume)),
        (asked(), leader(), do_it(CommandKind::Terminate)),
        (decided(true), handler(), do_it(CommandKind::Note)),
    ]
}

#[test]
fn a_request_stops_the_mediation_until_it_is_decided() {
    let asked = asked().stands(State::Suspended);
    let suspension = asked.case.mediation.suspension.as_ref().unwrap();
    assert_eq!(suspension.hold, HoldReason::AwaitingRecusal);
    let paused = asked.case.spans.iter().any(|span| {
        let pauses = span.pauses.iter();
        pauses
            .into_iter()
            .any(|pause| pause.reason == PauseReason::Recusal)
    });
    assert!(paused, "the clocks of the organisation stop");
    for granted in [true, false] {
        let story = decided(granted).stands(State::Mediating);
        assert_eq!(story.case.recusal.asked, None);
        assert_eq!(story.case.assignee.is_none(), granted);
    }
}

#[test]
fn who_is_concerned_does_not_decide() {
    let concerned = Officer::handler().and(Role::Leader).actor();
    let refusal = asked().refusal(&concerned, do_it(CommandKind::DecideRecusal));
    assert_eq!(refusal, Refusal::RecusalUndecided);
    assert_eq!(asked().allowed(&concerned), []);
    // Where the only head is the person concerned, the organisation above decides.
    let head = assigned(mediating(), Officer::with(Role::DepartmentHead));
    let asked = head.person(do_it(CommandKind::RequestRecusal));
    let decision = do_it(CommandKind::DecideRecusal);
    let above = Officer::with(Role::Superior).above();
    assert_eq!(asked.step(above, decision).case.assignee, None);
    let product = self::asked().refusal(&Actor::System, do_it(CommandKind::DecideRecusal));
    assert_eq!(product, Refusal::RoleMissing);
}

#[test]
fn who_stood_down_is_out_of_the_case_for_good() {
    let story = decided(true);
    let handler = Officer::handler().actor();
    let Actor::Staff(staff) = &handler else {
        panic!("an officer is staff");
    };
    assert!(story.case.stood_down(staff.account));
    assert_eq!(story.allowed(&handler), []);
    assert_eq!(story.case.may_reveal(staff), Err(Refusal::StoodDown));
    assert_eq!(story.case.may_link(staff), Err(Refusal::StoodDown));
    let back = Command::Assign {
        to: staff.account,
        number: staff.number.clone(),
    };
    let refusal = story.refusal(&Officer::leader().actor(), back);
    assert_eq!(refusal, Refusal::StoodDown);
    let other = assigned(story, Officer::handler().another());
    assert!(other.case.assignee.is_some());
}

#[test]
fn who_may_go_on_is_not_challenged_twice_by_anybody() {
    let story = decided(false);
    for side in [Actor::Complainant, Actor::Respondent] {
        assert!(!story.allowed(&side).contains(&CommandKind::RequestRecusal));
    }
    let other = assigned(story, Officer::handler().another());
    let asked = other.person(do_it(CommandKind::RequestRecusal));
    asked.stands(State::Suspended);
}

#[test]
fn a_new_person_in_charge_is_not_the_one_who_is_judged() {
    let meanwhile = assigned(asked(), Officer::handler().another());
    let decision = do_it(CommandKind::DecideRecusal);
    let decided = meanwhile.step(Officer::leader(), decision);
    assert!(decided.case.assignee.is_some(), "the new one stays");
    let Actor::Staff(judged) = Officer::handler().actor() else {
        panic!("an officer is staff");
    };
    assert_eq!(decided.case.recusal.stood_down, [judged.account]);
}

#[test]
fn an_officer_declares_an_interest_without_a_side() {
    let mut request = a_command(CommandKind::RequestRecusal);
    request["side"] = json!("");
    let declared = handled().step(Officer::handler(), command(&request));
    let by = declared
        .events
        .iter()
        .find_map(|recorded| match &recorded.event {
            Event::RecusalRequested { by, .. } => Some(*by),
            _ => None,
        });
    assert_eq!(by, Some(None));
    let named = asked()
        .events
        .iter()
        .find_map(|recorded| match &recorded.event {
            Event::RecusalRequested { by, .. } => Some(*by),
            _ => None,
        });
    assert_eq!(named, Some(Some(Side::Consumer)));
}

#[test]
fn both_sides_read_of_the_request_and_of_the_decision() {
    let kinds = [
        "recusal_requested",
        "suspended",
        "recusal_decided",
        "resumed",
    ];
    let decided = decided(true);
    let seen = decided.events.iter().map(|recorded| &recorded.event);
    let seen = seen.filter(|event| kinds.contains(&event.kind()));
    let seen: Vec<&Event> = seen.collect();
    assert_eq!(seen.len(), kinds.len());
    for event in seen {
        assert!(
            event.is_public() && event.is_for_the_business(),
            "{event:?}"
        );
        assert!(!event.has_inner_words());
    }
}

#[test]
fn a_suspension_of_older_days_can_still_be_lifted() {
    let mut story = handled();
    let event = Event::Suspended {
        hold: HoldReason::AwaitingRecusal,
        text: LongText::parse("等待回避决定").unwrap(),
        review_on: None,
    };
    story.record_event(event, &Actor::System);
    let lifted = story.step(Officer::leader(), do_it(CommandKind::Resume));
    lifted.stands(State::Mediating);
}

#[test]
fn withdrawing_leaves_nothing_to_decide() {
    let closed = asked().person(do_it(CommandKind::Withdraw));
    assert_eq!(closed.stands(State::Closed).case.recusal.asked, None);
}
