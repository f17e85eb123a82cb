//! `/desk/search`: cases found by what is known of them.

use domain::locale::Locale;
use domain::search::Match;
use domain::tr;
use domain::view::{Failure, FormState, QueueFilter, SearchView};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

use super::address::{export_address, filter_of, search_address};
use super::failure::{failure_view, page_title, set_status};
use super::feedback::Feedback;
use super::queue::{code_filters, row_view};
use crate::api::desk::{FoundPage, LoadFound, Search};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, ButtonKind, ButtonLink, EmptyState, Glyph, Icon, Notice, NoticeKind, Pager, PostForm,
    field_id,
};

/// The search box with what it found.
#[component]
pub(super) fn SearchPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let member = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let page = page_data(move || LoadFound {
        id: id.get(),
        filter: query.with(filter_of),
        form: member("form"),
    });
    let page = page.show(move |page| match page {
        Ok(page) => {
            let filter = query.with_untracked(filter_of);
            search_view(&page, &id.get_untracked(), &filter, locale)
        }
        Err(error) if error.0 == Failure::NotFound => over_view(locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

/// The search box. It posts: what is looked for never stands in an address.
pub(super) fn search_box(form: &FormState, locale: Locale) -> AnyView {
    let feedback = Feedback { form, locale };
    let id = field_id("q");
    let error_id = format!("{id}-error");
    let error = feedback.error("q").into_inner();
    let failed = error.is_some();
    let described = failed.then(|| error_id.clone());
    let error = error.map(|error| {
        view! {
            <p class="govuk-error-message wq-error" id=error_id>
                <Icon glyph=Glyph::Alert/>
                <span>{error}</span>
            </p>
        }
    });
    let input = view! {
        <input
            class="govuk-input"
            class:govuk-input--error=failed
            id=id.clone()
            name="q"
            type="search"
            value=feedback.value("q")
            placeholder=tr!(locale, "desk.search.placeholder")
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            aria-describedby=described
            aria-invalid=failed.then_some("true")
        />
    };
    view! {
        <div role="search">
            <PostForm action=Search::PATH>
                {error}
                <div class="wq-search__row">
                    <label class="govuk-visually-hidden" for=id>{tr!(locale, "desk.search.title")}</label>
                    {input}
                    <Button kind=ButtonKind::Secondary glyph=Glyph::Search>
                        {tr!(locale, "desk.search.submit")}
                    </Button>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}

fn search_view(page: &FoundPage, id: &str, filter: &QueueFilter, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let title = feedback.title(&tr!(locale, "desk.search.title"));
    let summary = feedback.summary("/desk/search");
    let found = page.found.as_ref();
    let filled = found.map(|found| FormState {
        values: [("q".to_owned(), found.query.clone())].into(),
        ..FormState::default()
    });
    let body = match found {
        Some(found) => view! {
            {code_filters(&search_address(id, &QueueFilter::default(), ""), filter, locale)}
            {found_view(found, id, filter, None, locale)}
            {export_view(found, id, filter, locale)}
        }
        .into_any(),
        None => how_view(locale),
    };
    framed(
        &title,
        summary,
        filled.as_ref().unwrap_or(&page.form),
        body,
        locale,
    )
}

fn export_view(
    found: &SearchView,
    id: &str,
    filter: &QueueFilter,
    locale: Locale,
) -> Option<AnyView> {
    let list = QueueFilter {
        search: id.to_owned(),
        ..filter.clone()
    };
    let link = view! {
        <div class="wq-actions">
            <ButtonLink kind=ButtonKind::Secondary href=export_address(&list) external=true>
                {tr!(locale, "exchange.export.list")}
            </ButtonLink>
        </div>
    };
    (!found.rows.is_empty()).then(|| link.into_any())
}

/// A search that is over has to be typed again: the address does not know what it was.
fn over_view(locale: Locale) -> AnyView {
    set_status(Failure::NotFound.status());
    let title = tr!(locale, "desk.search.over");
    let said = title.clone();
    let notice = view! {
        <Notice kind=NoticeKind::Warning><p>{said}</p></Notice>
    };
    let body = how_view(locale);
    framed(
        &title,
        notice.into_any(),
        &FormState::default(),
        body,
        locale,
    )
}

fn framed(title: &str, said: AnyView, form: &FormState, body: AnyView, locale: Locale) -> AnyView {
    view! {
        <Title text=page_title(locale, title)/>
        {said}
        <h1 class="wq-title">{tr!(locale, "desk.search.title")}</h1>
        <div class="wq-search">{search_box(form, locale)}</div>
        {body}
    }
    .into_any()
}

fn how_view(locale: Locale) -> AnyView {
    view! { <p class="wq-muted">{tr!(locale, "desk.search.how")}</p> }.into_any()
}

/// The rows, or why there are none, and where it goes on; `open` is the case shown beside them.
pub(super) fn found_view(
    found: &SearchView,
    id: &str,
    filter: &QueueFilter,
    open: Option<Memo<String>>,
    locale: Locale,
) -> AnyView {
    let tail = found.is_tail_alone.then(|| {
        view! { <Notice><p>{tr!(locale, "desk.search.tail_alone")}</p></Notice> }
    });
    let is_whole = filter.cursor.is_empty() && found.next.is_none();
    let body = if found.rows.is_empty() && is_whole {
        let title = tr!(locale, "desk.search.nothing");
        let hint = tr!(locale, "desk.search.how");
        view! { <EmptyState title=title body=hint glyph=Glyph::Search/> }.into_any()
    } else {
        let list = QueueFilter {
            search: id.to_owned(),
            ..filter.clone()
        };
        list_view(found, is_whole, &list, open, locale)
    };
    let at = |cursor: &str| {
        let there = QueueFilter {
            cursor: cursor.to_owned(),
            ..filter.clone()
        };
        search_address(id, &there, "")
    };
    let first = (!filter.cursor.is_empty()).then(|| at(""));
    view! {
        {tail}
        {body}
        <Pager
            label=tr!(locale, "desk.queue.pages")
            previous_label=tr!(locale, "desk.queue.first_page")
            next_label=tr!(locale, "desk.queue.next_page")
            previous=first
            next=found.next.as_deref().map(at)
        />
    }
    .into_any()
}

fn list_view(
    found: &SearchView,
    is_whole: bool,
    list: &QueueFilter,
    open: Option<Memo<String>>,
    locale: Locale,
) -> AnyView {
    let count = found.rows.len();
    let count = match (count, is_whole) {
        (0, _) => tr!(locale, "desk.search.none_here"),
        (_, true) => tr!(locale, "desk.search.found", n = count),
        (_, false) => tr!(locale, "desk.search.found_here", n = count),
    };
    let row = |row: &domain::view::FoundRow| {
        let why = Some(why(&row.why, locale));
        row_view(&row.case, why, list, open, found.now, locale)
    };
    let rows: Vec<_> = found.rows.iter().map(row).collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="wq-queue">{rows}</ul> });
    view! {
        <p role="status">{count}</p>
        {rows}
    }
    .into_any()
}

/// Why a case was found, masked: 「符合：联系电话 138****8000；商家 乙电器店」.
fn why(matches: &[Match], locale: Locale) -> String {
    let reasons = matches
        .iter()
        .map(|found| format!("{} {}", found.kind.label(locale), found.excerpt));
    let reasons: Vec<_> = reasons.collect();
    let reasons = reasons.join(&tr!(locale, "desk.search.separator"));
    tr!(locale, "desk.search.why", reasons = reasons).into_owned()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::case::{Fault, FieldProblem};
    use domain::locale::Locale;
    use domain::search::{Match, MatchKind};
    use domain::view::{Failure, FormState, FoundRow, QueueFilter, SearchView};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::search_view;
    use crate::api::desk::FoundPage;
    use crate::desk::sample::{now, row};

    fn html(page: &FoundPage) -> String {
        Owner::new().with(|| {
            provide_meta_context();
            search_view(page, "abc", &QueueFilter::default(), Locale::ZhCn).to_html()
        })
    }

    fn found(query: &str, rows: Vec<FoundRow>) -> SearchView {
        SearchView {
            query: query.to_owned(),
            is_tail_alone: false,
            rows,
            next: None,
            now: now(),
        }
    }

    fn page(found: SearchView) -> FoundPage {
        FoundPage {
            found: Some(found),
            ..FoundPage::default()
        }
    }

    fn hit() -> FoundRow {
        let why = |kind, excerpt: &str| Match {
            kind,
            excerpt: excerpt.to_owned(),
        };
        FoundRow {
            case: row(),
            why: vec![
                why(MatchKind::Phone, "138****8000"),
                why(MatchKind::Business, "乙电器店"),
            ],
        }
    }

    #[test]
    fn a_row_says_why_it_was_found_and_leads_to_its_case() {
        let html = html(&page(found("13800138000 乙电器店", vec![hit()])));
        assert!(
            html.contains("联系电话 138****8000；商家 乙电器店"),
            "{html}"
        );
        assert!(html.contains(r#"value="13800138000 乙电器店""#), "{html}");
        let href = format!(r#"href="/desk/cases/{}?search=abc""#, row().number.as_str());
        assert!(html.contains(&href), "{html}");
        assert!(html.contains("找到 1 件案件"), "{html}");
    }

    #[test]
    fn a_short_page_that_goes_on_is_not_called_empty() {
        let goes_on = SearchView {
            next: Some("77".to_owned()),
            ..found("退款", Vec::new())
        };
        let html = html(&page(goes_on));
        assert!(html.contains("/desk/search/abc?cursor=77"), "{html}");
        assert!(!html.contains("没有找到"), "{html}");
    }

    #[test]
    fn the_filters_of_a_search_stay_in_the_address() {
        let filter = QueueFilter {
            case_type: "report".to_owned(),
            ..QueueFilter::default()
        };
        let goes_on = SearchView {
            next: Some("77".to_owned()),
            ..found("退款", vec![hit()])
        };
        let html = Owner::new().with(|| {
            provide_meta_context();
            search_view(&page(goes_on), "abc", &filter, Locale::ZhCn).to_html()
        });
        assert!(html.contains(r#"action="/desk/search/abc""#), "{html}");
        assert!(
            html.contains("/desk/search/abc?type=report&amp;cursor=77"),
            "{html}"
        );
        assert!(html.contains("?type=report&amp;search=abc"), "{html}");
    }

    #[test]
    fn nothing_found_says_what_can_be_typed() {
        let html = html(&page(found("退款", Vec::new())));
        assert!(html.contains("没有找到符合的案件"), "{html}");
        assert!(html.contains("最后 6 位"), "{html}");
    }

    #[test]
    fn four_digits_alone_ask_for_a_second_fact() {
        let tail = SearchView {
            is_tail_alone: true,
            ..found("8000", Vec::new())
        };
        let words = "电话尾号";
        assert!(html(&page(tail)).contains(words));
        assert!(!html(&page(found("8000 张三", Vec::new()))).contains(words));
    }

    #[test]
    fn a_search_that_was_not_started_stands_in_the_box_with_its_error() {
        let problems = vec![FieldProblem::new("q", Fault::TooLong)];
        let html = html(&FoundPage {
            form: FormState {
                values: [("q".to_owned(), "很长".to_owned())].into(),
                failure: Some(Failure::Invalid(problems.clone())),
                problems,
                ..FormState::default()
            },
            found: None,
        });
        assert!(html.contains(r#"value="很长""#), "{html}");
        assert_eq!(html.matches("最多 100 个字").count(), 2, "{html}");
        assert!(html.contains(r##"href="#f-q""##), "{html}");
        assert!(html.contains(r#"aria-describedby="f-q-error""#), "{html}");
    }
}
