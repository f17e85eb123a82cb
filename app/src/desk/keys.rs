//! What the pages of one's own keys share: their frame, the question for the password, and what the
//! account page says of them.

use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{KeysView, TrailLine};
use leptos::prelude::*;

use super::feedback::Feedback;
use crate::ui::{BackLink, ButtonKind, ButtonLink, Field, FieldWidth, Notice, NoticeKind};

/// The frame of a page, with the way back to the account.
pub(super) fn back_to_account(body: AnyView, locale: Locale) -> AnyView {
    let label = tr!(locale, "desk.nav.account").into_owned();
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            <BackLink href="/desk/account" label=label/>
            {body}
        </main>
    }
    .into_any()
}

/// Asks for the password of somebody who is signed in.
pub(super) fn password_field(feedback: Feedback<'_>) -> AnyView {
    view! {
        <Field
            name="current_password"
            label=tr!(feedback.locale, "account.current")
            kind="password"
            error=feedback.error("current_password")
            autocomplete="current-password"
            width=FieldWidth::Medium
        />
    }
    .into_any()
}

/// Second factor and PIN on the account page.
pub(super) fn keys_view(keys: &KeysView, locale: Locale) -> AnyView {
    let factor = match keys.second_factor_since {
        Some(since) => {
            let since = format_instant(locale, since);
            let left = keys.recovery_codes;
            tr!(locale, "keys.factor.on", since = since, n = left)
        }
        None => tr!(locale, "keys.factor.off"),
    };
    let pin = match keys.pin_since {
        Some(since) => {
            let since = format_instant(locale, since);
            tr!(locale, "keys.pin.on", since = since)
        }
        None => tr!(locale, "keys.pin.off"),
    };
    view! {
        {keys.reset.as_ref().map(|line| reset_view(line, locale))}
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.factor.title")}</h2>
            <p>{factor}</p>
            <ButtonLink href="/desk/account/second-factor" kind=ButtonKind::Secondary>
                {tr!(locale, "keys.factor.manage")}
            </ButtonLink>
        </section>
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "keys.pin.title")}</h2>
            <p>{pin}</p>
            <ButtonLink href="/desk/account/pin" kind=ButtonKind::Secondary>
                {tr!(locale, "keys.pin.manage")}
            </ButtonLink>
        </section>
    }
    .into_any()
}

/// Somebody took the second factor away: its person has to know.
fn reset_view(line: &TrailLine, locale: Locale) -> AnyView {
    let by = match &line.by {
        Some(number) => tr!(locale, "desk.staff_number", number = number),
        None => tr!(locale, "admin.trail.operator"),
    };
    let at = format_instant(locale, line.at);
    let reason = line.changes.iter().find(|change| change.field == "reason");
    let reason = reason.map(|change| {
        view! { <p>{tr!(locale, "keys.reset.reason", reason = change.after)}</p> }
    });
    view! {
        <Notice kind=NoticeKind::Warning title=tr!(locale, "keys.reset.title")>
            <p>{tr!(locale, "keys.reset.text", at = at, by = by)}</p>
            {reason}
        </Notice>
    }
    .into_any()
}
