//! `/offline`: what a person finds without a network, and where they write meanwhile.

use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use domain::value::Facts;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use crate::api::offline::{SendWritten, WrittenAgain};
use crate::island::island;
use crate::kept::{Keeper, NoticeWords, Unsent};
use crate::loading::page_data;
use crate::page::use_page;
use crate::public::failure::failure_view;
use crate::ui::{
    Button, CharacterCount, Checkbox, Choice, Field, Notice, NoticeKind, PostForm, RadioGroup,
    TextArea,
};

/// The page the service worker keeps: nothing on it belongs to anybody.
#[component]
pub(super) fn OfflinePage() -> impl IntoView {
    let locale = use_page().locale;
    let query = use_query_map();
    let id = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || WrittenAgain { form: id() }).show(move |written| match written {
        Ok(written) => form(&written, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let title = tr!(locale, "offline.title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            {Unsent::view(locale)}
            {island(Keeper {
                path: "/offline".to_owned(),
                at_once: true,
                words: NoticeWords::of(locale),
            })}
            <section class="wq-card">
                <h1 class="wq-title">{title}</h1>
                <p class="wq-lead">{tr!(locale, "offline.lead")}</p>
                {page}
            </section>
        </main>
    }
}

/// `written`: what waits for an answer whether it takes the place of another filing.
fn form(written: &FormState, locale: Locale) -> AnyView {
    let value = |name| written.value(name).to_owned();
    let (business, address, facts) = (
        value("respondent_name"),
        value("respondent_address"),
        value("facts"),
    );
    let selected = match written.value("case_type") {
        "" => CaseType::Complaint.code().to_owned(),
        chosen => chosen.to_owned(),
    };
    let replaces = (!written.values.is_empty()).then(|| replacing(locale));
    let choices = CaseType::ALL.iter();
    let choices = choices.map(move |kind| Choice::new(kind.code(), kind.label(locale)));
    let count = CharacterCount {
        limit: Facts::MAX,
        at_most: tr!(locale, "consumer.count.at_most", n = Facts::MAX).into_owned(),
        left: tr!(locale, "consumer.count.left", n = "{n}").into_owned(),
        over: tr!(locale, "consumer.count.over", n = "{n}").into_owned(),
    };
    view! {
        <PostForm action=SendWritten::PATH>
            <RadioGroup
                name="case_type"
                legend=tr!(locale, "consumer.kind.title")
                choices=choices.collect()
                selected=selected
            />
            <Field
                name="respondent_name"
                label=tr!(locale, "offline.business")
                value=business
                mark=tr!(locale, "common.optional")
            />
            <Field
                name="respondent_address"
                label=tr!(locale, "consumer.business.address")
                value=address
                mark=tr!(locale, "common.optional")
            />
            <TextArea
                name="facts"
                label=tr!(locale, "consumer.story.facts")
                hint=tr!(locale, "consumer.story.hint")
                value=facts
                count=count
            />
            {replaces}
            <p class="govuk-hint">{tr!(locale, "offline.then")}</p>
            <div class="wq-actions">
                <Button>{tr!(locale, "offline.send")}</Button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// Another filing is under way in this browser and would make room.
fn replacing(locale: Locale) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Warning announce=true>
            <p>{tr!(locale, "offline.own")} " " <a href="/file">{tr!(locale, "offline.own_open")}</a></p>
        </Notice>
        <Checkbox name="replace" label=tr!(locale, "offline.replace")/>
    }
    .into_any()
}
