//! `/desk/lock`: a locked session asks for the PIN. It shows whose it is and nothing of the work.

use domain::case::Fault;
use domain::locale::Locale;
use domain::tr;
use domain::view::LockedView;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, leave_for, page_title};
use super::feedback::Feedback;
use crate::api::lock::{LoadLock, LockPage as Data, Unlock};
use crate::api::session::SignOut;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, Field, FieldWidth, Glyph, OptionalText};

/// Staff number, PIN, and the way out for somebody else.
#[component]
pub(super) fn LockPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let page = page_data(move || LoadLock {
        form: member("form"),
    });
    let body = page.show(move |page| {
        let back = untrack(|| member("back"));
        match page {
            Ok(page) => page_view(&page, back, locale),
            Err(error) => failure_view(&error.0, locale),
        }
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{body}</main> }
}

fn page_view(page: &Data, back: String, locale: Locale) -> AnyView {
    let Some(locked) = &page.locked else {
        leave_for("/desk");
        return ().into_any();
    };
    locked_view(locked, page, back, locale)
}

fn locked_view(locked: &LockedView, page: &Data, back: String, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let number = tr!(locale, "desk.staff_number", number = locked.number);
    let title = tr!(locale, "keys.lock.page_title", number = number);
    let is_wrong = locked.was_wrong && !feedback.is_wrong();
    let wrong =
        is_wrong.then(|| tr!(locale, "keys.lock.wrong", n = locked.tries_left).into_owned());
    let title = if is_wrong {
        tr!(locale, "desk.error_title", title = title).into_owned()
    } else {
        feedback.title(&title)
    };
    let error = match &wrong {
        Some(wrong) => OptionalText::from(Some(wrong.clone())),
        None => feedback.error("pin"),
    };
    let summary = wrong.map_or_else(
        || feedback.summary("/desk"),
        |wrong| wrong_view(wrong, locale),
    );
    view! {
        <Title text=page_title(locale, &title)/>
        <div class="wq-signin">
            {summary}
            <h1 class="wq-title">{tr!(locale, "keys.lock.title")}</h1>
            <p>{tr!(locale, "keys.lock.lead", number = number)}</p>
            <form class="wq-card" method="post" action=Unlock::PATH novalidate>
                <input type="hidden" name="back" value=back/>
                <Field
                    name="pin"
                    label=tr!(locale, "keys.pin.label")
                    kind="password"
                    inputmode="numeric"
                    error=error
                    enterkeyhint="go"
                    width=FieldWidth::Short
                />
                <Button>{tr!(locale, "keys.lock.open")}</Button>
            </form>
            <p class="wq-muted">{tr!(locale, "keys.lock.other")}</p>
            <form class="wq-actions" method="post" action=SignOut::PATH>
                <Button kind=ButtonKind::Secondary glyph=Glyph::SignOut>
                    {tr!(locale, "keys.lock.sign_out")}
                </Button>
            </form>
        </div>
    }
    .into_any()
}

fn wrong_view(wrong: String, locale: Locale) -> AnyView {
    use crate::ui::{ErrorSummary, FieldError};

    let title = Fault::Wrong.message("pin", locale);
    let errors = vec![FieldError::new("pin", wrong)];
    view! { <ErrorSummary title=title errors=errors/> }.into_any()
}
