//! The page that asks why a case has to be taken up again.

use domain::case::CommandKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::over::{instead, not_possible};
use super::words::{summary, text_area, titled};
use crate::api::tracking::{ReopenCase, Tracked};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Button, PostForm};

/// Asks for the reason and takes the case up again.
#[component]
pub fn ReopenPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || Tracked { form: form() }).show(move |tracked| match tracked {
        Ok(tracked) if !tracked.case.allowed.contains(&CommandKind::Reopen) => not_possible(locale),
        Ok(tracked) => reopen_view(&tracked.form, locale),
        Err(error) => instead(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

pub(super) fn reopen_view(form: &FormState, locale: Locale) -> AnyView {
    let title = tr!(locale, "tracking.reopen.title");
    let label = tr!(locale, "tracking.reopen.reason");
    let hint = tr!(locale, "tracking.reopen.hint");
    let text = text_area("reopen_reason", label, Some(hint), form, locale);
    view! {
        {titled(locale, &title, form)}
        <BackLink href="/case" label=tr!(locale, "common.back")/>
        {summary(form, &["reopen_reason"], locale)}
        <div class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            <p>{tr!(locale, "tracking.reopen.lead")}</p>
            <PostForm action=ReopenCase::PATH>
                {text}
                <div class="wq-actions">
                    <Button>{tr!(locale, "tracking.reopen.submit")}</Button>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}
