//! Photographs and other files, for whoever has some.

use domain::case::DraftStep;
use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::evidence::RemoveFromDraft;
use crate::evidence::{FILES, FileLinks, UploadForm, file_list, upload_fields};

const ACTION: &str = "/fn/draft/evidence";

const QUESTION: Question = Question {
    step: DraftStep::Evidence,
    controls: &["note", FILES],
    title,
};

/// The files of the draft, and a form for more. The form goes on as well, so that what was chosen
/// is never left behind.
#[component]
pub(in crate::consumer) fn EvidencePage() -> impl IntoView {
    question_page(QUESTION, move |answers| fields(&answers))
}

fn title(_: CaseType, locale: Locale) -> String {
    tr!(locale, "evidence.step_title").into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let upload = if answers.from_check {
        "upload_check"
    } else {
        "upload"
    };
    let target = UploadForm {
        action: ACTION,
        remove: RemoveFromDraft::PATH,
        go: Some(upload),
    };
    view! {
        <h1 class="wq-title">{answers.title.clone()}</h1>
        <p>{tr!(locale, "evidence.step_lead")}</p>
        {given(answers)}
        <form method="post" action=ACTION enctype="multipart/form-data">
            {upload_fields(&target, &answers.evidence, &answers.form, locale)}
            {buttons(answers)}
        </form>
    }
    .into_any()
}

fn given(answers: &Answers) -> Option<AnyView> {
    if answers.evidence.is_empty() {
        return None;
    }
    let locale = answers.locale;
    let from = if answers.from_check { "check" } else { "" };
    let links = FileLinks {
        open: None,
        remove: RemoveFromDraft::PATH,
        with: vec![("from", from.to_owned())],
    };
    let view = view! {
        <h2 class="wq-card__title">{tr!(locale, "evidence.given")}</h2>
        {file_list(&answers.evidence, &links, locale)}
    };
    Some(view.into_any())
}
