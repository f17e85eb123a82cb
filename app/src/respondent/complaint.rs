//! The complaint with the forms that answer it.

use chrono::NaiveDate;
use domain::case::CommandKind;
use domain::locale::{Locale, business_date, format_date};
use domain::tr;
use domain::view::{ClaimView, RespondentCase};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::history::history_view;
use crate::api::respondent::{
    AnswerOffer, AskForOther, GiveStatement, GiveWill, MakeOffer, RespondentPage,
};
use crate::documents::own_documents_view;
use crate::mediation::{Forms, mediation_errors, mediation_rows, speaks};
use crate::ui::{
    Button, CaseNumber, Checkbox, ErrorSummary, Notice, NoticeKind, PostForm, StateTag,
    SummaryList, SummaryRow, TextArea, Tone,
};

/// The whole page.
pub(super) fn complaint_view(
    token: &str,
    page: &RespondentPage,
    done: &str,
    locale: Locale,
) -> AnyView {
    let case = &page.case;
    let title = tr!(locale, "respondent.title");
    let heading = title.clone();
    let errors = mediation_errors(&page.form, locale);
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        {done_view(done, locale)}
        <div class="wq-card wq-stack">
            <h1 class="wq-title">{heading}</h1>
            <p>{tr!(locale, "respondent.lead", organisation = case.organisation.name(locale))}</p>
            <div class="wq-inline">
                <StateTag text=case.state.label(locale) tone=Tone::Info/>
            </div>
            <CaseNumber label=tr!(locale, "respondent.number") number=case.number.grouped()/>
            {answer_by_view(case, locale)}
            <p>
                {tr!(
                    locale,
                    "respondent.contact",
                    organisation = case.organisation.name(locale),
                    phone = case.organisation.phone
                )}
            </p>
        </div>
        <div class="wq-aside">
            <div>
                {statement_view(token, page, locale)}
                {own_documents_view(&case.documents, &format!("/b/{token}/documents"), locale)}
                {mediation_view(token, page, locale)}
                {history_view(case, locale)}
            </div>
            <div>{about_view(case, locale)}</div>
        </div>
    }
    .into_any()
}

fn done_view(done: &str, locale: Locale) -> Option<AnyView> {
    let text = match done {
        "statement" => tr!(locale, "mediation.done.statement"),
        "consent" => tr!(locale, "mediation.done.consent"),
        "recusal" => tr!(locale, "mediation.done.recusal"),
        "answer" => tr!(locale, "mediation.done.answer"),
        "propose" => tr!(locale, "mediation.done.propose"),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Success announce=true><p>{text}</p></Notice> }.into_any())
}

/// Until when an answer is asked for, or that there is nothing to answer.
fn answer_by_view(case: &RespondentCase, locale: Locale) -> AnyView {
    let Some(day) = case.answer_by else {
        let text = if case.outcome.is_some() {
            tr!(locale, "respondent.closed")
        } else if case.allowed.is_empty() {
            tr!(locale, "respondent.waiting")
        } else {
            return ().into_any();
        };
        return view! { <Notice kind=NoticeKind::Info><p>{text}</p></Notice> }.into_any();
    };
    let late = is_late(case, day);
    let date = format_date(locale, day);
    let (kind, text) = if late {
        let text = tr!(locale, "respondent.answer_late", date = date);
        (NoticeKind::Warning, text)
    } else {
        let text = tr!(locale, "respondent.answer_by", date = date);
        (NoticeKind::Info, text)
    };
    view! {
        <Notice kind=kind>
            <p><strong>{text}</strong></p>
            <p>{tr!(locale, "respondent.answer_basis")}</p>
        </Notice>
    }
    .into_any()
}

fn is_late(case: &RespondentCase, day: NaiveDate) -> bool {
    business_date(case.now) > day
}

fn about_view(case: &RespondentCase, locale: Locale) -> AnyView {
    let row = |key: std::borrow::Cow<'static, str>, value: Option<String>| {
        value.map(|value| SummaryRow::new(key, value))
    };
    let claims: Vec<String> = case
        .claims
        .iter()
        .map(|claim| claim_text(claim, locale))
        .collect();
    let claims = (!claims.is_empty()).then(|| claims.join("\n"));
    let rows = [
        row(tr!(locale, "respondent.consumer"), case.consumer.clone()),
        row(
            tr!(locale, "respondent.respondent"),
            case.respondent.clone(),
        ),
        row(tr!(locale, "respondent.item"), case.item.clone()),
        row(tr!(locale, "respondent.facts"), Some(case.facts.clone())),
        row(tr!(locale, "respondent.claims"), claims),
        row(
            tr!(locale, "respondent.received"),
            Some(format_date(locale, business_date(case.received_at))),
        ),
    ];
    let until = format_date(locale, business_date(case.until));
    view! {
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "respondent.facts")}</h2>
            <SummaryList rows=rows.into_iter().flatten().collect() dense=true/>
            <p class="wq-muted wq-small">{tr!(locale, "respondent.until", date = until)}</p>
        </section>
    }
    .into_any()
}

fn claim_text(claim: &ClaimView, locale: Locale) -> String {
    let kind = claim.kind.label(locale);
    match claim.amount {
        Some(amount) => format!("{kind} {amount}"),
        None => kind.to_owned(),
    }
}

fn statement_view(token: &str, page: &RespondentPage, locale: Locale) -> Option<AnyView> {
    if !page.case.allowed.contains(&CommandKind::StateAnswer) {
        return None;
    }
    let (token, fields) = (token.to_owned(), statement_fields(page, locale));
    let view = view! {
        <section class="wq-card" id="statement">
            <h2 class="wq-card__title">{tr!(locale, "respondent.statement.title")}</h2>
            <PostForm action=GiveStatement::PATH>
                <input type="hidden" name="token" value=token/>
                {fields}
                <div class="wq-actions">
                    <Button>{tr!(locale, "respondent.statement.submit")}</Button>
                </div>
            </PostForm>
        </section>
    };
    Some(view.into_any())
}

fn statement_fields(page: &RespondentPage, locale: Locale) -> AnyView {
    let errors = mediation_errors(&page.form, locale);
    let error = errors.into_iter().find(|error| error.name == "statement");
    view! {
        <TextArea
            name="statement"
            label=tr!(locale, "respondent.statement.text")
            hint=tr!(locale, "respondent.statement.hint")
            error=error.map(|error| error.message)
            value=page.form.value("statement").to_owned()
        />
        <Checkbox
            name="shared"
            label=tr!(locale, "respondent.statement.shared")
            checked=!page.form.value("shared").is_empty()
        />
    }
    .into_any()
}

fn mediation_view(token: &str, page: &RespondentPage, locale: Locale) -> Option<AnyView> {
    let case = &page.case;
    let rows = mediation_rows(&case.mediation, case.settlement.as_ref(), locale);
    if rows.is_empty() && !speaks(&case.allowed) {
        return None;
    }
    let rows = (!rows.is_empty()).then(|| view! { <SummaryList rows=rows dense=true/> });
    let forms = Forms {
        consent: GiveWill::PATH,
        answer: AnswerOffer::PATH,
        propose: MakeOffer::PATH,
        recusal: AskForOther::PATH,
        token: Some(token),
        form: &page.form,
        locale,
    };
    let view = view! {
        <section class="wq-card wq-stack" id="mediation">
            <h2 class="wq-card__title">{tr!(locale, "mediation.title")}</h2>
            {rows}
            {forms.view(&case.allowed)}
        </section>
    };
    Some(view.into_any())
}
