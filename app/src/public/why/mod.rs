//! Why a date is the date it is, and a calculator for other dates.

mod days;
#[cfg(all(test, feature = "ssr"))]
mod tests;

use domain::case::FieldProblem;
use domain::clock::{Explanation, Reason, RuleId, RuleSet, Start};
use domain::locale::{Locale, format_date, format_instant};
use domain::tr;
use domain::view::Failure;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::days::days_view;
use crate::api::AppError;
use crate::api::deadline::Explain;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::failure_view;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, ErrorSummary, Field, FieldError, FieldWidth, Notice,
    NoticeKind, Select, SummaryList, SummaryRow,
};

/// The clocks that people ask about; the others are explained as well when their id is given.
const OFFERED: &[RuleId] = &[
    RuleId::L1,
    RuleId::L2,
    RuleId::L3,
    RuleId::L5,
    RuleId::Review,
    RuleId::FirstReply,
    RuleId::Decide,
    RuleId::Refuse,
    RuleId::Mediate,
    RuleId::Result,
    RuleId::Consult,
    RuleId::Suggest,
];

/// What was asked for, as it stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    rule: String,
    from: String,
}

/// The deadline calculator: `rule` is the id of a clock, `from` a day.
#[component]
pub fn WhyPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked {
        rule: query.read().get("rule").unwrap_or_default(),
        from: query
            .read()
            .get("from")
            .unwrap_or_default()
            .trim()
            .to_owned(),
    });
    let explained = page_data(move || {
        let Asked { rule, from } = asked.get();
        Explain { rule, from }
    });
    let page = explained.show(move |explained| why_view(&asked.get_untracked(), explained, locale));
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

/// The whole page.
pub(super) fn why_view(
    asked: &Asked,
    explained: Result<Option<Explanation>, AppError>,
    locale: Locale,
) -> AnyView {
    match explained {
        Ok(explanation) => {
            let answer = explanation
                .as_ref()
                .map(|explanation| answer_view(asked, explanation, locale));
            page_view(asked, Vec::new(), answer, locale)
        }
        Err(AppError(Failure::Invalid(problems))) => {
            page_view(asked, errors(&problems, locale), None, locale)
        }
        Err(AppError(failure)) => failure_view(&failure, locale),
    }
}

/// What is wrong with the question, in the order of the fields.
fn errors(problems: &[FieldProblem], locale: Locale) -> Vec<FieldError> {
    let is_wrong = |field: &str| problems.iter().any(|problem| problem.field == field);
    let rule =
        is_wrong("rule").then(|| FieldError::new("rule", tr!(locale, "tracking.why.wrong_rule")));
    let from =
        is_wrong("from").then(|| FieldError::new("from", tr!(locale, "tracking.why.wrong_from")));
    rule.into_iter().chain(from).collect()
}

fn page_view(
    asked: &Asked,
    errors: Vec<FieldError>,
    answer: Option<AnyView>,
    locale: Locale,
) -> AnyView {
    let name = format!(
        "{} - {}",
        tr!(locale, "tracking.why.title"),
        tr!(locale, "ui.product")
    );
    let title = if errors.is_empty() {
        name
    } else {
        tr!(locale, "tracking.error_title", title = name).into_owned()
    };
    view! {
        <Title text=title/>
        <ErrorSummary title=tr!(locale, "errors.summary.title") errors=errors.clone()/>
        <h1 class="wq-title">{tr!(locale, "tracking.why.title")}</h1>
        <p class="wq-lead">{tr!(locale, "tracking.why.lead")}</p>
        {answer}
        {form_view(asked, &errors, locale)}
    }
    .into_any()
}

fn form_view(asked: &Asked, errors: &[FieldError], locale: Locale) -> AnyView {
    let error_of = |name: &str| {
        errors
            .iter()
            .find(|error| error.name == name)
            .map(|error| error.message.clone())
    };
    let choices = OFFERED
        .iter()
        .map(|rule| Choice::new(rule.code(), rule_name(*rule, locale)))
        .collect();
    let selected = if asked.rule.is_empty() {
        RuleId::L1.code()
    } else {
        asked.rule.as_str()
    };
    view! {
        <section class="wq-card wq-no-print">
            <h2 class="wq-card__title">{tr!(locale, "tracking.why.try")}</h2>
            // Reading only, so the question may stand in the address and be shared.
            <form method="get" action="/why" novalidate=true>
                <Select
                    name="rule"
                    label=tr!(locale, "tracking.why.form_rule")
                    choices=choices
                    selected=selected.to_owned()
                    error=error_of("rule")
                />
                <Field
                    name="from"
                    label=tr!(locale, "tracking.why.form_from")
                    hint=tr!(locale, "tracking.why.form_hint")
                    error=error_of("from")
                    value=asked.from.clone()
                    kind="date"
                    enterkeyhint="done"
                    width=FieldWidth::Medium
                />
                <div class="wq-actions">
                    <Button>{tr!(locale, "tracking.why.submit")}</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The answer: the date, what it rests on, and every day.
fn answer_view(asked: &Asked, explanation: &Explanation, locale: Locale) -> AnyView {
    let due = explanation.due.map_or_else(
        || tr!(locale, "tracking.why.open").into_owned(),
        |due| format_date(locale, due),
    );
    view! {
        <section class="wq-next" id="answer">
            <p class="wq-next__label">
                {rule_name(explanation.rule, locale)} " " {tr!(locale, "tracking.why.heading")}
            </p>
            <p class="wq-next__date">{due}</p>
        </section>
        {explanation
            .provisional
            .then(|| view! {
                <Notice kind=NoticeKind::Warning>
                    <p>{tr!(locale, "tracking.why.provisional")}</p>
                </Notice>
            })}
        <section class="wq-card">
            <SummaryList rows=basis_rows(explanation, locale) dense=true/>
        </section>
        {explanation.due.map(|_| entry_link(asked, locale))}
        {days_view(&explanation.days, locale)}
    }
    .into_any()
}

/// The date as a file for the person's own calendar.
fn entry_link(asked: &Asked, locale: Locale) -> AnyView {
    let address = address_of_entry(asked);
    view! {
        <p class="wq-no-print">
            <ButtonLink kind=ButtonKind::Secondary href=address external=true>
                {tr!(locale, "tracking.why.add_entry")}
            </ButtonLink>
        </p>
    }
    .into_any()
}

fn address_of_entry(Asked { rule, from }: &Asked) -> String {
    serde_qs::to_string(&[("rule", rule), ("from", from)])
        .map(|query| format!("/why/date.ics?{query}"))
        .unwrap_or_default()
}

fn basis_rows(explanation: &Explanation, locale: Locale) -> Vec<SummaryRow> {
    let start = match explanation.from {
        Start::Day(day) => format_date(locale, day),
        Start::Instant(instant) => format_instant(locale, instant),
    };
    let rules = RuleSet::for_received(explanation.from.date());
    let basis = explanation
        .rule
        .citation(rules)
        .map(|basis| basis.of(locale));
    let basis = match basis {
        Some(article) if explanation.rule.is_law() => article.to_owned(),
        Some(article) => {
            tr!(locale, "tracking.why.basis_office_law", article = article).into_owned()
        }
        None => tr!(locale, "tracking.why.basis_office").into_owned(),
    };
    let counted = explanation.days.iter().filter(|day| day.counted).count();
    let in_working_days = explanation
        .days
        .iter()
        .any(|day| day.counted && matches!(day.reason, Reason::WorkingDay | Reason::MakeUpDay));
    let counted = if in_working_days {
        tr!(locale, "tracking.why.working_days", n = counted)
    } else {
        tr!(locale, "tracking.why.days", n = counted)
    };
    let mut rows = vec![
        SummaryRow::new(tr!(locale, "tracking.why.start"), start),
        SummaryRow::new(tr!(locale, "tracking.why.counted"), counted),
    ];
    if let Some(due_at) = explanation.due_at {
        let until = format_instant(locale, due_at);
        rows.push(SummaryRow::new(tr!(locale, "tracking.why.until"), until));
    }
    rows.push(SummaryRow::new(tr!(locale, "tracking.why.basis"), basis));
    rows
}

fn rule_name(rule: RuleId, locale: Locale) -> String {
    let name = rule.label().of(locale);
    tr!(
        locale,
        "tracking.why.about",
        rule = name,
        code = rule.code()
    )
    .into_owned()
}
