//! The list of errors on top of a page.

use leptos::html::Div;
use leptos::prelude::*;

use super::form_group::field_id;
use super::{Glyph, Icon};

/// One error and the field it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field; the link goes to [`field_id`] of it.
    pub name: String,
    /// The same words as beside the field.
    pub message: String,
}

impl FieldError {
    /// An error of the field `name`.
    pub fn new(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            message: message.into(),
        }
    }
}

/// The errors with links to their fields. Takes the focus when it appears, with and without
/// JavaScript; renders nothing when there are none. Stands above the `<h1>`.
#[component]
pub fn ErrorSummary(
    /// 「请检查以下问题」.
    #[prop(into)]
    title: String,
    /// In the order of the fields on the page.
    errors: Vec<FieldError>,
) -> impl IntoView {
    (!errors.is_empty()).then(|| summary(title, errors))
}

fn summary(title: String, errors: Vec<FieldError>) -> AnyView {
    let node = NodeRef::<Div>::new();
    // `autofocus` serves the first load; the effect serves navigation inside the application, and
    // never takes the focus from a field that somebody has reached before hydration.
    Effect::new(move |_| {
        let nobody = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY");
        if let Some(node) = node.get().filter(|_| nobody) {
            // A focus that fails leaves the page as it is: the summary is on top anyway.
            let _ = node.focus();
        }
    });
    let items: Vec<_> = errors
        .into_iter()
        .map(|error| {
            let href = format!("#{}", field_id(&error.name));
            // A plain fragment link: the browser moves the focus, the router need not know.
            view! { <li><a href=href rel="external">{error.message}</a></li> }
        })
        .collect();
    view! {
        <div
            class="wq-error-summary"
            id="error-summary"
            tabindex="-1"
            autofocus
            node_ref=node
        >
            <div role="alert">
                <h2>
                    <Icon glyph=Glyph::Alert/>
                    <span>{title}</span>
                </h2>
                <ul>{items}</ul>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use super::{ErrorSummary, FieldError};

    #[test]
    fn every_error_links_to_its_field() {
        let html = Owner::new().with(|| {
            let errors = vec![FieldError::new("form[phone]", "请填写手机号码")];
            view! { <ErrorSummary title="请检查以下问题" errors=errors/> }.to_html()
        });
        assert!(html.contains(r##"href="#f-form-phone""##), "{html}");
        assert!(html.contains(r#"tabindex="-1""#), "{html}");
    }

    #[test]
    fn without_errors_there_is_nothing() {
        let html = Owner::new()
            .with(|| view! { <ErrorSummary title="请检查以下问题" errors=Vec::new()/> }.to_html());
        assert!(!html.contains("error-summary"), "{html}");
    }
}
