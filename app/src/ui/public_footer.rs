//! The footer of every public page: help stands in the same place everywhere (WCAG 3.2.6).

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// A link of the footer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FooterLink {
    /// Where it goes.
    pub href: String,
    /// The words.
    pub label: String,
}

/// Telephone, links, and whose service this is.
#[component]
pub fn PublicFooter(
    /// The language of the page.
    locale: Locale,
    /// The organisation that answers.
    #[prop(into)]
    organisation: String,
    /// Its number as dialled; absent, no telephone is shown.
    #[prop(optional, into)]
    phone: OptionalText,
    /// When it is answered: 「工作日 8:30–17:30」.
    #[prop(optional, into)]
    hours: OptionalText,
    /// Time limits, privacy, accessibility.
    #[prop(optional)]
    links: Vec<FooterLink>,
) -> impl IntoView {
    let links: Vec<_> = links
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.label}</a></li> })
        .collect();
    view! {
        <footer class="wq-footer">
            <div class="wq-width">
                {phone.into_inner().map(|phone| help(locale, phone, hours))}
                {(!links.is_empty()).then(|| view! { <ul class="wq-footer__links">{links}</ul> })}
                <p class="wq-footer__small">{organisation}</p>
                <p class="wq-footer__small">{tr!(locale, "ui.disclaimer")}</p>
            </div>
        </footer>
    }
}

fn help(locale: Locale, phone: String, hours: OptionalText) -> AnyView {
    let dialled: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    view! {
        <p class="wq-footer__help">
            <Icon glyph=Glyph::Phone/>
            <span>{tr!(locale, "ui.help_by_phone")}</span>
            <a href=format!("tel:{dialled}")>{phone}</a>
            {hours.into_inner().map(|hours| view! { <span class="wq-footer__hours">{hours}</span> })}
        </p>
    }
    .into_any()
}
