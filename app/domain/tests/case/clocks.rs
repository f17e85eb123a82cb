//! Which clocks run when, and what queues and chips say about them. The cases come in on
//! Wednesday 30 September 2026 at 17:00; 1–7 October is the National Day holiday, Saturday
//! 10 October is worked.

use chrono::{DateTime, TimeDelta, Utc};
use domain::case::{CommandKind, Span};
use domain::clock::{Clock, Level, Remaining, RuleId};
use domain::code::{CaseType, OrganisationKind};
use domain::view::DeadlineView;
use serde_json::json;

use crate::actors::Officer;
use crate::samples::{a_command, close, command, do_it};
use crate::story::{CALENDAR, Story, at, before_the_holiday, on};

impl Story {
    fn running(&self) -> Vec<&Span> {
        let spans = self.case.spans.iter();
        spans.filter(|span| span.is_running()).collect()
    }

    /// Names of the clocks that run, in the order in which they began.
    pub fn rules(&self) -> Vec<RuleId> {
        self.running().iter().map(|span| span.rule).collect()
    }

    /// The dates of a clock that runs.
    pub fn clock(&self, rule: RuleId) -> Clock {
        let running = self.running();
        let span = running.iter().find(|span| span.rule == rule);
        span.unwrap().dates(&CALENDAR, &self.profile())
    }

    fn chip(&self) -> DeadlineView {
        let profile = self.profile();
        let span = self.case.nearest_span(&CALENDAR, &profile).unwrap();
        DeadlineView::of(&span.dates(&CALENDAR, &profile), self.now, &CALENDAR)
    }

    fn due_times(&self) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let times = self.case.due_times(&CALENDAR, &self.profile());
        (times.warn_at, times.overdue_at)
    }
}

fn chip_of(clock: &Clock, now: &str) -> DeadlineView {
    DeadlineView::of(clock, at(now), &CALENDAR)
}

#[test]
fn a_complaint_is_reviewed_in_a_day_and_decided_within_the_law() {
    let story = Story::complaint();
    assert_eq!(
        story.rules(),
        [
            RuleId::Review,
            RuleId::FirstReply,
            RuleId::Refuse,
            RuleId::Decide,
            RuleId::Progress
        ]
    );
    let review = story.clock(RuleId::Review);
    assert_eq!(review.due_at, Some(at("2026-10-01T17:00")));
    assert_eq!(review.wall, Some(on("2026-10-15")));
    let refuse = story.clock(RuleId::Refuse);
    assert_eq!(
        (refuse.due, refuse.wall),
        (Some(on("2026-10-10")), Some(on("2026-10-15")))
    );
    let decide = story.clock(RuleId::Decide);
    assert_eq!(
        (decide.due, decide.wall),
        (Some(on("2026-10-15")), Some(on("2026-10-15")))
    );
    assert!(!decide.provisional);
}

#[test]
fn asking_for_material_stops_the_target_but_not_the_law() {
    let asked = Story::complaint()
        .then(at("2026-09-30T18:00"))
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::RequestMaterial));
    let paused = asked.clock(RuleId::Review);
    assert_eq!((paused.due_at, paused.wall), (None, Some(on("2026-10-15"))));
    assert_eq!(chip_of(&paused, "2026-10-08T09:00").level, Level::Paused);

    let supplied = asked
        .then(at("2026-10-01T18:00"))
        .person(do_it(CommandKind::SupplyMaterial));
    let resumed = supplied.clock(RuleId::Review);
    assert_eq!(resumed.due_at, Some(at("2026-10-02T17:00")));
    assert_eq!(resumed.wall, Some(on("2026-10-15")));
}

#[test]
fn a_broken_law_shows_although_the_target_is_paused() {
    let asked = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::RequestMaterial));
    let chip = chip_of(&asked.clock(RuleId::Review), "2026-10-16T09:00");
    assert!(chip.of_law);
    assert_eq!(chip.level, Level::Overdue);
}

#[test]
fn acceptance_ends_the_review_and_starts_mediation() {
    let accepted = Story::complaint().then(at("2026-10-08T09:00")).accepted();
    assert_eq!(
        accepted.rules(),
        [
            RuleId::MediationStart,
            RuleId::Result,
            RuleId::Mediate,
            RuleId::Progress
        ]
    );
    assert_eq!(
        accepted.clock(RuleId::MediationStart).due,
        Some(on("2026-10-09"))
    );
    assert_eq!(accepted.clock(RuleId::Result).due, Some(on("2026-10-28")));
    let mediate = accepted.clock(RuleId::Mediate);
    assert_eq!(
        (mediate.due, mediate.wall),
        (Some(on("2026-11-22")), Some(on("2026-12-07")))
    );
}

#[test]
fn mediation_has_started_when_the_business_was_reached() {
    let mut not_reached = a_command(CommandKind::ContactBusiness);
    not_reached["result"] = json!("unreachable");
    let tried = Story::complaint()
        .accepted()
        .step(Officer::handler(), command(&not_reached));
    assert!(tried.rules().contains(&RuleId::MediationStart));
    let reached = tried.step(Officer::handler(), do_it(CommandKind::ContactBusiness));
    assert!(!reached.rules().contains(&RuleId::MediationStart));
}

#[test]
fn an_agreement_stops_the_mediation_and_leaves_the_result_to_be_told() {
    let agreed = Story::complaint()
        .accepted()
        .step(Officer::handler(), do_it(CommandKind::RecordSettlement));
    assert_eq!(agreed.rules(), [RuleId::Result, RuleId::Progress]);
}

#[test]
fn a_refusal_stops_everything_but_the_duty_to_go_on() {
    assert_eq!(Story::complaint().refused().rules(), [RuleId::Progress]);
}

#[test]
fn only_words_to_the_person_are_a_first_reply() {
    let busy = Story::complaint()
        .step(Officer::handler(), do_it(CommandKind::Assign))
        .step(Officer::handler(), do_it(CommandKind::StartReview))
        .step(Officer::handler(), do_it(CommandKind::Note))
        .person(do_it(CommandKind::SendMessage));
    assert!(busy.rules().contains(&RuleId::FirstReply));
    let replied = busy.step(Officer::handler(), do_it(CommandKind::SendMessage));
    assert!(!replied.rules().contains(&RuleId::FirstReply));
}

#[test]
fn every_visible_step_renews_the_promise_of_progress_but_not_the_persons_own_words() {
    let started = |story: &Story| story.clock(RuleId::Progress).start;
    let story = Story::complaint();
    let asked = story
        .clone()
        .then(at("2026-10-08T09:00"))
        .person(do_it(CommandKind::SendMessage));
    assert_eq!(started(&asked), started(&story));
    let answered = asked.step(Officer::handler(), do_it(CommandKind::SendMessage));
    assert_eq!(started(&answered), at("2026-10-08T09:00").into());
    assert_eq!(answered.clock(RuleId::Progress).due, Some(on("2026-10-14")));
}

#[test]
fn a_closed_case_waits_for_a_call_and_nothing_else() {
    let closed = Story::complaint()
        .accepted()
        .step(Officer::handler(), close("mediated_agreement"));
    assert_eq!(closed.rules(), [RuleId::Callback]);
    let called = closed.step(Officer::handler(), do_it(CommandKind::CallBack));
    assert!(called.rules().is_empty());
}

#[test]
fn a_reopened_case_owes_a_new_result() {
    let reopened = Story::complaint()
        .accepted()
        .step(Officer::handler(), close("mediated_agreement"))
        .then(at("2026-10-08T09:00"))
        .person(do_it(CommandKind::Reopen));
    assert_eq!(reopened.rules(), [RuleId::Result, RuleId::Progress]);
    assert_eq!(reopened.clock(RuleId::Result).due, Some(on("2026-10-28")));
}

#[test]
fn a_station_has_promises_but_no_limit_of_the_law() {
    let story = Story::filed(CaseType::Complaint, OrganisationKind::Station);
    assert_eq!(
        story.rules(),
        [RuleId::FirstReply, RuleId::Decide, RuleId::Progress]
    );
    for rule in story.rules() {
        assert_eq!(story.clock(rule).wall_period, None, "{rule}");
    }
    assert_eq!(story.clock(RuleId::Decide).due, Some(on("2026-10-15")));
}

#[test]
fn a_report_is_checked_within_fifteen_working_days() {
    let story = Story::filed(CaseType::Report, OrganisationKind::Authority);
    assert_eq!(
        story.rules(),
        [
            RuleId::Review,
            RuleId::FirstReply,
            RuleId::Decide,
            RuleId::Verify,
            RuleId::Progress
        ]
    );
    assert_eq!(story.clock(RuleId::Review).wall_period, None);
    let verify = story.clock(RuleId::Verify);
    assert_eq!(
        (verify.due, verify.wall),
        (Some(on("2026-10-22")), Some(on("2026-10-27")))
    );
    let taken_up = story.step(Officer::handler(), do_it(CommandKind::StartReview));
    assert!(!taken_up.rules().contains(&RuleId::Review));
}

#[test]
fn questions_suggestions_and_legal_aid_have_their_own_promises() {
    let due = |case_type, rule| {
        let story = Story::filed(case_type, OrganisationKind::Station);
        story.clock(rule).due
    };
    assert_eq!(
        due(CaseType::Consultation, RuleId::Consult),
        Some(on("2026-10-08"))
    );
    assert_eq!(
        due(CaseType::Suggestion, RuleId::Suggest),
        Some(on("2026-10-27"))
    );
    assert_eq!(
        due(CaseType::LegalAid, RuleId::FirstReply),
        Some(on("2026-10-01"))
    );
}

#[test]
fn a_case_warns_and_is_overdue_by_its_first_clock() {
    // The first reply is due after 24 hours and has no limit of the law behind it.
    let story = Story::complaint();
    let four_fifths = before_the_holiday() + TimeDelta::minutes(24 * 60 * 4 / 5);
    assert_eq!(
        story.due_times(),
        (Some(four_fifths), Some(at("2026-10-01T17:00")))
    );

    // Once the person has an answer, the review's target warns and the law is the next limit: a
    // promise of progress is only looked at.
    let replied = story.step(Officer::handler(), do_it(CommandKind::SendMessage));
    let (warn, overdue) = replied.due_times();
    assert_eq!(warn, Some(at("2026-10-01T17:00")));
    assert_eq!(overdue, replied.clock(RuleId::Review).wall_at);
}

#[test]
fn a_case_without_clocks_is_never_due() {
    let done = Story::complaint()
        .accepted()
        .step(Officer::handler(), close("mediated_agreement"))
        .step(Officer::handler(), do_it(CommandKind::CallBack));
    assert_eq!(done.due_times(), (None, None));
    assert_eq!(done.case.nearest_span(&CALENDAR, &done.profile()), None);
}

#[test]
fn the_chip_shows_the_clock_that_is_broken_first() {
    assert_eq!(Story::complaint().chip().clock, RuleId::FirstReply);
    let accepted = Story::complaint().accepted();
    assert_eq!(accepted.chip().clock, RuleId::MediationStart);
}

#[test]
fn a_chip_shows_the_target_first_and_the_law_once_the_target_has_passed() {
    let review = Story::complaint().clock(RuleId::Review);
    let early = chip_of(&review, "2026-09-30T18:00");
    assert_eq!((early.level, early.of_law), (Level::Calm, false));
    assert_eq!(early.remaining, Remaining::Hours(23));

    let target_passed = chip_of(&review, "2026-10-01T18:00");
    assert_eq!(
        (target_passed.level, target_passed.of_law),
        (Level::Near, true)
    );
    assert_eq!(target_passed.remaining, Remaining::WorkingDays(7));
    assert_eq!(target_passed.due, Some(on("2026-10-15")));

    let wall_passed = chip_of(&review, "2026-10-16T00:00");
    assert_eq!(
        (wall_passed.level, wall_passed.of_law),
        (Level::Overdue, true)
    );
    assert_eq!(wall_passed.remaining, Remaining::OverdueWorkingDays(1));
}

#[test]
fn a_promise_that_is_also_the_law_is_shown_as_the_law() {
    let decide = Story::complaint().clock(RuleId::Decide);
    let chip = chip_of(&decide, "2026-10-12T09:00");
    assert!(chip.of_law);
    assert_eq!(
        (chip.level, chip.remaining),
        (Level::Half, Remaining::WorkingDays(3))
    );
}

#[test]
fn a_promise_without_a_law_is_overdue_by_itself() {
    let reply = Story::complaint().clock(RuleId::FirstReply);
    let chip = chip_of(&reply, "2026-10-01T17:30");
    assert_eq!((chip.level, chip.of_law), (Level::Overdue, false));
    assert_eq!(chip.remaining, Remaining::OverdueHours(1));
}
