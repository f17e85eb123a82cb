//! The page that asks once more before a case is taken back.

use domain::case::CommandKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::over::{instead, not_possible};
use super::words::{summary, text_area, titled};
use crate::api::tracking::{Tracked, WithdrawCase};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Button, ButtonKind, ButtonLink, PostForm};

/// Says what withdrawing means and does it.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.read().get("form").unwrap_or_default();
    let page = page_data(move || Tracked { form: form() }).show(move |tracked| match tracked {
        Ok(tracked) if !tracked.case.allowed.contains(&CommandKind::Withdraw) => {
            not_possible(locale)
        }
        Ok(tracked) => withdraw_view(&tracked.form, locale),
        Err(error) => instead(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

pub(super) fn withdraw_view(form: &FormState, locale: Locale) -> AnyView {
    let title = tr!(locale, "tracking.withdraw.title");
    let mark = tr!(locale, "common.optional");
    let label = format!("{} {mark}", tr!(locale, "tracking.withdraw.reason"));
    let text = text_area("withdraw_reason", label.into(), None, form, locale);
    view! {
        {titled(locale, &title, form)}
        <BackLink href="/case" label=tr!(locale, "common.back")/>
        {summary(form, &["withdraw_reason"], locale)}
        <div class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            <p>{tr!(locale, "tracking.withdraw.meaning")}</p>
            <p>{tr!(locale, "tracking.withdraw.later")}</p>
            <PostForm action=WithdrawCase::PATH>
                {text}
                <div class="wq-actions">
                    <Button kind=ButtonKind::Warning>{tr!(locale, "tracking.withdraw.submit")}</Button>
                    <ButtonLink href="/case" kind=ButtonKind::Secondary>
                        {tr!(locale, "tracking.withdraw.cancel")}
                    </ButtonLink>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}
