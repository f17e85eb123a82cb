//! The pages of the survey.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use domain::case::{Fault, FieldProblem};
use domain::code::Satisfaction;
use domain::locale::Locale;
use domain::value::CaseNumber;
use domain::view::{FormState, SurveyView};
use leptos::prelude::*;

use super::question::question_view;
use super::reasons::reasons_view;
use super::thanks::thanks_view;

fn survey(satisfaction: Option<Satisfaction>) -> SurveyView {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let number = CaseNumber::compose(990_101, 1, domain::code::CaseType::Complaint, date, 7);
    SurveyView {
        number: number.unwrap(),
        closed_at: date.and_hms_opt(3, 0, 0).map(|at| at.and_utc()),
        satisfaction,
        reasons: Vec::new(),
        comment: None,
        wants_call: false,
        complete: satisfaction.is_some_and(|given| !given.needs_reason()),
        is_final: false,
    }
}

fn render(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        view().to_html()
    })
}

#[test]
fn the_five_answers_stand_in_order_and_none_is_chosen() {
    let html = render(|| question_view("tok", &survey(None), false, Locale::ZhCn));
    let at = |score: u8| {
        html.find(&format!(r#"name="score" value="{score}""#))
            .unwrap()
    };
    assert!(
        at(5) < at(4) && at(4) < at(3) && at(3) < at(2) && at(2) < at(1),
        "{html}"
    );
    assert_eq!(html.matches("<button").count(), 5, "{html}");
    assert!(html.contains(r#"method="post""#), "{html}");
    assert!(!html.contains("checked"), "{html}");
    assert!(html.contains("2026年11月2日（周一）"), "{html}");
}

#[test]
fn a_final_answer_can_be_read_but_not_changed() {
    let given = SurveyView {
        is_final: true,
        ..survey(Some(Satisfaction::Satisfied))
    };
    let html = render(|| question_view("tok", &given, false, Locale::En));
    assert!(!html.contains("<form"), "{html}");
    assert!(html.contains("Your rating: Satisfied"), "{html}");
}

#[test]
fn a_bad_answer_asks_for_its_reason_and_a_good_one_does_not() {
    let bad = survey(Some(Satisfaction::VeryDissatisfied));
    let form = FormState::default();
    let html = render(|| reasons_view("tok", &bad, &form, Locale::ZhCn));
    assert!(html.contains("还差一步"), "{html}");
    assert_eq!(html.matches(r#"name="reasons[]""#).count(), 5, "{html}");
    let good = survey(Some(Satisfaction::VerySatisfied));
    let html = render(|| reasons_view("tok", &good, &form, Locale::ZhCn));
    assert!(html.contains("已收到"), "{html}");
    assert!(!html.contains("reasons[]"), "{html}");
}

#[test]
fn what_was_typed_stands_again_beside_its_error() {
    let mut form = FormState::default();
    form.values
        .insert("comment".to_owned(), "</textarea><script>".to_owned());
    form.values
        .insert("reasons".to_owned(), "overtime,other".to_owned());
    form.problems
        .push(FieldProblem::new("comment", Fault::TooLong));
    let bad = survey(Some(Satisfaction::Dissatisfied));
    let html = render(|| reasons_view("tok", &bad, &form, Locale::En));
    assert!(html.contains("Use at most 200 characters"), "{html}");
    assert!(html.contains(r##"href="#f-comment""##), "{html}");
    assert_eq!(html.matches(" checked").count(), 2, "{html}");
    assert!(!html.contains("<script>"), "{html}");
}

#[test]
fn thanks_names_the_answer_and_the_call() {
    let given = SurveyView {
        wants_call: true,
        ..survey(Some(Satisfaction::Fair))
    };
    let html = render(|| thanks_view("tok", &given, Locale::En));
    assert!(html.contains("Your rating: Fairly satisfied"), "{html}");
    assert!(html.contains("We will call you."), "{html}");
}
