//! The confirmation: the number, the receipt, and what happens when.

use domain::clock::RuleId;
use domain::code::CaseType;
use domain::locale::{Locale, business_date, format_date, format_instant};
use domain::tr;
use domain::view::{Filed, FiledClock};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::print_button::PrintButton;
use super::question::page_title;
use crate::api::draft::{DiscardDraft, FiledDraft, FiledPage};
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{
    Button, ButtonKind, CaseNumber, CopyButton, Glyph, Icon, Notice, NoticeKind, PostForm, Qr,
};

/// The confirmation page. Reloading it, or coming back to it, shows the same.
#[component]
pub(in crate::consumer) fn DonePage() -> impl IntoView {
    let locale = use_page().locale;
    let page = page_data(|| FiledDraft {}).show(move |page| match page {
        Ok(Some(page)) => {
            let leave = view! {
                <PostForm action=DiscardDraft::PATH>
                    <p>{tr!(locale, "consumer.done.leave_hint")}</p>
                    <Button kind=ButtonKind::Secondary name="go" value="leave">
                        {tr!(locale, "consumer.done.leave")}
                    </Button>
                </PostForm>
            };
            done_view(&page, locale, leave.into_any())
        }
        Ok(None) => ().into_any(),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

fn done_view(page: &FiledPage, locale: Locale, leave: AnyView) -> AnyView {
    let filed = &page.filed;
    let title = title(filed.number.case_type(), locale);
    view! {
        <Title text=page_title(&title, false, locale)/>
        <div class="wq-card">
            <div class="wq-result">
                <Icon glyph=Glyph::Check/>
                <h1 class="wq-title">{title}</h1>
                <p>{tr!(locale, "consumer.done.received", at = format_instant(locale, filed.received_at))}</p>
            </div>
            {keys(filed, locale)}
            {keeping(page, locale)}
        </div>
        {next(filed, locale)}
        <div class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "consumer.done.after_title")}</h2>
            <ol class="wq-process">{after(filed.number.case_type(), locale)}</ol>
        </div>
        <div class="wq-card wq-no-print">{leave}</div>
    }
    .into_any()
}

fn title(case_type: CaseType, locale: Locale) -> String {
    match case_type {
        CaseType::Complaint => tr!(locale, "consumer.done.title_complaint"),
        CaseType::Report => tr!(locale, "consumer.done.title_report"),
        CaseType::Consultation => tr!(locale, "consumer.done.title_consultation"),
        CaseType::Suggestion => tr!(locale, "consumer.done.title_suggestion"),
        CaseType::LegalAid => tr!(locale, "consumer.done.title_legal_aid"),
    }
    .into_owned()
}

/// The public number and the secret receipt.
fn keys(filed: &Filed, locale: Locale) -> AnyView {
    let number = filed.number.grouped();
    let receipt = filed.receipt.clone();
    let copy = |text: String| {
        view! { <CopyButton text=text label=tr!(locale, "common.copy") done=tr!(locale, "common.copied")/> }.into_any()
    };
    let copy_number = copy(number.clone());
    let copy_receipt = copy(receipt.clone());
    view! {
        <CaseNumber label=tr!(locale, "case.number") number=number>
            {copy_number}
        </CaseNumber>
        <CaseNumber label=tr!(locale, "case.receipt") number=receipt secret=true>
            {copy_receipt}
        </CaseNumber>
    }
    .into_any()
}

/// How to keep the receipt: it is the only key to the case.
fn keeping(page: &FiledPage, locale: Locale) -> AnyView {
    let qr = page.qr.clone();
    let receipt = page.filed.receipt.clone();
    view! {
        <Notice kind=NoticeKind::Warning title=tr!(locale, "consumer.done.keep_title")>
            <p>{tr!(locale, "consumer.done.keep")}</p>
        </Notice>
        {(!qr.is_empty())
            .then(|| {
                view! {
                    <Qr svg=qr label=tr!(locale, "consumer.done.qr_label") caption=tr!(locale, "consumer.done.qr_caption")/>
                }
            })}
        <form class="wq-actions" method="post" action="/fn/track/open">
            <input type="hidden" name="receipt" value=receipt/>
            <Button>{tr!(locale, "consumer.done.track")}</Button>
            <PrintButton label=tr!(locale, "common.print")/>
        </form>
    }
    .into_any()
}

/// The next date a person can count on, with its reason.
fn next(filed: &Filed, locale: Locale) -> Option<AnyView> {
    let clock = nearest(&filed.clocks)?;
    let by = due_on(clock)?;
    let from = business_date(filed.received_at);
    let why = format!("/why?rule={}&from={from}", clock.clock.code());
    let basis = match locale {
        Locale::ZhCn => clock.basis.clone(),
        Locale::En => clock.basis_en.clone(),
    };
    let wall = clock.wall.filter(|wall| *wall != by);
    let view = view! {
        <div class="wq-next">
            <p class="wq-next__label">{promise(clock.clock, locale)}</p>
            <p class="wq-next__date">{tr!(locale, "consumer.done.by", date = format_date(locale, by))}</p>
            {wall
                .map(|wall| view! { <p>{tr!(locale, "consumer.done.wall", date = format_date(locale, wall))}</p> })}
            {clock.provisional.then(|| view! { <p>{tr!(locale, "consumer.done.provisional")}</p> })}
            <p class="wq-small">
                {tr!(locale, "consumer.done.basis", basis = basis)} " "
                <a href=why>{tr!(locale, "consumer.done.why")}</a>
            </p>
        </div>
    };
    Some(view.into_any())
}

/// The clock that ends first; of two that end together the review, which people wait for.
fn nearest(clocks: &[FiledClock]) -> Option<&FiledClock> {
    clocks.iter().min_by_key(|clock| {
        (
            due_on(clock).is_none(),
            due_on(clock),
            clock.clock != RuleId::Review,
        )
    })
}

fn due_on(clock: &FiledClock) -> Option<chrono::NaiveDate> {
    clock
        .due
        .or_else(|| clock.due_at.map(business_date))
        .or(clock.wall)
}

fn promise(clock: RuleId, locale: Locale) -> String {
    match clock {
        RuleId::Review => tr!(locale, "consumer.done.next_review").into_owned(),
        RuleId::FirstReply => tr!(locale, "consumer.done.next_first_reply").into_owned(),
        RuleId::Consult | RuleId::Suggest => tr!(locale, "consumer.done.next_answer").into_owned(),
        _ => clock.label().of(locale).to_owned(),
    }
}

/// What happens next, step by step.
fn after(case_type: CaseType, locale: Locale) -> Vec<AnyView> {
    let steps = match case_type {
        CaseType::Complaint => vec![
            (
                tr!(locale, "consumer.done.review"),
                tr!(locale, "consumer.done.review_text"),
            ),
            (
                tr!(locale, "consumer.done.mediation"),
                tr!(locale, "consumer.done.mediation_text"),
            ),
            (
                tr!(locale, "consumer.done.result"),
                tr!(locale, "consumer.done.result_text"),
            ),
        ],
        CaseType::Report => vec![
            (
                tr!(locale, "consumer.done.verify"),
                tr!(locale, "consumer.done.verify_text"),
            ),
            (
                tr!(locale, "consumer.done.result"),
                tr!(locale, "consumer.done.report_result_text"),
            ),
        ],
        CaseType::Consultation | CaseType::Suggestion | CaseType::LegalAid => vec![
            (
                tr!(locale, "consumer.done.reading"),
                tr!(locale, "consumer.done.reading_text"),
            ),
            (
                tr!(locale, "consumer.done.answer"),
                tr!(locale, "consumer.done.answer_text"),
            ),
        ],
    };
    steps
        .into_iter()
        .map(|(title, text)| {
            view! { <li><strong>{title}</strong><span>{text}</span></li> }.into_any()
        })
        .collect()
}
