//! The tracking pages as a browser without JavaScript gets them.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::StaffNumber;
use domain::case::{CommandKind, Event, Fault, FieldProblem, MaterialRequest, State};
use domain::clock::RuleId;
use domain::code::{CaseType, OrganisationKind, Outcome, RefusalGround};
use domain::locale::{Locale, translate_if_known};
use domain::value::{CaseNumber, LongText};
use domain::view::{Failure, FormState, NextDate, OrganisationView, Step, StepBy, TrackView};
use leptos::prelude::*;

use super::case::case_view;
use super::open::{receipt_error, receipt_view};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn step(version: u32, kind: &str, by: StepBy) -> Step {
    Step {
        version,
        at: at("2026-11-02T03:00:00Z"),
        by,
        kind: kind.to_owned(),
        public: true,
        text: None,
        due: None,
        amount: None,
        outcome: None,
        ground: None,
        termination: None,
        assigned_to: None,
        satisfaction: None,
        side: None,
        agrees: None,
        meeting: None,
        attendance: None,
        hold: None,
        decided: None,
        place: None,
    }
}

fn case() -> TrackView {
    TrackView {
        number: CaseNumber::compose(990_101, 1, CaseType::Complaint, day("2026-11-02"), 7).unwrap(),
        case_type: CaseType::Complaint,
        state: State::Reviewing,
        version: 2,
        received_at: at("2026-11-02T03:00:00Z"),
        organisation: OrganisationView {
            code: "01".to_owned(),
            kind: OrganisationKind::Authority,
            name_zh: "示例县市场监督管理局".to_owned(),
            name_en: "Example County Market Regulation".to_owned(),
            phone: "0990-1234567".to_owned(),
            address: "示例县幸福路 1 号".to_owned(),
        },
        handler: Some(StaffNumber::parse("A1024").unwrap()),
        respondent: Some("示例百货".to_owned()),
        item: Some("电饭煲".to_owned()),
        facts: "第一行\n<script>alert(1)</script>".to_owned(),
        next: Some(NextDate {
            clock: RuleId::Review,
            from: day("2026-11-02"),
            by: Some(day("2026-11-11")),
            basis: "本机构办理时限".to_owned(),
            basis_en: "Time limit of this organisation".to_owned(),
            provisional: false,
            overdue: false,
        }),
        clocks: Vec::new(),
        material: None,
        mediation: domain::case::Mediation::default(),
        settlement: None,
        outcome: None,
        recovered: None,
        reply: None,
        ground: None,
        rating: None,
        survey: None,
        evidence: domain::view::EvidenceList::default(),
        steps: vec![
            step(1, "registered", StepBy::Complainant),
            step(
                2,
                "review_started",
                StepBy::Staff(StaffNumber::parse("A1024").unwrap()),
            ),
        ],
        documents: Vec::new(),
        allowed: vec![CommandKind::SendMessage, CommandKind::Withdraw],
    }
}

fn render(case: &TrackView, form: &FormState, locale: Locale) -> String {
    Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        case_view(case, form, "", locale).to_html()
    })
}

#[test]
fn the_next_date_has_its_sentence_its_basis_and_its_reason() {
    let html = render(&case(), &FormState::default(), Locale::ZhCn);
    for words in [
        "下一步：受理审查",
        "最迟 2026年11月11日（周三）前",
        "依据：本机构办理时限",
        "/why?rule=C-REVIEW",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
}

#[test]
fn the_newest_step_stands_first_and_staff_have_numbers() {
    let html = render(&case(), &FormState::default(), Locale::ZhCn);
    assert!(
        html.find("开始审查").unwrap() < html.find("已登记").unwrap(),
        "{html}"
    );
    assert!(html.contains("工号 A1024"), "{html}");
}

#[test]
fn only_what_is_allowed_is_offered() {
    let html = render(&case(), &FormState::default(), Locale::En);
    assert!(html.contains(r#"href="/case/withdraw""#), "{html}");
    assert!(!html.contains("/case/reopen"), "{html}");
    assert!(html.contains(r#"name="message""#), "{html}");
    let silent = TrackView {
        allowed: Vec::new(),
        ..case()
    };
    let html = render(&silent, &FormState::default(), Locale::En);
    assert!(!html.contains("/case/withdraw"), "{html}");
    assert!(!html.contains("name=\"message\""), "{html}");
}

#[test]
fn steps_that_are_not_public_stay_inside() {
    let mut case = case();
    case.steps.push(Step {
        public: false,
        ..step(3, "refusal_proposed", StepBy::System)
    });
    let html = render(&case, &FormState::default(), Locale::ZhCn);
    assert!(!html.contains("拟不予受理"), "{html}");
}

#[test]
fn messages_stand_apart_from_the_history() {
    let mut case = case();
    case.steps.push(Step {
        text: Some("您好".to_owned()),
        ..step(3, "message_sent", StepBy::Complainant)
    });
    let html = render(&case, &FormState::default(), Locale::ZhCn);
    assert!(html.contains("wq-message--mine"), "{html}");
    assert_eq!(html.matches("您好").count(), 1, "{html}");
}

#[test]
fn material_that_is_asked_for_comes_with_its_form() {
    let material = MaterialRequest {
        items: LongText::parse("购物小票").unwrap(),
        due: day("2026-11-09"),
    };
    let case = TrackView {
        state: State::Supplement,
        material: Some(material),
        allowed: vec![CommandKind::SupplyMaterial],
        ..case()
    };
    let mut form = FormState::default();
    form.values.insert("material".to_owned(), String::new());
    form.problems
        .push(FieldProblem::new("material", Fault::Missing));
    let html = render(&case, &form, Locale::ZhCn);
    assert!(html.contains("购物小票"), "{html}");
    assert!(html.contains("2026年11月9日（周一）前"), "{html}");
    assert_eq!(html.matches("请写明补充的内容").count(), 2, "{html}");
}

#[test]
fn a_refusal_names_its_ground_and_the_five_other_ways() {
    let case = TrackView {
        state: State::Closed,
        outcome: Some(Outcome::Refused),
        ground: Some(RefusalGround::TooLate),
        reply: Some("超过三年。".to_owned()),
        next: None,
        ..case()
    };
    let html = render(&case, &FormState::default(), Locale::ZhCn);
    assert!(html.contains("第十六条：除法律另有规定外"), "{html}");
    assert!(html.contains("第三十九条"), "{html}");
    let ways = html
        .split("第三十九条")
        .nth(1)
        .unwrap()
        .split("</ol>")
        .next()
        .unwrap();
    assert_eq!(ways.matches("<li").count(), 5, "{ways}");
}

#[test]
fn what_the_person_wrote_is_never_markup() {
    let html = render(&case(), &FormState::default(), Locale::En);
    assert!(!html.contains("<script>alert"), "{html}");
}

#[test]
fn the_survey_is_offered_once_the_case_may_be_rated() {
    let case = TrackView {
        survey: Some("tok".to_owned()),
        allowed: vec![CommandKind::Rate],
        ..case()
    };
    let html = render(&case, &FormState::default(), Locale::En);
    assert!(html.contains(r#"href="/s/tok" rel="external""#), "{html}");
}

#[test]
fn a_wrong_receipt_is_refused_in_the_same_words_whatever_is_wrong() {
    let wrong = |failure: Option<Failure>, problems: Vec<FieldProblem>| {
        let mut form = FormState {
            failure,
            problems,
            ..FormState::default()
        };
        form.values.insert("receipt".to_owned(), "ABCD".to_owned());
        receipt_error(&form, Locale::ZhCn).unwrap()
    };
    let unknown = wrong(Some(Failure::NotFound), Vec::new());
    let malformed = wrong(None, vec![FieldProblem::new("receipt", Fault::UnknownCode)]);
    assert_eq!(unknown, malformed);
    let busy = wrong(Some(Failure::TooMany { retry_after: 61 }), Vec::new());
    assert!(busy.contains("2 分钟"), "{busy}");
}

#[test]
fn the_receipt_form_works_without_javascript() {
    let html = Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        let form = FormState::default();
        receipt_view(&form, "0990-1234567", Locale::ZhCn).to_html()
    });
    assert!(html.contains(r#"action="/fn/track/open""#), "{html}");
    assert!(html.contains(r#"method="post""#), "{html}");
    assert!(!html.contains("error-summary"), "{html}");
}

#[test]
fn every_event_has_a_title_in_both_languages() {
    let kinds = [
        "registered",
        "review_started",
        "material_requested",
        "material_supplied",
        "accepted",
        "refusal_proposed",
        "refusal_approved",
        "refusal_rejected",
        "assigned",
        "note_added",
        "message_sent",
        "business_contacted",
        "settlement_recorded",
        "closed",
        "withdrawn",
        "called_back",
        "rated",
        "reopened",
        "archived",
    ];
    assert!(kinds.contains(&Event::Accepted.kind()));
    for locale in Locale::ALL {
        for kind in kinds {
            assert!(
                translate_if_known(locale, &format!("case.step.{kind}")).is_some(),
                "{kind}"
            );
        }
    }
}
