//! What happens with personal data (Personal Information Protection Law Art. 17).

use domain::tr;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::page::use_page;

/// The privacy notice; its version is `domain::case::PRIVACY_NOTICE`.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let page = use_page();
    let locale = page.locale;
    let sections = [
        (
            tr!(locale, "consumer.privacy.who"),
            tr!(
                locale,
                "consumer.privacy.who_text",
                organisation = page.organisation()
            ),
        ),
        (
            tr!(locale, "consumer.privacy.what"),
            tr!(locale, "consumer.privacy.what_text"),
        ),
        (
            tr!(locale, "consumer.privacy.why"),
            tr!(locale, "consumer.privacy.why_text"),
        ),
        (
            tr!(locale, "consumer.privacy.seen"),
            tr!(locale, "consumer.privacy.seen_text"),
        ),
        (
            tr!(locale, "consumer.privacy.kept"),
            tr!(locale, "consumer.privacy.kept_text"),
        ),
        (
            tr!(locale, "consumer.privacy.cookies"),
            tr!(locale, "consumer.privacy.cookies_text"),
        ),
        (
            tr!(locale, "consumer.privacy.rights"),
            tr!(locale, "consumer.privacy.rights_text", phone = page.phone()),
        ),
    ];
    let sections: Vec<_> = sections
        .into_iter()
        .map(|(title, text)| view! { <h2 class="wq-heading">{title}</h2><p>{text}</p> }.into_any())
        .collect();
    let title = tr!(locale, "consumer.privacy.title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <main class="wq-main wq-main--form wq-width" id="main" tabindex="-1">
            <div class="wq-card">
                <h1 class="wq-title">{title}</h1>
                {sections}
            </div>
        </main>
    }
}
