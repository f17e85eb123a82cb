//! The start page: what this is, what to have at hand, where to go.

use domain::case::DraftStep;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;
use server_fn::ServerFn;

use crate::api::draft::{DiscardDraft, UnfinishedDraft};
use crate::kept::Unsent;
use crate::loading::page_data;
use crate::page::{Page, use_page};
use crate::ui::{Button, ButtonKind, ButtonLink, Glyph, Icon, Notice, NoticeKind, PostForm};

/// The start page.
#[component]
pub fn StartPage() -> impl IntoView {
    let locale = use_page().locale;
    let ways = page_data(|| UnfinishedDraft {}).show(move |step| {
        // Who has no draft, or whose draft cannot be read now, simply begins.
        let step = step.ok().flatten();
        let again = view! {
            <PostForm action=DiscardDraft::PATH>
                <Button kind=ButtonKind::Secondary name="go" value="anew">
                    {tr!(locale, "consumer.start.anew")}
                </Button>
            </PostForm>
        };
        ways(step, locale, again.into_any())
    });
    view! {
        <Title text=tr!(locale, "consumer.start.window").into_owned()/>
        <main id="main" tabindex="-1">
            <div class="wq-hero">
                <div class="wq-width">
                    <h1 class="wq-hero__title">{tr!(locale, "consumer.start.title")}</h1>
                    <p class="wq-hero__lead">{tr!(locale, "consumer.start.lead")}</p>
                    {ways}
                    <ButtonLink href="/eligibility" kind=ButtonKind::Quiet>
                        {tr!(locale, "consumer.start.unsure")}
                    </ButtonLink>
                </div>
            </div>
            <div class="wq-main wq-width">
                {Unsent::view(locale)}
                {body(locale)}
            </div>
        </main>
    }
}

/// The buttons on top: go on with a draft, or begin.
fn ways(unfinished: Option<DraftStep>, locale: Locale, again: AnyView) -> AnyView {
    let track = view! {
        <ButtonLink href="/track" kind=ButtonKind::Secondary>{tr!(locale, "consumer.start.track")}</ButtonLink>
    };
    match unfinished {
        Some(step) => view! {
            <div class="wq-actions">
                <ButtonLink href=format!("/file/{step}")>{tr!(locale, "consumer.start.resume")}</ButtonLink>
                {again}
                {track}
            </div>
        }
        .into_any(),
        None => view! {
            <div class="wq-actions">
                <ButtonLink href="/file/kind">{tr!(locale, "consumer.start.begin")}</ButtonLink>
                {track}
            </div>
        }
        .into_any(),
    }
}

fn body(locale: Locale) -> AnyView {
    view! {
        <div class="wq-tiles">{entrances(locale)}</div>
        <div class="wq-columns">
            <div class="wq-card">
                <h2 class="wq-card__title">{tr!(locale, "consumer.start.ready_title")}</h2>
                <ol class="wq-process">
                    {item(tr!(locale, "consumer.start.ready_business"), tr!(locale, "consumer.start.ready_business_text"))}
                    {item(tr!(locale, "consumer.start.ready_purchase"), tr!(locale, "consumer.start.ready_purchase_text"))}
                    {item(tr!(locale, "consumer.start.ready_contact"), tr!(locale, "consumer.start.ready_contact_text"))}
                </ol>
            </div>
            <div class="wq-card">
                <h2 class="wq-card__title">{tr!(locale, "consumer.start.limits_title")}</h2>
                <ul class="wq-promise">
                    {item(tr!(locale, "consumer.start.limit_review"), tr!(locale, "consumer.start.limit_review_text"))}
                    {item(tr!(locale, "consumer.start.limit_mediation"), tr!(locale, "consumer.start.limit_mediation_text"))}
                    {item(tr!(locale, "consumer.start.limit_report"), tr!(locale, "consumer.start.limit_report_text"))}
                </ul>
                <p>{tr!(locale, "consumer.start.limits_basis")}</p>
            </div>
        </div>
        {notices(locale)}
    }
    .into_any()
}

fn item(title: impl Into<String>, text: impl Into<String>) -> AnyView {
    view! { <li><strong>{title.into()}</strong><span>{text.into()}</span></li> }.into_any()
}

/// The four services of a consumer-rights organisation, as far as this site has them.
fn entrances(locale: Locale) -> Vec<AnyView> {
    let ways = [
        (
            "/file/kind?type=consultation",
            Glyph::Message,
            tr!(locale, "consumer.start.consult"),
            tr!(locale, "consumer.start.consult_text"),
        ),
        (
            "/file/kind",
            Glyph::Pen,
            tr!(locale, "consumer.start.file"),
            tr!(locale, "consumer.start.file_text"),
        ),
        (
            "/track",
            Glyph::Scales,
            tr!(locale, "consumer.start.mediate"),
            tr!(locale, "consumer.start.mediate_text"),
        ),
        (
            "/why",
            Glyph::Calendar,
            tr!(locale, "consumer.start.learn"),
            tr!(locale, "consumer.start.learn_text"),
        ),
    ];
    ways.into_iter()
        .map(|(href, glyph, title, text)| {
            view! {
                <a class="wq-tile" href=href>
                    <Icon glyph=glyph/>
                    <span class="wq-tile__title">{title}</span>
                    <span class="wq-tile__text">{text}</span>
                </a>
            }
            .into_any()
        })
        .collect()
}

fn notices(locale: Locale) -> AnyView {
    let page = use_page();
    view! {
        <Notice kind=NoticeKind::Warning title=tr!(locale, "consumer.start.danger_title")>
            <p>
                {tr!(locale, "consumer.start.danger_before")}
                <a href="tel:110">"110"</a>
                {tr!(locale, "consumer.start.danger_police")}
                <a href="tel:119">"119"</a>
                {tr!(locale, "consumer.start.danger_fire")}
                <a href="tel:120">"120"</a>
                {tr!(locale, "consumer.start.danger_medical")}
            </p>
        </Notice>
        {page.county.is_some().then(|| about(&page, locale))}
    }
    .into_any()
}

fn about(page: &Page, locale: Locale) -> AnyView {
    let phone = page.phone();
    let about = tr!(
        locale,
        "consumer.start.about",
        organisation = page.organisation()
    );
    view! {
        <Notice title=tr!(locale, "consumer.start.about_title")>
            <p>{about}</p>
            {(!phone.is_empty()).then(|| view! { <p>{tr!(locale, "consumer.start.phone", phone = phone)}</p> })}
        </Notice>
    }
    .into_any()
}
