//! `/file/link`: the link with which a person goes on later or on another device; `/d/:token`:
//! where it leads.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

use super::code::{make_errors, make_view};
use super::question::page_title;
use crate::api::draft_link::{DraftLink, LoadDraftLink, LoadWaiting, ResumeDraft, WaitingDraft};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::failure_view;
use crate::ui::{Button, ButtonLink, CopyButton, ErrorSummary, Notice, NoticeKind, PostForm, Qr};

/// The link to keep.
#[component]
pub(in crate::consumer) fn LinkPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || LoadDraftLink { form: form() }).show(move |page| match page {
        Ok(Some(link)) => link_view(&link, locale),
        Ok(None) => ().into_any(),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

fn link_view(link: &DraftLink, locale: Locale) -> AnyView {
    let title = tr!(locale, "draft_link.title").into_owned();
    let errors = make_errors(&link.form, locale);
    let (address, qr) = (link.address.clone(), link.qr.clone());
    let qr = (!qr.is_empty()).then(|| {
        view! {
            <Qr svg=qr label=tr!(locale, "draft_link.qr_label") caption=tr!(locale, "draft_link.qr_caption")/>
        }
    });
    view! {
        <Title text=page_title(&title, !errors.is_empty(), locale)/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors/>
        <section class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            <p class="wq-lead">{tr!(locale, "draft_link.lead")}</p>
            <div class="govuk-form-group">
                <label class="govuk-label" for="draft-link">{tr!(locale, "draft_link.address")}</label>
                <input class="govuk-input" id="draft-link" readonly value=address.clone()/>
            </div>
            <div class="wq-actions">
                <CopyButton
                    text=address
                    label=tr!(locale, "draft_link.copy")
                    done=tr!(locale, "common.copied")
                />
            </div>
            {qr}
            <Notice kind=NoticeKind::Warning title=tr!(locale, "draft_link.care_title")>
                <p>{tr!(locale, "draft_link.care")}</p>
            </Notice>
            <div class="wq-actions">
                <ButtonLink href=link.next.clone()>{tr!(locale, "draft_link.go_on")}</ButtonLink>
            </div>
        </section>
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "draft_code.make_title")}</h2>
            <p>{tr!(locale, "draft_code.make_lead", host = link.host)}</p>
            {make_view(&link.form, locale)}
        </section>
    }
    .into_any()
}

/// What waits behind a link.
#[component]
pub(in crate::consumer) fn ResumePage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let token = move || params.read_untracked().get("token").unwrap_or_default();
    let page = page_data(move || LoadWaiting { token: token() });
    let page = page.show(move |waiting| match waiting {
        Ok(waiting) => waiting_view(&waiting, token(), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

fn waiting_view(waiting: &WaitingDraft, token: String, locale: Locale) -> AnyView {
    let title = match waiting.case_type {
        Some(kind) => tr!(locale, "draft_link.waiting", kind = kind.label(locale)),
        None => tr!(locale, "draft_link.waiting_any"),
    }
    .into_owned();
    let replaces = waiting.replaces.then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{tr!(locale, "draft_link.replaces")}</p>
            </Notice>
        }
    });
    view! {
        <Title text=page_title(&title, false, locale)/>
        <section class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            <p class="wq-lead">{tr!(locale, "draft_link.waiting_lead")}</p>
            {replaces}
            <PostForm action=ResumeDraft::PATH>
                <input type="hidden" name="token" value=token/>
                <div class="wq-actions">
                    <Button>{tr!(locale, "draft_link.go_on")}</Button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}
