//! `/desk/admin/organisations`: the tree.

use domain::locale::Locale;
use domain::tr;
use domain::view::OrganisationLine;
use leptos::prelude::*;
use leptos_meta::Title;

use super::to_index;
use crate::api::admin::LoadOrganisations;
use crate::desk::failure::{failure_view, page_title};
use crate::loading::page_data;
use crate::page::use_locale;
use crate::ui::{Badge, ButtonLink, Glyph};

/// Deeper organisations are drawn no further to the right.
const DEEPEST: u32 = 4;

/// Every organisation within reach, below the one it belongs to.
#[component]
pub(in crate::desk) fn OrganisationsPage() -> impl IntoView {
    let locale = use_locale();
    let page = page_data(|| LoadOrganisations {}).show(move |lines| match lines {
        Ok(lines) => tree_view(&lines, locale),
        Err(error) => failure_view(&error.0, locale),
    });
    to_index(page, locale)
}

fn tree_view(lines: &[OrganisationLine], locale: Locale) -> AnyView {
    let heading = tr!(locale, "admin.organisations.title");
    let lines: Vec<_> = lines.iter().map(|line| line_view(line, locale)).collect();
    view! {
        <Title text=page_title(locale, &heading)/>
        <h1 class="wq-title">{heading}</h1>
        <div class="wq-actions">
            <ButtonLink href="/desk/admin/organisations/new" glyph=Glyph::Plus>
                {tr!(locale, "admin.organisations.add")}
            </ButtonLink>
        </div>
        <ul class="wq-tree">{lines}</ul>
    }
    .into_any()
}

fn line_view(line: &OrganisationLine, locale: Locale) -> AnyView {
    let place = &line.organisation;
    let class = format!("wq-tree__item wq-tree__item--{}", line.depth.min(DEEPEST));
    let href = format!("/desk/admin/organisations/{}", place.code);
    let closed = line.is_closed.then(|| {
        view! { <Badge text=tr!(locale, "admin.organisations.closed")/> }
    });
    view! {
        <li class=class>
            <a class="wq-tree__link" href=href>
                <span class="wq-tree__code">{place.code.clone()}</span>
                <span class="wq-tree__name">{place.name(locale).to_owned()}</span>
                <span class="wq-muted">{place.kind.label(locale)}</span>
                {closed}
            </a>
        </li>
    }
    .into_any()
}
