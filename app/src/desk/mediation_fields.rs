//! What the commands of a mediation ask for. The names are the members of
//! `domain::case::RawCommand`.

use domain::case::CommandKind;
use domain::code::{Attendance, HoldReason, SessionWay, Side};
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::command_fields::{
    amount_view, long_text, radios, reason_view, termination_view, text_view,
};
use super::feedback::Feedback;
use crate::api::desk::CasePage;
use crate::mediation::mediation_rows;
use crate::ui::{Choice, Field, FieldWidth, SummaryList};

/// The fields of a command of the mediation.
pub(super) fn mediation_fields(
    page: &CasePage,
    kind: CommandKind,
    feedback: Feedback<'_>,
) -> AnyView {
    let locale = feedback.locale;
    match kind {
        CommandKind::StartInquiry => text_view(feedback, tr!(locale, "desk.mediation.inquiry")),
        CommandKind::RecordFinding => text_view(feedback, tr!(locale, "desk.mediation.finding")),
        CommandKind::Resume => text_view(feedback, tr!(locale, "desk.mediation.resume")),
        CommandKind::RecordConsent => consent_view(feedback),
        CommandKind::ScheduleSession => session_view(feedback),
        CommandKind::RecordSession => session_record_view(feedback),
        CommandKind::Propose => proposal_view(feedback),
        CommandKind::AnswerProposal => answer_view(page, feedback),
        CommandKind::RequestRecusal => recusal_view(feedback),
        CommandKind::DecideRecusal => recusal_decision_view(page, feedback),
        CommandKind::Suspend => suspension_view(page, feedback),
        CommandKind::Terminate => view! {
            {termination_view(feedback)}
            {reason_view(feedback, false)}
        }
        .into_any(),
        CommandKind::RecordPerformance => performance_view(page, feedback),
        _ => ().into_any(),
    }
}

fn sides(locale: Locale) -> Vec<Choice> {
    let sides = Side::ALL.iter();
    sides
        .map(|side| Choice::new(side.code(), side.label(locale)))
        .collect()
}

fn yes_no(yes: impl Into<String>, no: impl Into<String>) -> Vec<Choice> {
    vec![
        Choice::new("true", yes.into()),
        Choice::new("false", no.into()),
    ]
}

/// What was said about it, if anything.
fn words_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    long_text(
        feedback,
        "text",
        tr!(locale, "desk.mediation.words"),
        "",
        tr!(locale, "common.optional"),
    )
}

fn day_view(
    feedback: Feedback<'_>,
    name: &'static str,
    label: impl Into<String>,
    hint: impl Into<String>,
) -> AnyView {
    let locale = feedback.locale;
    view! {
        <Field
            name=name
            label=label.into()
            mark=tr!(locale, "common.optional")
            hint=hint.into()
            error=feedback.error(name)
            value=feedback.value(name)
            kind="date"
            width=FieldWidth::Medium
        />
    }
    .into_any()
}

fn consent_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let answers = yes_no(
        tr!(locale, "mediation.willing"),
        tr!(locale, "mediation.unwilling"),
    );
    view! {
        {radios(feedback, "side", tr!(locale, "desk.mediation.whose"), sides(locale), true)}
        {radios(feedback, "agrees", tr!(locale, "desk.mediation.will"), answers, true)}
        {words_view(feedback)}
    }
    .into_any()
}

fn session_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let ways = SessionWay::ALL.iter();
    let ways = ways
        .map(|way| Choice::new(way.code(), way.label(locale)))
        .collect();
    view! {
        {radios(feedback, "way", tr!(locale, "desk.mediation.way"), ways, true)}
        <Field
            name="at"
            label=tr!(locale, "desk.mediation.at")
            error=feedback.error("at")
            value=feedback.value("at")
            kind="datetime-local"
            width=FieldWidth::Medium
        />
        <Field
            name="place"
            label=tr!(locale, "desk.mediation.place")
            hint=tr!(locale, "desk.mediation.place_hint")
            error=feedback.error("place")
            value=feedback.value("place")
        />
    }
    .into_any()
}

fn session_record_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let came = Attendance::ALL.iter();
    let came = came
        .map(|who| Choice::new(who.code(), who.label(locale)))
        .collect();
    view! {
        {radios(feedback, "attendance", tr!(locale, "desk.mediation.attendance"), came, false)}
        {text_view(feedback, tr!(locale, "desk.mediation.record"))}
    }
    .into_any()
}

fn proposal_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let mut whose = vec![Choice::new("", tr!(locale, "mediation.office"))];
    whose.extend(sides(locale));
    let terms = long_text(
        feedback,
        "terms",
        tr!(locale, "desk.field.terms"),
        tr!(locale, "desk.field.terms_hint"),
        "",
    );
    view! {
        {radios(feedback, "side", tr!(locale, "mediation.terms_of"), whose, true)}
        {terms}
        {amount_view(feedback, "amount", tr!(locale, "desk.field.amount"))}
        {day_view(feedback, "perform_by", tr!(locale, "mediation.perform_by"), "")}
    }
    .into_any()
}

fn answer_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let rows = mediation_rows(&page.case.mediation, None, locale);
    let answers = yes_no(
        tr!(locale, "mediation.answer.yes"),
        tr!(locale, "mediation.answer.no"),
    );
    view! {
        <SummaryList rows=rows dense=true/>
        {radios(feedback, "side", tr!(locale, "desk.mediation.whose"), sides(locale), true)}
        {radios(feedback, "agrees", tr!(locale, "desk.mediation.answer"), answers, true)}
        {words_view(feedback)}
    }
    .into_any()
}

/// Who asks: a side, or with no side the responsible person.
fn recusal_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let mut whose = vec![Choice::new("", tr!(locale, "desk.mediation.declared"))];
    whose.extend(sides(locale));
    view! {
        {radios(feedback, "side", tr!(locale, "desk.mediation.asks"), whose, false)}
        {text_view(feedback, tr!(locale, "desk.mediation.recusal"))}
    }
    .into_any()
}

/// The reason that was given, and the decision.
fn recusal_decision_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let rows = mediation_rows(&page.case.mediation, None, locale);
    let answers = yes_no(
        tr!(locale, "desk.mediation.stands_down"),
        tr!(locale, "desk.mediation.goes_on"),
    );
    view! {
        <SummaryList rows=rows dense=true/>
        {radios(feedback, "agrees", tr!(locale, "desk.mediation.decision"), answers, false)}
        {text_view(feedback, tr!(locale, "desk.mediation.suspend"))}
    }
    .into_any()
}

fn suspension_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let reasons = HoldReason::of(page.case.case_type).iter();
    let reasons = reasons
        .map(|reason| Choice::new(reason.code(), reason.label(locale)))
        .collect();
    let hint = tr!(locale, "desk.mediation.review_on_hint");
    view! {
        {radios(feedback, "hold", tr!(locale, "mediation.standstill"), reasons, false)}
        {text_view(feedback, tr!(locale, "desk.mediation.suspend"))}
        {day_view(feedback, "review_on", tr!(locale, "mediation.review_on"), hint)}
    }
    .into_any()
}

fn performance_view(page: &CasePage, feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let terms = page.case.settlement.as_ref();
    let terms = terms.map(|terms| {
        let rows = mediation_rows(&domain::case::Mediation::default(), Some(terms), locale);
        view! { <SummaryList rows=rows dense=true/> }
    });
    let answers = yes_no(
        tr!(locale, "mediation.performed"),
        tr!(locale, "mediation.not_performed"),
    );
    view! {
        {terms}
        {radios(feedback, "performed", tr!(locale, "mediation.performance"), answers, true)}
        {text_view(feedback, tr!(locale, "desk.mediation.performance"))}
    }
    .into_any()
}
