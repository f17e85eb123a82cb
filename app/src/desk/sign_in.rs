//! `/desk/sign-in`.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::session::{LoadSignIn, SignInView};
use crate::loading::page_data;
use crate::page::use_page;
use crate::ui::{Button, Field, Notice, NoticeKind};

/// A plain form: signing in always loads a fresh document.
#[component]
pub(super) fn SignInPage() -> impl IntoView {
    let page = use_page();
    let query = use_query_map();
    let member = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let form = page_data(move || LoadSignIn {
        form: member("form"),
    });
    let locale = page.locale;
    let form = form.show(move |view| match view {
        Ok(view) => sign_in_view(&view, &untrack(|| member("back")), page.demo, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{form}</main> }
}

fn sign_in_view(view: &SignInView, back: &str, demo: bool, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &view.form,
        locale,
    };
    let heading = tr!(locale, "desk.sign_in.title");
    let title = page_title(locale, &feedback.title(&heading));
    let over = match view.form.shown.as_deref() {
        Some("locked") => Some(tr!(locale, "keys.lock.over")),
        Some("code") => Some(tr!(locale, "keys.code.over")),
        _ => None,
    };
    let over = over.map(|text| {
        view! { <Notice kind=NoticeKind::Warning announce=true><p>{text}</p></Notice> }
    });
    let demo = demo.then(|| {
        view! { <Notice title=tr!(locale, "desk.sign_in.demo_title")><p>{tr!(locale, "desk.sign_in.demo")}</p></Notice> }
    });
    let unprotected = view.unprotected.then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title=tr!(locale, "desk.sign_in.unprotected_title")>
                <p>{tr!(locale, "desk.sign_in.unprotected")}</p>
            </Notice>
        }
    });
    view! {
        <Title text=title/>
        <div class="wq-signin">
            {feedback.summary("/desk")}
            {over}
            <h1 class="wq-title">{heading}</h1>
            {unprotected}
            {demo}
            <form class="wq-card" method="post" action="/fn/desk/sign-in">
                <input type="hidden" name="back" value=back.to_owned()/>
                <Field
                    name="login"
                    label=tr!(locale, "desk.sign_in.login")
                    value=feedback.value("login")
                    autocomplete="username"
                    verbatim=true
                />
                <Field
                    name="password"
                    label=tr!(locale, "desk.sign_in.password")
                    kind="password"
                    autocomplete="current-password"
                    enterkeyhint="go"
                />
                <Button>{tr!(locale, "desk.sign_in.submit")}</Button>
            </form>
        </div>
    }
    .into_any()
}
