//! `/desk/notices`: deadlines that a person has been warned of and has not looked at yet.

use domain::clock::Warning;
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::NoticeView;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::address::{case_address, notices_address};
use super::failure::{failure_view, page_title};
use super::feedback::Feedback;
use crate::api::notice::{LoadNotices, MarkNoticeSeen, Notices};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Glyph, PostForm, StateTag, Tone};

/// The warnings, each with its case and a button.
#[component]
pub(super) fn NoticesPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let form = move || query.with(|query| query.get("form").unwrap_or_default());
    let notices = page_data(move || LoadNotices { form: form() });
    let notices = notices.show(move |notices| match notices {
        Ok(notices) => notices_view(&notices, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--desk wq-width" id="main" tabindex="-1">{notices}</main> }
}

fn notices_view(notices: &Notices, locale: Locale) -> AnyView {
    let feedback = Feedback {
        form: &notices.form,
        locale,
    };
    let heading = tr!(locale, "notice.title");
    view! {
        <Title text=page_title(locale, &feedback.title(&heading))/>
        {feedback.summary(&notices_address(""))}
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "notice.lead")}</p>
        {list_view(&notices.unseen, locale)}
    }
    .into_any()
}

fn list_view(unseen: &[NoticeView], locale: Locale) -> AnyView {
    if unseen.is_empty() {
        let title = tr!(locale, "notice.none");
        return view! { <EmptyState title=title glyph=Glyph::CheckCircle/> }.into_any();
    }
    let unseen: Vec<_> = unseen
        .iter()
        .map(|notice| notice_view(notice, locale))
        .collect();
    view! { <ul class="wq-works">{unseen}</ul> }.into_any()
}

fn notice_view(notice: &NoticeView, locale: Locale) -> AnyView {
    let number = notice.number.grouped();
    let there = case_address(notice.number.as_str(), "", "");
    let id = notice.id.to_string();
    let whom = if notice.personal {
        tr!(locale, "notice.personal")
    } else {
        tr!(locale, "notice.shared")
    };
    let given = tr!(
        locale,
        "notice.given",
        at = format_instant(locale, notice.created_at)
    );
    let seen = tr!(locale, "notice.seen_of", number = number);
    view! {
        <li class="wq-panel">
            <h2 class="wq-panel__title">
                {notice.clock.label().of(locale)}
                " "
                <StateTag text=notice.level.label(locale) tone=tone(notice.level)/>
            </h2>
            <p class="wq-muted">{given} " · " {whom}</p>
            <ButtonLink kind=ButtonKind::Quiet href=there external=true>{number}</ButtonLink>
            <PostForm action=MarkNoticeSeen::PATH>
                <input type="hidden" name="id" value=id/>
                <Button kind=ButtonKind::Secondary>{seen}</Button>
            </PostForm>
        </li>
    }
    .into_any()
}

/// Only a passed limit of the law is a danger; the words carry the meaning.
fn tone(level: Warning) -> Tone {
    match level {
        Warning::Half => Tone::Info,
        Warning::Near | Warning::Due => Tone::Warning,
        Warning::Law => Tone::Danger,
    }
}
