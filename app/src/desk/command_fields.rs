//! What each command asks for. The names are the members of `domain::case::RawCommand`.

use domain::case::{CommandKind, ContactResult, ContactWay};
use domain::code::{Outcome, RefusalGround, ReturnReason, Satisfaction, TerminationGround};
use domain::locale::{Locale, format_date};
use domain::tr;
use leptos::prelude::*;

use super::feedback::Feedback;
use super::mediation_fields::mediation_fields;
use super::verification_fields::verification_fields;
use super::watch_fields::watch_fields;
use crate::api::desk::CasePage;
use crate::ui::{Checkbox, Choice, Field, FieldWidth, OptionalText, RadioGroup, TextArea};

/// The fields of a command; nothing for a command that is only confirmed.
pub(super) fn fields_view(page: &CasePage, kind: CommandKind, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    match kind {
        CommandKind::RequestMaterial => material_view(page, feedback),
        CommandKind::ProposeRefusal => refusal_view(feedback),
        CommandKind::RejectRefusal | CommandKind::Reopen => reason_view(feedback, false),
        CommandKind::Withdraw => reason_view(feedback, true),
        CommandKind::Assign => assign_view(page, feedback),
        CommandKind::Note => text_view(feedback, tr!(locale, "desk.command.note_hint")),
        CommandKind::SendMessage => text_view(feedback, tr!(locale, "desk.command.message_hint")),
        CommandKind::SupplyMaterial => text_view(feedback, tr!(locale, "desk.command.supply_hint")),
        CommandKind::ContactBusiness => contact_view(feedback),
        CommandKind::RecordSettlement => settlement_view(feedback),
        CommandKind::Distribute => distribute_view(page, feedback),
        CommandKind::SendBack => send_back_view(feedback),
        CommandKind::StartInquiry
        | CommandKind::RecordFinding
        | CommandKind::Resume
        | CommandKind::RecordConsent
        | CommandKind::ScheduleSession
        | CommandKind::RecordSession
        | CommandKind::Propose
        | CommandKind::AnswerProposal
        | CommandKind::RequestRecusal
        | CommandKind::DecideRecusal
        | CommandKind::Suspend
        | CommandKind::Terminate
        | CommandKind::RecordPerformance => mediation_fields(page, kind, feedback),
        CommandKind::Flag
        | CommandKind::Unflag
        | CommandKind::ReportUp
        | CommandKind::Instruct
        | CommandKind::Supervise
        | CommandKind::AnswerSupervision
        | CommandKind::Urge => watch_fields(page, kind, feedback),
        CommandKind::Extend
        | CommandKind::FileCase
        | CommandKind::DeclineFiling
        | CommandKind::RecordPenalty
        | CommandKind::RecordReward => verification_fields(kind, feedback),
        CommandKind::Merge => merge_view(feedback),
        CommandKind::Close => close_view(page, feedback),
        CommandKind::CallBack => call_back_view(feedback),
        CommandKind::StartReview
        | CommandKind::Accept
        | CommandKind::ApproveRefusal
        | CommandKind::InviteBusiness
        | CommandKind::StartVerification
        | CommandKind::Sign
        | CommandKind::StateAnswer
        | CommandKind::Archive
        | CommandKind::Rate => ().into_any(),
    }
}

pub(super) fn long_text(
    feedback: Feedback<'_>,
    name: &'static str,
    label: impl Into<String>,
    hint: impl Into<OptionalText>,
    mark: impl Into<OptionalText>,
) -> AnyView {
    view! {
        <TextArea
            name=name
            label=label.into()
            hint=hint.into()
            mark=mark.into()
            error=feedback.error(name)
            value=feedback.value(name)
        />
    }
    .into_any()
}

/// One of several, all in sight.
pub(super) fn radios(
    feedback: Feedback<'_>,
    name: &'static str,
    legend: impl Into<String>,
    choices: Vec<Choice>,
    inline: bool,
) -> AnyView {
    view! {
        <RadioGroup
            name=name
            legend=legend.into()
            choices=choices
            selected=feedback.value(name)
            error=feedback.error(name)
            inline=inline
        />
    }
    .into_any()
}

pub(super) fn text_view(feedback: Feedback<'_>, hint: impl Into<OptionalText>) -> AnyView {
    long_text(
        feedback,
        "text",
        tr!(feedback.locale, "desk.field.text"),
        hint,
        "",
    )
}

pub(super) fn reason_view(feedback: Feedback<'_>, optional: bool) -> AnyView {
    let locale = feedback.locale;
    let mark = optional.then(|| tr!(locale, "common.optional"));
    long_text(
        feedback,
        "reason",
        tr!(locale, "desk.field.reason"),
        "",
        mark,
    )
}

pub(super) fn amount_view(
    feedback: Feedback<'_>,
    name: &'static str,
    label: impl Into<String>,
) -> AnyView {
    let locale = feedback.locale;
    view! {
        <Field
            name=name
            label=label.into()
            mark=tr!(locale, "common.optional")
            hint=tr!(locale, "desk.field.amount_hint")
            error=feedback.error(name)
            value=feedback.value(name)
            inputmode="decimal"
            width=FieldWidth::Short
            prefix="¥"
        />
    }
    .into_any()
}

fn material_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let latest = page.case.last_material_day;
    let typed = feedback.value("due");
    let due = if typed.is_empty() {
        latest.to_string()
    } else {
        typed
    };
    let items = long_text(
        feedback,
        "items",
        tr!(locale, "desk.field.items"),
        tr!(locale, "desk.field.items_hint"),
        "",
    );
    view! {
        {items}
        <Field
            name="due"
            label=tr!(locale, "desk.field.due")
            hint=tr!(locale, "desk.field.due_hint", day = format_date(locale, latest))
            error=feedback.error("due")
            value=due
            kind="date"
            width=FieldWidth::Medium
        />
    }
    .into_any()
}

fn refusal_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let grounds = RefusalGround::ALL
        .iter()
        .map(|ground| Choice::new(ground.code(), ground.label(locale)));
    let reason = long_text(
        feedback,
        "reason",
        tr!(locale, "desk.field.reason"),
        tr!(locale, "desk.field.refusal_reason_hint"),
        "",
    );
    view! {
        <RadioGroup
            name="ground"
            legend=tr!(locale, "desk.field.ground")
            hint=tr!(locale, "desk.field.ground_hint")
            choices=grounds.collect()
            selected=feedback.value("ground")
            error=feedback.error("ground")
        />
        {reason}
    }
    .into_any()
}

fn assign_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let colleagues = page.case.colleagues.iter().map(|colleague| {
        let label = tr!(
            locale,
            "desk.field.colleague",
            name = colleague.name,
            number = colleague.number
        );
        Choice::new(colleague.account.to_string(), label)
    });
    let legend = tr!(locale, "desk.field.to");
    radios(feedback, "to", legend, colleagues.collect(), false)
}

fn distribute_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let places = page.case.places.iter();
    let places = places
        .map(|place| Choice::new(place.code.clone(), place.name(locale).to_owned()))
        .collect();
    let legend = tr!(locale, "desk.field.organisation");
    view! {
        {radios(feedback, "organisation", legend, places, false)}
        {text_view(feedback, tr!(locale, "desk.command.distribute_hint"))}
    }
    .into_any()
}

fn send_back_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let reasons = ReturnReason::ALL.iter();
    let reasons = reasons
        .map(|reason| Choice::new(reason.code(), reason.label(locale)))
        .collect();
    view! {
        {radios(feedback, "reason", tr!(locale, "desk.field.reason"), reasons, false)}
        {text_view(feedback, tr!(locale, "desk.command.send_back_hint"))}
    }
    .into_any()
}

fn result_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let results = ContactResult::ALL.iter();
    let results = results
        .map(|result| Choice::new(result.code(), result.label(locale)))
        .collect();
    radios(
        feedback,
        "result",
        tr!(locale, "desk.field.result"),
        results,
        true,
    )
}

fn contact_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let ways = ContactWay::ALL.iter();
    let ways = ways
        .map(|way| Choice::new(way.code(), way.label(locale)))
        .collect();
    view! {
        {radios(feedback, "way", tr!(locale, "desk.field.way"), ways, true)}
        {result_view(feedback)}
        {text_view(feedback, tr!(locale, "desk.command.contact_hint"))}
    }
    .into_any()
}

fn settlement_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let terms = long_text(
        feedback,
        "terms",
        tr!(locale, "desk.field.terms"),
        tr!(locale, "desk.field.terms_hint"),
        "",
    );
    let amount = amount_view(feedback, "amount", tr!(locale, "desk.field.amount"));
    view! {
        {terms}
        {amount}
        <Checkbox
            name="performed"
            label=tr!(locale, "desk.field.performed")
            checked=!feedback.value("performed").is_empty()
        />
    }
    .into_any()
}

fn merge_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    view! {
        <Field
            name="into"
            label=tr!(locale, "desk.merge.into")
            error=feedback.error("into")
            value=feedback.value("into")
            inputmode="numeric"
        />
        {text_view(feedback, tr!(locale, "desk.merge.text"))}
    }
    .into_any()
}

fn close_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let possible = &page.case.outcomes;
    let outcomes = possible
        .iter()
        .map(|outcome| Choice::new(outcome.code(), outcome.label(locale)));
    let typed = feedback.value("outcome");
    let only = possible.first().filter(|_| possible.len() == 1);
    let selected = if typed.is_empty() {
        only.map_or("", |only| only.code()).to_owned()
    } else {
        typed
    };
    let termination = possible
        .contains(&Outcome::Terminated)
        .then(|| termination_view(feedback));
    // A refusal notice that was already given stands for the reply.
    let mark = (page.case.refusal.is_some()).then(|| tr!(locale, "common.optional"));
    let reply = long_text(
        feedback,
        "reply",
        tr!(locale, "desk.field.reply"),
        tr!(locale, "desk.field.reply_hint"),
        mark,
    );
    view! {
        <RadioGroup
            name="outcome"
            legend=tr!(locale, "desk.field.outcome")
            choices=outcomes.collect()
            selected=selected
            error=feedback.error("outcome")
        />
        {termination}
        {reply}
        {amount_view(feedback, "recovered", tr!(locale, "desk.field.recovered"))}
    }
    .into_any()
}

pub(super) fn termination_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let grounds = TerminationGround::ALL
        .iter()
        .map(|ground| Choice::new(ground.code(), ground.label(locale)));
    view! {
        <RadioGroup
            name="termination"
            legend=tr!(locale, "desk.field.termination")
            hint=tr!(locale, "desk.field.termination_hint")
            choices=grounds.collect()
            selected=feedback.value("termination")
            error=feedback.error("termination")
        />
    }
    .into_any()
}

fn call_back_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let levels = Satisfaction::ALL
        .iter()
        .map(|level| Choice::new(level.score().to_string(), level.label(locale)));
    let text = long_text(
        feedback,
        "text",
        tr!(locale, "desk.field.said"),
        "",
        tr!(locale, "common.optional"),
    );
    view! {
        {result_view(feedback)}
        <RadioGroup
            name="satisfaction"
            legend=tr!(locale, "desk.field.satisfaction")
            mark=tr!(locale, "common.optional")
            choices=levels.collect()
            selected=feedback.value("satisfaction")
            error=feedback.error("satisfaction")
            inline=true
        />
        {text}
    }
    .into_any()
}
