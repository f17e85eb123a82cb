//! What was bought.

use domain::case::DraftStep;
use domain::code::{CaseType, ItemCategory};
use domain::locale::Locale;
use domain::offer::Offered;
use domain::tr;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SavePurchase;
use crate::ui::{
    Choice, ChoiceGroup, DateInput, DateLabels, DateParts, Field, FieldWidth, PostForm, Select,
};

const QUESTION: Question = Question {
    step: DraftStep::Purchase,
    controls: &[
        "item_name",
        "item_category",
        "item_purchased_on",
        "item_order_no",
    ],
    title,
};

/// Goods or service, when, order number.
#[component]
pub(in crate::consumer) fn PurchasePage() -> impl IntoView {
    question_page(QUESTION, move |answers| {
        view! { <PostForm action=SavePurchase::PATH>{fields(&answers)}</PostForm> }.into_any()
    })
}

fn title(_: CaseType, locale: Locale) -> String {
    tr!(locale, "consumer.purchase.title").into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let Answers {
        locale,
        draft,
        faults,
        ..
    } = answers;
    let locale = *locale;
    view! {
        <h1 class="wq-title">{answers.title.clone()}</h1>
        <Field
            name="item_name"
            label=tr!(locale, "consumer.purchase.name")
            hint=tr!(locale, "consumer.purchase.name_hint")
            error=faults.of("item_name")
            value=draft.item_name.clone()
        />
        <Select
            name="item_category"
            label=tr!(locale, "consumer.purchase.category")
            groups=categories(&answers.offered, locale)
            placeholder=tr!(locale, "consumer.choose")
            selected=draft.item_category.clone()
            error=faults.of("item_category")
        />
        {date(answers)}
        <Field
            name="item_order_no"
            label=tr!(locale, "consumer.purchase.order_no")
            hint=tr!(locale, "consumer.purchase.order_no_hint")
            error=faults.of("item_order_no")
            mark=answers.mark(true)
            value=draft.item_order_no.clone()
            width=FieldWidth::Medium
            verbatim=true
        />
        {buttons(answers)}
    }
    .into_any()
}

fn date(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let labels = DateLabels {
        year: tr!(locale, "common.year").into_owned(),
        month: tr!(locale, "common.month").into_owned(),
        day: tr!(locale, "common.day").into_owned(),
    };
    let value = DateParts {
        year: answers.draft.purchased_year.clone(),
        month: answers.draft.purchased_month.clone(),
        day: answers.draft.purchased_day.clone(),
    };
    view! {
        <DateInput
            name="item_purchased_on"
            legend=tr!(locale, "consumer.purchase.date")
            hint=tr!(locale, "consumer.purchase.date_hint")
            mark=answers.mark(true)
            labels=labels
            value=value
            error=answers.faults.of("item_purchased_on")
        />
    }
    .into_any()
}

fn categories(offered: &Offered, locale: Locale) -> Vec<ChoiceGroup> {
    let group = |label: String, services: bool| ChoiceGroup {
        label,
        choices: offered
            .items::<ItemCategory>()
            .filter(|category| category.is_service() == services)
            .map(|category| Choice::new(category.code(), category.label(locale)))
            .collect(),
    };
    vec![
        group(tr!(locale, "consumer.purchase.goods").into_owned(), false),
        group(tr!(locale, "consumer.purchase.services").into_owned(), true),
    ]
}
