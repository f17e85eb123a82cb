//! `/desk/businesses`: the register of businesses.

use domain::locale::Locale;
use domain::tr;
use domain::view::{BusinessListView, BusinessRow};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::address::{business_address, businesses_address};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::business::{BusinessesPage as BusinessesData, FindBusiness, LoadBusinesses};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Field, Glyph, Pager, PostForm};

/// The page.
#[component]
pub(super) fn BusinessesPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let page = page_data(move || LoadBusinesses {
        form: member("form"),
        cursor: member("cursor"),
    });
    let page = page.show(move |page| match page {
        Ok(page) => list_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{page}</main> }
}

fn list_view(page: &BusinessesData, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let heading = tr!(locale, "business.title");
    let list = &page.list;
    let looked_for = list.query.clone();
    let add = list.may_add.then(|| {
        view! {
            <ButtonLink href=business_address("new", "") kind=ButtonKind::Secondary glyph=Glyph::Plus>
                {tr!(locale, "business.add")}
            </ButtonLink>
        }
    });
    view! {
        <Title text=page_title(locale, &heading)/>
        {feedback.summary("/desk/businesses")}
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "business.lead")}</p>
        <div class="wq-panel">
            <PostForm action=FindBusiness::PATH class="wq-filters">
                <Field
                    name="name"
                    label=tr!(locale, "business.find")
                    hint=tr!(locale, "business.find_hint")
                    value=looked_for
                    enterkeyhint="search"
                    verbatim=true
                />
                <Button kind=ButtonKind::Secondary glyph=Glyph::Search>
                    {tr!(locale, "business.find_submit")}
                </Button>
                {add}
            </PostForm>
        </div>
        {rows_view(list, locale)}
    }
    .into_any()
}

fn rows_view(list: &BusinessListView, locale: Locale) -> AnyView {
    if list.rows.is_empty() {
        let title = if list.query.is_empty() {
            tr!(locale, "business.empty")
        } else {
            tr!(locale, "business.not_found")
        };
        let body = tr!(locale, "business.empty_hint");
        return view! { <EmptyState title=title body=body glyph=Glyph::Search/> }.into_any();
    }
    let rows: Vec<_> = list.rows.iter().map(|row| row_view(row, locale)).collect();
    let next = list.next.as_deref();
    let next = next.map(|cursor| format!("{}?cursor={cursor}", businesses_address("")));
    view! {
        <ul class="wq-queue">{rows}</ul>
        <Pager
            label=tr!(locale, "desk.queue.pages")
            previous_label=tr!(locale, "desk.queue.first_page")
            next_label=tr!(locale, "desk.queue.next_page")
            next=next
        />
    }
    .into_any()
}

fn row_view(row: &BusinessRow, locale: Locale) -> AnyView {
    let open = (row.open > 0).then(|| {
        view! { <span>{tr!(locale, "business.open", n = row.open)}</span> }
    });
    let address = (!row.address.is_empty()).then(|| {
        view! { <span class="wq-row__meta"><span>{row.address.clone()}</span></span> }
    });
    view! {
        <li>
            <a class="wq-row" href=business_address(&row.id, "")>
                <span class="wq-row__top">
                    <span class="wq-row__number">{row.credit_code.clone()}</span>
                </span>
                <span class="wq-row__text">{row.name.clone()}</span>
                {address}
                <span class="wq-row__meta">
                    <span>{tr!(locale, "business.cases", n = row.cases)}</span>
                    {open}
                </span>
            </a>
        </li>
    }
    .into_any()
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use domain::locale::Locale;
    use domain::view::{BusinessListView, BusinessRow};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;

    use super::{BusinessesData, list_view};

    fn html(list: BusinessListView) -> String {
        let page = BusinessesData {
            list,
            ..BusinessesData::default()
        };
        Owner::new().with(|| {
            provide_meta_context();
            list_view(&page, Locale::ZhCn).to_html()
        })
    }

    #[test]
    fn a_row_tells_how_often_people_complained_and_leads_to_its_entry() {
        let html = html(BusinessListView {
            rows: vec![BusinessRow {
                id: "abc".to_owned(),
                name: "顺意电器".to_owned(),
                cases: 5,
                open: 2,
                ..BusinessRow::default()
            }],
            ..BusinessListView::default()
        });
        assert!(html.contains(r#"href="/desk/businesses/abc""#), "{html}");
        assert!(
            html.contains("案件 5 件") && html.contains("在办 2 件"),
            "{html}"
        );
        assert!(!html.contains("/desk/businesses/new"), "{html}");
    }

    #[test]
    fn nothing_found_is_said_differently_from_nothing_there() {
        assert!(html(BusinessListView::default()).contains("还没有登记经营主体"));
        let html = html(BusinessListView {
            query: "甲".to_owned(),
            may_add: true,
            ..BusinessListView::default()
        });
        assert!(html.contains("没有找到"), "{html}");
        assert!(html.contains("/desk/businesses/new"), "{html}");
    }
}
