//! What the person asks for.

use domain::case::DraftStep;
use domain::code::{CaseType, Claim};
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use server_fn::ServerFn;

use super::question::{Answers, Question, buttons, question_page};
use crate::api::draft::SaveWishes;
use crate::ui::{CheckboxGroup, Choice, Field, FieldWidth, LegendSize, PostForm};

const QUESTION: Question = Question {
    step: DraftStep::Wishes,
    controls: &["claims", "claims_amount"],
    title,
};

/// The claims of a complaint and the sum of money.
#[component]
pub(in crate::consumer) fn WishesPage() -> impl IntoView {
    question_page(QUESTION, move |answers| {
        view! { <PostForm action=SaveWishes::PATH>{fields(&answers)}</PostForm> }.into_any()
    })
}

fn title(_: CaseType, locale: Locale) -> String {
    tr!(locale, "consumer.wishes.title").into_owned()
}

fn fields(answers: &Answers) -> AnyView {
    let locale = answers.locale;
    let choices = (answers.offered.items::<Claim>())
        .map(|claim| Choice::new(claim.code(), claim.label(locale)))
        .collect();
    view! {
        <CheckboxGroup
            name="claims[]"
            legend=answers.title.clone()
            size=LegendSize::Page
            hint=tr!(locale, "consumer.wishes.hint")
            choices=choices
            selected=answers.draft.claims.clone()
            error=answers.faults.of("claims")
        />
        <Field
            name="claims_amount"
            label=tr!(locale, "consumer.wishes.amount")
            hint=tr!(locale, "consumer.wishes.amount_hint")
            error=answers.faults.of("claims_amount")
            mark=answers.mark(true)
            value=answers.draft.claim_amount.clone()
            width=FieldWidth::Short
            inputmode="decimal"
            autocomplete="transaction-amount"
            prefix="¥"
            verbatim=true
        />
        {buttons(answers)}
    }
    .into_any()
}
