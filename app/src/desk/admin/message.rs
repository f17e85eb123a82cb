//! `/desk/admin/messages/…`: one message, and what can be done about it.

use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{MessageState, OutboxView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

use super::messages::{channel, recipient, standing};
use crate::api::work::{CancelMessage, LoadMessage, Message, Resend, RevealRecipient};
use crate::desk::address::{message_address, messages_address};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    BackLink, Button, ButtonKind, Field, Glyph, Notice, NoticeKind, PostForm, StateTag,
    SummaryList, SummaryRow,
};

/// One message.
#[component]
pub(in crate::desk) fn MessagePage() -> impl IntoView {
    let locale = use_locale();
    let (params, query) = (use_params_map(), use_query_map());
    let message = page_data(move || LoadMessage {
        id: params.with(|params| params.get("id").unwrap_or_default()),
        form: query.with(|query| query.get("form").unwrap_or_default()),
    });
    let message = message.show(move |found| match found {
        Ok(found) => message_view(&found, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{message}</main> }
}

fn message_view(found: &Message, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &found.form,
        locale,
    };
    let message = &found.message;
    let heading = message.template.label(locale);
    let (words, tone) = standing(message, locale);
    let text = message.text.clone();
    let text = text.map(|text| view! { <p class="wq-text">{text}</p> });
    let here = message_address(&message.id.to_string(), "");
    view! {
        <Title text=page_title(locale, &feedback.title(heading))/>
        <BackLink href=messages_address("", "") label=tr!(locale, "work.messages.title")/>
        {feedback.summary(&here)}
        <h1 class="wq-title">{heading}</h1>
        {done_view(feedback)}
        <section class="wq-panel">
            <p><StateTag text=words tone=tone/></p>
            {text}
            <SummaryList rows=facts(message, locale) dense=true/>
            {button_view(message, locale)}
        </section>
        {reveal_view(message, feedback)}
    }
    .into_any()
}

/// What the last button did.
pub(super) fn done_view(feedback: Feedback<'_>) -> Option<AnyView> {
    let locale = feedback.locale;
    let words = match feedback.form.value("done") {
        "resent" => tr!(locale, "work.messages.resent"),
        "cancelled" => tr!(locale, "work.messages.cancelled"),
        "retried" => tr!(locale, "work.jobs.retried"),
        _ => return None,
    };
    let view = view! { <Notice kind=NoticeKind::Success announce=true><p>{words}</p></Notice> };
    Some(view.into_any())
}

fn facts(message: &OutboxView, locale: Locale) -> Vec<SummaryRow> {
    let at =
        |key: std::borrow::Cow<'static, str>, at| SummaryRow::new(key, format_instant(locale, at));
    let error = message.error.clone().filter(|error| !error.is_empty());
    let rows = [
        Some(SummaryRow::new(
            tr!(locale, "work.messages.channel"),
            channel(&message.channel, locale),
        )),
        Some(SummaryRow::new(
            tr!(locale, "work.messages.recipient"),
            recipient(message, locale),
        )),
        message
            .number
            .as_ref()
            .map(|number| SummaryRow::new(tr!(locale, "work.messages.case"), number.grouped())),
        Some(at(tr!(locale, "work.messages.written"), message.created_at)),
        message
            .sent_at
            .filter(|_| !message.kept)
            .map(|sent| at(tr!(locale, "work.messages.sent_at"), sent)),
        message
            .next_try_at
            .map(|next| at(tr!(locale, "work.next_try"), next)),
        (message.attempts > 0)
            .then(|| SummaryRow::new(tr!(locale, "work.tries"), message.attempts.to_string())),
        error.map(|error| SummaryRow::new(tr!(locale, "work.last_error"), error)),
    ];
    rows.into_iter().flatten().collect()
}

/// What can be done about a message where it stands.
fn button_view(message: &OutboxView, locale: Locale) -> Option<AnyView> {
    let id = message.id.to_string();
    let hidden = view! { <input type="hidden" name="id" value=id/> };
    match message.state {
        MessageState::Failed => Some(
            view! {
                <PostForm action=Resend::PATH>
                    {hidden}
                    <Button glyph=Glyph::Send>{tr!(locale, "work.messages.resend")}</Button>
                </PostForm>
            }
            .into_any(),
        ),
        MessageState::Waiting => Some(
            view! {
                <PostForm action=CancelMessage::PATH>
                    {hidden}
                    <Button>{tr!(locale, "work.messages.cancel")}</Button>
                </PostForm>
            }
            .into_any(),
        ),
        MessageState::Sent | MessageState::Cancelled => None,
    }
}

/// The recipient in clear, once, for a reason that is recorded.
fn reveal_view(message: &OutboxView, feedback: Feedback<'_>) -> Option<AnyView> {
    message.recipient.as_ref()?;
    let locale = feedback.locale;
    if let Some(shown) = feedback.form.shown.clone() {
        let title = tr!(locale, "work.messages.recipient");
        let view = view! {
            <Notice kind=NoticeKind::Info title=title announce=true>
                <p class="wq-masked">{shown}</p>
                <p>{tr!(locale, "desk.reveal.recorded")}</p>
            </Notice>
        };
        return Some(view.into_any());
    }
    let open = feedback.error("reason").is_some();
    let fields = view! {
        <input type="hidden" name="id" value=message.id.to_string()/>
        <Field
            name="reason"
            label=tr!(locale, "desk.reveal.reason")
            hint=tr!(locale, "desk.reveal.hint")
            error=feedback.error("reason")
            value=feedback.value("reason")
            enterkeyhint="done"
        />
    }
    .into_any();
    let view = view! {
        <details class="wq-details" open=open>
            <summary>{tr!(locale, "work.messages.reveal")}</summary>
            <PostForm action=RevealRecipient::PATH>
                {fields}
                <Button kind=ButtonKind::Secondary glyph=Glyph::Eye>
                    {tr!(locale, "desk.reveal.show")}
                </Button>
            </PostForm>
        </details>
    };
    Some(view.into_any())
}
