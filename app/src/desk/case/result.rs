//! Where the case has come to: material, refusal, settlement, result, rating.

use domain::case::{State, Verification};
use domain::locale::{Locale, format_date};
use domain::tr;
use domain::value::Fen;
use domain::view::CaseView;
use leptos::prelude::*;

use super::panel;
use crate::api::desk::{CasePage as CaseData, SurveyLink};
use crate::ui::{ButtonKind, ButtonLink, Qr, SummaryList, SummaryRow};

/// Nothing while there is nothing to tell.
pub(super) fn result_view(page: &CaseData, locale: Locale) -> AnyView {
    let rows = rows(&page.case, locale);
    let asked = page.survey.as_ref().filter(|_| page.case.rating.is_none());
    let survey = asked.map(|survey| survey_view(survey, locale));
    if rows.is_empty() && survey.is_none() {
        return ().into_any();
    }
    let body = view! {
        <SummaryList rows=rows dense=true/>
        {survey}
    };
    panel(tr!(locale, "desk.result.title"), body.into_any())
}

/// What has come of the check of a report.
fn check_rows(check: &Verification, locale: Locale) -> Vec<SummaryRow> {
    let filing = match check.not_filed {
        Some(ground) => Some(ground.label(locale)),
        None => check.filed.then(|| State::Filed.label(locale)),
    };
    let decision = check.decision.map(|decision| decision.label(locale));
    let reward = check.reward.filter(|amount| amount.get() > 0);
    [
        (tr!(locale, "desk.result.filing"), filing.map(str::to_owned)),
        (
            tr!(locale, "desk.verification.decision"),
            decision.map(str::to_owned),
        ),
        (
            tr!(locale, "desk.verification.reward"),
            reward.map(|amount| amount.to_string()),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| SummaryRow::new(key, value)))
    .collect()
}

fn rows(case: &CaseView, locale: Locale) -> Vec<SummaryRow> {
    let yes_no = |yes: bool| {
        if yes {
            tr!(locale, "common.yes")
        } else {
            tr!(locale, "common.no")
        }
    };
    let mut rows = check_rows(&case.verification, locale);
    let mut add = |key: std::borrow::Cow<'static, str>, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(key, value)));
    };
    if let Some(material) = case.material.as_ref().or(case.lapsed.as_ref()) {
        add(
            tr!(locale, "desk.result.material"),
            Some(material.items.as_str().to_owned()),
        );
        add(
            tr!(locale, "desk.result.material_due"),
            Some(match case.lapsed {
                Some(_) => format!(
                    "{} · {}",
                    format_date(locale, material.due),
                    tr!(locale, "desk.result.material_lapsed")
                ),
                None => format_date(locale, material.due),
            }),
        );
    }
    if let Some(refusal) = &case.refusal {
        add(
            tr!(locale, "desk.result.ground"),
            Some(refusal.ground.label(locale).to_owned()),
        );
        add(
            tr!(locale, "desk.result.reason"),
            Some(refusal.reason.clone()),
        );
    }
    if let Some(settlement) = &case.settlement {
        add(
            tr!(locale, "desk.result.terms"),
            Some(settlement.terms.as_str().to_owned()),
        );
        add(
            tr!(locale, "desk.result.amount"),
            Some(settlement.amount.to_string()),
        );
        add(
            tr!(locale, "desk.result.performed"),
            Some(yes_no(settlement.performed).into_owned()),
        );
    }
    add(
        tr!(locale, "desk.result.outcome"),
        case.outcome.map(|outcome| outcome.label(locale).to_owned()),
    );
    add(
        tr!(locale, "desk.result.termination"),
        case.termination
            .map(|ground| ground.label(locale).to_owned()),
    );
    add(
        tr!(locale, "desk.result.recovered"),
        case.recovered
            .filter(|amount| *amount > Fen::ZERO)
            .map(|amount| amount.to_string()),
    );
    add(tr!(locale, "desk.result.reply"), case.reply.clone());
    if let Some(rating) = &case.rating {
        let reasons = rating.reasons.iter().map(|reason| reason.label(locale));
        let words: Vec<_> = std::iter::once(rating.satisfaction.label(locale))
            .chain(reasons)
            .collect();
        add(
            tr!(locale, "desk.result.rating"),
            Some(words.join(&tr!(locale, "common.list_separator"))),
        );
        add(tr!(locale, "desk.result.comment"), rating.comment.clone());
    }
    rows
}

/// The survey, to be scanned or opened on this tablet at the counter.
fn survey_view(survey: &SurveyLink, locale: Locale) -> AnyView {
    view! {
        <details class="wq-details">
            <summary>{tr!(locale, "desk.result.survey")}</summary>
            <Qr
                svg=survey.svg.clone()
                label=tr!(locale, "desk.result.survey_code")
                caption=tr!(locale, "desk.result.survey_caption")
            />
            <ButtonLink kind=ButtonKind::Secondary href=survey.href.clone() external=true>
                {tr!(locale, "desk.result.survey_here")}
            </ButtonLink>
        </details>
    }
    .into_any()
}
