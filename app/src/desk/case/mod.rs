//! `/desk/cases/:number`: one case, beside its queue where there is room.

mod actions;
mod documents;
mod evidence;
mod facts;
mod history;
mod mediation;
mod neighbours;
mod parties;
mod periods;
mod result;
mod watch;

use domain::locale::Locale;
use domain::tr;
use domain::view::{CaseView, QueueFilter};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::address::{filter_of, query_of, queue_address, search_address};
use super::deadline::deadline_chip;
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use super::queue::{rows_view, state_tone, watch_tags};
use super::search::found_view;
use crate::api::desk::{CasePage as CaseData, LoadCase, LoadFound, LoadQueue};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{BackLink, Badge, StateTag};

/// One case.
#[component]
pub(super) fn CasePage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let number = open_number();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let case = page_data(move || LoadCase {
        number: number.get(),
        form: form(),
        list: query.with(filter_of),
    });
    split_view(case.show(move |page| match page {
        Ok(page) => case_view(&page, &query.with_untracked(filter_of), locale),
        Err(error) => failure_view(&error.0, locale),
    }))
}

/// The number in the address.
pub(super) fn open_number() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("number").unwrap_or_default()))
}

/// The queue with the open case marked.
fn beside_queue() -> AnyView {
    let locale = use_locale();
    let query = use_query_map();
    let open = open_number();
    let queue = page_data(move || LoadQueue {
        filter: query.with(filter_of),
    });
    queue.show(move |view| {
        // Why a queue cannot be shown is said of the case as well.
        let Ok(view) = view else {
            return ().into_any();
        };
        let filter = query.with_untracked(filter_of);
        let heading = view.tab.label(locale);
        let back = tr!(locale, "desk.case.all_of", queue = heading);
        let rows = rows_view(&view, &filter, Some(open), locale);
        list_view(queue_address(&filter), back, rows, locale)
    })
}

/// What the search found with the open case marked.
fn beside_search() -> AnyView {
    let locale = use_locale();
    let query = use_query_map();
    let open = open_number();
    let found = page_data(move || {
        let filter = query.with(filter_of);
        LoadFound {
            id: filter.search.clone(),
            filter,
            form: String::new(),
        }
    });
    found.show(move |page| {
        let filter = query.with_untracked(filter_of);
        let back = tr!(locale, "desk.case.all_found");
        // A search that is over begins anew.
        let Ok(Some(found)) = page.map(|page| page.found) else {
            let anew = search_address("", &QueueFilter::default(), "");
            return list_view(anew, back, ().into_any(), locale);
        };
        let rows = found_view(&found, &filter.search, &filter, Some(open), locale);
        list_view(
            search_address(&filter.search, &filter, ""),
            back,
            rows,
            locale,
        )
    })
}

fn list_view(href: String, back: impl Into<String>, rows: AnyView, locale: Locale) -> AnyView {
    view! {
        <section class="wq-split__list" aria-label=tr!(locale, "desk.nav.queue")>
            <BackLink href=href label=back.into()/>
            {rows}
        </section>
    }
    .into_any()
}

/// The list it was opened from beside what is open; on narrow screens only what is open.
pub(super) fn split_view(detail: AnyView) -> AnyView {
    let query = use_query_map();
    let from_search = query.with_untracked(|query| query.get("search").is_some());
    let list = if from_search {
        beside_search()
    } else {
        beside_queue()
    };
    view! {
        <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">
            <div class="wq-split wq-split--detail">
                {list}
                <div class="wq-split__detail">{detail}</div>
            </div>
        </main>
    }
    .into_any()
}

/// The case itself.
fn case_view(page: &CaseData, filter: &QueueFilter, locale: Locale) -> AnyView {
    let case = &page.case;
    let list = query_of(filter);
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let title = feedback.title(&case_title(case, locale));
    let way = match &page.neighbours {
        Some(neighbours) => neighbours::neighbours_view(neighbours, filter, locale),
        None => back_view(filter, locale),
    };
    view! {
        <Title text=page_title(locale, &title)/>
        {way}
        {feedback.summary(&super::address::case_address(case.number.as_str(), &list, ""))}
        {head_view(case, locale)}
        {facts::facts_view(case, locale)}
        <div class="wq-panels">
            {parties::person_view(page, &list, locale)}
            {parties::business_view(case, locale)}
        </div>
        {watch::watch_view(&case.watch, locale)}
        {mediation::mediation_view(page, locale)}
        {evidence::evidence_view(case, &page.form, &list, locale)}
        {periods::periods_view(case, locale)}
        {result::result_view(page, locale)}
        {documents::documents_view(case, locale)}
        {history::history_view(case, locale)}
        {actions::actions_view(case, &list, locale)}
    }
    .into_any()
}

/// The way back to where the case was opened from.
fn back_view(filter: &QueueFilter, locale: Locale) -> AnyView {
    let (href, label) = if filter.search.is_empty() {
        (queue_address(filter), tr!(locale, "desk.nav.queue"))
    } else {
        let search = search_address(&filter.search, filter, "");
        (search, tr!(locale, "desk.case.all_found"))
    };
    view! { <BackLink href=href label=label/> }.into_any()
}

/// What the case is about, in one line.
pub(super) fn case_title(case: &CaseView, locale: Locale) -> String {
    let about = case.item.clone().or_else(|| {
        case.respondent
            .as_ref()
            .map(|business| business.name.clone())
    });
    let kind = case.case_type.label(locale);
    about.map_or_else(
        || kind.to_owned(),
        |about| tr!(locale, "desk.case.about", kind = kind, about = about).into_owned(),
    )
}

/// Number, state, nearest deadline and responsible person, always in sight.
pub(super) fn head_view(case: &CaseView, locale: Locale) -> AnyView {
    let chip = case
        .deadline
        .as_ref()
        .map(|deadline| deadline_chip(deadline, locale));
    let clock = case.deadline.as_ref().map(|deadline| {
        view! { <span>{deadline.clock.label().of(locale)}</span> }
    });
    let assignee = case.assignee.as_ref().map_or_else(
        || tr!(locale, "desk.unassigned"),
        |number| tr!(locale, "desk.case.assigned_to", number = number),
    );
    view! {
        <div class="wq-case__head">
            <p class="wq-case__number">{case.number.grouped()}</p>
            <h1 class="wq-title">{case_title(case, locale)}</h1>
            <div class="wq-inline">
                <StateTag text=case.state.label(locale) tone=state_tone(case.state)/>
                {watch_tags(&case.watch.flags, None, locale)}
                <Badge text=case.case_type.label(locale)/>
                {chip}
                {clock}
                <span>{assignee}</span>
            </div>
        </div>
    }
    .into_any()
}

/// A titled part of the page.
fn panel(title: impl Into<String>, body: AnyView) -> AnyView {
    view! {
        <section class="wq-panel">
            <h2 class="wq-panel__title">{title.into()}</h2>
            {body}
        </section>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::CommandKind;
    use domain::locale::Locale;
    use domain::view::{Failure, FormState, KnownBusiness, Neighbours, QueueFilter};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::case_view;
    use crate::api::desk::CasePage;
    use crate::desk::sample::page;

    fn html(allowed: &[CommandKind], form: FormState) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            let filter = QueueFilter {
                queue: "open".to_owned(),
                ..QueueFilter::default()
            };
            case_view(&page(allowed, form), &filter, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn only_the_allowed_steps_have_a_button() {
        let html = html(
            &[CommandKind::StartReview, CommandKind::Accept],
            FormState::default(),
        );
        assert!(html.contains(r#"value="start_review""#), "{html}");
        assert!(html.contains("/do/accept?queue=open"), "{html}");
        for kind in CommandKind::ALL {
            let offered = html.contains(&format!("/do/{}", kind.code()));
            assert_eq!(offered, *kind == CommandKind::Accept, "{kind}");
        }
    }

    #[test]
    fn a_case_leads_back_to_where_it_was_opened_from() {
        assert!(html(&[], FormState::default()).contains(r#"href="/desk?queue=open""#));
        let filter = QueueFilter {
            search: "abc".to_owned(),
            state: "reviewing".to_owned(),
            ..QueueFilter::default()
        };
        let html = Owner::new().with(|| {
            provide_meta_context();
            let page = page(&[CommandKind::Accept], FormState::default());
            case_view(&page, &filter, Locale::ZhCn).to_html()
        });
        assert!(
            html.contains(r#"href="/desk/search/abc?state=reviewing""#),
            "{html}"
        );
        assert!(
            html.contains("/do/accept?state=reviewing&amp;search=abc"),
            "{html}"
        );
    }

    #[test]
    fn only_a_case_from_a_list_leads_along_it() {
        let html = |neighbours| {
            Owner::new().with(|| {
                provide_meta_context();
                let page = CasePage {
                    neighbours,
                    ..page(&[], FormState::default())
                };
                case_view(&page, &QueueFilter::default(), Locale::ZhCn).to_html()
            })
        };
        assert!(html(Some(Neighbours::default())).contains("wq-along"));
        let direct = html(None);
        assert!(!direct.contains("wq-along"), "{direct}");
        assert!(direct.contains("wq-back"), "{direct}");
    }

    #[test]
    fn the_link_for_photographs_and_the_register_are_offered_where_they_belong() {
        let shown = html(&[], FormState::default());
        assert!(!shown.contains("/link"), "{shown}");
        assert!(!shown.contains("/desk/businesses/"), "{shown}");
        let mut page = page(&[], FormState::default());
        page.case.can_link = true;
        page.case.businesses = vec![KnownBusiness {
            id: "b1".to_owned(),
            name: "乙电器店".to_owned(),
        }];
        let shown = Owner::new().with(|| {
            provide_meta_context();
            case_view(&page, &QueueFilter::default(), Locale::ZhCn).to_html()
        });
        let link = format!("/desk/cases/{}/link", page.case.number.as_str());
        assert!(shown.contains(&link), "{shown}");
        assert!(shown.contains(r#"href="/desk/businesses/b1""#), "{shown}");
        assert!(shown.contains("经营主体库：乙电器店"), "{shown}");
    }

    #[test]
    fn internal_steps_say_that_the_consumer_cannot_see_them() {
        let html = html(&[], FormState::default());
        assert_eq!(html.matches("（内部，消费者看不到）").count(), 1, "{html}");
        assert!(html.contains("店家难缠"), "{html}");
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let html = html(&[], FormState::default());
        assert!(html.contains("买了三天就不通电 &lt;b&gt;"), "{html}");
    }

    #[test]
    fn every_clock_leads_to_its_explanation() {
        let html = html(&[], FormState::default());
        assert!(
            html.contains(r#"href="/why?from=2026-11-18&amp;rule=L1" rel="external""#),
            "{html}"
        );
        assert!(html.contains("第十五条"), "{html}");
    }

    #[test]
    fn a_revealed_value_is_shown_with_its_field() {
        let values = [("field".to_owned(), "phone".to_owned())].into();
        let shown = FormState {
            values,
            shown: Some("13800138000".to_owned()),
            ..FormState::default()
        };
        let html = html(&[], shown);
        assert!(html.contains("13800138000"), "{html}");
        assert!(html.contains("本次查看已经记录"), "{html}");
    }

    #[test]
    fn a_case_that_changed_meanwhile_says_so_and_leads_to_its_present_state() {
        let failure = Some(Failure::Conflict { current: 5 });
        let html = html(
            &[],
            FormState {
                failure,
                ..FormState::default()
            },
        );
        assert!(html.contains("案件已被更新"), "{html}");
        assert!(html.contains("查看最新情况"), "{html}");
    }
}
