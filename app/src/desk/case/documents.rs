//! The way to the official documents of the case.

use domain::locale::Locale;
use domain::tr;
use domain::view::CaseView;
use leptos::prelude::*;

use super::panel;
use crate::desk::address::documents_address;
use crate::ui::{Glyph, Icon};

/// Nothing where there is none, or where they are not for this person.
pub(super) fn documents_view(case: &CaseView, locale: Locale) -> AnyView {
    if case.documents.is_empty() {
        return ().into_any();
    }
    let href = documents_address(case.number.as_str(), "");
    let (ready, issued) = (case.documents.len(), case.issued);
    let body = view! {
        <p>{tr!(locale, "document.counts", ready = ready, issued = issued)}</p>
        <a class="wq-document" href=href rel="external">
            <Icon glyph=Glyph::Document/>
            {tr!(locale, "document.go")}
        </a>
    };
    panel(tr!(locale, "document.title"), body.into_any())
}
