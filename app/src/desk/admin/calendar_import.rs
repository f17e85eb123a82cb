//! `/desk/admin/calendars/import`: a plan is looked at before it is imported.

use domain::calendar::PlanFlaw;
use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::{End, MovedDate, PlanLook, PlanPreview};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::calendar::plan_view;
use super::{framed, use_member};
use crate::api::calendar::{CalendarImportPage as Data, ImportCalendar, LoadCalendarImport};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, Column, DataTable, Field, FieldWidth, FileInput, Notice, NoticeKind,
    PostForm, SummaryList, SummaryRow, TextArea,
};

/// What a plan looks like.
const EXAMPLE: &str = r#"{
  "holidays": [
    { "from": "2027-01-01", "to": "2027-01-03", "zh": "元旦", "en": "New Year's Day" }
  ],
  "make_up_days": ["2027-01-09"]
}"#;

/// The form, and what it would do.
#[component]
pub(in crate::desk) fn CalendarImportPage() -> impl IntoView {
    let locale = use_locale();
    let form = use_member("form");
    let page = page_data(move || LoadCalendarImport { form: form() });
    let page = page.show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let back = tr!(locale, "calendar.title").into_owned();
    framed("/desk/admin/calendars", back, page)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let heading = tr!(locale, "calendar.import.title");
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let look = match &page.look {
        Some(PlanLook::Good(preview)) => preview_view(preview, &page.id, locale),
        Some(PlanLook::Wrong(problems)) => flaws_view(&problems.flaws, locale),
        None => ().into_any(),
    };
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {look}
        {form_view(feedback)}
    }
    .into_any()
}

/// The lines that are wrong.
fn flaws_view(flaws: &[PlanFlaw], locale: Locale) -> AnyView {
    if flaws.is_empty() {
        return ().into_any();
    }
    let rows = flaws
        .iter()
        .map(|flaw| vec![flaw.line.to_string(), flaw.message(locale)]);
    let columns = vec![
        Column::number(tr!(locale, "calendar.import.line")),
        Column::text(tr!(locale, "calendar.import.what")),
    ];
    view! {
        <DataTable
            caption=tr!(locale, "calendar.import.flaws")
            columns=columns
            rows=rows.collect()
        />
    }
    .into_any()
}

/// What would move, and the button that does it.
fn preview_view(preview: &PlanPreview, id: &str, locale: Locale) -> AnyView {
    let rows = vec![
        SummaryRow::new(
            tr!(locale, "calendar.import.year"),
            preview.year.to_string(),
        ),
        SummaryRow::new(
            tr!(locale, "calendar.import.cases"),
            preview.cases.to_string(),
        ),
        SummaryRow::new(
            tr!(locale, "calendar.import.moves"),
            preview.moves.to_string(),
        ),
    ];
    let replaces = preview.replaces.then(|| {
        let words = tr!(locale, "calendar.import.replaces", year = preview.year);
        view! { <Notice kind=NoticeKind::Warning><p>{words}</p></Notice> }
    });
    let days = tr!(locale, "calendar.import.days");
    let id = id.to_owned();
    let confirm = tr!(locale, "calendar.import.confirm", year = preview.year);
    let fields = view! {
        <input type="hidden" name="form" value=id/>
        <div class="wq-actions">
            <Button>{confirm}</Button>
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "calendar.import.preview")}</h2>
            <p>{tr!(locale, "calendar.import.nothing_yet")}</p>
            <SummaryList rows=rows dense=true/>
            {replaces}
            {moved_view(preview, locale)}
            <details class="wq-details">
                <summary>{days}</summary>
                {plan_view(&preview.plan, locale)}
            </details>
            <PostForm action=ImportCalendar::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}

fn moved_view(preview: &PlanPreview, locale: Locale) -> AnyView {
    if preview.sample.is_empty() {
        return view! { <p>{tr!(locale, "calendar.import.no_moves")}</p> }.into_any();
    }
    let told = u32::try_from(preview.sample.len()).unwrap_or(u32::MAX);
    let more = (told < preview.moves).then(|| {
        let words = tr!(
            locale,
            "calendar.import.more",
            n = told,
            all = preview.moves
        );
        view! { <p>{words}</p> }
    });
    let columns = vec![
        Column::text(tr!(locale, "calendar.import.case")),
        Column::text(tr!(locale, "calendar.import.period")),
        Column::text(tr!(locale, "calendar.import.before")),
        Column::text(tr!(locale, "calendar.import.after")),
    ];
    let rows = preview.sample.iter().map(|moved| moved_row(moved, locale));
    view! {
        {more}
        <DataTable
            caption=tr!(locale, "calendar.import.moved")
            columns=columns
            rows=rows.collect()
        />
    }
    .into_any()
}

fn moved_row(moved: &MovedDate, locale: Locale) -> Vec<String> {
    let rule = moved.rule.label().of(locale);
    let period = match moved.end {
        End::Target => tr!(locale, "calendar.import.target", rule = rule),
        End::Law => tr!(locale, "calendar.import.law", rule = rule),
    };
    vec![
        moved.number.clone(),
        period.into_owned(),
        format_date(locale, moved.before),
        format_date(locale, moved.after),
    ]
}

/// Sent to a plain route: the plan may be a file.
fn form_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    view! {
        <form
            method="post"
            action="/desk/admin/calendars/look"
            enctype="multipart/form-data"
            novalidate
        >
            <div class="wq-panel">
                <Field
                    name="year"
                    label=tr!(locale, "calendar.import.year")
                    value=feedback.value("year")
                    error=feedback.error("year")
                    inputmode="numeric"
                    width=FieldWidth::Tiny
                />
                <Field
                    name="source"
                    label=tr!(locale, "calendar.import.source")
                    hint=tr!(locale, "calendar.import.source_hint")
                    value=feedback.value("source")
                    error=feedback.error("source")
                />
                <TextArea
                    name="plan"
                    label=tr!(locale, "calendar.import.plan")
                    hint=tr!(locale, "calendar.import.plan_hint")
                    value=feedback.value("plan")
                    error=feedback.error("plan")
                    rows=12
                />
                <FileInput
                    name="file"
                    label=tr!(locale, "calendar.import.file")
                    hint=tr!(locale, "calendar.import.file_hint")
                    accept=".json,application/json"
                    single=true
                />
                <details class="wq-details">
                    <summary>{tr!(locale, "calendar.import.example")}</summary>
                    <pre class="wq-code">{EXAMPLE}</pre>
                </details>
            </div>
            <div class="wq-actions">
                <Button kind=ButtonKind::Secondary>{tr!(locale, "calendar.import.look")}</Button>
            </div>
        </form>
    }
    .into_any()
}
