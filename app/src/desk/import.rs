//! `/desk/import`: cases of another register. A file first shows what it would do.

use domain::code::{CaseType, Channel, Problem, ReportProblem};
use domain::exchange::{Column as Heading, RowProblem};
use domain::locale::Locale;
use domain::tr;
use domain::view::{Failure, FormState, ImportRow, ImportView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::failure::{failure_view, page_title, set_status};
use super::feedback::Feedback;
use crate::api::exchange::{ConfirmImport, ImportPage as Loaded, LoadImport};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Column, DataTable, FileInput, Notice, NoticeKind, PostForm,
    SummaryList, SummaryRow,
};

/// The page: the form for a file, and what the file of the address would do.
#[component]
pub(super) fn ImportPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    let page = page_data(move || LoadImport {
        file: member("file"),
        form: member("form"),
    });
    let page = page.show(move |page| match page {
        Ok(page) => import_view(&page, locale),
        Err(error) if error.0 == Failure::NotFound => over_view(locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

fn import_view(page: &Loaded, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "exchange.import.title");
    let title = page_title(locale, &feedback.title(&heading));
    let body = match &page.seen {
        Some(seen) => seen_view(seen, locale),
        None => upload_view(feedback),
    };
    view! {
        <Title text=title/>
        {feedback.summary("/desk/import")}
        <h1 class="wq-title">{heading}</h1>
        {body}
    }
    .into_any()
}

/// A file that is over has to be sent again.
fn over_view(locale: Locale) -> AnyView {
    set_status(Failure::NotFound.status());
    let title = tr!(locale, "exchange.import.over");
    let said = title.clone();
    let form = FormState::default();
    let feedback = Feedback {
        form: &form,
        locale,
    };
    view! {
        <Title text=page_title(locale, &title)/>
        <Notice kind=NoticeKind::Warning><p>{said}</p></Notice>
        <h1 class="wq-title">{tr!(locale, "exchange.import.title")}</h1>
        {upload_view(feedback)}
    }
    .into_any()
}

fn upload_view(feedback: Feedback<'_>) -> AnyView {
    let locale = feedback.locale;
    view! {
        <p>{tr!(locale, "exchange.import.lead")}</p>
        <form method="post" action="/desk/import/file" enctype="multipart/form-data" novalidate>
            <FileInput
                name="file"
                label=tr!(locale, "exchange.import.file")
                hint=tr!(locale, "exchange.import.file_hint")
                error=feedback.error("file")
                accept=".csv,.xlsx"
                single=true
            />
            <div class="wq-actions">
                <Button>{tr!(locale, "exchange.import.upload")}</Button>
                <ButtonLink
                    kind=ButtonKind::Secondary
                    href="/desk/import/template.csv"
                    external=true
                >
                    {tr!(locale, "exchange.import.template")}
                </ButtonLink>
            </div>
        </form>
        {columns_view(locale)}
    }
    .into_any()
}

/// The headings with what belongs below them.
fn columns_view(locale: Locale) -> AnyView {
    let rows = Heading::ALL
        .iter()
        .map(|column| {
            vec![
                column.label(Locale::ZhCn).to_owned(),
                content_of(*column, locale),
            ]
        })
        .collect();
    let columns = vec![
        Column::text(tr!(locale, "exchange.import.column")),
        Column::text(tr!(locale, "exchange.import.content")),
    ];
    let caption = tr!(locale, "exchange.import.columns");
    view! {
        <details class="wq-details">
            <summary>{caption.clone()}</summary>
            <p>{tr!(locale, "exchange.import.columns_lead")}</p>
            <DataTable caption=caption columns=columns rows=rows/>
        </details>
    }
    .into_any()
}

fn content_of(column: Heading, locale: Locale) -> String {
    let list = |names: Vec<&'static str>| names.join(tr!(locale, "common.list_separator").as_ref());
    let words = match column {
        Heading::Number => tr!(locale, "exchange.column.number"),
        Heading::Type => tr!(locale, "exchange.column.type"),
        Heading::Channel => {
            let names = list(Channel::ALL.iter().map(|code| code.label(locale)).collect());
            tr!(locale, "exchange.column.channel", names = names)
        }
        Heading::Business => tr!(locale, "exchange.column.business"),
        Heading::BusinessAddress => tr!(locale, "exchange.column.business_address"),
        Heading::Facts => tr!(locale, "exchange.column.facts"),
        Heading::Problem => {
            let complaint = list(Problem::ALL.iter().map(|code| code.label(locale)).collect());
            let report = ReportProblem::ALL.iter().map(|code| code.label(locale));
            let report = list(report.collect());
            tr!(
                locale,
                "exchange.column.problem",
                complaint = complaint,
                report = report
            )
        }
        Heading::Place => tr!(locale, "exchange.column.place"),
        Heading::Detail => tr!(locale, "exchange.column.detail"),
        Heading::Status => tr!(locale, "exchange.column.status"),
        Heading::Organisation => tr!(locale, "exchange.column.organisation"),
        Heading::Department => tr!(locale, "exchange.column.department"),
        Heading::Feedback => tr!(locale, "exchange.column.feedback"),
    };
    words.into_owned()
}

/// What a file would do, or has done.
fn seen_view(seen: &ImportView, locale: Locale) -> AnyView {
    let outcome = if seen.problem_count > 0 {
        problems_view(seen, locale)
    } else if seen.new > 0 {
        confirm_view(seen, locale)
    } else {
        done_view(seen, locale)
    };
    let sample = (!seen.sample.is_empty()).then(|| sample_view(&seen.sample, locale));
    view! {
        {outcome}
        <h2 class="wq-heading">{tr!(locale, "exchange.import.check")}</h2>
        <SummaryList rows=counts(seen, locale) dense=true/>
        {sample}
        <div class="wq-actions">
            <ButtonLink kind=ButtonKind::Secondary href="/desk/import">
                {tr!(locale, "exchange.import.another")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

fn counts(seen: &ImportView, locale: Locale) -> Vec<SummaryRow> {
    let rows = [
        (tr!(locale, "exchange.import.rows"), Some(seen.rows)),
        (tr!(locale, "exchange.import.new"), Some(seen.new)),
        (
            tr!(locale, "exchange.import.imported"),
            Some(seen.imported).filter(|count| *count > 0),
        ),
        (tr!(locale, "exchange.import.known"), Some(seen.known)),
        (
            tr!(locale, "exchange.import.problem_count"),
            Some(seen.problem_count).filter(|count| *count > 0),
        ),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(name, count)| Some((name, count?)));
    rows.map(|(name, count)| SummaryRow::new(name, count.to_string()))
        .collect()
}

fn problems_view(seen: &ImportView, locale: Locale) -> AnyView {
    let told = u32::try_from(seen.problems.len()).unwrap_or(u32::MAX);
    let more = (told < seen.problem_count)
        .then(|| view! { <p>{tr!(locale, "exchange.import.problems_more", n = told)}</p> });
    let columns = vec![
        Column::number(tr!(locale, "exchange.import.line")),
        Column::text(tr!(locale, "exchange.import.column")),
        Column::text(tr!(locale, "exchange.import.what")),
    ];
    let rows = seen
        .problems
        .iter()
        .map(|problem| problem_row(problem, locale))
        .collect();
    let lead = tr!(
        locale,
        "exchange.import.problems_lead",
        n = seen.problem_count
    );
    view! {
        <Notice kind=NoticeKind::Warning announce=true>
            <p>{lead}</p>
            {more}
        </Notice>
        <DataTable caption=tr!(locale, "exchange.import.problems") columns=columns rows=rows/>
        {columns_view(locale)}
    }
    .into_any()
}

fn problem_row(problem: &RowProblem, locale: Locale) -> Vec<String> {
    let line = if problem.line == 0 {
        tr!(locale, "exchange.import.whole_file").into_owned()
    } else {
        problem.line.to_string()
    };
    let column = problem
        .column
        .map(|column| column.label(Locale::ZhCn).to_owned());
    let column = column.or_else(|| problem.heading.clone());
    vec![
        line,
        column.unwrap_or_default(),
        problem.flaw.label(locale).to_owned(),
    ]
}

fn confirm_view(seen: &ImportView, locale: Locale) -> AnyView {
    let (file, new) = (seen.file.clone(), seen.new);
    view! {
        <PostForm action=ConfirmImport::PATH>
            <input type="hidden" name="file" value=file/>
            <div class="wq-actions">
                <Button>{tr!(locale, "exchange.import.confirm", n = new)}</Button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn done_view(seen: &ImportView, locale: Locale) -> AnyView {
    if seen.imported == 0 {
        let words = tr!(locale, "exchange.import.nothing_new");
        return view! { <Notice><p>{words}</p></Notice> }.into_any();
    }
    let title = tr!(locale, "exchange.import.done", n = seen.imported);
    view! {
        <Notice kind=NoticeKind::Success title=title.into_owned() announce=true>
            <p>{tr!(locale, "exchange.import.done_body")}</p>
            <p>
                <ButtonLink kind=ButtonKind::Secondary href="/desk">
                    {tr!(locale, "exchange.import.to_queue")}
                </ButtonLink>
            </p>
        </Notice>
    }
    .into_any()
}

fn sample_view(sample: &[ImportRow], locale: Locale) -> AnyView {
    let columns = vec![
        Column::number(tr!(locale, "exchange.import.line")),
        Column::text(tr!(locale, "exchange.import.number")),
        Column::text(tr!(locale, "exchange.import.type")),
        Column::text(tr!(locale, "exchange.import.business")),
        Column::text(tr!(locale, "exchange.import.facts")),
        Column::text(tr!(locale, "exchange.import.after")),
    ];
    let rows = sample.iter().map(|row| sample_row(row, locale)).collect();
    let caption = tr!(locale, "exchange.import.sample", n = sample.len());
    view! { <DataTable caption=caption columns=columns rows=rows/> }.into_any()
}

fn sample_row(row: &ImportRow, locale: Locale) -> Vec<String> {
    let after = match (&row.here, row.stage.as_str()) {
        (Some(number), _) => tr!(locale, "exchange.import.here", number = number.grouped()),
        (None, "accepted") => tr!(locale, "exchange.import.accepted"),
        (None, "ended") => tr!(locale, "exchange.import.ended"),
        (None, _) => tr!(locale, "exchange.import.open"),
    };
    let case_type: CaseType = row.case_type;
    vec![
        row.line.to_string(),
        row.number.clone().unwrap_or_default(),
        case_type.label(locale).to_owned(),
        row.business.clone().unwrap_or_default(),
        row.facts.clone(),
        after.into_owned(),
    ]
}
