//! Mediation as both sides and the office see it, and the forms with which a side speaks.

use domain::case::{CommandKind, Mediation, Proposal, Settlement, Sides};
use domain::code::Side;
use domain::locale::{Locale, format_date, format_instant};
use domain::tr;
use domain::view::{Failure, FormState};
use leptos::prelude::*;

use crate::ui::{
    Button, ButtonKind, Field, FieldError, FieldWidth, PostForm, SummaryRow, TextArea,
};

/// What is known of the mediation, as pairs; empty before it has begun.
pub(crate) fn mediation_rows(
    mediation: &Mediation,
    settlement: Option<&Settlement>,
    locale: Locale,
) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if *mediation != Mediation::default() {
        rows.extend(consent_rows(mediation.consents, locale));
    }
    rows.extend(standing_rows(mediation, locale));
    rows.extend(
        mediation
            .proposal
            .iter()
            .flat_map(|proposal| proposal_rows(proposal, locale)),
    );
    rows.extend(
        settlement
            .into_iter()
            .flat_map(|settlement| settlement_rows(settlement, locale)),
    );
    rows
}

fn consent_rows(consents: Sides, locale: Locale) -> [SummaryRow; 2] {
    let said = |side| match Sides::of(consents, side) {
        Some(true) => tr!(locale, "mediation.willing"),
        Some(false) => tr!(locale, "mediation.unwilling"),
        None => tr!(locale, "mediation.unknown"),
    };
    [
        SummaryRow::new(tr!(locale, "mediation.consumer"), said(Side::Consumer)),
        SummaryRow::new(tr!(locale, "mediation.business"), said(Side::Business)),
    ]
}

fn standing_rows(mediation: &Mediation, locale: Locale) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if let Some(meeting) = &mediation.session {
        let when = tr!(
            locale,
            "mediation.meeting_at",
            time = format_instant(locale, meeting.at),
            way = meeting.way.label(locale),
            place = meeting.place
        );
        rows.push(SummaryRow::new(tr!(locale, "mediation.meeting"), when));
    }
    if let Some(suspension) = &mediation.suspension {
        let why = format!(
            "{}\n{}",
            suspension.hold.label(locale),
            suspension.text.as_str()
        );
        rows.push(SummaryRow::new(tr!(locale, "mediation.standstill"), why));
        rows.extend(suspension.review_on.map(|day| {
            SummaryRow::new(tr!(locale, "mediation.review_on"), format_date(locale, day))
        }));
    }
    if let Some(ended) = &mediation.termination {
        let why = format!("{}\n{}", ended.ground.label(locale), ended.reason.as_str());
        rows.push(SummaryRow::new(tr!(locale, "mediation.ended"), why));
    }
    rows
}

fn proposal_rows(proposal: &Proposal, locale: Locale) -> Vec<SummaryRow> {
    let of = proposal.by.map_or_else(
        || tr!(locale, "mediation.office").into_owned(),
        |side| side.label(locale).to_owned(),
    );
    let answers: Vec<String> = Side::ALL
        .iter()
        .map(|side| {
            let name = side.label(locale);
            let text = match proposal.answers.of(*side) {
                Some(true) => tr!(locale, "mediation.answered_yes", side = name),
                _ => tr!(locale, "mediation.answered_open", side = name),
            };
            text.into_owned()
        })
        .collect();
    let mut rows = vec![
        SummaryRow::new(tr!(locale, "mediation.terms"), proposal.terms.as_str()),
        SummaryRow::new(tr!(locale, "mediation.terms_of"), of),
    ];
    if proposal.amount.get() > 0 {
        let amount = proposal.amount.to_string();
        rows.push(SummaryRow::new(tr!(locale, "mediation.amount"), amount));
    }
    rows.extend(proposal.perform_by.map(|day| {
        SummaryRow::new(
            tr!(locale, "mediation.perform_by"),
            format_date(locale, day),
        )
    }));
    rows.push(SummaryRow::new(
        tr!(locale, "mediation.answers"),
        answers.join("\n"),
    ));
    rows
}

fn settlement_rows(settlement: &Settlement, locale: Locale) -> Vec<SummaryRow> {
    let performance = match (settlement.performed, settlement.broken) {
        (true, _) => tr!(locale, "mediation.performed"),
        (false, true) => tr!(locale, "mediation.not_performed"),
        (false, false) => tr!(locale, "mediation.to_perform"),
    };
    let mut rows = vec![SummaryRow::new(
        tr!(locale, "mediation.agreed"),
        settlement.terms.as_str(),
    )];
    if settlement.amount.get() > 0 {
        let amount = settlement.amount.to_string();
        rows.push(SummaryRow::new(tr!(locale, "mediation.amount"), amount));
    }
    rows.extend(settlement.perform_by.map(|day| {
        SummaryRow::new(
            tr!(locale, "mediation.perform_by"),
            format_date(locale, day),
        )
    }));
    rows.push(SummaryRow::new(
        tr!(locale, "mediation.performance"),
        performance,
    ));
    rows
}

/// Whether a side may say anything now.
pub(crate) fn speaks(allowed: &[CommandKind]) -> bool {
    let forms = [
        CommandKind::RecordConsent,
        CommandKind::AnswerProposal,
        CommandKind::Propose,
        CommandKind::RequestRecusal,
    ];
    forms.iter().any(|kind| allowed.contains(kind))
}

/// Where the forms of a side post, and what they carry beside what is filled in.
#[derive(Clone, Copy)]
pub(crate) struct Forms<'a> {
    /// Server function that takes the will to mediate.
    pub consent: &'static str,
    /// Server function that takes an answer to terms.
    pub answer: &'static str,
    /// Server function that takes terms.
    pub propose: &'static str,
    /// Server function that takes a request for recusal.
    pub recusal: &'static str,
    /// The token of a business; nothing for who has a cookie.
    pub token: Option<&'a str>,
    /// What was typed before and is wrong with it.
    pub form: &'a FormState,
    /// The reader's language.
    pub locale: Locale,
}

impl Forms<'_> {
    /// The forms for what this side may say now.
    pub(crate) fn view(self, allowed: &[CommandKind]) -> AnyView {
        let may = |kind| allowed.contains(&kind);
        view! {
            {may(CommandKind::RecordConsent).then(|| self.consent_form())}
            {may(CommandKind::AnswerProposal).then(|| self.answer_form())}
            {may(CommandKind::Propose).then(|| self.propose_form())}
            {may(CommandKind::RequestRecusal).then(|| self.recusal_form())}
        }
        .into_any()
    }

    fn hidden(self) -> Option<AnyView> {
        let token = self.token?.to_owned();
        Some(view! { <input type="hidden" name="token" value=token/> }.into_any())
    }

    fn consent_form(self) -> AnyView {
        let (locale, hidden) = (self.locale, self.hidden());
        view! {
            <h3 class="wq-card__title">{tr!(locale, "mediation.consent.title")}</h3>
            <p>{tr!(locale, "mediation.consent.lead")}</p>
            <PostForm action=self.consent>
                {hidden}
                {yes_and_no(
                    tr!(locale, "mediation.consent.yes").into_owned(),
                    tr!(locale, "mediation.consent.no").into_owned(),
                )}
            </PostForm>
        }
        .into_any()
    }

    fn answer_form(self) -> AnyView {
        let (locale, hidden) = (self.locale, self.hidden());
        let words = self.words();
        view! {
            <h3 class="wq-card__title">{tr!(locale, "mediation.answer.title")}</h3>
            <p>{tr!(locale, "mediation.answer.lead")}</p>
            <PostForm action=self.answer>
                {hidden}
                {words}
                {yes_and_no(
                    tr!(locale, "mediation.answer.yes").into_owned(),
                    tr!(locale, "mediation.answer.no").into_owned(),
                )}
            </PostForm>
        }
        .into_any()
    }

    /// Folded away while terms of the other side wait, open when it is the way on.
    fn propose_form(self) -> AnyView {
        let locale = self.locale;
        let names = ["terms", "amount", "perform_by"];
        let open = names
            .iter()
            .any(|name| self.form.values.contains_key(*name) || self.error(name).is_some());
        let (hidden, fields) = (self.hidden(), self.terms_fields());
        view! {
            <details class="wq-details" open=open>
                <summary>{tr!(locale, "mediation.propose.title")}</summary>
                <p>{tr!(locale, "mediation.propose.lead")}</p>
                <PostForm action=self.propose>
                    {hidden}
                    {fields}
                    <div class="wq-actions">
                        <Button kind=ButtonKind::Secondary>
                            {tr!(locale, "mediation.propose.submit")}
                        </Button>
                    </div>
                </PostForm>
            </details>
        }
        .into_any()
    }

    fn terms_fields(self) -> AnyView {
        let locale = self.locale;
        view! {
            <TextArea
                name="terms"
                label=tr!(locale, "mediation.propose.terms")
                hint=tr!(locale, "mediation.propose.terms_hint")
                error=self.error("terms")
                value=self.form.value("terms").to_owned()
                rows=3
            />
            <Field
                name="amount"
                label=tr!(locale, "mediation.propose.amount")
                mark=tr!(locale, "common.optional")
                hint=tr!(locale, "mediation.propose.amount_hint")
                error=self.error("amount")
                value=self.form.value("amount").to_owned()
                inputmode="decimal"
                width=FieldWidth::Short
                prefix="¥"
            />
            <Field
                name="perform_by"
                label=tr!(locale, "mediation.propose.perform_by")
                mark=tr!(locale, "common.optional")
                error=self.error("perform_by")
                value=self.form.value("perform_by").to_owned()
                kind="date"
                width=FieldWidth::Medium
            />
        }
        .into_any()
    }

    /// Folded away: few need it, and it stops the mediation.
    fn recusal_form(self) -> AnyView {
        let (locale, hidden) = (self.locale, self.hidden());
        let (error, value) = (self.error("recusal"), self.form.value("recusal").to_owned());
        let action = self.recusal;
        let open = error.is_some() || self.form.values.contains_key("recusal");
        view! {
            <details class="wq-details" open=open>
                <summary>{tr!(locale, "mediation.recusal.title")}</summary>
                <p>{tr!(locale, "mediation.recusal.lead")}</p>
                <PostForm action=action>
                    {hidden}
                    <TextArea
                        name="recusal"
                        label=tr!(locale, "mediation.recusal.text")
                        hint=tr!(locale, "mediation.recusal.text_hint")
                        error=error
                        value=value
                        rows=3
                    />
                    <div class="wq-actions">
                        <Button kind=ButtonKind::Secondary>
                            {tr!(locale, "mediation.recusal.submit")}
                        </Button>
                    </div>
                </PostForm>
            </details>
        }
        .into_any()
    }

    fn words(self) -> AnyView {
        let locale = self.locale;
        view! {
            <TextArea
                name="answer_text"
                label=tr!(locale, "mediation.answer.text")
                mark=tr!(locale, "common.optional")
                error=self.error("answer_text")
                value=self.form.value("answer_text").to_owned()
                rows=2
            />
        }
        .into_any()
    }

    fn error(self, control: &str) -> Option<String> {
        let errors = mediation_errors(self.form, self.locale);
        let found = errors.into_iter().find(|error| error.name == control);
        found.map(|error| error.message)
    }
}

/// What is wrong with the forms of a side, for the summary and for each control.
pub(crate) fn mediation_errors(form: &FormState, locale: Locale) -> Vec<FieldError> {
    let problems = form.problems.iter();
    let mut errors: Vec<FieldError> = problems
        .map(|problem| {
            let message = problem.code.message(&problem.field, locale);
            FieldError::new(problem.control(), message)
        })
        .collect();
    if let Some(Failure::Refused(refusal)) = &form.failure {
        let fields = refusal.fields().iter();
        errors.extend(fields.map(|field| FieldError::new(*field, refusal.message(locale))));
    }
    errors
}

fn yes_and_no(yes: String, no: String) -> AnyView {
    view! {
        <div class="wq-actions">
            <Button name="agrees" value="true">{yes}</Button>
            <Button kind=ButtonKind::Secondary name="agrees" value="false">{no}</Button>
        </div>
    }
    .into_any()
}
