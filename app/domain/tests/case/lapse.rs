//! Material that was asked for and did not come.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{CommandKind, Event, State};
use domain::clock::RuleId;
use domain::code::Role;

use crate::actors::Officer;
use crate::samples::do_it;
use crate::story::{Story, at};

fn asked() -> Story {
    Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::RequestMaterial))
}

fn lapse(story: &mut Story) {
    let event = story.case.lapse_material(story.now).unwrap();
    story.record_event(event, &Actor::System);
}

#[test]
fn a_request_lapses_as_its_last_day_ends() {
    let story = asked();
    let due = story.case.material.clone().unwrap().due;
    let end = story.case.material_lapses_at().unwrap();
    assert_eq!(end, at(&format!("{}T00:00", due.succ_opt().unwrap())));
    assert_eq!(story.case.lapse_material(end - TimeDelta::seconds(1)), None);
    assert_eq!(
        story.case.lapse_material(end),
        Some(Event::MaterialLapsed { due })
    );
}

#[test]
fn nothing_lapses_that_was_not_asked_for_or_came() {
    let late = TimeDelta::days(60);
    let story = Story::complaint();
    assert_eq!(story.case.material_lapses_at(), None);
    assert_eq!(story.case.lapse_material(story.now + late), None);
    let supplied = asked().person(do_it(CommandKind::SupplyMaterial));
    assert_eq!(supplied.case.lapse_material(supplied.now + late), None);
}

#[test]
fn the_review_goes_on_and_its_clock_runs_again() {
    let mut story = asked();
    story.now = story.case.material_lapses_at().unwrap();
    let progress = |story: &Story| {
        let spans = story.case.spans.iter();
        spans.filter(|span| span.rule == RuleId::Progress).count()
    };
    let before = progress(&story);
    lapse(&mut story);
    assert_eq!(story.case.state, State::Reviewing);
    assert_eq!(story.case.material, None);
    assert!(story.case.lapsed.is_some());
    let open_pause = story
        .case
        .spans
        .iter()
        .flat_map(|span| &span.pauses)
        .any(|pause| pause.to.is_none());
    assert!(!open_pause);
    assert_eq!(progress(&story), before, "a day that passes is no progress");
    assert!(story.events.last().unwrap().event.is_public());

    // What fits is for an officer to say.
    let handler = Officer::handler().actor();
    let allowed = story.allowed(&handler);
    for next in [CommandKind::Accept, CommandKind::ProposeRefusal] {
        assert!(allowed.contains(&next), "{next}");
    }
    assert!(
        !story
            .allowed(&Actor::Complainant)
            .contains(&CommandKind::SupplyMaterial)
    );
    let operator = Officer::with(Role::Operator).actor();
    assert!(
        story
            .allowed(&operator)
            .contains(&CommandKind::ProposeRefusal)
    );
}

#[test]
fn a_new_request_forgets_the_one_that_lapsed() {
    let mut story = asked();
    story.now = story.case.material_lapses_at().unwrap();
    lapse(&mut story);
    let event = Event::MaterialRequested {
        items: "购物小票".parse().unwrap(),
        due: story.now.date_naive() + TimeDelta::days(2),
    };
    story.record_event(event, &Officer::handler().actor());
    assert_eq!(story.case.lapsed, None);
    assert_eq!(story.case.state, State::Supplement);
}
