//! The page that asks once more before a case is taken back.

use domain::case::CommandKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::over::{instead, not_possible};
use super::words::{loading, summary, text_area, titled};
use crate::api::tracking::{WithdrawCase, tracked};
use crate::page::use_locale;
use crate::ui::{BackLink, Button, ButtonKind, ButtonLink};

/// Says what withdrawing means and does it.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let withdraw = ServerAction::<WithdrawCase>::new();
    let case = Resource::new(
        move || {
            (
                query.read().get("form").unwrap_or_default(),
                withdraw.version().get(),
            )
        },
        |(form, _)| tracked(form),
    );
    view! {
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            <Transition fallback=move || loading(locale)>
                {move || Suspend::new(async move {
                    match case.await {
                        Ok(tracked) if !tracked.case.allowed.contains(&CommandKind::Withdraw) => {
                            not_possible(locale)
                        }
                        Ok(tracked) => withdraw_view(&tracked.form, withdraw, locale),
                        Err(error) => instead(&error.0, locale),
                    }
                })}
            </Transition>
        </main>
    }
}

pub(super) fn withdraw_view(
    form: &FormState,
    withdraw: ServerAction<WithdrawCase>,
    locale: Locale,
) -> AnyView {
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
            <ActionForm action=withdraw attr:novalidate=true>
                {text}
                <div class="wq-actions">
                    <Button kind=ButtonKind::Warning>{tr!(locale, "tracking.withdraw.submit")}</Button>
                    <ButtonLink href="/case" kind=ButtonKind::Secondary>
                        {tr!(locale, "tracking.withdraw.cancel")}
                    </ButtonLink>
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}
