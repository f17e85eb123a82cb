//! What the commands of the check of a report ask for. The names are the members of
//! `domain::case::RawCommand`.

use domain::case::CommandKind;
use domain::code::{NotFiledGround, PenaltyDecision};
use domain::tr;
use leptos::prelude::*;

use super::command_fields::{amount_view, radios, reason_view, text_view};
use super::feedback::Feedback;
use crate::ui::Choice;

/// The fields of a command of the check.
pub(super) fn verification_fields(kind: CommandKind, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    match kind {
        CommandKind::FileCase => text_view(feedback, tr!(locale, "desk.verification.filed")),
        CommandKind::DeclineFiling => {
            let grounds = NotFiledGround::ALL.iter();
            let grounds = grounds
                .map(|ground| Choice::new(ground.code(), ground.label(locale)))
                .collect();
            let legend = tr!(locale, "desk.verification.ground");
            view! {
                {radios(feedback, "not_filed", legend, grounds, false)}
                {text_view(feedback, tr!(locale, "desk.verification.not_filed"))}
            }
            .into_any()
        }
        CommandKind::RecordPenalty => {
            let decisions = PenaltyDecision::ALL.iter();
            let decisions = decisions
                .map(|decision| Choice::new(decision.code(), decision.label(locale)))
                .collect();
            let legend = tr!(locale, "desk.verification.decision");
            view! {
                {radios(feedback, "decision", legend, decisions, false)}
                {text_view(feedback, tr!(locale, "desk.verification.decided"))}
            }
            .into_any()
        }
        CommandKind::RecordReward => view! {
            {amount_view(feedback, "amount", tr!(locale, "desk.verification.reward"))}
            {text_view(feedback, tr!(locale, "desk.verification.rewarded"))}
        }
        .into_any(),
        _ => reason_view(feedback, false),
    }
}
