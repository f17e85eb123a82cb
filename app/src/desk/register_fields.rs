//! The parts of the registration form. Names are the paths of `domain::case::RawFiling` with
//! underscores, so that every problem finds its control.

use domain::code::{CaseType, Channel, ChannelGroup, Claim, ItemCategory, Problem, ReportProblem};
use domain::locale::Locale;
use domain::offer::{Listed, Offered};
use domain::tr;
use leptos::prelude::*;

use super::feedback::Feedback;
use crate::ui::{
    Button, ButtonKind, Checkbox, CheckboxGroup, Choice, DateInput, DateLabels, DateParts, Field,
    FieldWidth, Glyph, OptionalText, RadioGroup, Select, TextArea,
};

fn part(legend: impl Into<String>, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="wq-dense__part">
            <legend>{legend.into()}</legend>
            <div class="wq-dense__grid">{fields}</div>
        </fieldset>
    }
    .into_any()
}

fn field(
    feedback: Feedback<'_>,
    name: &'static str,
    label: impl Into<String>,
    hint: impl Into<OptionalText>,
) -> AnyView {
    view! {
        <Field
            name=name
            label=label.into()
            hint=hint.into()
            error=feedback.error(name)
            value=feedback.value(name)
            verbatim=true
        />
    }
    .into_any()
}

/// What is offered of a list.
fn choices<T: Listed>(offered: &Offered, locale: Locale) -> Vec<Choice> {
    let items = offered.items::<T>();
    let choices = items.map(|item| Choice::new(item.code(), item.label(locale)));
    choices.collect()
}

/// Who calls. Reports, questions and suggestions may come without a name.
pub(super) fn person_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let fields = view! {
        {field(feedback, "complainant_name", tr!(locale, "desk.register.name"), "")}
        <Field
            name="complainant_phone"
            label=tr!(locale, "desk.register.phone")
            error=feedback.error("complainant_phone")
            value=feedback.value("complainant_phone")
            kind="tel"
            inputmode="tel"
        />
        <div class="wq-dense__wide">
            {field(feedback, "complainant_address", tr!(locale, "desk.register.address"), tr!(locale, "desk.register.address_hint"))}
        </div>
    };
    part(tr!(locale, "desk.register.person"), fields.into_any())
}

/// The business, with what is `known` of it; questions and suggestions need none.
pub(super) fn business_view(feedback: Feedback<'_>, known: AnyView) -> AnyView {
    let locale = feedback.locale;
    let fields = view! {
        {field(feedback, "respondent_name", tr!(locale, "desk.case.business_name"), tr!(locale, "desk.register.business_hint"))}
        {field(feedback, "respondent_address", tr!(locale, "desk.register.business_address"), tr!(locale, "desk.register.business_address_hint"))}
        <Field
            name="respondent_credit_code"
            label=tr!(locale, "desk.case.credit_code")
            mark=tr!(locale, "common.optional")
            error=feedback.error("respondent_credit_code")
            value=feedback.value("respondent_credit_code")
            width=FieldWidth::Medium
            verbatim=true
        />
        <div class="wq-dense__wide">
            <Button kind=ButtonKind::Secondary name="go" value="find" glyph=Glyph::Search>
                {tr!(locale, "register.find")}
            </Button>
        </div>
        {known}
    };
    part(tr!(locale, "desk.case.business"), fields.into_any())
}

/// Goods or service and the claims: complaints only.
pub(super) fn item_view(feedback: Feedback<'_>, offered: &Offered) -> AnyView {
    let locale = feedback.locale;
    let choose = tr!(locale, "desk.register.choose");
    let categories = choices::<ItemCategory>(offered, locale);
    let fields = view! {
        {field(feedback, "item_name", tr!(locale, "desk.case.item"), "")}
        <Select
            name="item_category"
            label=tr!(locale, "desk.case.category")
            choices=categories
            selected=feedback.value("item_category")
            placeholder=choose
            error=feedback.error("item_category")
        />
        {purchase_view(feedback)}
        <Field
            name="item_order_no"
            label=tr!(locale, "desk.case.order_no")
            mark=tr!(locale, "common.optional")
            error=feedback.error("item_order_no")
            value=feedback.value("item_order_no")
            verbatim=true
        />
        {claims_view(feedback, offered)}
    };
    part(tr!(locale, "desk.register.item"), fields.into_any())
}

fn purchase_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let labels = DateLabels {
        year: tr!(locale, "common.year").into_owned(),
        month: tr!(locale, "common.month").into_owned(),
        day: tr!(locale, "common.day").into_owned(),
    };
    let value = DateParts {
        year: feedback.value("item_purchased_on_year"),
        month: feedback.value("item_purchased_on_month"),
        day: feedback.value("item_purchased_on_day"),
    };
    view! {
        <DateInput
            name="item_purchased_on"
            legend=tr!(locale, "desk.case.purchased_on")
            labels=labels
            value=value
            mark=tr!(locale, "common.optional")
            error=feedback.error("item_purchased_on")
        />
    }
    .into_any()
}

fn claims_view(feedback: Feedback<'_>, offered: &Offered) -> AnyView {
    let locale = feedback.locale;
    let claims = choices::<Claim>(offered, locale);
    let chosen = feedback
        .value("claims")
        .split(',')
        .map(str::to_owned)
        .collect();
    view! {
        <div class="wq-dense__wide">
            <CheckboxGroup
                name="claims[]"
                legend=tr!(locale, "desk.case.claims")
                choices=claims
                selected=chosen
                error=feedback.error("claims")
                columns=true
            />
            <Field
                name="claim_amount"
                label=tr!(locale, "desk.register.claim_amount")
                mark=tr!(locale, "common.optional")
                error=feedback.error("claim_amount")
                value=feedback.value("claim_amount")
                inputmode="decimal"
                width=FieldWidth::Short
                prefix="¥"
            />
        </div>
    }
    .into_any()
}

/// What happened, and what kind of problem it is.
pub(super) fn story_view(feedback: Feedback<'_>, offered: &Offered) -> AnyView {
    let locale = feedback.locale;
    let choose = tr!(locale, "desk.register.choose");
    let problems = choices::<Problem>(offered, locale);
    let violations = choices::<ReportProblem>(offered, locale);
    let fields = view! {
        <Select
            name="problem"
            label=tr!(locale, "desk.register.problem")
            choices=problems
            selected=feedback.value("problem")
            placeholder=choose.clone()
            error=feedback.error("problem")
        />
        <Select
            name="report_problem"
            label=tr!(locale, "desk.register.report_problem")
            choices=violations
            selected=feedback.value("report_problem")
            placeholder=choose
            mark=tr!(locale, "common.optional")
        />
        <div class="wq-dense__wide">
            <TextArea
                name="facts"
                label=tr!(locale, "desk.case.facts")
                hint=tr!(locale, "desk.register.facts_hint")
                error=feedback.error("facts")
                value=feedback.value("facts")
            />
        </div>
    };
    part(tr!(locale, "desk.case.facts_title"), fields.into_any())
}

/// What kind of matter it is, and how it came in.
pub(super) fn kind_view(feedback: Feedback<'_>, offered: &Offered) -> AnyView {
    let locale = feedback.locale;
    let channels = offered
        .items::<Channel>()
        .filter(|channel| channel.group() != ChannelGroup::Online);
    let channels = channels.map(|code| Choice::new(code.code(), code.label(locale)));
    let types = CaseType::ALL
        .iter()
        .map(|code| Choice::new(code.code(), code.label(locale)));
    let fields = view! {
        <div class="wq-dense__wide">
            <RadioGroup
                name="type"
                legend=tr!(locale, "desk.register.type")
                choices=types.collect()
                selected=feedback.value_or("type", CaseType::Complaint.code())
                error=feedback.error("type")
                inline=true
            />
        </div>
        <Select
            name="channel"
            label=tr!(locale, "desk.register.channel")
            choices=channels.collect()
            selected=feedback.value_or("channel", Channel::Phone.code())
            error=feedback.error("channel")
        />
    };
    part(tr!(locale, "desk.register.filing"), fields.into_any())
}

/// What the person was told and agreed to.
pub(super) fn consents_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    let ticked = |name: &str| !feedback.value(name).is_empty();
    let fields = view! {
        <div class="wq-dense__wide">
            <Checkbox
                name="entrusted_mediation"
                label=tr!(locale, "desk.register.entrusted_mediation")
                checked=ticked("entrusted_mediation")
            />
            <Checkbox
                name="publication"
                label=tr!(locale, "desk.register.publication")
                checked=ticked("publication")
            />
            <Checkbox
                name="consents_privacy_notice"
                label=tr!(locale, "desk.register.privacy")
                checked=ticked("consents_privacy_notice")
                error=feedback.error("consents_privacy_notice")
            />
        </div>
    };
    part(tr!(locale, "register.consents"), fields.into_any())
}
