//! The queue: what waits, the most urgent first.

use chrono::{DateTime, Utc};
use domain::case::State;
use domain::code::{CaseType, Flag, SupervisionLevel};
use domain::locale::{Locale, business_date};
use domain::tr;
use domain::value::Fen;
use domain::view::{QueueFilter, QueueRow, QueueTab, QueueView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::address::{case_address, export_address, filter_of, query_of, queue_address};
use super::deadline::row_deadline;
use super::failure::{failure_view, page_title};
use super::unfinished::unfinished;
use crate::api::desk::LoadQueue;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, EmptyState, Glyph, Pager, Select, StateTag, TabItem,
    Tabs, Tone,
};

/// `/desk`: tabs, filters and rows.
#[component]
pub(super) fn QueuePage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let queue = page_data(move || LoadQueue {
        filter: query.with(filter_of),
    });
    let queue = queue.show(move |view| match view {
        Ok(view) => queue_view(&view, &query.with_untracked(filter_of), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    let begun = unfinished();
    view! {
        <Title text=page_title(locale, &tr!(locale, "desk.nav.queue"))/>
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            {queue}
            {begun}
        </main>
    }
}

/// The page below the header.
fn queue_view(view: &QueueView, filter: &QueueFilter, locale: Locale) -> AnyView {
    view! {
        <h1 class="wq-title">{tr!(locale, "desk.nav.queue")}</h1>
        {overdue_view(view, filter, locale)}
        <Tabs label=tr!(locale, "desk.queue.tabs") items=tabs(view, filter, locale)/>
        {filters_view(view.tab, filter, locale)}
        {rows_view(view, filter, None, locale)}
        {exchange_view(view.tab, filter, locale)}
    }
    .into_any()
}

/// The ways of cases out of the list and into it.
fn exchange_view(tab: QueueTab, filter: &QueueFilter, locale: Locale) -> AnyView {
    let list = QueueFilter {
        queue: tab.code().to_owned(),
        ..filter.clone()
    };
    view! {
        <div class="wq-actions">
            <ButtonLink kind=ButtonKind::Secondary href=export_address(&list) external=true>
                {tr!(locale, "exchange.export.list")}
            </ButtonLink>
            <ButtonLink kind=ButtonKind::Secondary href="/desk/import" external=true>
                {tr!(locale, "exchange.export.import")}
            </ButtonLink>
        </div>
    }
    .into_any()
}

/// The tabs scroll sideways on a phone; what is overdue must not scroll out of sight.
fn overdue_view(view: &QueueView, filter: &QueueFilter, locale: Locale) -> Option<AnyView> {
    let overdue = view
        .tabs
        .iter()
        .find(|count| count.tab == QueueTab::Overdue)?;
    if overdue.count == 0 || view.tab == QueueTab::Overdue {
        return None;
    }
    let there = QueueFilter {
        queue: overdue.tab.code().to_owned(),
        cursor: String::new(),
        ..filter.clone()
    };
    let words = tr!(locale, "desk.queue.overdue_first", n = overdue.count);
    Some(
        view! {
            <p>
                <ButtonLink kind=ButtonKind::Secondary href=queue_address(&there) glyph=Glyph::Alert>
                    {words}
                </ButtonLink>
            </p>
        }
        .into_any(),
    )
}

fn tabs(view: &QueueView, filter: &QueueFilter, locale: Locale) -> Vec<TabItem> {
    let item = |count: &domain::view::TabCount| {
        let there = QueueFilter {
            queue: count.tab.code().to_owned(),
            cursor: String::new(),
            ..filter.clone()
        };
        TabItem {
            href: queue_address(&there),
            label: count.tab.label(locale).to_owned(),
            count: Some(u64::from(count.count)),
            tone: match count.tab {
                QueueTab::Overdue => Tone::Danger,
                QueueTab::DueSoon => Tone::Warning,
                _ => Tone::Neutral,
            },
            current: count.tab == view.tab,
        }
    };
    view.tabs.iter().map(item).collect()
}

/// The filters of a tab.
fn filters_view(tab: QueueTab, filter: &QueueFilter, locale: Locale) -> AnyView {
    let chosen = QueueFilter {
        queue: tab.code().to_owned(),
        ..filter.clone()
    };
    code_filters("/desk", &chosen, locale)
}

/// Type and state, as codes and by GET, so that what is filtered can be kept as a bookmark.
pub(super) fn code_filters(page: &str, filter: &QueueFilter, locale: Locale) -> AnyView {
    let choice = |code: &str, label: &str| Choice::new(code, label);
    let types = CaseType::ALL
        .iter()
        .map(|code| choice(code.code(), code.label(locale)))
        .collect();
    let states = State::ALL
        .iter()
        .map(|code| choice(code.code(), code.label(locale)))
        .collect();
    let all = tr!(locale, "common.all");
    let kept = [("queue", &filter.queue), ("org", &filter.org)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view();
    view! {
        <form class="wq-filters" method="get" action=page.to_owned()>
            {kept}
            <Select
                name="type"
                label=tr!(locale, "desk.queue.type")
                choices=types
                selected=filter.case_type.clone()
                placeholder=all.clone()
            />
            <Select
                name="state"
                label=tr!(locale, "desk.queue.state")
                choices=states
                selected=filter.state.clone()
                placeholder=all
            />
            <Button kind=ButtonKind::Secondary>{tr!(locale, "desk.queue.filter")}</Button>
        </form>
    }
    .into_any()
}

/// The rows with their pager; `open` is the case shown beside them.
pub(super) fn rows_view(
    view: &QueueView,
    filter: &QueueFilter,
    open: Option<Memo<String>>,
    locale: Locale,
) -> AnyView {
    if view.rows.is_empty() {
        return empty_view(view.tab, locale);
    }
    // The tab the service chose stays chosen when a case is opened from it.
    let chosen = QueueFilter {
        queue: view.tab.code().to_owned(),
        ..filter.clone()
    };
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| row_view(row, None, &chosen, open, view.now, locale))
        .collect();
    let next = view.next.clone().map(|cursor| {
        queue_address(&QueueFilter {
            cursor,
            ..chosen.clone()
        })
    });
    let first = QueueFilter {
        cursor: String::new(),
        ..chosen
    };
    let first = (!filter.cursor.is_empty()).then(|| queue_address(&first));
    view! {
        <ul class="wq-queue">{rows}</ul>
        <Pager
            label=tr!(locale, "desk.queue.pages")
            previous_label=tr!(locale, "desk.queue.first_page")
            next_label=tr!(locale, "desk.queue.next_page")
            previous=first
            next=next
        />
    }
    .into_any()
}

fn empty_view(tab: QueueTab, locale: Locale) -> AnyView {
    let title = match tab {
        QueueTab::Overdue => tr!(locale, "desk.queue.empty_overdue"),
        QueueTab::DueSoon => tr!(locale, "desk.queue.empty_due_soon"),
        _ => tr!(locale, "desk.queue.empty"),
    };
    let body = tr!(locale, "desk.queue.empty_hint");
    view! { <EmptyState title=title body=body glyph=Glyph::CheckCircle/> }.into_any()
}

/// A case as a row of `list`; `why` is the line that says why a search found it.
pub(super) fn row_view(
    row: &QueueRow,
    why: Option<String>,
    list: &QueueFilter,
    open: Option<Memo<String>>,
    now: DateTime<Utc>,
    locale: Locale,
) -> AnyView {
    let number = row.number.as_str().to_owned();
    let here = query_of(&QueueFilter {
        place: row.place.clone().unwrap_or_default(),
        ..list.clone()
    });
    let current = move || open.and_then(|open| open.with(|open| *open == number).then_some("true"));
    let chip = row
        .deadline
        .as_ref()
        .map(|deadline| row_deadline(deadline, locale));
    let claimed = (row.claimed > Fen::ZERO)
        .then(|| view! { <span class="wq-row__amount">{row.claimed.to_string()}</span> });
    let about = about(row, now, locale);
    let (first, second) = match row.respondent.clone() {
        Some(respondent) => (respondent, Some(about)),
        None => (about, None),
    };
    view! {
        <li>
            <a
                class="wq-row"
                href=case_address(row.number.as_str(), &here, "")
                aria-current=current
            >
                <span class="wq-row__top">
                    <span class="wq-row__number">{row.number.grouped()}</span>
                    {chip}
                </span>
                <span class="wq-row__text">{row.title.clone()}</span>
                <span class="wq-row__meta">
                    <span>{first}</span>
                    {claimed}
                    <StateTag text=row.state.label(locale) tone=state_tone(row.state)/>
                    {watch_tags(&row.flags, row.supervision, locale)}
                    {row.news.map(|news| view! { <StateTag text=news.label(locale) tone=Tone::Warning/> })}
                </span>
                {second.map(|text| view! { <span class="wq-row__meta"><span>{text}</span></span> })}
                {why.map(|why| view! { <span class="wq-row__why">{why}</span> })}
            </a>
        </li>
    }
    .into_any()
}

/// What makes a case stand out.
pub(super) fn watch_tags(
    flags: &[Flag],
    supervision: Option<SupervisionLevel>,
    locale: Locale,
) -> AnyView {
    let flags = flags.iter().map(|flag| flag.label(locale));
    let supervision = supervision.map(|level| level.label(locale));
    flags
        .chain(supervision)
        .map(|text| view! { <StateTag text=text tone=Tone::Danger/> })
        .collect_view()
        .into_any()
}

/// Type, person, age, channel and responsible person in one line.
fn about(row: &QueueRow, now: DateTime<Utc>, locale: Locale) -> String {
    let assignee = row.assignee.as_ref().map_or_else(
        || tr!(locale, "desk.unassigned"),
        |number| tr!(locale, "desk.staff_number", number = number),
    );
    let parts = [
        Some(row.case_type.label(locale).to_owned()),
        row.person.clone(),
        Some(age(row.received_at, now, locale)),
        Some(row.channel.label(locale).to_owned()),
        Some(assignee.into_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How long ago a case came in, in business days of the calendar: 「今天收到」「收到 3 天」.
fn age(received_at: DateTime<Utc>, now: DateTime<Utc>, locale: Locale) -> String {
    let days = (business_date(now) - business_date(received_at)).num_days();
    match days {
        ..=0 => tr!(locale, "desk.queue.received_today"),
        1 => tr!(locale, "desk.queue.received_yesterday"),
        _ => tr!(locale, "desk.queue.received_days_ago", n = days),
    }
    .into_owned()
}

/// The colour family of a state; the words carry the meaning.
pub(super) fn state_tone(state: State) -> Tone {
    match state {
        State::Reviewing
        | State::Accepted
        | State::Investigating
        | State::Verifying
        | State::Filed
        | State::Mediating
        | State::Negotiating
        | State::Terminated
        | State::Reopened => Tone::Info,
        State::Registered
        | State::Received
        | State::New
        | State::Applied
        | State::Distributed
        | State::Supplement
        | State::Suspended
        | State::RefusalProposed => Tone::Warning,
        State::Refused => Tone::Danger,
        State::Performing
        | State::Agreed
        | State::Settled
        | State::NotFiled
        | State::Decided
        | State::Closed => Tone::Success,
        State::Archived => Tone::Neutral,
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::News;
    use domain::clock::RuleId;
    use domain::locale::Locale;
    use domain::view::{DeadlineView, QueueFilter, QueueRow};
    use leptos::prelude::*;

    use super::queue_view;
    use crate::desk::sample::{queue, row};

    fn html(view: &domain::view::QueueView, filter: &QueueFilter) -> String {
        Owner::new().with(|| queue_view(view, filter, Locale::ZhCn).to_html())
    }

    #[test]
    fn a_row_tells_the_deadline_in_words_and_leads_to_its_case() {
        let place = Some("2026-11-24T16:00:00.000000Z_07".to_owned());
        let view = queue(vec![QueueRow { place, ..row() }]);
        let html = html(
            &view,
            &QueueFilter {
                case_type: "complaint".to_owned(),
                ..QueueFilter::default()
            },
        );
        for words in [
            "剩 2 个工作日",
            "乙电器店",
            "张*",
            "¥199.50",
            "收到 2 天",
            "未分配",
            "审查中",
            "电饭锅不通电",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        let number = row().number;
        let href = format!(
            "/desk/cases/{}?queue=open&amp;type=complaint&amp;place=2026-11-24T16%3A00%3A00.000000Z_07",
            number.as_str()
        );
        assert!(html.contains(&href), "{html}");
    }

    #[test]
    fn a_row_names_the_clock_of_an_own_target_but_not_a_limit_of_the_law() {
        let mut own = row();
        own.deadline = own.deadline.map(|deadline| DeadlineView {
            clock: RuleId::FirstReply,
            of_law: false,
            ..deadline
        });
        let html = |row| html(&queue(vec![row]), &QueueFilter::default());
        assert!(html(own).contains("首次回复"));
        assert!(!html(row()).contains("wq-row__clock"));
    }

    #[test]
    fn what_came_from_the_person_is_marked_until_staff_do_something() {
        let html = |news| {
            let row = QueueRow { news, ..row() };
            html(&queue(vec![row]), &QueueFilter::default())
        };
        assert!(html(Some(News::Material)).contains("已补充材料"));
        assert!(!html(None).contains("已补充材料"));
    }

    #[test]
    fn the_overdue_tab_is_always_in_sight() {
        let html = html(&queue(Vec::new()), &QueueFilter::default());
        assert!(html.contains("超期"), "{html}");
        assert!(html.contains("wq-tabs__count--danger"), "{html}");
        assert!(html.contains("有 3 件案件超期"), "{html}");
        assert!(html.contains("这里没有案件"), "{html}");
    }

    #[test]
    fn the_next_page_keeps_the_filter() {
        let filter = QueueFilter {
            state: "reviewing".to_owned(),
            ..QueueFilter::default()
        };
        let html = html(&queue(vec![row()]), &filter);
        assert!(
            html.contains("/desk?queue=open&amp;state=reviewing&amp;cursor=abc"),
            "{html}"
        );
    }
}
