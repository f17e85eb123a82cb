//! The days of an explanation as a table: what belongs together stands in one row.

use chrono::NaiveDate;
use domain::clock::{ExplainedDay, Reason};
use domain::locale::{Locale, format_date};
use domain::tr;
use leptos::prelude::*;

/// Days in a row that are counted, or not counted, for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Never empty.
    pub(super) days: Vec<&'a ExplainedDay>,
    /// How many days were counted before the first of these.
    pub(super) before: usize,
}

/// Puts the days into runs, in order and without leaving one out.
pub(super) fn runs(days: &[ExplainedDay]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut counted = 0;
    for day in days {
        match runs.last_mut() {
            Some(run)
                if run
                    .days
                    .last()
                    .is_some_and(|last| belong_together(last, day)) =>
            {
                run.days.push(day);
            }
            _ => runs.push(Run {
                days: vec![day],
                before: counted,
            }),
        }
        counted += usize::from(day.counted);
    }
    runs
}

fn belong_together(one: &ExplainedDay, next: &ExplainedDay) -> bool {
    let what = |day: &ExplainedDay| (day.counted, day.reason, day.name.clone());
    what(one) == what(next)
}

/// The table of all days.
pub(super) fn days_view(days: &[ExplainedDay], locale: Locale) -> AnyView {
    let caption = tr!(locale, "tracking.why.table");
    let rows: Vec<_> = runs(days).iter().map(|run| row(run, locale)).collect();
    view! {
        <h2 class="wq-heading">{caption.clone()}</h2>
        <div class="wq-card wq-card--flush">
            <section class="wq-table-frame" tabindex="0" aria-label=caption.clone()>
                <table class="wq-table">
                    <caption class="govuk-visually-hidden">{caption.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{tr!(locale, "tracking.why.column_day")}</th>
                            <th scope="col">{tr!(locale, "tracking.why.column_counted")}</th>
                            <th scope="col">{tr!(locale, "tracking.why.column_reason")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        </div>
    }
    .into_any()
}

fn row(run: &Run<'_>, locale: Locale) -> AnyView {
    let Some(first) = run.days.first() else {
        return ().into_any();
    };
    view! {
        <tr>
            <td>{dates_view(run, locale)}</td>
            <td>{place(run, first.counted, locale)}</td>
            <td>{reason(first, locale)}</td>
        </tr>
    }
    .into_any()
}

/// One date, or a range that opens into its dates.
fn dates_view(run: &Run<'_>, locale: Locale) -> AnyView {
    let dates: Vec<NaiveDate> = run.days.iter().map(|day| day.date).collect();
    let (Some(from), Some(to)) = (dates.first(), dates.last()) else {
        return ().into_any();
    };
    if from == to {
        return format_date(locale, *from).into_any();
    }
    let range = tr!(
        locale,
        "tracking.why.range",
        from = format_date(locale, *from),
        to = format_date(locale, *to),
        n = dates.len()
    );
    let each: Vec<_> = dates
        .iter()
        .map(|date| view! { <li>{format_date(locale, *date)}</li> })
        .collect();
    view! {
        <details class="wq-details">
            <summary>{range}</summary>
            <ul class="wq-list">{each}</ul>
        </details>
    }
    .into_any()
}

/// Which days of the period these are.
fn place(run: &Run<'_>, counted: bool, locale: Locale) -> String {
    let (first, last) = (run.before + 1, run.before + run.days.len());
    let text = match counted {
        false => tr!(locale, "tracking.why.not_counted"),
        true if first == last => tr!(locale, "tracking.why.nth", n = first),
        true => tr!(locale, "tracking.why.nth_range", from = first, to = last),
    };
    text.into_owned()
}

fn reason(day: &ExplainedDay, locale: Locale) -> String {
    let name = match locale {
        Locale::ZhCn => day.name.as_deref(),
        Locale::En => day.name_en.as_deref(),
    };
    let text = match (day.reason, name) {
        (Reason::StartDay, _) => tr!(locale, "tracking.why.reason.start_day"),
        (Reason::WorkingDay, _) => tr!(locale, "tracking.why.reason.working_day"),
        (Reason::MakeUpDay, _) => tr!(locale, "tracking.why.reason.make_up_day"),
        (Reason::Weekend, _) => tr!(locale, "tracking.why.reason.weekend"),
        (Reason::Holiday, None) => tr!(locale, "tracking.why.reason.holiday"),
        (Reason::Holiday, Some(name)) => {
            tr!(locale, "tracking.why.reason.named_holiday", name = name)
        }
        (Reason::NaturalDay, _) => tr!(locale, "tracking.why.reason.natural_day"),
        (Reason::RolledOver, _) => tr!(locale, "tracking.why.reason.rolled_over"),
        (Reason::Paused, _) => tr!(locale, "tracking.why.reason.paused"),
    };
    text.into_owned()
}
