//! `/desk/account`: who is signed in on this tablet; password, other keys, sessions.

use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{Failure, SessionLine, Viewer};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, home_link, page_title};
use super::feedback::Feedback;
use super::keys::keys_view;
use crate::api::account::{
    ChangePassword, EndOtherSessions, EndSession, LoadOwnAccount, OwnAccountPage,
};
use crate::loading::page_data;
use crate::page::use_page;
use crate::ui::{
    Button, ButtonKind, Field, Glyph, Notice, NoticeKind, PostForm, SummaryList, SummaryRow,
};

/// The person, their password, their sessions and the way out.
#[component]
pub(super) fn AccountPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let body = page_data(move || LoadOwnAccount { form: form() }).show(move |loaded| {
        match (&page.viewer, loaded) {
            (Some(viewer), Ok(loaded)) => account_view(viewer, &loaded, locale),
            (None, _) => failure_view(&Failure::SignInRequired, locale),
            (_, Err(error)) => failure_view(&error.0, locale),
        }
    });
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            {body}
        </main>
    }
}

fn account_view(viewer: &Viewer, page: &OwnAccountPage, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "desk.account.title");
    let is_changed = page.form.shown.as_deref() == Some("changed");
    let are_ended = page.form.shown.as_deref() == Some("others_ended");
    let first = (viewer.must_change_password && !is_changed).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title=tr!(locale, "desk.failure.password_change")>
                <p>{tr!(locale, "account.first_password")}</p>
            </Notice>
        }
    });
    let changed = is_changed.then(|| changed_view(viewer, locale));
    let ended = are_ended.then(|| {
        view! {
            <Notice kind=NoticeKind::Success announce=true>
                <p>{tr!(locale, "account.others_ended")}</p>
            </Notice>
        }
    });
    let rest = (!viewer.must_change_password).then(|| {
        view! { {keys_view(&page.keys, locale)} {sessions_view(&page.sessions, locale)} }
    });
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("/desk/account")}
        <h1 class="wq-title">{heading}</h1>
        {first}
        {changed}
        {ended}
        {person_view(viewer, locale)}
        {(!is_changed).then(|| password_view(feedback, locale))}
        {rest}
        <form class="wq-actions" method="post" action="/fn/desk/sign-out">
            <Button kind=ButtonKind::Secondary glyph=Glyph::SignOut>{tr!(locale, "ui.sign_out")}</Button>
        </form>
    }
    .into_any()
}

fn changed_view(viewer: &Viewer, locale: Locale) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Success announce=true>
            <p>{tr!(locale, "account.changed")}</p>
        </Notice>
        <div class="wq-actions">
            {home_link(Some(viewer), locale)}
        </div>
    }
    .into_any()
}

fn person_view(viewer: &Viewer, locale: Locale) -> AnyView {
    let roles: Vec<_> = viewer
        .staff
        .roles
        .iter()
        .map(|role| role.label(locale))
        .collect();
    let organisation = viewer.organisation.name(locale).to_owned();
    let rows = vec![
        SummaryRow::new(tr!(locale, "desk.account.name"), viewer.staff.name.clone()),
        SummaryRow::new(
            tr!(locale, "desk.account.number"),
            viewer.staff.number.as_str(),
        ),
        SummaryRow::new(
            tr!(locale, "desk.account.roles"),
            roles.join(&tr!(locale, "common.list_separator")),
        ),
        SummaryRow::new(tr!(locale, "desk.account.organisation"), organisation),
    ];
    view! {
        <section class="wq-panel">
            <SummaryList rows=rows/>
        </section>
    }
    .into_any()
}

fn password_view(feedback: Feedback<'_>, locale: Locale) -> AnyView {
    let field = move |name: &'static str, label: String, purpose: &'static str| {
        view! {
            <Field
                name=name
                label=label
                kind="password"
                error=feedback.error(name)
                autocomplete=purpose
            />
        }
    };
    let hint = tr!(locale, "account.password_hint");
    let fields = view! {
                <p class="wq-muted">{hint}</p>
                {field(
                    "current_password",
                    tr!(locale, "account.current").into_owned(),
                    "current-password",
                )}
                {field("new_password", tr!(locale, "account.new").into_owned(), "new-password")}
                {field(
                    "repeated_password",
                    tr!(locale, "account.repeated").into_owned(),
                    "new-password",
                )}
                <Button>{tr!(locale, "account.change")}</Button>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "account.password")}</h2>
            <PostForm action=ChangePassword::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}

fn sessions_view(sessions: &[SessionLine], locale: Locale) -> AnyView {
    let lines: Vec<_> = sessions
        .iter()
        .map(|session| session_view(session, locale))
        .collect();
    let end_others = (sessions.len() > 1).then(|| {
        let button = view! {
            <Button kind=ButtonKind::Secondary>{tr!(locale, "account.end_others")}</Button>
        }
        .into_any();
        view! { <PostForm action=EndOtherSessions::PATH>{button}</PostForm> }
    });
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "account.sessions")}</h2>
            <ul class="wq-trail">{lines}</ul>
            {end_others}
        </section>
    }
    .into_any()
}

fn session_view(session: &SessionLine, locale: Locale) -> AnyView {
    let since = format_instant(locale, session.created_at);
    let seen = format_instant(locale, session.last_seen_at);
    let action = if session.is_current {
        view! { <p class="wq-muted">{tr!(locale, "account.this_device")}</p> }.into_any()
    } else {
        let fields = view! {
                <input type="hidden" name="id" value=session.id.clone()/>
                <Button kind=ButtonKind::Secondary>{tr!(locale, "account.end_session")}</Button>
        }
        .into_any();
        view! {
            <PostForm action=EndSession::PATH>{fields}</PostForm>
        }
        .into_any()
    };
    view! {
        <li class="wq-trail__line">
            <p class="wq-trail__device">{session.device.words(locale)}</p>
            <p class="wq-muted">{tr!(locale, "account.times", since = since, seen = seen)}</p>
            {action}
        </li>
    }
    .into_any()
}
