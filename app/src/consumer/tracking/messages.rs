//! What the person and the office write to each other, and material the office asks for.

use domain::case::CommandKind;
use domain::locale::{Locale, format_date, format_instant};
use domain::tr;
use domain::view::{FormState, Step, StepBy, TrackView};
use leptos::prelude::*;
use server_fn::ServerFn;

use super::progress::{MESSAGE, who};
use super::words::text_area;
use crate::api::tracking::{SendMessage, SupplyMaterial};
use crate::ui::{Button, Glyph, Notice, NoticeKind, PostForm};

/// A request for material with the form that answers it.
pub(super) fn material_view(case: &TrackView, form: &FormState, locale: Locale) -> Option<AnyView> {
    let material = case.material.as_ref()?;
    let answerable = case.allowed.contains(&CommandKind::SupplyMaterial);
    let items = material.items.as_str().to_owned();
    let due = tr!(
        locale,
        "tracking.material.due",
        date = format_date(locale, material.due)
    );
    let view = view! {
        <section class="wq-card" id="material">
            <h2 class="wq-card__title">{tr!(locale, "tracking.material.title")}</h2>
            <Notice kind=NoticeKind::Warning>
                <p class="wq-text">{items}</p>
                <p>{due}</p>
            </Notice>
            {answerable.then(|| material_form(form, locale))}
        </section>
    };
    Some(view.into_any())
}

fn material_form(form: &FormState, locale: Locale) -> AnyView {
    let label = tr!(locale, "tracking.material.label");
    let hint = tr!(locale, "tracking.material.hint");
    let text = text_area("material", label, Some(hint), form, locale);
    view! {
        <PostForm action=SupplyMaterial::PATH>
            {text}
            <Button>{tr!(locale, "tracking.material.submit")}</Button>
        </PostForm>
    }
    .into_any()
}

fn message_form(form: &FormState, locale: Locale) -> AnyView {
    let text = text_area(
        "message",
        tr!(locale, "tracking.messages.label"),
        None,
        form,
        locale,
    );
    view! {
        <PostForm action=SendMessage::PATH>
            {text}
            <Button glyph=Glyph::Send>{tr!(locale, "tracking.messages.submit")}</Button>
        </PostForm>
    }
    .into_any()
}

/// The messages, oldest first, and a form for one more.
pub(super) fn messages_view(case: &TrackView, form: &FormState, locale: Locale) -> Option<AnyView> {
    let messages: Vec<_> = case
        .steps
        .iter()
        .filter(|step| step.kind == MESSAGE)
        .map(|step| message(step, locale))
        .collect();
    let writable = case.allowed.contains(&CommandKind::SendMessage);
    if messages.is_empty() && !writable {
        return None;
    }
    let list = if messages.is_empty() {
        view! { <p class="wq-muted">{tr!(locale, "tracking.messages.none")}</p> }.into_any()
    } else {
        view! { <ul class="wq-thread">{messages}</ul> }.into_any()
    };
    let view = view! {
        <section class="wq-card" id="messages">
            <h2 class="wq-card__title">{tr!(locale, "tracking.messages.title")}</h2>
            {list}
            {writable.then(|| message_form(form, locale))}
        </section>
    };
    Some(view.into_any())
}

fn message(step: &Step, locale: Locale) -> AnyView {
    let mine = step.by == StepBy::Complainant;
    view! {
        <li class="wq-message" class:wq-message--mine=mine>
            <p class="wq-message__meta">
                {who(&step.by, locale)} " " {format_instant(locale, step.at)}
            </p>
            <p class="wq-text">{step.text.clone().unwrap_or_default()}</p>
        </li>
    }
    .into_any()
}
