//! The legal next steps.

use domain::case::CommandKind;
use domain::locale::Locale;
use domain::tr;
use domain::view::CaseView;
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::api::desk::GiveCommand;
use crate::desk::address::command_address;
use crate::ui::{ActionBar, Button, ButtonKind, ButtonLink, PostForm};

/// Only what the rules allow now, in their order; the first one stands out.
pub(super) fn actions_view(case: &CaseView, list: &str, locale: Locale) -> AnyView {
    if case.allowed.is_empty() {
        return ().into_any();
    }
    let steps = case.allowed.iter().enumerate();
    let steps: Vec<_> = steps
        .map(|(place, kind)| {
            let look = if place == 0 {
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            step_view(case, *kind, look, list, locale)
        })
        .collect();
    view! { <ActionBar label=tr!(locale, "desk.actions")>{steps}</ActionBar> }.into_any()
}

fn step_view(
    case: &CaseView,
    kind: CommandKind,
    look: ButtonKind,
    list: &str,
    locale: Locale,
) -> AnyView {
    let label = kind.label(locale);
    if !is_one_tap(kind) {
        let href = command_address(case.number.as_str(), kind.code(), list, "");
        return view! { <ButtonLink kind=look href=href>{label}</ButtonLink> }.into_any();
    }
    let number = case.number.as_str().to_owned();
    let version = case.version.to_string();
    let list = list.to_owned();
    view! {
        <PostForm action=GiveCommand::PATH>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="list" value=list/>
            <input type="hidden" name="command" value=kind.code()/>
            <Button kind=look>{label}</Button>
        </PostForm>
    }
    .into_any()
}

/// Steps without anything to fill in that nobody is told about. Decisions ask again on a page.
fn is_one_tap(kind: CommandKind) -> bool {
    matches!(kind, CommandKind::StartReview | CommandKind::Archive)
}
