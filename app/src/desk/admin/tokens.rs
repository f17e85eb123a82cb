//! `/desk/admin/tokens`: what other programs show instead of a password.

use chrono::{DateTime, Utc};
use domain::locale::{Locale, format_instant};
use domain::tr;
use domain::view::{MachinesView, TokenView};
use leptos::prelude::*;
use leptos_meta::Title;

use super::to_index;
use crate::api::machine::LoadTokens;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Badge, ButtonLink, EmptyState, Glyph, Tone};

/// Every token within reach, newest first.
#[component]
pub(in crate::desk) fn TokensPage() -> impl IntoView {
    let locale = use_locale();
    let page = page_data(|| LoadTokens {}).show(move |known| match known {
        Ok(known) => page_view(&known, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn page_view(known: &MachinesView, locale: Locale) -> AnyView {
    let heading = tr!(locale, "machine.title");
    let body = if known.tokens.is_empty() {
        let title = tr!(locale, "machine.none");
        let hint = tr!(locale, "machine.none_hint");
        view! { <EmptyState title=title body=hint glyph=Glyph::Lock/> }.into_any()
    } else {
        let lines = known.tokens.iter();
        let lines: Vec<_> = lines.map(|it| line_view(it, known.now, locale)).collect();
        view! { <ul class="wq-tree">{lines}</ul> }.into_any()
    };
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <p>{tr!(locale, "machine.lead")}</p>
        <div class="wq-actions">
            <ButtonLink href="/desk/admin/tokens/new" glyph=Glyph::Plus>
                {tr!(locale, "machine.issue")}
            </ButtonLink>
        </div>
        {body}
    }
    .into_any()
}

/// Where a token stands.
pub(super) fn state(token: &TokenView, now: DateTime<Utc>, locale: Locale) -> (String, Tone) {
    if token.revoked_at.is_some() {
        (tr!(locale, "machine.revoked").into_owned(), Tone::Neutral)
    } else if token.is_live(now) {
        (tr!(locale, "machine.live").into_owned(), Tone::Success)
    } else {
        (tr!(locale, "machine.expired").into_owned(), Tone::Neutral)
    }
}

fn line_view(token: &TokenView, now: DateTime<Utc>, locale: Locale) -> AnyView {
    let (words, tone) = state(token, now, locale);
    let until = format_instant(locale, token.expires_at);
    view! {
        <li class="wq-tree__item">
            <a class="wq-tree__link" href=format!("/desk/admin/tokens/{}", token.id)>
                <span class="wq-tree__name">{token.name.clone()}</span>
                <span>{token.machine.login.clone()}</span>
                <span class="wq-muted">
                    {token.machine.organisation.name(locale).to_owned()} " · "
                    {tr!(locale, "machine.until", date = until)}
                </span>
                <Badge text=words tone=tone/>
            </a>
        </li>
    }
    .into_any()
}
