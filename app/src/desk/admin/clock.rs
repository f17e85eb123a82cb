//! `/desk/admin/clocks/:key`: one clock, and setting its target after a look.

use chrono::{DateTime, Utc};
use domain::clock::{Period, RuleSet};
use domain::locale::{Locale, format_date, format_instant};
use domain::tr;
use domain::view::{ClockDetail, FormState, TargetLook, TargetPreview};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::clocks::since_words;
use super::from_day::from_day_fields;
use super::trail::lines_view;
use super::{framed, use_key, use_member};
use crate::api::clock::{ClockPage as Data, LoadClock, LookAtTarget, SetTarget};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, Column, DataTable, Field, FieldWidth, Notice, NoticeKind, PostForm,
    SummaryList, SummaryRow,
};

/// One clock.
#[component]
pub(in crate::desk) fn ClockPage() -> impl IntoView {
    let locale = use_locale();
    let (clock, kind, form) = (use_key(), use_member("kind"), use_member("form"));
    let load = move || LoadClock {
        kind: kind(),
        clock: clock(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let back = tr!(locale, "clock.title").into_owned();
    framed("/desk/admin/clocks", back, page)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let detail = &page.detail;
    let heading = detail.line.rule.label().of(locale);
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let done = (!page.form.value("done").is_empty()).then(|| {
        let words = tr!(locale, "clock.done");
        view! { <Notice kind=NoticeKind::Success announce=true><p>{words}</p></Notice> }
    });
    let look = match &page.look {
        Some(TargetLook::Good(preview)) => preview_view(preview, &page.id, locale),
        Some(TargetLook::Wrong(_)) | None => ().into_any(),
    };
    let form = if detail.may_set {
        form_view(detail, &page.form, locale)
    } else {
        closed_view(detail, locale)
    };
    view! {
        <Title text=page_title(locale, &feedback.title(heading))/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {done}
        {facts_view(detail, locale)}
        {look}
        {form}
        {history_view(detail, locale)}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

/// A period in words, or that there is none.
fn or_none(period: Option<Period>, locale: Locale) -> String {
    match period {
        Some(period) => period.words(locale),
        None => tr!(locale, "common.none").into_owned(),
    }
}

/// What is in force.
fn facts_view(detail: &ClockDetail, locale: Locale) -> AnyView {
    let line = &detail.line;
    let mut rows = vec![
        SummaryRow::new(
            tr!(locale, "clock.kind"),
            detail.kind.label(locale).to_owned(),
        ),
        SummaryRow::new(tr!(locale, "clock.code"), line.rule.code().to_owned()),
        SummaryRow::new(tr!(locale, "clock.wall"), or_none(line.wall, locale)),
    ];
    let article = line.rule.citation(RuleSet::Order121);
    if let Some(article) = article.filter(|_| line.wall.is_some()) {
        rows.push(SummaryRow::new(
            tr!(locale, "clock.article"),
            article.of(locale).to_owned(),
        ));
    }
    if line.is_settable {
        rows.push(SummaryRow::new(
            tr!(locale, "clock.target"),
            or_none(line.target, locale),
        ));
        rows.push(SummaryRow::new(
            tr!(locale, "clock.in_force"),
            since_words(line, locale),
        ));
        rows.push(SummaryRow::new(
            tr!(locale, "clock.default"),
            or_none(detail.built_in, locale),
        ));
    }
    if let Some((target, from)) = line.next {
        let words = tr!(
            locale,
            "clock.next",
            date = format_date(locale, from),
            period = target.words(locale)
        );
        rows.push(SummaryRow::new(tr!(locale, "clock.follows"), words));
    }
    view! {
        <section class="wq-panel">
            <SummaryList rows=rows dense=true/>
        </section>
    }
    .into_any()
}

/// Why nothing can be set here.
fn closed_view(detail: &ClockDetail, locale: Locale) -> AnyView {
    let words = if detail.line.is_settable {
        tr!(locale, "clock.county_only")
    } else {
        tr!(locale, "clock.law_about")
    };
    view! { <Notice><p>{words}</p></Notice> }.into_any()
}

/// What the new target would do, and the button that sets it.
fn preview_view(preview: &TargetPreview, id: &str, locale: Locale) -> AnyView {
    let due = |at: Option<DateTime<Utc>>| match at {
        Some(at) => format_instant(locale, at),
        None => tr!(locale, "common.none").into_owned(),
    };
    let from = format_date(locale, preview.from);
    let rows = vec![
        SummaryRow::new(tr!(locale, "clock.before"), or_none(preview.before, locale)),
        SummaryRow::new(tr!(locale, "clock.after"), preview.after.words(locale)),
        SummaryRow::new(tr!(locale, "admin.from_day.day"), from.clone()),
    ];
    let example = vec![
        SummaryRow::new(
            tr!(locale, "clock.starts"),
            format_instant(locale, preview.example),
        ),
        SummaryRow::new(tr!(locale, "clock.ends_before"), due(preview.due_before)),
        SummaryRow::new(tr!(locale, "clock.ends_after"), due(preview.due_after)),
    ];
    let id = id.to_owned();
    let confirm = tr!(locale, "clock.confirm", date = from);
    let fields = view! {
        <input type="hidden" name="form" value=id/>
        <div class="wq-actions">
            <Button>{confirm}</Button>
        </div>
    }
    .into_any();
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "clock.preview")}</h2>
            <p>{tr!(locale, "clock.nothing_yet")}</p>
            <SummaryList rows=rows dense=true/>
            <h3 class="wq-panel__title">{tr!(locale, "clock.example")}</h3>
            <SummaryList rows=example dense=true/>
            <p>{tr!(locale, "clock.keeps")}</p>
            <PostForm action=SetTarget::PATH>{fields}</PostForm>
        </section>
    }
    .into_any()
}

fn form_view(detail: &ClockDetail, form: &FormState, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let target = detail.line.target;
    let target = target.map(|target| target.number().to_string());
    let today = detail.today.to_string();
    let from_hint = tr!(locale, "clock.effective_from_hint").into_owned();
    let unit = detail.line.target.map_or("", Period::unit);
    let in_unit = match unit {
        "hours" => tr!(locale, "clock.unit.hours"),
        "working_days" => tr!(locale, "clock.unit.working_days"),
        _ => tr!(locale, "clock.unit.natural_days"),
    };
    let hint = detail
        .line
        .wall
        .map(|wall| tr!(locale, "clock.target_hint", period = wall.words(locale)).into_owned());
    let fields = view! {
        <input type="hidden" name="kind" value=detail.kind.code()/>
        <input type="hidden" name="clock" value=detail.line.rule.code()/>
        <input type="hidden" name="unit" value=unit/>
        <div class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "clock.set")}</h2>
            <p>{tr!(locale, "clock.keeps")}</p>
            <Field
                name="target"
                label=tr!(locale, "clock.new_target", unit = in_unit)
                hint=hint
                value=feedback.value_or("target", &target.unwrap_or_default())
                error=feedback.error("target")
                inputmode="numeric"
                width=FieldWidth::Tiny
            />
            {from_day_fields(feedback, &today, from_hint)}
        </div>
        <div class="wq-actions">
            <Button kind=ButtonKind::Secondary>{tr!(locale, "clock.look")}</Button>
        </div>
    }
    .into_any();
    view! { <PostForm action=LookAtTarget::PATH>{fields}</PostForm> }.into_any()
}

/// Every target that was set.
fn history_view(detail: &ClockDetail, locale: Locale) -> AnyView {
    if detail.history.is_empty() {
        return ().into_any();
    }
    let rows = detail.history.iter().map(|set| {
        let by = set.set_by.as_ref();
        vec![
            format_date(locale, set.from),
            set.target.words(locale),
            format_instant(locale, set.set_at),
            by.map(ToString::to_string).unwrap_or_default(),
        ]
    });
    let columns = vec![
        Column::text(tr!(locale, "admin.from_day.day")),
        Column::text(tr!(locale, "clock.target")),
        Column::text(tr!(locale, "clock.set_at")),
        Column::text(tr!(locale, "clock.set_by")),
    ];
    view! {
        <section class="wq-panel">
            <DataTable
                caption=tr!(locale, "clock.history")
                columns=columns
                rows=rows.collect()
            />
        </section>
    }
    .into_any()
}
