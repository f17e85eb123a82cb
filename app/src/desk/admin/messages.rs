//! `/desk/admin/messages`: what went out to people, and what did not.

use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::value::CaseNumber;
use domain::view::{MessageState, OutboxPage, OutboxView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::paging::pager;
use crate::api::work::LoadMessages;
use crate::desk::address::{message_address, messages_address};
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{EmptyState, Glyph, StateTag, TabItem, Tabs, Tone};

/// Tabs by where messages stand, and the messages.
#[component]
pub(in crate::desk) fn MessagesPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let messages = page_data(move || LoadMessages {
        state: member("state"),
        cursor: member("cursor"),
    });
    let messages = messages.show(move |page| match page {
        Ok(page) => {
            let cursor = query.with_untracked(|query| query.get("cursor").unwrap_or_default());
            messages_view(&page, &cursor, locale)
        }
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{messages}</main> }
}

fn messages_view(page: &OutboxPage, cursor: &str, locale: Locale) -> AnyView {
    let heading = tr!(locale, "work.messages.title");
    let rows: Vec<_> = page
        .messages
        .iter()
        .map(|message| row_view(message, locale))
        .collect();
    let list = if rows.is_empty() {
        let title = tr!(locale, "work.messages.empty");
        view! { <EmptyState title=title glyph=Glyph::CheckCircle/> }.into_any()
    } else {
        view! { <ul class="wq-queue">{rows}</ul> }.into_any()
    };
    let state = page.state.map_or("", MessageState::code);
    let next = page.next.as_deref();
    let next = next.map(|next| messages_address(state, next));
    let first = (!cursor.is_empty()).then(|| messages_address(state, ""));
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <p class="wq-muted">{tr!(locale, "work.messages.lead")}</p>
        <Tabs label=tr!(locale, "work.messages.tabs") items=tabs(page.state, locale)/>
        {list}
        {pager(first, next, locale)}
    }
    .into_any()
}

fn tabs(current: Option<MessageState>, locale: Locale) -> Vec<TabItem> {
    let all = TabItem {
        href: messages_address("", ""),
        label: tr!(locale, "common.all").into_owned(),
        current: current.is_none(),
        ..TabItem::default()
    };
    let of = |state: &MessageState| TabItem {
        href: messages_address(state.code(), ""),
        label: state.label(locale).to_owned(),
        current: current == Some(*state),
        ..TabItem::default()
    };
    let states = MessageState::ALL.iter().map(of);
    std::iter::once(all).chain(states).collect()
}

fn row_view(message: &OutboxView, locale: Locale) -> AnyView {
    let (words, tone) = standing(message, locale);
    let number = message.number.as_ref().map(CaseNumber::grouped);
    let text = message.text.clone();
    let error = message.error.clone().filter(|error| !error.is_empty());
    view! {
        <li>
            <a class="wq-row" href=message_address(&message.id.to_string(), "")>
                <span class="wq-row__top">
                    <span class="wq-row__number">{number}</span>
                    <StateTag text=words tone=tone/>
                </span>
                <span class="wq-row__text">{message.template.label(locale)}</span>
                {text.map(|text| view! { <span class="wq-row__meta">{text}</span> })}
                <span class="wq-row__meta">
                    <span>{about(message, locale)}</span>
                </span>
                {error.map(|error| view! { <span class="wq-row__meta">{error}</span> })}
            </a>
        </li>
    }
    .into_any()
}

/// Channel, recipient and time in one line.
fn about(message: &OutboxView, locale: Locale) -> String {
    let at = message.sent_at.unwrap_or(message.created_at);
    let parts = [
        channel(&message.channel, locale),
        recipient(message, locale),
        format_instant(locale, at),
    ];
    parts.join(" · ")
}

/// Whom it is for, masked.
pub(super) fn recipient(message: &OutboxView, locale: Locale) -> String {
    let recipient = message.recipient.clone();
    recipient.unwrap_or_else(|| tr!(locale, "work.messages.erased").into_owned())
}

/// Where a message stands, in words and in a colour that supports them.
pub(super) fn standing(message: &OutboxView, locale: Locale) -> (String, Tone) {
    let tone = match message.state {
        MessageState::Waiting => Tone::Info,
        MessageState::Sent => Tone::Success,
        MessageState::Failed => Tone::Danger,
        MessageState::Cancelled => Tone::Neutral,
    };
    let words = if message.kept {
        tr!(locale, "work.messages.kept").into_owned()
    } else {
        message.state.label(locale).to_owned()
    };
    (words, tone)
}

/// The name of a channel.
pub(super) fn channel(code: &str, locale: Locale) -> String {
    match code {
        "sms" => tr!(locale, "work.messages.sms").into_owned(),
        "email" => tr!(locale, "work.messages.email").into_owned(),
        other => other.to_owned(),
    }
}
