//! When there is no case to show: the visit is over, or the step is not possible now.

use domain::locale::Locale;
use domain::tr;
use domain::view::Failure;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::public::failure::{failure_view, set_status};
use crate::ui::{ButtonKind, ButtonLink};

/// What the pages of a case show instead of it.
pub(super) fn instead(failure: &Failure, locale: Locale) -> AnyView {
    // Whether the case is gone or the visit is over must not be told apart.
    if !matches!(failure, Failure::Expired | Failure::NotFound) {
        return failure_view(failure, locale);
    }
    set_status(Failure::Expired.status());
    let title = tr!(locale, "tracking.over.title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "tracking.over.expired")}</p>
            <div class="wq-actions">
                <ButtonLink href="/track">{tr!(locale, "tracking.over.again")}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

/// What stands where a one-time code would be typed, when none is expected.
pub(super) fn instead_of_code(locale: Locale) -> AnyView {
    set_status(Failure::Expired.status());
    let title = tr!(locale, "one_time_code.over_title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "one_time_code.over")}</p>
            <div class="wq-actions">
                <ButtonLink href="/track/phone">{tr!(locale, "one_time_code.over_again")}</ButtonLink>
            </div>
        </div>
    }
    .into_any()
}

/// The page of a step that the rules do not allow any more.
pub(super) fn not_possible(locale: Locale) -> AnyView {
    let title = tr!(locale, "tracking.over.not_possible");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "tracking.over.not_possible_text")}</p>
            <div class="wq-actions">
                <ButtonLink href="/case" kind=ButtonKind::Secondary>
                    {tr!(locale, "tracking.over.to_case")}
                </ButtonLink>
            </div>
        </div>
    }
    .into_any()
}
