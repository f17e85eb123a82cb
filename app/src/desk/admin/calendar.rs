//! `/desk/admin/calendars/:key`: the days of one year.

use chrono::NaiveDate;
use domain::calendar::YearPlan;
use domain::locale::{Locale, format_date};
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;

use super::calendars::{origin_words, state_view};
use super::trail::lines_view;
use super::{framed, use_key, use_member};
use crate::api::calendar::{CalendarPage as Data, LoadCalendar};
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{ButtonKind, ButtonLink, Column, DataTable, Notice, NoticeKind};

/// One year.
#[component]
pub(in crate::desk) fn CalendarPage() -> impl IntoView {
    let locale = use_locale();
    let (year, form) = (use_key(), use_member("form"));
    let load = move || LoadCalendar {
        year: year(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let back = tr!(locale, "calendar.title").into_owned();
    framed("/desk/admin/calendars", back, page)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let detail = &page.detail;
    let heading = tr!(locale, "calendar.year", year = detail.year.year);
    let cases = page.form.value("cases").to_owned();
    let done = (!cases.is_empty()).then(|| {
        let words = tr!(locale, "calendar.import.done", n = cases);
        view! { <Notice kind=NoticeKind::Success announce=true><p>{words}</p></Notice> }
    });
    let days = match &detail.plan {
        Some(plan) => plan_view(plan, locale),
        None => view! { <p>{tr!(locale, "calendar.missing_about")}</p> }.into_any(),
    };
    let import = detail.may_import.then(|| {
        view! {
            <div class="wq-actions">
                <ButtonLink kind=ButtonKind::Secondary href="/desk/admin/calendars/import">
                    {tr!(locale, "calendar.import.title")}
                </ButtonLink>
            </div>
        }
    });
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        {done}
        <p>{state_view(&detail.year, locale)} " " {origin_words(&detail.year, locale)}</p>
        {days}
        {import}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

/// Holidays and make-up days as tables.
pub(super) fn plan_view(plan: &YearPlan, locale: Locale) -> AnyView {
    let holidays = plan.holidays.iter().map(|holiday| {
        let name = match locale {
            Locale::ZhCn => holiday.zh.clone(),
            Locale::En => holiday.en.clone(),
        };
        let days = (holiday.to - holiday.from).num_days() + 1;
        vec![
            name,
            format_date(locale, holiday.from),
            format_date(locale, holiday.to),
            days.to_string(),
        ]
    });
    let columns = vec![
        Column::text(tr!(locale, "calendar.holiday")),
        Column::text(tr!(locale, "calendar.from")),
        Column::text(tr!(locale, "calendar.to")),
        Column::number(tr!(locale, "calendar.days")),
    ];
    view! {
        <DataTable
            caption=tr!(locale, "calendar.holidays")
            columns=columns
            rows=holidays.collect()
        />
        {worked_view(&plan.make_up_days, locale)}
    }
    .into_any()
}

fn worked_view(days: &[NaiveDate], locale: Locale) -> AnyView {
    if days.is_empty() {
        return view! { <p>{tr!(locale, "calendar.no_make_up_days")}</p> }.into_any();
    }
    let rows = days.iter().map(|day| vec![format_date(locale, *day)]);
    let columns = vec![Column::text(tr!(locale, "calendar.day"))];
    view! {
        <DataTable
            caption=tr!(locale, "calendar.make_up_days")
            columns=columns
            rows=rows.collect()
        />
    }
    .into_any()
}
