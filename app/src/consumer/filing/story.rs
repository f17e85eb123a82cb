//! What happened.

use domain::case::DraftStep;
use domain::code::{CaseType, Problem, ReportProblem};
use domain::locale::Locale;
use domain::offer::{Listed, Offered};
use domain::tr;
use domain::value::Facts;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SaveStory;
use crate::ui::{CharacterCount, Choice, PostForm, RadioGroup, TextArea};

const QUESTION: Question = Question {
    step: DraftStep::Story,
    controls: &["facts", "problem"],
    title,
};

/// The problems most people come with; the others open on request.
const COMMON: [Problem; 9] = [
    Problem::Quality,
    Problem::AfterSales,
    Problem::Contract,
    Problem::FoodSafety,
    Problem::Price,
    Problem::FalsePromotion,
    Problem::Counterfeit,
    Problem::ServiceQuality,
    Problem::Other,
];

/// The violations most reports are about.
const COMMON_REPORTED: [ReportProblem; 8] = [
    ReportProblem::FoodSafety,
    ReportProblem::ConsumerRights,
    ReportProblem::Price,
    ReportProblem::Advertising,
    ReportProblem::ProductQuality,
    ReportProblem::Counterfeiting,
    ReportProblem::OnlineTrade,
    ReportProblem::Other,
];

/// The facts in the person's own words, and for complaints and reports the kind of problem.
#[component]
pub(in crate::consumer) fn StoryPage() -> impl IntoView {
    question_page(QUESTION, move |answers| {
        view! { <PostForm action=SaveStory::PATH>{fields(&answers)}</PostForm> }.into_any()
    })
}

fn title(case_type: CaseType, locale: Locale) -> String {
    match case_type {
        CaseType::Complaint => tr!(locale, "consumer.story.title_complaint"),
        CaseType::Report => tr!(locale, "consumer.story.title_report"),
        CaseType::Consultation => tr!(locale, "consumer.story.title_consultation"),
        CaseType::Suggestion => tr!(locale, "consumer.story.title_suggestion"),
        CaseType::LegalAid => tr!(locale, "consumer.story.title_legal_aid"),
    }
    .into_owned()
}

/// What the text field asks for.
pub(super) fn facts_label(case_type: CaseType, locale: Locale) -> String {
    match case_type {
        CaseType::Complaint | CaseType::LegalAid => tr!(locale, "consumer.story.facts"),
        CaseType::Report => tr!(locale, "consumer.story.clue"),
        CaseType::Consultation => tr!(locale, "consumer.story.question"),
        CaseType::Suggestion => tr!(locale, "consumer.story.suggestion"),
    }
    .into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let count = CharacterCount {
        limit: Facts::MAX,
        at_most: tr!(locale, "consumer.count.at_most", n = Facts::MAX).into_owned(),
        left: tr!(locale, "consumer.count.left", n = "{n}").into_owned(),
        over: tr!(locale, "consumer.count.over", n = "{n}").into_owned(),
    };
    view! {
        <h1 class="wq-title">{answers.title.clone()}</h1>
        <TextArea
            name="facts"
            label=facts_label(answers.case_type, locale)
            hint=tr!(locale, "consumer.story.hint")
            error=answers.faults.of("facts")
            value=answers.draft.facts.clone()
            count=count
        />
        {problem(answers)}
        {buttons(answers)}
    }
    .into_any()
}

fn problem(answers: &Answers) -> Option<AnyView> {
    let locale = answers.locale;
    let (common, more) = match answers.case_type {
        CaseType::Complaint => choices(&answers.offered, &COMMON, locale),
        CaseType::Report => choices(&answers.offered, &COMMON_REPORTED, locale),
        _ => return None,
    };
    let view = view! {
        <RadioGroup
            name="problem"
            legend=tr!(locale, "consumer.story.problem")
            choices=common
            more=more
            more_label=tr!(locale, "consumer.story.more_problems")
            mark=answers.mark(answers.case_type == CaseType::Report)
            selected=answers.draft.problem.clone()
            error=answers.faults.of("problem")
        />
    };
    Some(view.into_any())
}

/// What is offered of a list: the common items, and the others.
fn choices<T: Listed>(
    offered: &Offered,
    common: &[T],
    locale: Locale,
) -> (Vec<Choice>, Vec<Choice>) {
    let (common, more): (Vec<T>, Vec<T>) =
        offered.items::<T>().partition(|item| common.contains(item));
    let choice = |item: T| Choice::new(item.code(), item.label(locale));
    (
        common.into_iter().map(choice).collect(),
        more.into_iter().map(choice).collect(),
    )
}
