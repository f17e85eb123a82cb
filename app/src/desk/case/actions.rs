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

/// As many steps stand side by side; where there are more, the rarer ones are folded away.
const SIDE_BY_SIDE: usize = 6;

/// Only what the rules allow now, in their order; the first one stands out.
pub(super) fn actions_view(case: &CaseView, list: &str, locale: Locale) -> AnyView {
    if case.allowed.is_empty() {
        return ().into_any();
    }
    let folds = case.allowed.len() > SIDE_BY_SIDE;
    let (rare, usual): (Vec<CommandKind>, Vec<CommandKind>) = case
        .allowed
        .iter()
        .partition(|kind| folds && is_rare(**kind, case));
    let steps = usual.into_iter().enumerate();
    let steps: Vec<_> = steps
        .map(|(place, kind)| {
            let look = if place == 0 {
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            step_view(case, kind, look, list, locale)
        })
        .collect();
    let more = (!rare.is_empty()).then(|| more_view(case, &rare, list, locale));
    view! { <ActionBar label=tr!(locale, "desk.actions")>{steps}{more}</ActionBar> }.into_any()
}

fn more_view(case: &CaseView, rare: &[CommandKind], list: &str, locale: Locale) -> AnyView {
    let rare = rare.iter();
    let steps: Vec<_> = rare
        .map(|kind| step_view(case, *kind, ButtonKind::Secondary, list, locale))
        .collect();
    view! {
        <details class="wq-actionbar__more">
            <summary class="wq-button wq-button--quiet">{tr!(locale, "desk.more_actions")}</summary>
            <div class="wq-actionbar__rare">{steps}</div>
        </details>
    }
    .into_any()
}

/// What an officer does now and then, or has done already.
fn is_rare(kind: CommandKind, case: &CaseView) -> bool {
    match kind {
        CommandKind::StartInquiry
        | CommandKind::RequestRecusal
        | CommandKind::Suspend
        | CommandKind::Terminate
        | CommandKind::Merge
        | CommandKind::Flag
        | CommandKind::Unflag
        | CommandKind::Instruct
        | CommandKind::Supervise
        | CommandKind::Urge
        | CommandKind::Extend
        | CommandKind::RecordReward
        | CommandKind::Withdraw
        | CommandKind::Distribute
        | CommandKind::Note => true,
        CommandKind::Assign => case.assignee.is_some(),
        CommandKind::InviteBusiness => case.business_link.is_some(),
        CommandKind::ContactBusiness => case.mediation.consents.agree(),
        _ => false,
    }
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
        return view! { <ButtonLink kind=look href=href external=true>{label}</ButtonLink> }
            .into_any();
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
    matches!(
        kind,
        CommandKind::StartReview | CommandKind::Sign | CommandKind::Archive
    )
}
