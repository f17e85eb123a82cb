//! Islands: the few parts of a public page that a script brings to life.
//!
//! Public pages are rendered on the server and stay as they are; what gains from a script is an
//! island, an element `<wq-island>` that carries its own properties. The public bundle therefore
//! holds no page, no router, no catalogue of texts, and an old phone has little to load and less to
//! do (`docs/decisions/0010-islands.md`). The desk is hydrated whole: there the same element is
//! a part of the page like any other.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A part of a page that works on its own, from properties that fit into an attribute.
pub trait Island: Serialize + DeserializeOwned + 'static {
    /// Tells the islands of a page apart.
    const NAME: &'static str;

    /// Draws it, in the same way on the server and in the browser.
    fn draw(self) -> AnyView;
}

/// Puts an island into a page.
pub fn island<I: Island>(island: I) -> AnyView {
    let properties = properties(&island);
    view! {
        <wq-island data-name=I::NAME data-properties=properties>
            {island.draw()}
        </wq-island>
    }
    .into_any()
}

/// Only the server writes them: a browser that draws an island knows them already.
#[cfg(feature = "ssr")]
fn properties<I: Island>(island: &I) -> Option<String> {
    serde_json::to_string(island).ok()
}

#[cfg(not(feature = "ssr"))]
fn properties<I: Island>(_island: &I) -> Option<String> {
    None
}

/// Brings the islands of a public page to life, and its forms.
#[cfg(feature = "hydrate")]
pub fn hydrate_islands() {
    use crate::consumer::{PrintButtonIsland, ScannedReceipt};
    use crate::desk::IdleWatch;
    use crate::kept::{Keeper, Unsent, worker};
    use crate::ui::{CopyButtonIsland, Counter};
    use crate::upload::Uploads;

    crate::posting::listen(|target| {
        // A browser that refuses stays where it is.
        let _ = window().location().set_href(target);
    });
    browser::wake::<CopyButtonIsland>();
    browser::wake::<Counter>();
    browser::wake::<IdleWatch>();
    browser::wake::<PrintButtonIsland>();
    browser::wake::<ScannedReceipt>();
    browser::wake::<Uploads>();
    browser::wake::<Keeper>();
    browser::wake::<Unsent>();
    worker::install();
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::mount::hydrate_from;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::HtmlElement;

    use super::Island;

    /// Hydrates every island of this kind from the properties the server wrote.
    pub(super) fn wake<I: Island>() {
        let selector = format!("wq-island[data-name={}]", I::NAME);
        let Ok(found) = document().query_selector_all(&selector) else {
            return;
        };
        let elements = (0..found.length()).filter_map(|index| found.get(index));
        for element in elements.filter_map(|node| node.dyn_into::<HtmlElement>().ok()) {
            if let Some(island) = read::<I>(&element) {
                // It lives as long as its page.
                hydrate_from(element, || island.draw()).forget();
            }
        }
    }

    fn read<I: Island>(element: &HtmlElement) -> Option<I> {
        serde_json::from_str(&element.get_attribute("data-properties")?).ok()
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::{Island, island};

    #[derive(Serialize, Deserialize)]
    struct Greeting {
        name: String,
    }

    impl Island for Greeting {
        const NAME: &'static str = "greeting";

        fn draw(self) -> AnyView {
            view! { <p>{self.name}</p> }.into_any()
        }
    }

    #[test]
    fn an_island_carries_what_it_is_hydrated_with() {
        let name = "<王> \"小\"".to_owned();
        let html = Owner::new().with(|| island(Greeting { name }).to_html());
        assert!(html.contains(r#"data-name="greeting""#), "{html}");
        assert!(html.contains("&lt;王&gt;"), "{html}");
        assert!(html.contains("{&quot;name&quot;:&quot;"), "{html}");
        assert!(!html.contains("<王>"), "{html}");
    }
}
