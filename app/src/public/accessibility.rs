//! The accessibility statement.

use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::page::use_page;

/// What this site does for everybody to use it, and what is not tested.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let points = [
        tr!(locale, "consumer.accessibility.large"),
        tr!(locale, "consumer.accessibility.keyboard"),
        tr!(locale, "consumer.accessibility.plain"),
        tr!(locale, "consumer.accessibility.time"),
        tr!(locale, "consumer.accessibility.puzzles"),
    ];
    let title = tr!(locale, "consumer.accessibility.title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            <div class="wq-card">
                <h1 class="wq-title">{title}</h1>
                <p>{tr!(locale, "consumer.accessibility.lead")}</p>
                <ul class="wq-list">{points.into_iter().map(|point| view! { <li>{point}</li> }.into_any()).collect::<Vec<_>>()}</ul>
                <h2 class="wq-heading">{tr!(locale, "consumer.accessibility.tested_title")}</h2>
                <p>{tr!(locale, "consumer.accessibility.tested")}</p>
                <h2 class="wq-heading">{tr!(locale, "consumer.accessibility.help_title")}</h2>
                <p>{tr!(locale, "consumer.accessibility.help", phone = page.phone())}</p>
            </div>
        </main>
    }
}
