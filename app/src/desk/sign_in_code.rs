//! `/desk/sign-in/code`: the second step of signing in.

use domain::locale::Locale;
use domain::tr;
use domain::view::FormState;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::session::{LoadSignInCode, SignInCode, SignOut};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, Field};

/// A plain form like that of the first step.
#[component]
pub(super) fn SignInCodePage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let form = page_data(move || LoadSignInCode {
        form: member("form"),
    });
    let body = form.show(move |form| match form {
        Ok(form) => code_view(&form, untrack(|| member("back")), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{body}</main> }
}

fn code_view(form: &FormState, back: String, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let heading = tr!(locale, "keys.code.title");
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        <div class="wq-signin">
            {feedback.summary("/desk")}
            <h1 class="wq-title">{heading}</h1>
            <form class="wq-card" method="post" action=SignInCode::PATH novalidate>
                <input type="hidden" name="back" value=back/>
                <Field
                    name="code"
                    label=tr!(locale, "keys.code.label")
                    hint=tr!(locale, "keys.code.hint")
                    error=feedback.error("code")
                    autocomplete="one-time-code"
                    enterkeyhint="go"
                    verbatim=true
                />
                <Button>{tr!(locale, "keys.code.submit")}</Button>
            </form>
            <p class="wq-muted">{tr!(locale, "keys.code.lost")}</p>
            <form class="wq-actions" method="post" action=SignOut::PATH>
                <Button kind=ButtonKind::Secondary>{tr!(locale, "keys.code.back")}</Button>
            </form>
        </div>
    }
    .into_any()
}
