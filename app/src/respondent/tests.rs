//! The page of a business, drawn from views made by hand.

#![expect(
    clippy::expect_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{CommandKind, Fault, FieldProblem, Mediation, Refusal, State};
use domain::code::{CaseType, Claim, OrganisationKind};
use domain::locale::Locale;
use domain::value::{CaseNumber, Fen};
use domain::view::{ClaimView, Failure, FormState, OrganisationView, RespondentCase, Step, StepBy};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;

use super::complaint::complaint_view;
use crate::api::respondent::RespondentPage;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn case(allowed: &[CommandKind]) -> RespondentCase {
    let day: NaiveDate = "2026-11-18".parse().expect("a day");
    RespondentCase {
        number: CaseNumber::compose(990_101, 1, CaseType::Complaint, day, 7).expect("a number"),
        state: State::Accepted,
        received_at: at("2026-11-18T02:00:00Z"),
        organisation: OrganisationView {
            code: "01".to_owned(),
            kind: OrganisationKind::Authority,
            name_zh: "示例县市场监管局".to_owned(),
            name_en: "Example County Market Regulation".to_owned(),
            phone: "0990-8820001".to_owned(),
            address: "中心街 1 号".to_owned(),
        },
        respondent: Some("乙电器店".to_owned()),
        consumer: Some("张*".to_owned()),
        item: Some("电饭锅".to_owned()),
        facts: "买了三天就不通电 <b>".to_owned(),
        claims: vec![ClaimView {
            kind: Claim::Refund,
            amount: Some(Fen::new(19_900).expect("money")),
        }],
        answer_by: "2026-11-24".parse().ok(),
        mediation: Mediation::default(),
        settlement: None,
        documents: Vec::new(),
        outcome: None,
        steps: vec![Step {
            version: 3,
            at: at("2026-11-19T02:00:00Z"),
            by: StepBy::System,
            kind: "accepted".to_owned(),
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
        }],
        allowed: allowed.to_vec(),
        until: at("2026-12-18T02:00:00Z"),
        now: at("2026-11-20T02:00:00Z"),
    }
}

fn html(case: RespondentCase, form: FormState) -> String {
    let page = RespondentPage { case, form };
    Owner::new().with(|| {
        provide_meta_context();
        complaint_view("tok", &page, "", Locale::ZhCn).to_html()
    })
}

#[test]
fn the_forms_are_those_the_rules_allow_and_carry_the_token() {
    let forms = [
        (CommandKind::StateAnswer, "/fn/business/statement"),
        (CommandKind::RecordConsent, "/fn/business/consent"),
        (CommandKind::AnswerProposal, "/fn/business/answer"),
        (CommandKind::Propose, "/fn/business/propose"),
    ];
    for (kind, path) in forms {
        let html = html(case(&[kind]), FormState::default());
        assert_eq!(html.matches("<form").count(), 1, "{html}");
        assert!(html.contains(&format!(r#"action="{path}""#)), "{html}");
        assert!(html.contains(r#"name="token" value="tok""#), "{html}");
    }
}

#[test]
fn what_is_claimed_and_until_when_to_answer_is_told() {
    let html = html(case(&[CommandKind::StateAnswer]), FormState::default());
    assert!(html.contains("2026年11月24日"), "{html}");
    assert!(html.contains("199.00"), "{html}");
    assert!(html.contains("买了三天就不通电 &lt;b&gt;"), "{html}");
}

#[test]
fn a_day_that_is_over_is_said_kindly() {
    let mut late = case(&[CommandKind::StateAnswer]);
    late.now = at("2026-11-25T02:00:00Z");
    assert!(html(late, FormState::default()).contains("请尽快答复"));
}

#[test]
fn wrong_fields_keep_what_was_typed() {
    let form = FormState {
        values: [("terms".to_owned(), "退一半".to_owned())].into(),
        problems: vec![FieldProblem::new("amount", Fault::NotAnAmount)],
        failure: Some(Failure::Invalid(Vec::new())),
        shown: None,
    };
    let html = html(case(&[CommandKind::Propose]), form);
    assert!(html.contains("退一半"), "{html}");
    assert!(html.contains(r##"href="#f-amount""##), "{html}");
    assert!(
        html.contains("<details open class=\"wq-details\""),
        "{html}"
    );
}

#[test]
fn a_rule_that_says_no_stands_at_its_field() {
    let form = FormState {
        failure: Some(Failure::Refused(Refusal::PerformanceDateOver)),
        ..FormState::default()
    };
    let html = html(case(&[CommandKind::Propose]), form);
    assert!(html.contains(r##"href="#f-perform_by""##), "{html}");
}
