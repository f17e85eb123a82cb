//! Files in a case: who adds them, who takes them away, and what that means for the clocks.

use chrono::TimeDelta;
use domain::actor::{Actor, ActorRef};
use domain::attachment::{Attachment, Digest, FileName, Media};
use domain::case::{CommandKind, Event, Recorded, Refusal};
use domain::clock::RuleId;
use domain::code::Role;
use uuid::Uuid;

use crate::actors::Officer;
use crate::samples::do_it;
use crate::story::Story;

fn a_file(n: u8) -> Attachment {
    Attachment {
        id: Uuid::from_u128(n.into()),
        media: Media::Jpeg,
        size: 1_000,
        digest: Digest::of_hash([n; 32]),
        name: FileName::of("小票.jpg", Media::Jpeg),
        note: None,
        received_at: crate::story::before_the_holiday(),
    }
}

impl Story {
    /// Adds a file.
    pub fn with_file(mut self, n: u8, by: &Actor) -> Self {
        let event = self.case.add_evidence(vec![a_file(n)], false, by).unwrap();
        self.record_event(event, by);
        self
    }

    /// Adds an event that no command caused.
    pub fn record_event(&mut self, event: Event, by: &Actor) {
        let recorded = Recorded {
            version: self.case.version + 1,
            at: self.now,
            actor: ActorRef::from(by),
            event,
        };
        self.case.apply(&recorded);
        self.events.push(recorded);
    }

    fn remove_file(&self, n: u8, by: &Actor) -> Result<Option<Event>, Refusal> {
        let profile = self.profile();
        let id = Uuid::from_u128(n.into());
        self.case.remove_evidence(id, &self.facts(by, &profile))
    }
}

#[test]
fn what_the_person_hands_in_is_shared_and_what_staff_add_only_when_they_say_so() {
    let officer = Officer::handler().actor();
    let story = Story::complaint();
    for (by, asked, shared) in [
        (&Actor::Complainant, false, true),
        (&officer, false, false),
        (&officer, true, true),
    ] {
        let event = story.case.add_evidence(vec![a_file(1)], asked, by).unwrap();
        assert!(matches!(event, Event::EvidenceAdded { shared: found, .. } if found == shared));
        assert_eq!(event.is_public(), shared);
    }
}

#[test]
fn files_are_taken_while_the_case_is_open_and_from_staff_until_it_is_filed_away() {
    let home = Officer::handler().actor();
    let elsewhere = Officer::handler().elsewhere().actor();
    let analyst = Officer::with(Role::Analyst).actor();
    let mut story = Story::complaint();
    let may = |story: &Story, by: &Actor| story.case.may_add_evidence(by);
    assert_eq!(may(&story, &Actor::Complainant), Ok(()));
    assert_eq!(may(&story, &home), Ok(()));
    assert_eq!(may(&story, &elsewhere), Err(Refusal::OtherOrganisation));
    assert_eq!(may(&story, &analyst), Err(Refusal::RoleMissing));
    story
        .attempt(&Actor::Complainant, do_it(CommandKind::Withdraw))
        .unwrap();
    assert_eq!(may(&story, &Actor::Complainant), Err(Refusal::EvidenceOver));
    assert_eq!(may(&story, &home), Ok(()));
    let mut story = story.after(TimeDelta::days(40));
    story.attempt(&home, do_it(CommandKind::Archive)).unwrap();
    assert_eq!(may(&story, &home), Err(Refusal::EvidenceOver));
}

#[test]
fn a_file_is_taken_away_by_who_added_it_within_a_day() {
    let officer = Officer::handler().actor();
    let story = Story::complaint().with_file(1, &Actor::Complainant);
    let refused = story.remove_file(1, &officer);
    assert_eq!(refused, Err(Refusal::EvidenceOfOthers));
    assert_eq!(story.remove_file(2, &Actor::Complainant), Ok(None));
    let almost = story
        .clone()
        .after(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert!(almost.remove_file(1, &Actor::Complainant).is_ok());
    let late = story.clone().after(TimeDelta::hours(24));
    let refused = late.remove_file(1, &Actor::Complainant);
    assert_eq!(refused, Err(Refusal::EvidenceSettled));
    let mut story = story;
    let event = story.remove_file(1, &Actor::Complainant).unwrap().unwrap();
    story.record_event(event, &Actor::Complainant);
    assert_eq!(story.case.evidence, []);
    assert_eq!(story.case.room().bytes, 0, "its room is given back");
}

#[test]
fn files_of_the_person_are_no_progress_of_the_office() {
    let officer = Officer::handler().actor();
    let running = |story: &Story| {
        let spans = story.case.spans.iter();
        let running = spans.filter(|span| span.rule == RuleId::Progress && span.is_running());
        running.map(|span| span.started_at).collect::<Vec<_>>()
    };
    let story = Story::complaint();
    let begun = running(&story);
    let story = story
        .after(TimeDelta::hours(3))
        .with_file(1, &Actor::Complainant)
        .with_file(2, &officer);
    assert_eq!(running(&story), begun);
    let same = story.case.same_evidence(&Digest::of_hash([2; 32]));
    assert_eq!(
        same.map(|evidence| evidence.file.id),
        Some(Uuid::from_u128(2))
    );
}
