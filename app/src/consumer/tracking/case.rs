//! The case of the person who holds the receipt.

use domain::case::{CommandKind, State};
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{FormState, TrackView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::ending::{ending_view, rating_view};
use super::evidence::evidence_view;
use super::mediation::{agreement_summary, mediation_view};
use super::messages::{material_view, messages_view};
use super::over::instead;
use super::progress::{history_view, next_view};
use super::words::{failure_text, summary, titled};
use crate::api::tracking::{Tracked, UrgeCase};
use crate::documents::own_documents_view;
use crate::evidence::file_errors;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, ButtonLink, CaseNumber, ErrorSummary, Glyph, Notice, NoticeKind, PostForm,
    StateTag, SummaryList, SummaryRow, Tone,
};

/// Where the case stands, what comes next, and what the person can do.
#[component]
pub fn CasePage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || Tracked { form: form() }).show(move |tracked| match tracked {
        Ok(tracked) => {
            let done = query.read_untracked().get("done").unwrap_or_default();
            case_view(&tracked.case, &tracked.form, &done, locale)
        }
        Err(error) => instead(&error.0, locale),
    });
    view! { <main class="wq-main wq-width" id="main" tabindex="-1">{page}</main> }
}

/// The whole page of a case.
pub(super) fn case_view(case: &TrackView, form: &FormState, done: &str, locale: Locale) -> AnyView {
    let title = tr!(
        locale,
        "tracking.case.title",
        number = case.number.grouped()
    );
    view! {
        {titled(locale, &title, form)}
        {summary(form, &["material", "message"], locale)}
        {file_summary(form, locale)}
        {agreement_summary(form, locale)}
        {done_view(done, locale)}
        {head_view(case, locale)}
        <div class="wq-aside">
            <div>
                {next_view(case, locale)}
                {material_view(case, form, locale)}
                {mediation_view(case, form, locale)}
                {ending_view(case, locale)}
                {rating_view(case, locale)}
                {own_documents_view(&case.documents, "/case/documents", locale)}
                {evidence_view(case, form, locale)}
                {messages_view(case, form, locale)}
                {history_view(case, locale)}
            </div>
            <div>
                {details_view(case, locale)}
                {more_view(case, locale)}
            </div>
        </div>
    }
    .into_any()
}

/// What was wrong with the last files, or why one of them stays.
fn file_summary(form: &FormState, locale: Locale) -> AnyView {
    let errors = file_errors(form, locale);
    let stays = form.failure.as_ref().filter(|_| form.values.is_empty());
    let stays = stays.map(|failure| {
        let why = failure_text(failure, locale);
        view! {
            <Notice kind=NoticeKind::Warning announce=true>
                <p>{why}</p>
            </Notice>
        }
    });
    view! {
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        {stays}
    }
    .into_any()
}

/// What the person has just done, once.
fn done_view(done: &str, locale: Locale) -> Option<AnyView> {
    let text = match done {
        "sent" => tr!(locale, "tracking.done.sent"),
        "asked" => tr!(locale, "own_data.asked"),
        "supplied" => tr!(locale, "tracking.done.supplied"),
        "evidence" => tr!(locale, "evidence.done"),
        "evidence_removed" => tr!(locale, "evidence.removed"),
        "consent" => tr!(locale, "mediation.done.consent"),
        "recusal" => tr!(locale, "mediation.done.recusal"),
        "answer" => tr!(locale, "mediation.done.answer"),
        "propose" => tr!(locale, "mediation.done.propose"),
        "urged" => tr!(locale, "tracking.done.urged"),
        "withdrawn" => tr!(locale, "tracking.done.withdrawn"),
        "reopened" => tr!(locale, "tracking.done.reopened"),
        _ => return None,
    };
    let view = view! { <Notice kind=NoticeKind::Success announce=true><p>{text}</p></Notice> };
    Some(view.into_any())
}

fn head_view(case: &TrackView, locale: Locale) -> AnyView {
    let phone = case.organisation.phone.clone();
    let dialled: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    view! {
        <div class="wq-card wq-stack">
            <h1 class="govuk-visually-hidden">
                {tr!(locale, "tracking.case.title", number = case.number.grouped())}
            </h1>
            <div class="wq-inline">
                <StateTag text=case.state.label(locale) tone=tone(case.state)/>
                <span class="wq-muted">{case.case_type.label(locale)}</span>
            </div>
            <CaseNumber
                label=tr!(locale, "tracking.case.number")
                number=case.number.grouped()
            />
            <p>
                {tr!(locale, "tracking.case.handled_by")} " " {case.organisation.name(locale).to_owned()} " "
                <a class="wq-nowrap" href=format!("tel:{dialled}")>{phone}</a>
            </p>
        </div>
    }
    .into_any()
}

/// The colour that supports the name of a state.
fn tone(state: State) -> Tone {
    match state {
        State::Supplement | State::Suspended => Tone::Warning,
        State::Refused => Tone::Danger,
        State::Performing
        | State::Agreed
        | State::Settled
        | State::NotFiled
        | State::Decided
        | State::Closed => Tone::Success,
        State::Archived => Tone::Neutral,
        _ => Tone::Info,
    }
}

fn details_view(case: &TrackView, locale: Locale) -> AnyView {
    view! {
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "tracking.case.details")}</h2>
            <SummaryList rows=detail_rows(case, locale) dense=true/>
        </section>
    }
    .into_any()
}

/// What was filed, and with whom it is.
pub(super) fn detail_rows(case: &TrackView, locale: Locale) -> Vec<SummaryRow> {
    let row = |key: std::borrow::Cow<'static, str>, value: Option<String>| {
        value.map(|value| SummaryRow::new(key, value))
    };
    let handler = case.handler.as_ref();
    let handler =
        handler.map(|number| tr!(locale, "tracking.case.staff", number = number).into_owned());
    let received = format_instant(locale, case.received_at);
    let rows = [
        row(tr!(locale, "tracking.case.received"), Some(received)),
        row(tr!(locale, "tracking.case.handler"), handler),
        row(
            tr!(locale, "tracking.case.respondent"),
            case.respondent.clone(),
        ),
        row(tr!(locale, "tracking.case.item"), case.item.clone()),
        row(tr!(locale, "tracking.case.facts"), Some(case.facts.clone())),
    ];
    rows.into_iter().flatten().collect()
}

/// One tap that asks the office to hurry.
fn urge_view(locale: Locale) -> AnyView {
    view! {
        <PostForm action=UrgeCase::PATH>
            <Button kind=ButtonKind::Secondary>{tr!(locale, "tracking.urge.submit")}</Button>
            <p class="wq-muted wq-small">{tr!(locale, "tracking.urge.hint")}</p>
        </PostForm>
    }
    .into_any()
}

/// The rarer steps, and the way out.
fn more_view(case: &TrackView, locale: Locale) -> AnyView {
    let step = |kind: CommandKind, href: &'static str, label: std::borrow::Cow<'static, str>| {
        case.allowed.contains(&kind).then(|| {
            view! { <ButtonLink href=href kind=ButtonKind::Secondary>{label}</ButtonLink> }
        })
    };
    view! {
        <section class="wq-card wq-no-print">
            <h2 class="wq-card__title">{tr!(locale, "tracking.case.actions")}</h2>
            <div class="wq-actions">
                <ButtonLink href="/case" kind=ButtonKind::Secondary external=true>
                    {tr!(locale, "tracking.case.reload")}
                </ButtonLink>
                {step(CommandKind::Reopen, "/case/reopen", tr!(locale, "tracking.case.reopen"))}
                {step(CommandKind::Withdraw, "/case/withdraw", tr!(locale, "tracking.case.withdraw"))}
                <ButtonLink href="/case/my-data" kind=ButtonKind::Secondary>
                    {tr!(locale, "own_data.title")}
                </ButtonLink>
            </div>
            {case.allowed.contains(&CommandKind::Urge).then(|| urge_view(locale))}
            // A full page load, so that nothing of the case stays in the page's memory.
            <form class="wq-actions" method="post" action="/fn/track/leave">
                <Button kind=ButtonKind::Quiet glyph=Glyph::SignOut>
                    {tr!(locale, "tracking.case.leave")}
                </Button>
                <p class="wq-muted wq-small">{tr!(locale, "tracking.case.leave_hint")}</p>
            </form>
        </section>
    }
    .into_any()
}
