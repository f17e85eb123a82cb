//! The document around each application.

use domain::tr;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::page::{META_NAME, Page, use_page};
use crate::{DeskApp, DeskFormsApp, PublicApp, SurveyApp};

/// Addresses of the files that belong to one application, with the hash of their content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// Style sheet.
    pub stylesheet: String,
}

/// The public application.
pub fn public_shell(options: LeptosOptions) -> impl IntoView {
    let scripts = scripts_of_islands(options);
    document_around(
        Some(scripts),
        Some(installed()),
        view! { <PublicApp/> }.into_any(),
    )
}

/// The forms of the desk.
pub fn desk_forms_shell(options: LeptosOptions) -> impl IntoView {
    let scripts = scripts_of_islands(options);
    document_around(Some(scripts), None, view! { <DeskFormsApp/> }.into_any())
}

/// What a telephone needs to keep the service among its applications, and a search engine to say
/// what it is.
fn installed() -> AnyView {
    let description = tr!(use_page().locale, "consumer.start.lead");
    view! {
        <meta name="description" content=description/>
        <link rel="manifest" href="/manifest.webmanifest"/>
        <link rel="apple-touch-icon" href="/icon-192.png"/>
    }
    .into_any()
}

/// Only islands are hydrated, when the browser has nothing else to do, so what the pages were drawn
/// from is not written into them once more.
fn scripts_of_islands(options: LeptosOptions) -> AnyView {
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    view! { <HydrationScripts options defer=true/> }.into_any()
}

/// The desk.
pub fn desk_shell(options: LeptosOptions) -> impl IntoView {
    let scripts = view! { <HydrationScripts options/> }.into_any();
    let context = view! { <meta name=META_NAME content=context_of(&use_page())/> }.into_any();
    document_around(
        Some(scripts),
        Some(context),
        view! { <DeskApp/> }.into_any(),
    )
}

/// The survey: no script at all.
pub fn survey_shell(_options: LeptosOptions) -> impl IntoView {
    document_around(None, None, view! { <SurveyApp/> }.into_any())
}

/// `head`: what only this application has there.
fn document_around(scripts: Option<AnyView>, head: Option<AnyView>, app: AnyView) -> impl IntoView {
    let page = use_page();
    let stylesheet = use_context::<Assets>().map(|assets| assets.stylesheet);
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.lang_attribute() data-mode=page.elder.then_some("elder")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="format-detection" content="telephone=no"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#0b4ea2"/>
                {head}
                {stylesheet.map(|href| view! { <link rel="stylesheet" href=href/> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                {scripts}
                <MetaTags/>
            </head>
            <body>{app}</body>
        </html>
    }
}

fn context_of(page: &Page) -> String {
    serde_json::to_string(page).unwrap_or_default()
}
