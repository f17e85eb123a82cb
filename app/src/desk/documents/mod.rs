//! `/desk/documents/:number`: the official documents of a case, looked at and issued; below it each
//! that was issued, delivered and voided.

mod issued;

use domain::document::Template;
use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{DocumentsView, IssuedView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

pub(super) use self::issued::IssuedPage;
use super::address::{case_address, document_address, documents_address};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::document::{DocumentsPage as Data, IssueDocument, LoadDocuments};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Button, ButtonKind, Glyph, Icon, PostForm, StateTag, Tone};

/// The page.
#[component]
pub(super) fn DocumentsPage() -> impl IntoView {
    page_of(documents_view)
}

/// A page about the documents of the case in the address.
fn page_of(show: impl Fn(&Data, Locale) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
    let locale = use_locale();
    let params = use_params_map();
    let query = use_query_map();
    let page = page_data(move || LoadDocuments {
        number: params.with(|params| params.get("number").unwrap_or_default()),
        form: query.with(|query| query.get("form").unwrap_or_default()),
    });
    let page = page.show(move |page| match page {
        Ok(page) => show(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
        .into_any()
}

fn documents_view(page: &Data, locale: Locale) -> AnyView {
    let documents = &page.documents;
    let number = documents.number.as_str();
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "document.title");
    let title = page_title(locale, &feedback.title(&heading));
    view! {
        <Title text=title/>
        <BackLink href=case_address(number, "", "") label=tr!(locale, "desk.command.back")/>
        {feedback.summary(&documents_address(number, ""))}
        <div class="wq-stack">
            <p class="wq-case__number">{documents.number.grouped()}</p>
            <h1 class="wq-title">{heading}</h1>
            {ready_view(documents, locale)}
            {issued_view(documents, locale)}
        </div>
    }
    .into_any()
}

/// Those the case has the facts for: to look at, and to issue where that is this person's to do.
fn ready_view(documents: &DocumentsView, locale: Locale) -> AnyView {
    let rows = documents.ready.iter();
    let rows: Vec<_> = rows
        .map(|template| ready_row(documents, *template, locale))
        .collect();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "document.ready")}</h2>
            <p class="wq-muted">{tr!(locale, "document.ready_hint")}</p>
            <ul class="wq-papers">{rows}</ul>
        </section>
    }
    .into_any()
}

fn ready_row(documents: &DocumentsView, template: Template, locale: Locale) -> AnyView {
    let number = documents.number.as_str().to_owned();
    let label = template.label(locale);
    let href = format!("/desk/cases/{number}/documents/{}", template.code());
    let issue = documents.issuable.contains(&template).then(|| {
        view! {
            <PostForm action=IssueDocument::PATH>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="template" value=template.code()/>
                <Button kind=ButtonKind::Secondary>
                    {tr!(locale, "document.issue", template = label)}
                </Button>
            </PostForm>
        }
    });
    view! {
        <li class="wq-papers__row">
            <span class="wq-papers__name">{label}</span>
            <a class="wq-document" href=href rel="external" download="">
                <Icon glyph=Glyph::Document/>
                {tr!(locale, "document.preview", template = label)}
            </a>
            {issue}
        </li>
    }
    .into_any()
}

fn issued_view(documents: &DocumentsView, locale: Locale) -> AnyView {
    let rows = documents.issued.iter();
    let rows: Vec<_> = rows
        .map(|issued| issued_row(documents.number.as_str(), issued, locale))
        .collect();
    let list = if rows.is_empty() {
        view! { <p class="wq-muted">{tr!(locale, "document.none")}</p> }.into_any()
    } else {
        view! { <ul class="wq-papers">{rows}</ul> }.into_any()
    };
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "document.issued")}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn issued_row(case: &str, issued: &IssuedView, locale: Locale) -> AnyView {
    let href = document_address(case, &issued.id.to_string(), "");
    view! {
        <li class="wq-papers__row">
            <a class="wq-papers__name" href=href>
                {issued.template.label(locale)} " " {issued.number.as_str().to_owned()}
            </a>
            <span>{format_date(locale, issued.on)}</span>
            {standing_tag(issued, locale)}
        </li>
    }
    .into_any()
}

/// Void, delivered, or waiting to be delivered.
fn standing_tag(issued: &IssuedView, locale: Locale) -> AnyView {
    let arrived = !issued.deliveries.is_empty() || !issued.opened.is_empty();
    let (text, tone) = if issued.void.is_some() {
        (tr!(locale, "document.void"), Tone::Danger)
    } else if arrived {
        (tr!(locale, "document.delivered"), Tone::Success)
    } else {
        (tr!(locale, "document.not_delivered"), Tone::Warning)
    };
    view! { <StateTag text=text tone=tone/> }.into_any()
}
