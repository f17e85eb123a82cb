//! The explanation of a deadline as a page.

#![expect(
    clippy::unwrap_used,
    reason = "a test may fail by panicking, its helpers too"
)]

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::case::{Fault, FieldProblem};
use domain::clock::{ClockProfile, RuleId, RuleSet, explain};
use domain::locale::Locale;
use domain::view::Failure;
use leptos::prelude::*;

use super::days::runs;
use super::{Asked, why_view};
use crate::api::AppError;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn explanation(rule: RuleId, from: &str) -> domain::clock::Explanation {
    let profile = ClockProfile::default_for(RuleSet::Order121);
    explain(
        rule,
        day(from),
        &[],
        &Calendar::built_in().unwrap(),
        &profile,
    )
}

fn asked(rule: &str, from: &str) -> Asked {
    Asked {
        rule: rule.to_owned(),
        from: from.to_owned(),
    }
}

fn render(
    asked: &Asked,
    answer: Result<Option<domain::clock::Explanation>, AppError>,
    locale: Locale,
) -> String {
    Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        why_view(asked, answer, locale).to_html()
    })
}

#[test]
fn runs_leave_no_day_out_and_count_on() {
    let explanation = explanation(RuleId::L1, "2026-09-30");
    let runs = runs(&explanation.days);
    assert_eq!(
        runs.iter().map(|run| run.days.len()).sum::<usize>(),
        explanation.days.len()
    );
    let holiday = runs.iter().find(|run| run.days[0].name.is_some()).unwrap();
    assert_eq!(holiday.days.len(), 7);
    let last = runs.last().unwrap();
    assert_eq!(last.before + last.days.len(), 7);
}

#[test]
fn the_page_names_the_date_the_law_and_every_holiday() {
    let html = render(
        &asked("L1", "2026-09-30"),
        Ok(Some(explanation(RuleId::L1, "2026-09-30"))),
        Locale::ZhCn,
    );
    for words in [
        "2026年10月15日（周四）",
        "第十五条",
        "国庆节",
        "起算当天",
        "调休上班",
        "7 个工作日",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(html.contains("<details"), "{html}");
}

#[test]
fn a_wrong_question_gets_an_error_at_each_field() {
    let failure = Err(AppError(Failure::Invalid(vec![
        FieldProblem::new("from", Fault::NotADate),
        FieldProblem::new("rule", Fault::UnknownCode),
    ])));
    let html = render(&asked("L99", "gestern"), failure, Locale::En);
    assert!(html.contains("Choose one of the deadlines"), "{html}");
    assert!(html.contains(r##"href="#f-from""##), "{html}");
    assert!(html.contains(r#"value="gestern""#), "{html}");
}

#[test]
fn without_a_question_there_is_only_the_form() {
    let html = render(&Asked::default(), Ok(None), Locale::En);
    assert!(html.contains("<form"), "{html}");
    assert!(!html.contains("wq-next"), "{html}");
}
