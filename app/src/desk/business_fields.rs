//! The form of an entry in the register of businesses. Names are those of
//! `domain::business::RawBusiness`.

use domain::business::{Industry, RawBusiness};
use domain::tr;
use leptos::prelude::*;

use super::feedback::Feedback;
use crate::ui::{Choice, Field, FieldWidth, Select, TextArea};

/// The values a form begins with: what was typed, else what the entry says.
pub(super) fn values(known: &RawBusiness) -> [(&'static str, String); 8] {
    [
        ("name", known.name.clone()),
        ("aliases", known.aliases.clone()),
        ("credit_code", known.credit_code.clone()),
        ("division", known.division.clone()),
        ("address", known.address.clone()),
        ("industry", known.industry.clone()),
        ("contact", known.contact.clone()),
        ("phone", known.phone.clone()),
    ]
}

/// All fields.
pub(super) fn fields_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let optional = || tr!(locale, "common.optional");
    view! {
        <div class="wq-dense__grid">
            <Field
                name="name"
                label=tr!(locale, "business.field.name")
                error=feedback.error("name")
                value=feedback.value("name")
                verbatim=true
            />
            <Field
                name="credit_code"
                label=tr!(locale, "business.field.credit_code")
                mark=optional()
                error=feedback.error("credit_code")
                value=feedback.value("credit_code")
                width=FieldWidth::Medium
                verbatim=true
            />
            <div class="wq-dense__wide">
                <TextArea
                    name="aliases"
                    label=tr!(locale, "business.field.aliases")
                    hint=tr!(locale, "business.field.aliases_hint")
                    mark=optional()
                    error=feedback.error("aliases")
                    value=feedback.value("aliases")
                    rows=3
                />
            </div>
            {place_view(feedback)}
            {contact_view(feedback)}
        </div>
    }
    .into_any()
}

fn place_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let optional = || tr!(locale, "common.optional");
    let industries = Industry::ALL
        .iter()
        .map(|code| Choice::new(code.code(), code.label(locale)));
    view! {
        <Field
            name="address"
            label=tr!(locale, "business.field.address")
            mark=optional()
            error=feedback.error("address")
            value=feedback.value("address")
            verbatim=true
        />
        <Field
            name="division"
            label=tr!(locale, "business.field.division")
            hint=tr!(locale, "business.field.division_hint")
            mark=optional()
            error=feedback.error("division")
            value=feedback.value("division")
            inputmode="numeric"
            width=FieldWidth::Short
            verbatim=true
        />
        <Select
            name="industry"
            label=tr!(locale, "business.field.industry")
            mark=optional()
            choices=industries.collect()
            selected=feedback.value("industry")
            placeholder=tr!(locale, "desk.register.choose")
            error=feedback.error("industry")
        />
    }
    .into_any()
}

fn contact_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let optional = || tr!(locale, "common.optional");
    view! {
        <Field
            name="contact"
            label=tr!(locale, "business.field.contact")
            mark=optional()
            error=feedback.error("contact")
            value=feedback.value("contact")
            verbatim=true
        />
        <Field
            name="phone"
            label=tr!(locale, "business.field.phone")
            mark=optional()
            error=feedback.error("phone")
            value=feedback.value("phone")
            kind="tel"
            inputmode="tel"
        />
    }
    .into_any()
}
