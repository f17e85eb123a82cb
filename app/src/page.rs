//! What every page knows before it asks for anything: language, text size, whose service this is.
//!
//! The server puts it into the document's head, the browser reads it there, so both render the
//! same first picture without waiting for a request.

use chrono::NaiveDate;
use domain::locale::Locale;
use domain::view::{OrganisationView, Viewer};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Name of the `<meta>` element that carries the page's context.
pub const META_NAME: &str = "weiquan-page";

/// The context of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Language.
    pub locale: Locale,
    /// Large-text edition 长辈版.
    pub elder: bool,
    /// The business day of the request.
    pub today: NaiveDate,
    /// The organisation whose service this is: name, telephone, address.
    pub county: Option<OrganisationView>,
    /// The signed-in person, on the desk.
    pub viewer: Option<Viewer>,
    /// The data are a fictional demonstration.
    pub demo: bool,
}

impl Page {
    /// The name of the service, for headers.
    pub fn organisation(&self) -> String {
        self.county
            .as_ref()
            .map(|county| county.name(self.locale).to_owned())
            .unwrap_or_default()
    }

    /// Telephone for help.
    pub fn phone(&self) -> String {
        self.county
            .as_ref()
            .map(|county| county.phone.clone())
            .unwrap_or_default()
    }
}

/// Makes the context available to every component below; call once in each application's root.
///
/// Only the desk has a browser that asks: public pages are drawn on the server.
pub fn provide_page() {
    if use_context::<Page>().is_none()
        && let Some(page) = from_document()
    {
        provide_context(page);
    }
}

/// The context of this page.
pub fn use_page() -> Page {
    use_context::<Page>().unwrap_or_else(|| Page {
        locale: Locale::default(),
        elder: false,
        today: NaiveDate::default(),
        county: None,
        viewer: None,
        demo: false,
    })
}

/// The language of this page.
pub fn use_locale() -> Locale {
    use_page().locale
}

#[cfg(feature = "hydrate")]
fn from_document() -> Option<Page> {
    let selector = format!("meta[name={META_NAME}]");
    let element = document().query_selector(&selector).ok().flatten()?;
    // By way of a value, as everything else is read: the bundle then has one decoder.
    let page: serde_json::Value = serde_json::from_str(&element.get_attribute("content")?).ok()?;
    serde_json::from_value(page).ok()
}

#[cfg(not(feature = "hydrate"))]
fn from_document() -> Option<Page> {
    None
}

/// Path and query of this page, for forms that come back to it.
pub fn use_here() -> String {
    let location = leptos_router::hooks::use_location();
    address(
        &location.pathname.get_untracked(),
        &location.search.get_untracked(),
    )
}

/// A path with its query, if there is one.
pub(crate) fn address(path: &str, query: &str) -> String {
    let query = query.trim_start_matches('?');
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}
