//! What the person needs.

use domain::case::DraftStep;
use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SaveKind;
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, Choice, LegendSize, PostForm, RadioGroup,
};

const QUESTION: Question = Question {
    step: DraftStep::Kind,
    controls: &["case_type"],
    title,
};

/// The first page: complaint, report, question, suggestion or legal aid. A link may preset the
/// type (`type`) and a poster the organisation (`to`); both are kept with the first click.
#[component]
pub(in crate::consumer) fn KindPage() -> impl IntoView {
    let query = use_query_map();
    question_page(QUESTION, move |mut answers| {
        let preset = |name| query.read_untracked().get(name).unwrap_or_default();
        if answers.draft.case_type.is_empty() {
            answers.draft.case_type = preset("type");
        }
        let to = preset("to");
        view! {
            <PostForm action=SaveKind::PATH>
                <input type="hidden" name="to" value=to/>
                {fields(&answers)}
            </PostForm>
        }
        .into_any()
    })
}

fn title(_: CaseType, locale: Locale) -> String {
    tr!(locale, "consumer.kind.title").into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let choices = CaseType::ALL
        .iter()
        .map(|kind| choice(*kind, locale))
        .collect();
    view! {
        <RadioGroup
            name="case_type"
            legend=answers.title.clone()
            size=LegendSize::Page
            choices=choices
            selected=answers.draft.case_type.clone()
            error=answers.faults.of("case_type")
        />
        <p class="govuk-hint">{tr!(locale, "consumer.kind.saved")}</p>
        {first_buttons(answers)}
        <ButtonLink href="/file/code" kind=ButtonKind::Quiet>{tr!(locale, "draft_code.have")}</ButtonLink>
    }
    .into_any()
}

fn choice(kind: CaseType, locale: Locale) -> Choice {
    let hint = match kind {
        CaseType::Complaint => tr!(locale, "consumer.kind.complaint_hint"),
        CaseType::Report => tr!(locale, "consumer.kind.report_hint"),
        CaseType::Consultation => tr!(locale, "consumer.kind.consultation_hint"),
        CaseType::Suggestion => tr!(locale, "consumer.kind.suggestion_hint"),
        CaseType::LegalAid => tr!(locale, "consumer.kind.legal_aid_hint"),
    };
    Choice::new(kind.code(), kind.label(locale)).with_hint(hint)
}

/// Before the first page there is only the start page.
fn first_buttons(answers: &Answers) -> AnyView {
    if answers.from_check {
        return buttons(answers);
    }
    let locale = answers.locale;
    view! {
        <div class="wq-actions">
            <Button name="go" value="next">{tr!(locale, "common.continue")}</Button>
            <BackLink href="/" label=tr!(locale, "consumer.file.to_start")/>
        </div>
    }
    .into_any()
}
