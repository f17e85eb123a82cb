//! `/desk/documents/:number/:id`: one issued document, how it reached whom, and whether it counts.

use domain::code::{DeliveryWay, Side};
use domain::locale::{Locale, format_date, format_instant};
use domain::tr;
use domain::view::{Failure, IssuedView, StepBy};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

use super::{page_of, standing_tag};
use crate::api::document::{DeliverDocument, DocumentsPage as Data, VoidDocument};
use crate::desk::address::{document_address, documents_address};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::ui::{
    BackLink, Button, ButtonKind, Choice, Field, FieldWidth, Glyph, Icon, PostForm, Select,
    SummaryList, SummaryRow, TextArea,
};

/// The page.
#[component]
pub(in crate::desk) fn IssuedPage() -> impl IntoView {
    let params = use_params_map();
    page_of(move |page, locale| {
        let id = params.with_untracked(|params| params.get("id").unwrap_or_default());
        let issued = page.documents.issued.iter();
        let mut issued = issued.filter(|issued| issued.id.to_string() == id);
        match issued.next() {
            Some(issued) => issued_view(page, issued, locale),
            None => failure_view(&Failure::NotFound, locale),
        }
    })
}

fn issued_view(page: &Data, issued: &IssuedView, locale: Locale) -> AnyView {
    let case = page.documents.number.as_str();
    let id = issued.id.to_string();
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = issued.template.label(locale);
    let href = format!("/desk/cases/{case}/issued/{id}");
    view! {
        <Title text=page_title(locale, &feedback.title(heading))/>
        <BackLink href=documents_address(case, "") label=tr!(locale, "document.title")/>
        {feedback.summary(&document_address(case, &id, ""))}
        <div class="wq-stack">
            <p class="wq-case__number">{page.documents.number.grouped()}</p>
            <h1 class="wq-title">{heading} " " {standing_tag(issued, locale)}</h1>
            <section class="wq-panel">
                <SummaryList rows=facts(issued, locale)/>
                <p>
                    <a class="wq-document" href=href rel="external" download="">
                        <Icon glyph=Glyph::Document/>
                        {tr!(locale, "document.open")}
                    </a>
                </p>
            </section>
            {issued.can_deliver.then(|| deliver_view(page, issued, feedback))}
            {issued.can_void.then(|| void_view(page, issued, feedback))}
        </div>
    }
    .into_any()
}

fn facts(issued: &IssuedView, locale: Locale) -> Vec<SummaryRow> {
    let row = |key: String, value: String| SummaryRow::new(key, value);
    let mut rows = vec![
        row(
            tr!(locale, "document.number").into_owned(),
            issued.number.as_str().to_owned(),
        ),
        row(
            tr!(locale, "document.on").into_owned(),
            format_date(locale, issued.on),
        ),
        row(
            tr!(locale, "document.code").into_owned(),
            issued.code.as_str().to_owned(),
        ),
        row("SHA-256".to_owned(), issued.sha256.as_str().to_owned()),
    ];
    if let StepBy::Staff(number) = &issued.by {
        let signed = tr!(locale, "desk.staff_number", number = number);
        rows.insert(
            2,
            row(tr!(locale, "document.by").into_owned(), signed.into_owned()),
        );
    }
    rows.extend(issued.deliveries.iter().map(|delivery| {
        let proof = delivery.proof.as_ref();
        let parts = [
            delivery.to.label(locale).to_owned(),
            delivery.way.label(locale).to_owned(),
            format_date(locale, delivery.on),
            proof.map(ToString::to_string).unwrap_or_default(),
        ];
        let said = parts.into_iter().filter(|part| !part.is_empty());
        row(
            tr!(locale, "document.delivery").into_owned(),
            said.collect::<Vec<_>>().join(" · "),
        )
    }));
    rows.extend(issued.opened.iter().map(|opened| {
        let (who, at) = (opened.by.label(locale), format_instant(locale, opened.at));
        row(
            tr!(locale, "document.opened").into_owned(),
            format!("{who} · {at}"),
        )
    }));
    if let Some(void) = &issued.void {
        let at = format_instant(locale, void.at);
        rows.push(row(
            tr!(locale, "document.void").into_owned(),
            format!("{at}\n{}", void.reason),
        ));
    }
    rows
}

fn named(page: &Data, issued: &IssuedView) -> AnyView {
    view! {
        <input type="hidden" name="number" value=page.documents.number.as_str().to_owned()/>
        <input type="hidden" name="id" value=issued.id.to_string()/>
    }
    .into_any()
}

fn deliver_view(page: &Data, issued: &IssuedView, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let sides = Side::ALL.iter();
    let sides = sides.filter(|side| issued.template.is_for(**side));
    let sides = sides.map(|side| Choice::new(side.code(), side.label(locale)));
    let sides: Vec<_> = sides.collect();
    let ways = DeliveryWay::ALL.iter();
    let ways: Vec<_> = ways
        .map(|way| Choice::new(way.code(), way.label(locale)))
        .collect();
    let today = page.documents.today.to_string();
    let body = view! {
        {named(page, issued)}
        <div class="wq-dense__grid">
            <Select
                name="to"
                label=tr!(locale, "document.to")
                choices=sides
                selected=feedback.value("to")
                error=feedback.error("to")
            />
            <Select
                name="way"
                label=tr!(locale, "document.way")
                choices=ways
                selected=feedback.value("way")
                placeholder=tr!(locale, "admin.choose")
                error=feedback.error("way")
            />
            <Field
                name="on"
                label=tr!(locale, "document.delivered_on")
                kind="date"
                value=feedback.value_or("on", &today)
                error=feedback.error("on")
                width=FieldWidth::Medium
            />
            <Field
                name="proof"
                label=tr!(locale, "document.proof")
                hint=tr!(locale, "document.proof_hint")
                mark=tr!(locale, "common.optional")
                value=feedback.value("proof")
                error=feedback.error("proof")
            />
        </div>
        <div class="wq-actions">
            <Button kind=ButtonKind::Primary>{tr!(locale, "document.deliver")}</Button>
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "document.deliver_title")}</h2>
            <PostForm action=DeliverDocument::PATH>{body}</PostForm>
        </section>
    }
    .into_any()
}

fn void_view(page: &Data, issued: &IssuedView, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let body = view! {
        {named(page, issued)}
        <TextArea
            name="reason"
            label=tr!(locale, "document.void_reason")
            value=feedback.value("reason")
            error=feedback.error("reason")
        />
        <div class="wq-actions">
            <Button kind=ButtonKind::Warning>{tr!(locale, "document.void_do")}</Button>
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "document.void_title")}</h2>
            <p class="wq-muted">{tr!(locale, "document.void_hint")}</p>
            <PostForm action=VoidDocument::PATH>{body}</PostForm>
        </section>
    }
    .into_any()
}
