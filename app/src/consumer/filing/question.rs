//! The frame of every question page: progress, errors, form, buttons.

use domain::case::{Draft, DraftStep};
use domain::code::CaseType;
use domain::locale::Locale;
use domain::offer::Offered;
use domain::tr;
use domain::view::{EvidenceView, FormState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::faults::Faults;
use crate::api::draft::{DraftPage, OpenDraft};
use crate::evidence::file_errors;
use crate::island::island;
use crate::kept::{Keeper, NoticeWords};
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{Button, ButtonKind, ErrorSummary, Notice, NoticeKind, OptionalText};

/// One question page.
#[derive(Clone, Copy)]
pub(super) struct Question {
    pub step: DraftStep,
    /// Names of its controls from top to bottom.
    pub controls: &'static [&'static str],
    /// Its heading.
    pub title: fn(CaseType, Locale) -> String,
}

/// What a form is drawn from.
#[derive(Clone)]
pub(super) struct Answers {
    pub locale: Locale,
    /// The type of case; a complaint until one is chosen.
    pub case_type: CaseType,
    pub title: String,
    pub draft: Draft,
    pub faults: Faults,
    /// The files, on the page about them.
    pub evidence: Vec<EvidenceView>,
    /// What the last form with files left.
    pub form: FormState,
    /// What may be chosen today.
    pub offered: Offered,
    /// The person came from the check page and goes back there.
    pub from_check: bool,
}

impl Answers {
    /// 「（选填）」 for what may be left out.
    pub(super) fn mark(&self, optional: bool) -> OptionalText {
        optional.then(|| tr!(self.locale, "common.optional")).into()
    }
}

/// Draws a question page: loads the draft, shows what is wrong, and keeps everything typed while
/// an answer is on its way.
pub(super) fn question_page(
    question: Question,
    form: impl Fn(Answers) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let locale = use_page().locale;
    let query = use_query_map();
    let errors = Memo::new(move |_| query.read().get("errors").is_some());
    let form_id = move || query.read().get("form").unwrap_or_default();
    let loaded = page_data(move || OpenDraft {
        step: question.step,
        errors: errors.get(),
        form: form_id(),
    });
    let page = loaded.show(move |page| match page {
        Ok(page) => {
            let from_check = query.read_untracked().get("from").as_deref() == Some("check");
            let answers = answers(question, page, from_check, locale);
            let place = answers.draft.place(question.step);
            around(&answers, place, form(answers.clone()))
        }
        Err(error) => failure_view(&error.0, locale),
    });
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {failed_notice(locale)}
            {keeper(question.step, locale)}
            {page}
        </main>
    }
    .into_any()
}

/// What is typed here stays on the phone until the server has it.
fn keeper(step: DraftStep, locale: Locale) -> AnyView {
    island(Keeper {
        path: format!("/file/{step}"),
        at_once: false,
        words: NoticeWords::of(locale),
    })
}

fn answers(question: Question, page: DraftPage, from_check: bool, locale: Locale) -> Answers {
    let case_type = page.draft.chosen_type().unwrap_or(CaseType::Complaint);
    Answers {
        locale,
        case_type,
        title: (question.title)(case_type, locale),
        faults: Faults::new(&page.problems, question.controls, locale)
            .and(file_errors(&page.form, locale)),
        evidence: page.evidence,
        form: page.form,
        offered: page.offered,
        draft: page.draft,
        from_check,
    }
}

/// Summary and progress above, the form in its card.
pub(super) fn around(answers: &Answers, place: Option<(usize, usize)>, form: AnyView) -> AnyView {
    let locale = answers.locale;
    let title = page_title(&answers.title, !answers.faults.is_empty(), locale);
    view! {
        <Title text=title/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=answers.faults.all()/>
        {place
            .map(|(place, of)| {
                view! { <p class="wq-caption">{tr!(locale, "common.step", n = place, total = of)}</p> }
            })}
        <div class="wq-card">{form}</div>
    }
    .into_any()
}

/// The title of the window, which says at once that something is wrong.
pub(super) fn page_title(title: &str, wrong: bool, locale: Locale) -> String {
    let prefix = if wrong {
        tr!(locale, "consumer.error_prefix")
    } else {
        "".into()
    };
    format!("{prefix}{title} - {}", tr!(locale, "ui.product"))
}

/// The buttons of a question page. The first one is what the enter key presses.
pub(super) fn buttons(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    if answers.from_check {
        return view! {
            <div class="wq-actions">
                <Button name="go" value="check">{tr!(locale, "consumer.file.save_and_check")}</Button>
                <Button kind=ButtonKind::Quiet name="go" value="back_to_check">
                    {tr!(locale, "consumer.file.back_to_check")}
                </Button>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="wq-actions">
            <Button name="go" value="next">{tr!(locale, "common.continue")}</Button>
            <Button kind=ButtonKind::Quiet name="go" value="back">{tr!(locale, "common.back")}</Button>
            <Button kind=ButtonKind::Quiet name="go" value="later">
                {tr!(locale, "draft_link.later")}
            </Button>
        </div>
    }
    .into_any()
}

/// Says that the last click was not done, from the query after a page load.
pub(super) fn failed_notice(locale: Locale) -> impl IntoView {
    let query = use_query_map();
    move || {
        query.read().get("failed").map(|code| {
            let text = match code.as_str() {
                "busy" | "too_many_requests" => tr!(locale, "consumer.file.failed_busy"),
                _ => tr!(locale, "consumer.file.failed"),
            };
            view! {
                <Notice kind=NoticeKind::Warning announce=true>
                    <p>{text}</p>
                </Notice>
            }
        })
    }
}
