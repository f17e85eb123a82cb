//! `/desk/admin/organisations/:key`: one organisation, or a new one.

use domain::code::OrganisationKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::{FormState, OrganisationDetail};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::trail::lines_view;
use super::{choices, framed, use_key, use_member};
use crate::api::admin::{
    CloseOrganisation, LoadOrganisation, OrganisationPage as Data, SaveOrganisation,
};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, Choice, Field, FieldWidth, Notice, PostForm, Select, SummaryList,
    SummaryRow,
};

/// Form, state and history of an organisation.
#[component]
pub(in crate::desk) fn OrganisationPage() -> impl IntoView {
    let locale = use_locale();
    let (code, form) = (use_key(), use_member("form"));
    let load = move || LoadOrganisation {
        code: code(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let back = tr!(locale, "admin.organisations.title").into_owned();
    framed("/desk/admin/organisations", back, page)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let heading = match &page.detail {
        Some(detail) => detail.line.organisation.name(locale).to_owned(),
        None => tr!(locale, "admin.organisations.add").into_owned(),
    };
    let filled = filled(page);
    let feedback = Feedback {
        form: &filled,
        locale,
    };
    let title = page_title(locale, &feedback.title(&heading));
    let form = form_view(page, feedback, locale);
    let around = page
        .detail
        .as_ref()
        .map(|detail| around_view(detail, locale));
    view! {
        <Title text=title/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {form}
        {around}
    }
    .into_any()
}

/// What the form shows: what was typed, else what is kept.
fn filled(page: &Data) -> FormState {
    let mut form = page.form.clone();
    if let Some(detail) = page.detail.as_ref().filter(|_| form.values.is_empty()) {
        let place = &detail.line.organisation;
        let values = [
            ("name_zh", place.name_zh.as_str()),
            ("name_en", &place.name_en),
            ("kind", place.kind.code()),
            ("parent", detail.line.parent.as_deref().unwrap_or_default()),
            ("telephone", &place.phone),
            ("address", &place.address),
            (
                "document_sign",
                detail.document_sign.as_deref().unwrap_or_default(),
            ),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
        form.values = values.into();
    }
    form
}

fn form_view(page: &Data, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let known = page.detail.as_ref();
    let code = known.map(|detail| detail.line.organisation.code.clone());
    let numbers = known
        .is_none()
        .then(|| numbers_view(page, feedback, locale));
    let is_root = known.is_some_and(|detail| detail.line.parent.is_none());
    let parent = (!is_root).then(|| parent_view(page, feedback, locale));
    let kinds = OrganisationKind::ALL.iter();
    let kinds: Vec<_> = kinds
        .map(|kind| Choice::new(kind.code(), kind.label(locale)))
        .collect();
    let text = |name: &'static str, label: String| {
        view! {
            <Field name=name label=label value=feedback.value(name) error=feedback.error(name)/>
        }
    };
    let fields = view! {
            <input type="hidden" name="known" value=code.unwrap_or_default()/>
            <div class="wq-panel wq-dense__grid">
                {text("name_zh", tr!(locale, "admin.field.name_zh").into_owned())}
                {text("name_en", tr!(locale, "admin.field.name_en").into_owned())}
                <Select
                    name="kind"
                    label=tr!(locale, "admin.field.kind")
                    choices=kinds
                    selected=feedback.value("kind")
                    placeholder=tr!(locale, "admin.choose")
                    error=feedback.error("kind")
                />
                {parent}
                {text("telephone", tr!(locale, "admin.field.phone").into_owned())}
                {text("address", tr!(locale, "admin.field.address").into_owned())}
                <Field
                    name="document_sign"
                    label=tr!(locale, "admin.field.document_sign")
                    hint=tr!(locale, "admin.organisations.document_sign_hint")
                    value=feedback.value("document_sign")
                    error=feedback.error("document_sign")
                />
                {numbers}
            </div>
            <div class="wq-actions">
                <Button>{tr!(locale, "common.save")}</Button>
            </div>
    }
    .into_any();
    view! {
        <PostForm action=SaveOrganisation::PATH>{fields}</PostForm>
    }
    .into_any()
}

/// Division and code, which every case number of the organisation carries for ever.
fn numbers_view(page: &Data, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let division = feedback.value("division");
    let own = page.all.first().map(|line| line.division.clone());
    let division = if division.is_empty() {
        own.unwrap_or_default()
    } else {
        division
    };
    view! {
        <Field
            name="division"
            label=tr!(locale, "admin.field.division")
            hint=tr!(locale, "admin.organisations.division_hint")
            value=division
            error=feedback.error("division")
            inputmode="numeric"
            width=FieldWidth::Short
        />
        <Field
            name="organisation_code"
            label=tr!(locale, "admin.field.code")
            hint=tr!(locale, "admin.organisations.code_hint")
            value=feedback.value("organisation_code")
            error=feedback.error("organisation_code")
            inputmode="numeric"
            width=FieldWidth::Tiny
        />
    }
    .into_any()
}

fn parent_view(page: &Data, feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let selected = feedback.value("parent");
    let mut above = choices(&page.all, &selected, locale);
    let known = page.detail.as_ref();
    above.retain(|choice| known.is_none_or(|detail| detail.line.organisation.code != choice.value));
    // The organisation above one's own lies outside one's reach and stays what it is.
    if !selected.is_empty() && above.iter().all(|choice| choice.value != selected) {
        above.insert(0, Choice::new(&selected, &selected));
    }
    view! {
        <Select
            name="parent"
            label=tr!(locale, "admin.field.parent")
            choices=above
            selected=selected
            placeholder=tr!(locale, "admin.choose")
            error=feedback.error("parent")
        />
    }
    .into_any()
}

/// What it has to do, closing it, and what was changed.
fn around_view(detail: &OrganisationDetail, locale: Locale) -> AnyView {
    let code = detail.line.organisation.code.clone();
    let rows = vec![
        SummaryRow::new(tr!(locale, "admin.field.code"), code.clone()),
        SummaryRow::new(
            tr!(locale, "admin.field.division"),
            detail.line.division.clone(),
        ),
        SummaryRow::new(
            tr!(locale, "admin.organisations.open_cases"),
            detail.open_cases.to_string(),
        ),
        SummaryRow::new(
            tr!(locale, "admin.organisations.accounts"),
            detail.accounts.to_string(),
        )
        .with_change(
            format!("/desk/admin/accounts?org={code}"),
            tr!(locale, "admin.organisations.show"),
        ),
    ];
    let is_root = detail.line.parent.is_none();
    let closing = (!is_root).then(|| closing_view(detail, locale));
    view! {
        <section class="wq-panel">
            <SummaryList rows=rows dense=true/>
        </section>
        {closing}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

fn closing_view(detail: &OrganisationDetail, locale: Locale) -> AnyView {
    let code = detail.line.organisation.code.clone();
    let (about, reopen, label, kind) = if detail.line.is_closed {
        (
            tr!(locale, "admin.organisations.closed_about"),
            "true",
            tr!(locale, "admin.organisations.reopen"),
            ButtonKind::Secondary,
        )
    } else {
        (
            tr!(locale, "admin.organisations.close_about"),
            "",
            tr!(locale, "admin.organisations.close"),
            ButtonKind::Warning,
        )
    };
    let fields = view! {
            <input type="hidden" name="code" value=code/>
            <input type="hidden" name="reopen" value=reopen/>
            <Button kind=kind>{label}</Button>
    }
    .into_any();
    view! {
        <Notice><p>{about}</p></Notice>
        <PostForm action=CloseOrganisation::PATH class="wq-actions">{fields}</PostForm>
    }
    .into_any()
}
