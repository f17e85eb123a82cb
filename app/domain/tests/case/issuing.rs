//! Issued documents: who signs which, what counts, how they reach people.

use chrono::TimeDelta;
use domain::actor::{Actor, Staff};
use domain::attachment::{Attachment, Digest, FileName, Media};
use domain::case::{CommandKind, Refusal, State};
use domain::clock::RuleId;
use domain::code::{CaseType, DeliveryWay, OrganisationKind, Role, Side};
use domain::document::{Delivery, DocumentNumber, RawDelivery, Template};
use domain::value::CheckCode;
use rstest::rstest;
use uuid::Uuid;

use crate::actors::Officer;
use crate::mediation::mediating;
use crate::samples::do_it;
use crate::story::{Story, on};

fn staff(officer: Officer) -> Staff {
    match officer.actor() {
        Actor::Staff(staff) => staff,
        other => panic!("{other:?} is no staff"),
    }
}

fn a_pdf(n: u8) -> Attachment {
    Attachment {
        id: Uuid::from_u128(n.into()),
        media: Media::Pdf,
        size: 50_000,
        digest: Digest::of_hash([n; 32]),
        name: FileName::of("文书", Media::Pdf),
        note: None,
        received_at: crate::story::before_the_holiday(),
    }
}

impl Story {
    fn issue(&mut self, n: u8, template: Template, by: Officer) -> Result<(), Refusal> {
        let by = by.actor();
        let profile = self.profile();
        let number = DocumentNumber::new("示市监", template, on("2026-09-30"), n.into());
        let code = CheckCode::from_bits(n.into());
        let event = {
            let facts = self.facts(&by, &profile);
            let case = &self.case;
            case.issue(template, number, code, a_pdf(n), &facts)?
        };
        self.record_event(event, &by);
        Ok(())
    }

    fn void(&mut self, n: u8, by: Officer) -> Result<bool, Refusal> {
        let reason = "日期有误".parse().unwrap();
        let id = Uuid::from_u128(n.into());
        let by = staff(by);
        let event = self.case.void_document(id, reason, &by)?;
        let found = event.is_some();
        if let Some(event) = event {
            self.record_event(event, &Actor::Staff(by));
        }
        Ok(found)
    }

    fn deliver(&mut self, n: u8, delivery: Delivery, by: &Actor) -> Result<(), Refusal> {
        let profile = self.profile();
        let id = Uuid::from_u128(n.into());
        let event = {
            let facts = self.facts(by, &profile);
            self.case.deliver_document(id, delivery, &facts)?
        };
        self.record_event(event.unwrap(), by);
        Ok(())
    }
}

fn to(side: Side, day: &str) -> Delivery {
    Delivery {
        to: side,
        way: DeliveryWay::Post,
        on: on(day),
        proof: None,
    }
}

fn terminated() -> Story {
    mediating().step(Officer::leader(), do_it(CommandKind::Terminate))
}

#[rstest]
#[case(Template::ComplaintRegistration, &[Role::Operator, Role::Handler, Role::Mediator, Role::Liaison, Role::DepartmentHead, Role::Leader])]
#[case(Template::Acceptance, &[Role::Handler, Role::Mediator, Role::Liaison, Role::DepartmentHead, Role::Leader])]
#[case(Template::Termination, &[Role::DepartmentHead, Role::Leader])]
fn a_document_is_signed_by_who_may(#[case] template: Template, #[case] signers: &[Role]) {
    for role in Role::ALL {
        let may = terminated()
            .case
            .may_issue(template, &staff(Officer::with(*role)));
        let expected = if signers.contains(role) {
            Ok(())
        } else {
            Err(Refusal::RoleMissing)
        };
        assert_eq!(may, expected, "{template} by {role}");
    }
    let elsewhere = staff(Officer::leader().elsewhere());
    let may = terminated().case.may_issue(template, &elsewhere);
    assert_eq!(may, Err(Refusal::OtherOrganisation));
}

#[test]
fn a_station_signs_its_settlement_without_a_head() {
    let story = Story::filed(CaseType::Complaint, OrganisationKind::Station);
    let liaison = |story: Story, kind| story.step(Officer::liaison(), do_it(kind));
    let settled = liaison(
        liaison(story, CommandKind::StartReview),
        CommandKind::RecordSettlement,
    );
    let may = |role| {
        let staff = staff(Officer::with(role));
        settled.case.may_issue(Template::Agreement, &staff)
    };
    assert_eq!(may(Role::Liaison), Ok(()));
    assert_eq!(may(Role::Operator), Err(Refusal::RoleMissing));
}

#[test]
fn a_document_the_case_has_not_come_to_is_not_issued() {
    let mut story = Story::complaint();
    let template = Template::Acceptance;
    assert_eq!(
        story.issue(1, template, Officer::handler()),
        Err(Refusal::NoSuchDocument { template })
    );
}

#[test]
fn a_document_counts_until_it_is_voided_and_then_another_is_issued() {
    let mut story = Story::complaint().accepted();
    let template = Template::Acceptance;
    story.issue(1, template, Officer::handler()).unwrap();
    assert_eq!(
        story.issue(2, template, Officer::handler()),
        Err(Refusal::DocumentStands { template })
    );
    assert_eq!(story.void(9, Officer::leader()), Ok(false), "unknown");
    let operator = Officer::with(Role::Operator);
    assert_eq!(story.void(1, operator), Err(Refusal::RoleMissing));
    assert_eq!(story.void(1, Officer::handler()), Ok(true));
    assert_eq!(story.void(1, Officer::leader()), Err(Refusal::DocumentVoid));
    story.issue(2, template, Officer::handler()).unwrap();
    let numbers: Vec<_> = story
        .case
        .issued
        .iter()
        .map(|one| one.number.as_str())
        .collect();
    assert_eq!(numbers, ["示市监投受〔2026〕1号", "示市监投受〔2026〕2号"]);
    let counts: Vec<_> = story
        .case
        .issued
        .iter()
        .map(|one| one.void.is_none())
        .collect();
    assert_eq!(counts, [false, true]);
}

#[test]
fn an_invitation_may_be_issued_for_each_meeting() {
    let mut story = mediating().step(Officer::handler(), do_it(CommandKind::ScheduleSession));
    for n in [1, 2] {
        story
            .issue(n, Template::MediationNotice, Officer::handler())
            .unwrap();
    }
}

#[test]
fn a_delivery_names_a_side_the_document_is_for_and_a_day_since_its_issue() {
    let mut story = Story::complaint().accepted();
    story
        .issue(1, Template::Acceptance, Officer::handler())
        .unwrap();
    let issued = story.case.issued[0].on;
    let today = issued.to_string();
    let by = Officer::handler().actor();
    assert_eq!(
        story.deliver(1, to(Side::Business, &today), &by),
        Err(Refusal::NotAddressed {
            side: Side::Business
        })
    );
    for day in [issued.pred_opt().unwrap(), issued.succ_opt().unwrap()] {
        assert_eq!(
            story.deliver(1, to(Side::Consumer, &day.to_string()), &by),
            Err(Refusal::DeliveryDateOutside { from: issued }),
            "{day}"
        );
    }
    let stranger = Officer::handler().elsewhere().actor();
    assert_eq!(
        story.deliver(1, to(Side::Consumer, &today), &stranger),
        Err(Refusal::OtherOrganisation)
    );
    story.deliver(1, to(Side::Consumer, &today), &by).unwrap();
    assert_eq!(story.case.issued[0].deliveries.len(), 1);
    story.void(1, Officer::leader()).unwrap();
    assert_eq!(
        story.deliver(1, to(Side::Consumer, &today), &by),
        Err(Refusal::DocumentVoid)
    );
}

#[test]
fn the_first_opening_by_each_side_is_an_event_that_moves_no_clock() {
    let mut story = terminated();
    story
        .issue(1, Template::Termination, Officer::leader())
        .unwrap();
    let spans = story.case.spans.clone();
    for (side, actor) in [
        (Side::Consumer, Actor::Complainant),
        (Side::Business, Actor::Respondent),
    ] {
        let opened = story.case.open_document(&story.case.issued[0], side);
        let event = opened.unwrap().unwrap();
        assert!(!event.is_public());
        story.record_event(event, &actor);
        let again = story.case.open_document(&story.case.issued[0], side);
        assert_eq!(again, Ok(None));
    }
    assert_eq!(story.case.spans, spans);
    assert_eq!(domain::case::News::of(&story.events), None);
    assert_eq!(story.case.state, State::Terminated);
}

#[test]
fn a_document_for_the_consumer_alone_is_not_shown_to_the_business() {
    let mut story = Story::complaint().accepted();
    story
        .issue(1, Template::Acceptance, Officer::handler())
        .unwrap();
    let opened = story
        .case
        .open_document(&story.case.issued[0], Side::Business);
    let refusal = Refusal::NotAddressed {
        side: Side::Business,
    };
    assert_eq!(opened, Err(refusal));
    let event = &story.events.last().unwrap().event;
    assert!(event.is_public());
    assert!(!event.is_for_the_business());
}

#[test]
fn what_passes_between_offices_is_for_neither_side() {
    for template in Template::ALL {
        let sides: Vec<_> = Side::ALL
            .iter()
            .filter(|side| template.is_for(**side))
            .collect();
        match template {
            Template::Distribution => assert!(sides.is_empty()),
            Template::MediationNotice | Template::Termination | Template::Agreement => {
                assert_eq!(sides.len(), 2, "{template}");
            }
            _ => assert_eq!(sides, [&Side::Consumer], "{template}"),
        }
    }
}

#[test]
fn a_case_that_was_filed_away_gets_no_more_documents() {
    let mut story = Story::complaint().accepted();
    story
        .attempt(&Actor::Complainant, do_it(CommandKind::Withdraw))
        .unwrap();
    let mut story = story.after(TimeDelta::days(40));
    let leader = Officer::leader().actor();
    story.attempt(&leader, do_it(CommandKind::Archive)).unwrap();
    let leader = staff(Officer::leader());
    let may = story.case.may_issue(Template::Acceptance, &leader);
    assert_eq!(may, Err(Refusal::DocumentsOver));
}

#[test]
fn issuing_is_a_visible_step() {
    let mut story = Story::complaint().accepted().after(TimeDelta::days(2));
    story
        .issue(1, Template::Acceptance, Officer::handler())
        .unwrap();
    let progress = story.case.spans.iter().rev();
    let mut progress = progress.filter(|span| span.rule == RuleId::Progress);
    assert_eq!(progress.next().unwrap().started_at, story.now);
}

#[test]
fn a_delivery_names_every_wrong_field() {
    let problems = RawDelivery {
        on: "gestern".to_owned(),
        ..RawDelivery::default()
    }
    .parse()
    .unwrap_err();
    let fields: Vec<_> = problems.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["to", "way", "on"]);
}

#[test]
fn a_check_code_is_read_as_people_type_it() {
    let code = CheckCode::from_bits(0x0123_4567_89ab_cdef);
    assert_eq!(code.as_str().len(), 14);
    let typed = code.as_str().to_lowercase().replace('0', "o");
    assert_eq!(CheckCode::parse(&typed), Ok(code.clone()));
    assert_eq!(CheckCode::parse(&code.compact()), Ok(code));
    assert!(CheckCode::parse("").is_err());
    assert!(CheckCode::parse("ABCD-EFGH-JKL").is_err());
    assert!(CheckCode::parse("UBCD-EFGH-JKLM").is_err());
}
