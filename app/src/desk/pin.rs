//! `/desk/account/pin`: the PIN that opens a locked tablet again.

use domain::locale::{Locale, format_instant};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::keys::{back_to_account, password_field};
use crate::api::keys::{ChangePin, KeysPage, LoadKeys};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, Field, FieldWidth, Notice, NoticeKind, PostForm};

/// Whether there is a PIN, and the form for another.
#[component]
pub(super) fn PinPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let body = page_data(move || LoadKeys { form: form() }).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    back_to_account(body, locale)
}

fn page_view(page: &KeysPage, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "keys.pin.title");
    let done = page.form.shown.as_deref().map(|done| {
        let text = if done == "set" {
            tr!(locale, "keys.pin.is_set")
        } else {
            tr!(locale, "keys.pin.is_ended")
        };
        view! { <Notice kind=NoticeKind::Success announce=true><p>{text}</p></Notice> }
    });
    let since = page.keys.pin_since;
    let state = since.map(|since| {
        let since = format_instant(locale, since);
        view! { <p>{tr!(locale, "keys.pin.on", since = since)}</p> }
    });
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("/desk/account")}
        <h1 class="wq-title">{heading}</h1>
        {done}
        <p>{tr!(locale, "keys.pin.about")}</p>
        {state}
        {form_view(feedback, since.is_some(), locale)}
    }
    .into_any()
}

fn form_view(feedback: Feedback<'_>, is_set: bool, locale: Locale) -> AnyView {
    let digits = move |name: &'static str, label: String| {
        view! {
            <Field
                name=name
                label=label
                kind="password"
                inputmode="numeric"
                error=feedback.error(name)
                width=FieldWidth::Short
            />
        }
    };
    let end = is_set.then(|| {
        view! {
            <Button kind=ButtonKind::Warning name="action" value="end">
                {tr!(locale, "keys.pin.end")}
            </Button>
        }
    });
    let label = if is_set {
        tr!(locale, "keys.pin.change")
    } else {
        tr!(locale, "keys.pin.set")
    };
    let fields = view! {
        {password_field(feedback)}
        {digits("pin", tr!(locale, "keys.pin.new").into_owned())}
        {digits("repeated_pin", tr!(locale, "keys.pin.repeated").into_owned())}
        <div class="wq-actions">
            <Button name="action" value="set">{label}</Button>
            {end}
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <PostForm action=ChangePin::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}
