//! `/desk/admin/jobs`: the work in the background.

use domain::locale::{Locale, format_instant, translate_if_known};
use domain::tr;
use domain::view::{JobOverview, JobPage, JobState, JobView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::message::done_view;
use super::paging::pager;
use crate::api::work::{Jobs, LoadJobs, RetryJob};
use crate::desk::address::jobs_address;
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, EmptyState, Glyph, Notice, NoticeKind, PostForm, SummaryList, SummaryRow,
    TabItem, Tabs, Tone,
};

/// Tabs by where jobs stand, and the jobs.
#[component]
pub(in crate::desk) fn JobsPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let jobs = page_data(move || LoadJobs {
        state: member("state"),
        cursor: member("cursor"),
        form: member("form"),
    });
    let jobs = jobs.show(move |jobs| match jobs {
        Ok(jobs) => {
            let cursor = query.with_untracked(|query| query.get("cursor").unwrap_or_default());
            jobs_view(&jobs, &cursor, locale)
        }
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{jobs}</main> }
}

fn jobs_view(jobs: &Jobs, cursor: &str, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &jobs.form,
        locale,
    };
    let page = &jobs.page;
    let state = page.state.code();
    let heading = tr!(locale, "work.jobs.title");
    let next = page.next.as_deref();
    let next = next.map(|next| jobs_address(state, next, ""));
    let first = (!cursor.is_empty()).then(|| jobs_address(state, "", ""));
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary(&jobs_address(state, cursor, ""))}
        <h1 class="wq-title">{heading}</h1>
        {done_view(feedback)}
        {late_view(&page.overview, locale)}
        <Tabs label=tr!(locale, "work.jobs.tabs") items=tabs(page, locale)/>
        {list_view(page, locale)}
        {pager(first, next, locale)}
    }
    .into_any()
}

/// Jobs that are due and nobody does mean that no worker runs.
fn late_view(overview: &JobOverview, locale: Locale) -> Option<AnyView> {
    let since = overview.oldest_due_at.filter(|_| overview.running == 0)?;
    let words = tr!(
        locale,
        "work.jobs.late",
        n = overview.due,
        since = format_instant(locale, since)
    );
    let view = view! { <Notice kind=NoticeKind::Warning><p>{words}</p></Notice> };
    Some(view.into_any())
}

fn tabs(page: &JobPage, locale: Locale) -> Vec<TabItem> {
    let tab = |state: &JobState| {
        let (count, tone) = match state {
            JobState::Failed => (page.overview.failed, Tone::Danger),
            JobState::Running => (page.overview.running, Tone::Neutral),
            JobState::Waiting => (page.overview.waiting, Tone::Neutral),
        };
        TabItem {
            href: jobs_address(state.code(), "", ""),
            label: state.label(locale).to_owned(),
            count: Some(count),
            tone,
            current: *state == page.state,
        }
    };
    JobState::ALL.iter().map(tab).collect()
}

fn list_view(page: &JobPage, locale: Locale) -> AnyView {
    if page.jobs.is_empty() {
        let title = match page.state {
            JobState::Failed => tr!(locale, "work.jobs.none_failed"),
            JobState::Running | JobState::Waiting => tr!(locale, "work.jobs.none"),
        };
        return view! { <EmptyState title=title glyph=Glyph::CheckCircle/> }.into_any();
    }
    let jobs: Vec<_> = page.jobs.iter().map(|job| job_view(job, locale)).collect();
    view! { <ul class="wq-works">{jobs}</ul> }.into_any()
}

fn job_view(job: &JobView, locale: Locale) -> AnyView {
    // Kinds that have no words of their own are still told apart.
    let name = translate_if_known(locale, &format!("work.kind.{}", job.kind));
    let name = name.unwrap_or_else(|| job.kind.clone());
    let id = job.id.to_string();
    let button = job.failed_at.map(|_| {
        view! {
            <PostForm action=RetryJob::PATH>
                <input type="hidden" name="id" value=id/>
                <Button kind=ButtonKind::Secondary>{tr!(locale, "work.jobs.retry")}</Button>
            </PostForm>
        }
    });
    view! {
        <li class="wq-panel">
            <h2 class="wq-panel__title">{name}</h2>
            <SummaryList rows=facts(job, locale) dense=true/>
            {button}
        </li>
    }
    .into_any()
}

fn facts(job: &JobView, locale: Locale) -> Vec<SummaryRow> {
    let at =
        |key: std::borrow::Cow<'static, str>, at| SummaryRow::new(key, format_instant(locale, at));
    let is_waiting = job.failed_at.is_none() && job.held_until.is_none();
    let tries = tr!(
        locale,
        "work.jobs.tries_of",
        n = job.attempts,
        most = job.most
    );
    let rows = [
        Some(at(tr!(locale, "work.jobs.enqueued"), job.created_at)),
        is_waiting.then(|| at(tr!(locale, "work.jobs.run_at"), job.run_at)),
        job.held_until
            .map(|until| at(tr!(locale, "work.jobs.held_until"), until)),
        job.failed_at
            .map(|failed| at(tr!(locale, "work.jobs.failed_at"), failed)),
        Some(SummaryRow::new(tr!(locale, "work.tries"), tries)),
        (!job.error.is_empty())
            .then(|| SummaryRow::new(tr!(locale, "work.last_error"), job.error.clone())),
    ];
    rows.into_iter().flatten().collect()
}
