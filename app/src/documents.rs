//! Issued documents as those they are addressed to see them, consumer or business.

use domain::locale::{Locale, format_date};
use domain::tr;
use domain::view::OwnDocument;
use leptos::prelude::*;

use crate::ui::{Glyph, Icon, StateTag, Tone};

/// The documents as a card; `below` is the address under which they lie. Nothing without one.
pub(crate) fn own_documents_view(
    documents: &[OwnDocument],
    below: &str,
    locale: Locale,
) -> Option<AnyView> {
    if documents.is_empty() {
        return None;
    }
    let rows: Vec<_> = documents
        .iter()
        .map(|document| row(document, below, locale))
        .collect();
    let view = view! {
        <section class="wq-card" id="documents">
            <h2 class="wq-card__title">{tr!(locale, "document.own")}</h2>
            <ul class="wq-papers">{rows}</ul>
            <p class="wq-muted wq-small">{tr!(locale, "document.own_hint")}</p>
        </section>
    };
    Some(view.into_any())
}

fn row(document: &OwnDocument, below: &str, locale: Locale) -> AnyView {
    let href = format!("{below}/{}", document.id);
    let void = document.void.then(|| {
        view! { <StateTag text=tr!(locale, "document.void") tone=Tone::Danger/> }
    });
    view! {
        <li class="wq-papers__row">
            <a class="wq-document wq-papers__name" href=href rel="external" download="">
                <Icon glyph=Glyph::Document/>
                {document.template.label(locale)}
            </a>
            <span class="wq-muted">
                {document.number.as_str().to_owned()} " " {format_date(locale, document.on)}
            </span>
            {void}
        </li>
    }
    .into_any()
}
