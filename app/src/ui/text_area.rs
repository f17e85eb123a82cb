//! The only place with a `<textarea>`.
//!
//! Leptos 0.8 does not escape the children of `<textarea>` on the server, so a typed
//! `</textarea><script>` would run in the reader's browser. The value is therefore escaped here and
//! given as inner HTML.

use leptos::prelude::*;

use super::counter::Counter;
use super::form_group::{
    described_by, error_view, field_id, group_class, hint_view, invalid, label_view,
};
use super::{CharacterCount, OptionalText};
use crate::island::island;

/// A multi-line input. Never cuts what is typed: too long a text is refused in words instead.
#[component]
pub fn TextArea(
    /// Name in the form; the id derives from it ([`field_id`]).
    #[prop(into)]
    name: String,
    /// The visible label.
    #[prop(into)]
    label: String,
    /// One short sentence below the label.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What to do about the value.
    #[prop(optional, into)]
    error: OptionalText,
    /// 「（选填）」.
    #[prop(optional, into)]
    mark: OptionalText,
    /// The text the page starts with.
    #[prop(optional, into)]
    value: String,
    /// Lines shown.
    #[prop(default = 6)]
    rows: u16,
    /// Purpose for autofill.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Counts while typing.
    #[prop(optional, into)]
    count: Option<CharacterCount>,
) -> impl IntoView {
    let id = field_id(&name);
    let failed = error.is_some();
    let describedby = [
        described_by(&id, hint.is_some(), failed),
        count.is_some().then(|| format!("{id}-count")),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ");
    let describedby = (!describedby.is_empty()).then_some(describedby);
    let counter = count.map(|count| {
        let field = id.clone();
        island(Counter { field, count })
    });
    view! {
        <div class=group_class(failed)>
            {label_view(&id, label, mark)}
            {hint_view(&id, hint)}
            {error_view(&id, error)}
            <textarea
                class="govuk-textarea"
                class:govuk-textarea--error=failed
                id=id.clone()
                name=name
                rows=rows
                autocomplete=autocomplete
                enterkeyhint="enter"
                aria-describedby=describedby
                aria-invalid=invalid(failed)
                inner_html=inner(&value)
            ></textarea>
            {counter}
        </div>
    }
}

/// The text as inner HTML of a `<textarea>`.
///
/// An HTML parser drops one line break right after the start tag, so a text that begins with one
/// gets another in front, on the server only: assigning `innerHTML` drops none.
fn inner(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    if cfg!(feature = "ssr") && text.starts_with(['\n', '\r']) {
        html.push('\n');
    }
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::inner;

    #[test]
    fn markup_in_the_text_stays_text() {
        let html = inner("</textarea><script>alert(1)</script>&amp;");
        assert_eq!(
            html,
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"
        );
    }

    #[cfg(feature = "ssr")]
    mod on_the_server {
        use leptos::prelude::*;

        use crate::ui::TextArea;

        fn render(value: &'static str) -> String {
            Owner::new()
                .with(|| view! { <TextArea name="facts" label="经过" value=value/> }.to_html())
        }

        #[test]
        fn a_script_typed_into_the_facts_never_reaches_the_page() {
            let html = render("</textarea><script>alert(1)</script>");
            assert!(!html.contains("<script>"), "{html}");
            assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
            assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        }

        #[test]
        fn a_leading_line_break_survives_the_parser() {
            assert!(
                render("\n第二行").contains(">\n\n第二行</textarea>"),
                "{}",
                render("\n第二行")
            );
            assert!(render("第一行").contains(">第一行</textarea>"));
        }
    }
}
