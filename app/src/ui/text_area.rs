//! The only place with a `<textarea>`.
//!
//! Leptos 0.8 does not escape the children of `<textarea>` on the server, so a typed
//! `</textarea><script>` would run in the reader's browser. The value is therefore escaped here and
//! given as inner HTML.

use leptos::prelude::*;

use super::OptionalText;
use super::form_group::{
    described_by, error_view, field_id, group_class, hint_view, invalid, label_view,
};

/// How much may be written, and how the page says what is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharacterCount {
    /// Most characters (Unicode scalar values) accepted.
    pub limit: usize,
    /// What stands there until something is typed, and without JavaScript: 「最多 1000 字」.
    pub at_most: String,
    /// What is left, `{n}` for the number: 「还可输入 {n} 字」.
    pub left: String,
    /// What is too much, `{n}` for the number: 「已超出 {n} 字」.
    pub over: String,
}

impl CharacterCount {
    fn sentence(&self, written: usize) -> String {
        match self.limit.checked_sub(written) {
            Some(left) => self.left.replace("{n}", &left.to_string()),
            None => self.excess(written),
        }
    }

    fn excess(&self, written: usize) -> String {
        let over = written.saturating_sub(self.limit);
        if over == 0 {
            String::new()
        } else {
            self.over.replace("{n}", &over.to_string())
        }
    }
}

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
    let written = RwSignal::new(None::<usize>);
    let counts = count.is_some();
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
                on:input=move |event| {
                    if counts {
                        written.set(Some(event_target_value(&event).chars().count()));
                    }
                }
            ></textarea>
            {count.map(|count| count_view(&id, count, written))}
        </div>
    }
}

fn count_view(id: &str, count: CharacterCount, written: RwSignal<Option<usize>>) -> AnyView {
    let spoken = count.clone();
    view! {
        <p class="wq-count" id=format!("{id}-count")>
            {move || match written.get() {
                None => count.at_most.clone(),
                Some(written) => count.sentence(written),
            }}
        </p>
        // Only the excess is announced: reading every key stroke aloud would drown the typing.
        <p class="govuk-visually-hidden" role="status">
            {move || written.get().map(|written| spoken.excess(written)).unwrap_or_default()}
        </p>
    }
    .into_any()
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
    use super::{CharacterCount, inner};

    #[test]
    fn markup_in_the_text_stays_text() {
        let html = inner("</textarea><script>alert(1)</script>&amp;");
        assert_eq!(
            html,
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"
        );
    }

    #[test]
    fn the_count_says_what_is_left_and_what_is_too_much() {
        let count = CharacterCount {
            limit: 10,
            at_most: "最多 10 字".to_owned(),
            left: "还可输入 {n} 字".to_owned(),
            over: "已超出 {n} 字".to_owned(),
        };
        assert_eq!(count.sentence(4), "还可输入 6 字");
        assert_eq!(count.sentence(10), "还可输入 0 字");
        assert_eq!(count.sentence(12), "已超出 2 字");
        assert_eq!(count.excess(10), "");
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
