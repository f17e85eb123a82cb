//! `/desk/admin/codes`: code lists, and which of their items are offered.

use domain::locale::{Locale, format_date, format_instant};
use domain::offer::{CodeList, ListItem, Offer};
use domain::tr;
use domain::view::{CodeLine, CodeListDetail, FormState};
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use super::from_day::from_day_fields;
use super::trail::lines_view;
use super::{to_index, use_member};
use crate::api::code_list::{CodeListPage as Data, LoadCodes, SetCode};
use crate::desk::failure::{failure_view, page_title};
use crate::desk::feedback::Feedback;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{
    Button, Choice, Column, DataTable, Notice, NoticeKind, PostForm, RadioGroup, Select, TabItem,
    Tabs,
};

/// One list, with the others beside it.
#[component]
pub(in crate::desk) fn CodesPage() -> impl IntoView {
    let locale = use_locale();
    let (list, form) = (use_member("list"), use_member("form"));
    let load = move || LoadCodes {
        list: list(),
        form: form(),
    };
    let page = page_data(load).show(move |page| match page {
        Ok(page) => page_view(&page, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(page: &Data, locale: Locale) -> AnyView {
    let detail = &page.detail;
    let items = detail.list.items();
    let heading = tr!(locale, "codes.title");
    let feedback = Feedback {
        form: &page.form,
        locale,
    };
    let done = (!page.form.value("done").is_empty()).then(|| {
        let words = tr!(locale, "codes.done");
        view! { <Notice kind=NoticeKind::Success announce=true><p>{words}</p></Notice> }
    });
    let form = if detail.may_set {
        form_view(detail, &items, &page.form, locale)
    } else {
        view! { <Notice><p>{tr!(locale, "codes.county_only")}</p></Notice> }.into_any()
    };
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary("")}
        <h1 class="wq-title">{heading}</h1>
        {done}
        <p>{tr!(locale, "codes.lead")}</p>
        <Tabs label=tr!(locale, "codes.lists") items=tabs(detail.list, locale)/>
        {items_view(detail, &items, locale)}
        {form}
        {history_view(detail, locale)}
        {lines_view(&detail.trail, locale)}
    }
    .into_any()
}

fn tabs(open: CodeList, locale: Locale) -> Vec<TabItem> {
    let lists = CodeList::ALL.iter();
    lists
        .map(|list| TabItem {
            href: format!("/desk/admin/codes?list={list}"),
            label: list.label(locale).to_owned(),
            current: *list == open,
            ..TabItem::default()
        })
        .collect()
}

/// Every item with what holds for it.
fn items_view(detail: &CodeListDetail, items: &[ListItem], locale: Locale) -> AnyView {
    let rows = items.iter().zip(&detail.lines).map(|(item, line)| {
        vec![
            item.label(locale).to_owned(),
            item.code.to_owned(),
            holds_words(item, line, locale),
            next_words(line, locale),
        ]
    });
    let columns = vec![
        Column::text(tr!(locale, "codes.item")),
        Column::text(tr!(locale, "codes.code")),
        Column::text(tr!(locale, "codes.holds")),
        Column::text(tr!(locale, "codes.follows")),
    ];
    let caption = detail.list.label(locale);
    view! {
        <section class="wq-panel">
            <DataTable caption=caption columns=columns rows=rows.collect()/>
        </section>
    }
    .into_any()
}

fn offer(is_offered: bool, locale: Locale) -> &'static str {
    let offer = if is_offered { Offer::On } else { Offer::Off };
    offer.label(locale)
}

fn holds_words(item: &ListItem, line: &CodeLine, locale: Locale) -> String {
    if item.is_kept {
        return tr!(locale, "codes.kept").into_owned();
    }
    let holds = offer(line.is_offered, locale);
    match line.since {
        Some(from) => tr!(
            locale,
            "codes.since",
            date = format_date(locale, from),
            offer = holds
        )
        .into_owned(),
        None => holds.to_owned(),
    }
}

fn next_words(line: &CodeLine, locale: Locale) -> String {
    let next = line.next.map(|(is_offered, from)| {
        tr!(
            locale,
            "codes.since",
            date = format_date(locale, from),
            offer = offer(is_offered, locale)
        )
    });
    next.map(String::from).unwrap_or_default()
}

fn form_view(
    detail: &CodeListDetail,
    items: &[ListItem],
    form: &FormState,
    locale: Locale,
) -> AnyView {
    let feedback = Feedback { form, locale };
    let today = detail.today.to_string();
    let hint = tr!(locale, "codes.effective_from_hint").into_owned();
    let choices = items.iter().filter(|item| !item.is_kept);
    let choices = choices.map(|item| {
        let label = format!("{} {}", item.code, item.label(locale));
        Choice::new(item.code, label)
    });
    let offers = Offer::ALL.iter().rev();
    let offers = offers.map(|offer| Choice::new(offer.code(), offer.label(locale)));
    let fields = view! {
        <input type="hidden" name="list" value=detail.list.code()/>
        <div class="wq-panel">
            <h2 class="wq-panel__title">{tr!(locale, "codes.set")}</h2>
            <p>{tr!(locale, "codes.keeps")}</p>
            <Select
                name="item"
                label=tr!(locale, "codes.item")
                choices=choices.collect()
                selected=feedback.value("item")
                placeholder=tr!(locale, "admin.choose")
                error=feedback.error("item")
            />
            <RadioGroup
                name="offer"
                legend=tr!(locale, "codes.offer")
                choices=offers.collect()
                selected=feedback.value_or("offer", Offer::Off.code())
                error=feedback.error("offer")
                inline=true
            />
            {from_day_fields(feedback, &today, hint)}
        </div>
        <div class="wq-actions">
            <Button>{tr!(locale, "codes.confirm")}</Button>
        </div>
    }
    .into_any();
    view! { <PostForm action=SetCode::PATH>{fields}</PostForm> }.into_any()
}

/// Every decision.
fn history_view(detail: &CodeListDetail, locale: Locale) -> AnyView {
    if detail.history.is_empty() {
        return ().into_any();
    }
    let rows = detail.history.iter().map(|set| {
        let by = set.set_by.as_ref();
        let item = detail.list.item(&set.code);
        vec![
            format_date(locale, set.from),
            item.map_or_else(|| set.code.clone(), |item| item.label(locale).to_owned()),
            offer(set.is_offered, locale).to_owned(),
            format_instant(locale, set.set_at),
            by.map(ToString::to_string).unwrap_or_default(),
        ]
    });
    let columns = vec![
        Column::text(tr!(locale, "admin.from_day.day")),
        Column::text(tr!(locale, "codes.item")),
        Column::text(tr!(locale, "codes.offer")),
        Column::text(tr!(locale, "codes.set_at")),
        Column::text(tr!(locale, "codes.set_by")),
    ];
    view! {
        <section class="wq-panel">
            <DataTable
                caption=tr!(locale, "codes.history")
                columns=columns
                rows=rows.collect()
            />
        </section>
    }
    .into_any()
}
