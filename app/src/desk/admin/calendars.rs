//! `/desk/admin/calendars`: which years have a plan, and where it comes from.

use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{CalendarYear, CalendarYears, PlanOrigin};
use leptos::prelude::*;
use leptos_meta::Title;

use super::to_index;
use crate::api::calendar::LoadCalendars;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Badge, ButtonLink, Glyph, Tone};

/// The years, the latest first.
#[component]
pub(in crate::desk) fn CalendarsPage() -> impl IntoView {
    let locale = use_locale();
    let page = page_data(|| LoadCalendars {}).show(move |known| match known {
        Ok(known) => page_view(&known, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(known: &CalendarYears, locale: Locale) -> AnyView {
    let heading = tr!(locale, "calendar.title");
    let years = known.years.iter();
    let years: Vec<_> = years.map(|year| year_view(year, locale)).collect();
    let import = known.may_import.then(|| {
        view! {
            <div class="wq-actions">
                <ButtonLink href="/desk/admin/calendars/import" glyph=Glyph::Plus>
                    {tr!(locale, "calendar.import.title")}
                </ButtonLink>
            </div>
        }
    });
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "calendar.lead")}</p>
        {import}
        <ul class="wq-tree">{years}</ul>
    }
    .into_any()
}

/// Whether dates of the year are certain.
pub(super) fn state_view(year: &CalendarYear, locale: Locale) -> AnyView {
    let (words, tone) = if year.origin == PlanOrigin::Missing {
        (tr!(locale, "calendar.provisional"), Tone::Warning)
    } else {
        (tr!(locale, "calendar.published"), Tone::Success)
    };
    view! { <Badge text=words tone=tone/> }.into_any()
}

/// Where its plan comes from, in words.
pub(super) fn origin_words(year: &CalendarYear, locale: Locale) -> String {
    match &year.origin {
        PlanOrigin::BuiltIn => tr!(locale, "calendar.built_in"),
        PlanOrigin::Missing => tr!(locale, "calendar.missing"),
        PlanOrigin::Imported { source, at, by } => {
            let by = match by {
                Some(number) => tr!(locale, "desk.staff_number", number = number),
                None => tr!(locale, "admin.trail.operator"),
            };
            let day = format_date(locale, domain::locale::business_date(*at));
            tr!(
                locale,
                "calendar.imported",
                source = source,
                date = day,
                by = by
            )
        }
    }
    .into_owned()
}

fn year_view(year: &CalendarYear, locale: Locale) -> AnyView {
    let counts = (year.origin != PlanOrigin::Missing).then(|| {
        tr!(
            locale,
            "calendar.counts",
            holidays = year.holidays,
            days = year.days_off,
            worked = year.make_up_days
        )
    });
    view! {
        <li class="wq-tree__item">
            <a class="wq-tree__link" href=format!("/desk/admin/calendars/{}", year.year)>
                <span class="wq-tree__name">{year.year.to_string()}</span>
                <span>{counts}</span>
                <span class="wq-muted">{origin_words(year, locale)}</span>
                {state_view(year, locale)}
            </a>
        </li>
    }
    .into_any()
}
