//! Who files, how to reach them, and what they agree to.

use domain::case::DraftStep;
use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SaveContact;
use crate::ui::{Checkbox, Field, FieldWidth, Notice, PostForm};

const QUESTION: Question = Question {
    step: DraftStep::Contact,
    controls: &[
        "complainant_name",
        "complainant_phone",
        "complainant_address",
        "consents_privacy_notice",
    ],
    title,
};

/// Asked last: people give their data once they know what for.
#[component]
pub(in crate::consumer) fn ContactPage() -> impl IntoView {
    question_page(QUESTION, move |answers| {
        view! { <PostForm action=SaveContact::PATH>{fields(&answers)}</PostForm> }.into_any()
    })
}

fn title(_: CaseType, locale: Locale) -> String {
    tr!(locale, "consumer.contact.title").into_owned()
}

/// What the law or the reply needs (Order 121 Art. 10 and 28).
fn lead(case_type: CaseType, locale: Locale) -> String {
    match case_type {
        CaseType::Complaint => tr!(locale, "consumer.contact.lead_complaint"),
        CaseType::Report => tr!(locale, "consumer.contact.lead_report"),
        CaseType::Consultation | CaseType::Suggestion => {
            tr!(locale, "consumer.contact.lead_optional")
        }
        CaseType::LegalAid => tr!(locale, "consumer.contact.lead_legal_aid"),
    }
    .into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let lead = lead(answers.case_type, locale);
    view! {
        <h1 class="wq-title">{answers.title.clone()}</h1>
        <Notice>
            <p>{lead}</p>
        </Notice>
        {person(answers)}
        {consents(answers)}
        {buttons(answers)}
    }
    .into_any()
}

fn person(answers: &Answers) -> AnyView {
    let Answers {
        locale,
        draft,
        faults,
        case_type,
        ..
    } = answers;
    let locale = *locale;
    let named = matches!(case_type, CaseType::Complaint | CaseType::LegalAid);
    view! {
        <Field
            name="complainant_name"
            label=tr!(locale, "consumer.contact.name")
            error=faults.of("complainant_name")
            mark=answers.mark(!named)
            value=draft.complainant_name.clone()
            width=FieldWidth::Medium
            autocomplete="name"
            maxlength=50
            verbatim=true
        />
        <Field
            name="complainant_phone"
            label=tr!(locale, "consumer.contact.phone")
            hint=tr!(locale, "consumer.contact.phone_hint")
            error=faults.of("complainant_phone")
            mark=answers.mark(!named)
            value=draft.complainant_phone.clone()
            kind="tel"
            inputmode="tel"
            autocomplete="tel"
            width=FieldWidth::Medium
            verbatim=true
        />
        <Field
            name="complainant_address"
            label=tr!(locale, "consumer.contact.address")
            hint=tr!(locale, "consumer.contact.address_hint")
            error=faults.of("complainant_address")
            mark=answers.mark(*case_type != CaseType::Complaint)
            value=draft.complainant_address.clone()
            autocomplete="address-line1"
            enterkeyhint="done"
        />
    }
    .into_any()
}

fn consents(answers: &Answers) -> AnyView {
    let Answers {
        locale,
        draft,
        faults,
        case_type,
        ..
    } = answers;
    let locale = *locale;
    let complaint = *case_type == CaseType::Complaint;
    view! {
        <h2 class="wq-card__title">{tr!(locale, "consumer.contact.notice_title")}</h2>
        <ul>
            <li>{tr!(locale, "consumer.contact.notice_purpose")}</li>
            <li>
                {if complaint {
                    tr!(locale, "consumer.contact.notice_business")
                } else {
                    tr!(locale, "consumer.contact.notice_business_not")
                }}
            </li>
            <li>{tr!(locale, "consumer.contact.notice_record")}</li>
        </ul>
        <p>
            {tr!(locale, "consumer.contact.notice_more")} " "
            // A new window: what is typed here stays.
            <a href="/privacy" target="_blank">{tr!(locale, "consumer.contact.notice_link")}</a>
        </p>
        <Checkbox
            name="consents_privacy_notice"
            label=tr!(locale, "consumer.contact.privacy")
            checked=draft.privacy
            error=faults.of("consents_privacy_notice")
        />
        <Checkbox
            name="consents_publication"
            label=tr!(locale, "consumer.contact.publication")
            hint=tr!(locale, "consumer.contact.publication_hint")
            checked=draft.publication
        />
        {complaint
            .then(|| {
                view! {
                    <Checkbox
                        name="consents_entrusted_mediation"
                        label=tr!(locale, "consumer.contact.entrusted")
                        hint=tr!(locale, "consumer.contact.entrusted_hint")
                        checked=draft.entrusted_mediation
                    />
                }
            })}
    }
    .into_any()
}
