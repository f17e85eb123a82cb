//! What the commands about watching a case ask for. The names are the members of
//! `domain::case::RawCommand`.

use domain::case::CommandKind;
use domain::code::{Flag, SupervisionLevel};
use domain::tr;
use leptos::prelude::*;

use super::command_fields::{long_text, radios, reason_view, text_view};
use super::feedback::Feedback;
use crate::api::desk::CasePage;
use crate::ui::{Choice, Field, FieldWidth};

/// The fields of a command about watching.
pub(super) fn watch_fields(page: &CasePage, kind: CommandKind, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    match kind {
        CommandKind::Flag => view! {
            {flags_view(page, feedback, false)}
            {text_view(feedback, tr!(locale, "desk.watch.flagged"))}
        }
        .into_any(),
        CommandKind::Unflag => view! {
            {flags_view(page, feedback, true)}
            {reason_view(feedback, false)}
        }
        .into_any(),
        CommandKind::Supervise => supervision_view(feedback),
        CommandKind::ReportUp => text_view(feedback, tr!(locale, "desk.watch.report")),
        CommandKind::Instruct => text_view(feedback, tr!(locale, "desk.watch.instruct")),
        CommandKind::AnswerSupervision => text_view(feedback, tr!(locale, "desk.watch.answer")),
        _ => long_text(
            feedback,
            "text",
            tr!(locale, "desk.field.text"),
            tr!(locale, "desk.watch.urge"),
            tr!(locale, "common.optional"),
        ),
    }
}

/// The marks the case has, or those it could have.
fn flags_view(page: &CasePage, feedback: Feedback<'_>, set: bool) -> AnyView {
    let locale = feedback.locale;
    let flags = Flag::ALL.iter();
    let flags = flags
        .filter(|flag| page.case.watch.flags.contains(flag) == set)
        .map(|flag| Choice::new(flag.code(), flag.label(locale)))
        .collect();
    radios(
        feedback,
        "flag",
        tr!(locale, "desk.watch.flag"),
        flags,
        true,
    )
}

fn supervision_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let levels = SupervisionLevel::ALL.iter();
    let levels = levels
        .map(|level| Choice::new(level.code(), level.label(locale)))
        .collect();
    view! {
        {radios(feedback, "level", tr!(locale, "desk.watch.level"), levels, true)}
        {text_view(feedback, tr!(locale, "desk.watch.supervise"))}
        <Field
            name="due"
            label=tr!(locale, "desk.watch.due")
            error=feedback.error("due")
            value=feedback.value("due")
            kind="date"
            width=FieldWidth::Medium
        />
    }
    .into_any()
}
