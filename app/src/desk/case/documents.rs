//! The official documents the case has the facts for.

use domain::locale::Locale;
use domain::tr;
use domain::view::CaseView;
use leptos::prelude::*;

use super::panel;
use crate::ui::{Glyph, Icon};

/// Nothing where there is none, or where they are not for this person.
pub(super) fn documents_view(case: &CaseView, locale: Locale) -> AnyView {
    if case.documents.is_empty() {
        return ().into_any();
    }
    let links = case.documents.iter().map(|template| {
        let href = format!("/desk/cases/{}/documents/{}", case.number, template.code());
        view! {
            <li>
                <a class="wq-document" href=href rel="external" download="">
                    <Icon glyph=Glyph::Document/>
                    {template.label(locale)}
                </a>
            </li>
        }
    });
    let links: Vec<_> = links.collect();
    let body = view! {
        <ul class="wq-documents">{links}</ul>
        <p class="wq-muted wq-small">{tr!(locale, "desk.documents.hint")}</p>
    };
    panel(tr!(locale, "desk.documents.title"), body.into_any())
}
