//! What was filed.

use domain::code::{ItemCategory, Problem, ReportProblem};
use domain::exchange::Column as Heading;
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{CaseView, ClaimView, ImportedView};
use leptos::prelude::*;

use super::panel;
use crate::ui::{SummaryList, SummaryRow};

/// The facts, goods or service, claims and consents.
pub(super) fn facts_view(case: &CaseView, locale: Locale) -> AnyView {
    let mut rows = vec![SummaryRow::new(
        tr!(locale, "desk.case.facts"),
        case.facts.clone(),
    )];
    let mut add = |key: std::borrow::Cow<'static, str>, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(key, value)));
    };
    add(tr!(locale, "desk.case.item"), case.item.clone());
    add(
        tr!(locale, "desk.case.category"),
        case.item_category
            .as_deref()
            .map(|code| category(code, locale)),
    );
    add(
        tr!(locale, "desk.case.problem"),
        case.problem.as_deref().map(|code| problem(code, locale)),
    );
    add(
        tr!(locale, "desk.case.claims"),
        claims(&case.claims, locale),
    );
    add(
        tr!(locale, "desk.case.purchased_on"),
        case.purchased_on.map(|date| date.label(locale)),
    );
    add(tr!(locale, "desk.case.order_no"), case.order_no.clone());
    match &case.imported {
        Some(imported) => rows.extend(imported_rows(imported, locale)),
        None => rows.push(SummaryRow::new(
            tr!(locale, "desk.case.consents"),
            consents(case, locale),
        )),
    }
    let mut add = |key: std::borrow::Cow<'static, str>, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(key, value)));
    };
    add(
        tr!(locale, "desk.case.received"),
        Some(received(case, locale)),
    );
    panel(
        tr!(locale, "desk.case.facts_title"),
        view! { <SummaryList rows=rows dense=true/> }.into_any(),
    )
}

/// Where the case was taken over from, in the words of that register.
fn imported_rows(imported: &ImportedView, locale: Locale) -> Vec<SummaryRow> {
    let number = imported.number.clone();
    let number = number.unwrap_or_else(|| tr!(locale, "exchange.case.no_number").into_owned());
    let mut rows = vec![SummaryRow::new(
        tr!(locale, "exchange.case.imported"),
        number,
    )];
    let more = [
        (Heading::Place, &imported.place),
        (Heading::Detail, &imported.detail),
        (Heading::Status, &imported.status),
        (Heading::Organisation, &imported.organisation),
        (Heading::Department, &imported.department),
    ];
    let more = more
        .into_iter()
        .filter_map(|(heading, value)| Some((heading, value.clone()?)));
    rows.extend(more.map(|(heading, value)| SummaryRow::new(heading.label(locale), value)));
    rows
}

fn category(code: &str, locale: Locale) -> String {
    ItemCategory::parse(code)
        .map_or(code, |category| category.label(locale))
        .to_owned()
}

/// Complaints and reports have lists of their own.
fn problem(code: &str, locale: Locale) -> String {
    let of_report = || ReportProblem::parse(code).map_or(code, |problem| problem.label(locale));
    Problem::parse(code)
        .map_or_else(|_| of_report(), |problem| problem.label(locale))
        .to_owned()
}

fn claims(claims: &[ClaimView], locale: Locale) -> Option<String> {
    let words = claims.iter().map(|claim| match claim.amount {
        Some(amount) => format!("{} {amount}", claim.kind.label(locale)),
        None => claim.kind.label(locale).to_owned(),
    });
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| words.join(&tr!(locale, "common.list_separator")))
}

fn consents(case: &CaseView, locale: Locale) -> String {
    let said = |yes: bool| {
        if yes {
            tr!(locale, "common.yes")
        } else {
            tr!(locale, "common.no")
        }
    };
    tr!(
        locale,
        "desk.case.consents_said",
        mediation = said(case.entrusted_mediation),
        publication = said(case.publication)
    )
    .into_owned()
}

fn received(case: &CaseView, locale: Locale) -> String {
    let at = format_instant(locale, case.received_at);
    let office = case.organisation.name(locale);
    tr!(
        locale,
        "desk.case.received_by",
        at = at,
        channel = case.channel.label(locale),
        office = office
    )
    .into_owned()
}
