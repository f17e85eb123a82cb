//! `/f`: where the QR code of a poster leads. It says what the poster knows; one tap goes on to a
//! form that has it already.

use domain::code::CaseType;
use domain::locale::Locale;
use domain::tr;
use domain::view::PosterView;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

use super::question::page_title;
use crate::api::poster::{BeginFromPoster, LoadPoster};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::failure_view;
use crate::ui::{Button, ButtonKind, PostForm, SummaryList, SummaryRow};

/// The page; `to` is the code of an organisation, `m` the id of a business.
#[component]
pub(in crate::consumer) fn PosterPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let member = move |name: &str| query.read_untracked().get(name).unwrap_or_default();
    let page = page_data(move || LoadPoster {
        to: member("to"),
        m: member("m"),
    });
    let page = page.show(move |poster| match poster {
        Ok(poster) => poster_view(&poster, member("to"), member("m"), locale),
        Err(error) => failure_view(&error.0, locale),
    });
    view! { <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">{page}</main> }
}

fn poster_view(poster: &PosterView, to: String, m: String, locale: Locale) -> AnyView {
    let title = tr!(locale, "poster.begin.title").into_owned();
    let organisation = poster.organisation.as_ref();
    let known = [
        poster
            .business
            .clone()
            .map(|name| SummaryRow::new(tr!(locale, "poster.business"), name)),
        organisation.map(|organisation| {
            let name = organisation.name(locale).to_owned();
            SummaryRow::new(tr!(locale, "poster.organisation"), name)
        }),
    ];
    let known: Vec<_> = known.into_iter().flatten().collect();
    let known = (!known.is_empty()).then(|| {
        view! {
            <p class="wq-lead">{tr!(locale, "poster.begin.lead")}</p>
            <SummaryList rows=known dense=true/>
        }
    });
    let other = poster.business.is_some();
    let other = other.then(|| view! { <p>{tr!(locale, "poster.begin.other")}</p> });
    // A business at hand is what a complaint is about; the others are there as well.
    let kinds = [
        CaseType::Complaint,
        CaseType::Report,
        CaseType::Consultation,
    ];
    let buttons: Vec<_> = kinds
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let weight = if place == 0 {
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            let words = tr!(locale, "poster.begin.go", kind = kind.label(locale));
            view! { <Button kind=weight name="case_type" value=kind.code()>{words}</Button> }
        })
        .collect();
    view! {
        <Title text=page_title(&title, false, locale)/>
        <section class="wq-card">
            <h1 class="wq-title">{title.clone()}</h1>
            {known}
            {other}
            <PostForm action=BeginFromPoster::PATH>
                <input type="hidden" name="to" value=to/>
                <input type="hidden" name="m" value=m/>
                <div class="wq-actions">{buttons}</div>
            </PostForm>
        </section>
    }
    .into_any()
}
