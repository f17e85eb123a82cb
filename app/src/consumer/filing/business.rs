//! Whom it is about.

use domain::case::DraftStep;
use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SaveBusiness;
use crate::ui::{Field, FieldWidth, PostForm};

const QUESTION: Question = Question {
    step: DraftStep::Business,
    controls: &[
        "respondent_name",
        "respondent_address",
        "respondent_credit_code",
    ],
    title,
};

/// The business: name, where it is, its credit code if known.
#[component]
pub(in crate::consumer) fn BusinessPage() -> impl IntoView {
    question_page(QUESTION, move |answers| {
        view! { <PostForm action=SaveBusiness::PATH>{fields(&answers)}</PostForm> }.into_any()
    })
}

fn title(case_type: CaseType, locale: Locale) -> String {
    match case_type {
        CaseType::Report => tr!(locale, "consumer.business.title_report"),
        _ => tr!(locale, "consumer.business.title"),
    }
    .into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let Answers {
        locale,
        draft,
        faults,
        ..
    } = answers;
    let locale = *locale;
    view! {
        <h1 class="wq-title">{answers.title.clone()}</h1>
        <Field
            name="respondent_name"
            label=tr!(locale, "consumer.business.name")
            hint=tr!(locale, "consumer.business.name_hint")
            error=faults.of("respondent_name")
            value=draft.respondent_name.clone()
            maxlength=100
        />
        <Field
            name="respondent_address"
            label=tr!(locale, "consumer.business.address")
            hint=tr!(locale, "consumer.business.address_hint")
            error=faults.of("respondent_address")
            mark=answers.mark(answers.case_type != CaseType::Complaint)
            value=draft.respondent_address.clone()
        />
        <Field
            name="respondent_credit_code"
            label=tr!(locale, "consumer.business.credit_code")
            hint=tr!(locale, "consumer.business.credit_code_hint")
            error=faults.of("respondent_credit_code")
            mark=answers.mark(true)
            value=draft.respondent_credit_code.clone()
            width=FieldWidth::Medium
            inputmode="text"
            verbatim=true
        />
        {buttons(answers)}
    }
    .into_any()
}
