//! One matter under one number.

use domain::actor::Actor;
use domain::case::{Command, CommandKind, Event, Recorded, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, OrganisationKind, Outcome};
use domain::value::CaseNumber;
use serde_json::json;

use crate::actors::Officer;
use crate::samples::{a_command, another_number, command, do_it};
use crate::story::{ABOVE, Story, at, on};

fn merging_into(number: &str) -> Command {
    let mut merging = a_command(CommandKind::Merge);
    merging["into"] = json!(number);
    command(&merging)
}

/// A case cannot be merged into itself.
pub fn merged_into_itself() -> (Story, Actor, Command) {
    let story = Story::complaint();
    let own = merging_into(story.case.number.as_str());
    (story, Officer::handler().actor(), own)
}

/// The same, received under the other number.
fn earlier(case_type: CaseType) -> Story {
    let mut story = Story::filed(case_type, OrganisationKind::Authority);
    story.case.number = CaseNumber::parse(&another_number()).unwrap();
    story
}

#[test]
fn a_merged_case_ends_and_names_the_number_that_goes_on() {
    let merged = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::Merge))
        .stands(State::Closed);
    assert_eq!(merged.case.ending.unwrap().outcome, Outcome::Merged);
    let told = merged.events.iter().any(|recorded| {
        matches!(&recorded.event, Event::MergedInto { number }
            if number.as_str() == another_number())
            && recorded.event.is_public()
    });
    assert!(told);
}

#[test]
fn a_case_takes_in_what_is_of_its_kind_and_here_while_it_is_open() {
    let later = Story::complaint();
    let main = earlier(CaseType::Complaint);
    assert!(main.case.take_in(&later.case).is_ok());
    let refused = |main: &Story| main.case.take_in(&later.case);
    let not_possible = Err(Refusal::MainCaseNotPossible);
    assert_eq!(refused(&later), not_possible);
    assert_eq!(refused(&earlier(CaseType::Report)), not_possible);
    let closed = main.clone().person(do_it(CommandKind::Withdraw));
    assert_eq!(refused(&closed), not_possible);
    let mut elsewhere = main;
    elsewhere.case.organisation = ABOVE[0];
    assert_eq!(refused(&elsewhere), not_possible);
}

#[test]
fn a_repeated_report_starts_the_time_for_the_check_anew() {
    let mut main = earlier(CaseType::Report);
    assert_eq!(main.clock(RuleId::Verify).wall, Some(on("2026-10-27")));
    let mut later = Story::filed(CaseType::Report, OrganisationKind::Authority);
    later.case.received_at = at("2026-10-12T09:00");
    let taken = Recorded {
        version: main.case.version + 1,
        at: at("2026-10-13T09:00"),
        actor: main.events[0].actor.clone(),
        event: main.case.take_in(&later.case).unwrap(),
    };
    assert!(!taken.event.is_public());
    main.case.apply(&taken);
    assert_eq!(main.clock(RuleId::Verify).wall, Some(on("2026-11-02")));
}
