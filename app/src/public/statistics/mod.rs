//! `/statistics`: what is received and what becomes of it, for everybody to read.

mod months;

use domain::code::{CaseType, ItemCategory, Outcome, Problem, ReportProblem};
use domain::locale::{Locale, format_date};
use domain::statistics::{Figures, OrganisationPart, Part, Published, Share};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;

use self::months::months_view;
use crate::api::statistics::LoadFigures;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::failure_view;
use crate::ui::{Column, DataTable, SummaryList, SummaryRow};

/// The page.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let locale = use_locale();
    let figures = page_data(|| LoadFigures {});
    let figures = figures.show(move |figures| match figures {
        Ok(figures) => figures_view(&figures, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{figures}</main> }
}

fn figures_view(figures: &Figures<Published>, locale: Locale) -> AnyView {
    let title = tr!(locale, "statistics.title");
    let period = tr!(
        locale,
        "statistics.period",
        from = format_date(locale, figures.period.from),
        to = format_date(locale, figures.period.to)
    );
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <h1 class="wq-title">{title}</h1>
        <p class="wq-lead">{period}</p>
        <section class="wq-card">
            <SummaryList rows=summary(figures, locale)/>
        </section>
        <section class="wq-card">
            <h2 class="wq-card__title">{tr!(locale, "statistics.by_month")}</h2>
            {months_view(&figures.by_month, locale)}
        </section>
        {tables(figures, locale)}
        <p class="wq-muted">{tr!(locale, "statistics.hidden")}</p>
    }
    .into_any()
}

/// The numbers that tell most. A share of too few cases is left out.
fn summary(figures: &Figures<Published>, locale: Locale) -> Vec<SummaryRow> {
    let number = |n: Published| number(n, locale);
    let share = |share: Share| {
        let percent = percent(share.per_mille);
        tr!(locale, "statistics.share", percent = percent, of = share.of).into_owned()
    };
    let days = figures.days.map(|days| {
        tr!(
            locale,
            "statistics.days_text",
            median = days.median,
            ninetieth = days.ninetieth
        )
        .into_owned()
    });
    let satisfied = figures.satisfaction.map(|scores| {
        share(Share {
            per_mille: scores.good_per_mille,
            of: scores.of,
        })
    });
    let rows = [
        (
            tr!(locale, "statistics.received"),
            Some(number(figures.received)),
        ),
        (
            tr!(locale, "statistics.closed"),
            Some(number(figures.closed)),
        ),
        (tr!(locale, "statistics.open"), Some(number(figures.open))),
        (
            tr!(locale, "statistics.on_time"),
            figures.on_time.map(share),
        ),
        (
            tr!(locale, "statistics.settled"),
            figures.settled.map(share),
        ),
        (tr!(locale, "statistics.days"), days),
        (tr!(locale, "statistics.satisfied"), satisfied),
    ];
    let known = rows
        .into_iter()
        .filter_map(|(label, text)| text.map(|text| SummaryRow::new(label, text)));
    known.collect()
}

/// What of the figures is broken down.
fn tables(figures: &Figures<Published>, locale: Locale) -> AnyView {
    let by_type = |code: &str| label(CaseType::parse(code).map(|kind| kind.label(locale)), code);
    let by_outcome = |code: &str| {
        label(
            Outcome::parse(code).map(|outcome| outcome.label(locale)),
            code,
        )
    };
    let by_item = |code: &str| {
        label(
            ItemCategory::parse(code).map(|item| item.label(locale)),
            code,
        )
    };
    let by_problem = |code: &str| {
        let of_report = || ReportProblem::parse(code).map(|problem| problem.label(locale));
        let of_complaint = Problem::parse(code).map(|problem| problem.label(locale));
        label(of_complaint.or_else(|_| of_report()), code)
    };
    let types = tr!(locale, "statistics.by_type").into_owned();
    let outcomes = tr!(locale, "statistics.by_outcome").into_owned();
    let items = tr!(locale, "statistics.by_item").into_owned();
    let problems = tr!(locale, "statistics.by_problem").into_owned();
    view! {
        {table(types, &figures.by_type, by_type, locale)}
        {table(outcomes, &figures.by_outcome, by_outcome, locale)}
        {organisations(&figures.by_organisation, locale)}
        {folded(&items, table(items.clone(), &figures.by_item, by_item, locale))}
        {folded(&problems, table(problems.clone(), &figures.by_problem, by_problem, locale))}
    }
    .into_any()
}

/// A long table, shown to who opens it.
fn folded(summary: &str, table: Option<AnyView>) -> Option<AnyView> {
    let summary = summary.to_owned();
    table.map(|table| {
        view! {
            <details class="wq-details">
                <summary>{summary}</summary>
                {table}
            </details>
        }
        .into_any()
    })
}

/// The words of a code; the code itself, should it be newer than this page.
fn label<E>(known: Result<&'static str, E>, code: &str) -> String {
    known.unwrap_or(code).to_owned()
}

fn table(
    caption: String,
    parts: &[Part<Published>],
    name: impl Fn(&str) -> String,
    locale: Locale,
) -> Option<AnyView> {
    let counted = parts.iter().filter(|part| part.n != Published::Exact(0));
    let rows: Vec<_> = counted
        .map(|part| vec![name(&part.code), number(part.n, locale)])
        .collect();
    drawn(caption, rows, locale)
}

fn organisations(parts: &[OrganisationPart<Published>], locale: Locale) -> Option<AnyView> {
    let counted = parts.iter().filter(|part| part.n != Published::Exact(0));
    let rows: Vec<_> = counted
        .map(|part| {
            let name = match locale {
                Locale::ZhCn => &part.name_zh,
                Locale::En => &part.name_en,
            };
            vec![name.clone(), number(part.n, locale)]
        })
        .collect();
    drawn(
        tr!(locale, "statistics.by_organisation").into_owned(),
        rows,
        locale,
    )
}

fn drawn(caption: String, rows: Vec<Vec<String>>, locale: Locale) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(tr!(locale, "statistics.what")),
        Column::number(tr!(locale, "statistics.cases")),
    ];
    let table = view! { <DataTable caption=caption columns=columns rows=rows/> };
    Some(table.into_any())
}

fn number(n: Published, locale: Locale) -> String {
    match n {
        Published::Exact(n) => n.to_string(),
        Published::Few(_) => "<5".to_owned(),
        Published::Withheld => tr!(locale, "statistics.withheld").into_owned(),
    }
}

/// Thousandths as per cent with one decimal.
fn percent(per_mille: u64) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::Locale;
    use domain::statistics::{Figures, LessThanFive, Part, Period, Published, Share};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::{figures_view, percent};

    #[test]
    fn thousandths_are_read_as_per_cent() {
        assert_eq!(percent(1000), "100.0%");
        assert_eq!(percent(982), "98.2%");
        assert_eq!(percent(7), "0.7%");
    }

    #[test]
    fn hidden_numbers_stay_hidden_and_nothing_is_left_out_silently() {
        let part = |code: &str, n| Part {
            code: code.to_owned(),
            n,
        };
        let figures = Figures {
            period: Period {
                from: "2025-12-01".parse().unwrap(),
                to: "2026-11-20".parse().unwrap(),
            },
            received: Published::Exact(120),
            closed: Published::Exact(100),
            open: Published::Exact(20),
            by_month: vec![
                part("2026-10", Published::Exact(115)),
                part("2026-11", Published::Few(LessThanFive::LessThanFive)),
            ],
            by_type: vec![
                part("complaint", Published::Exact(110)),
                part("report", Published::Withheld),
                part("suggestion", Published::Exact(0)),
            ],
            by_state: Vec::new(),
            by_outcome: Vec::new(),
            by_item: Vec::new(),
            by_problem: Vec::new(),
            by_organisation: Vec::new(),
            on_time: Some(Share {
                per_mille: 982,
                of: 100,
            }),
            settled: None,
            days: None,
            satisfaction: None,
        };
        let html = Owner::new().with(|| {
            provide_meta_context();
            figures_view(&figures, Locale::ZhCn).to_html()
        });
        for words in ["120", "98.2%", "投诉", "&lt;5", "不公布"] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("建议"), "nothing of what there was none of");
    }
}
