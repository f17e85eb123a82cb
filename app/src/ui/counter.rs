//! Counts the characters of a [`TextArea`](super::TextArea) while somebody types.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::island::Island;

/// How much may be written, and how the page says what is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// The sentence below the field.
#[derive(Serialize, Deserialize)]
pub(crate) struct Counter {
    /// Id of the field; the sentence has the same with `-count`.
    pub field: String,
    /// What it says.
    pub count: CharacterCount,
}

impl Island for Counter {
    const NAME: &'static str = "counter";

    fn draw(self) -> AnyView {
        let Self { field, count } = self;
        let written = RwSignal::new(None::<usize>);
        let spoken = count.clone();
        let id = format!("{field}-count");
        follow(field, written);
        view! {
            <p class="wq-count" id=id>
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
}

/// Keeps `written` at the number of characters in the field with this id.
fn follow(field: String, written: RwSignal<Option<usize>>) {
    Effect::new(move |_| {
        let field = field.clone();
        let typing = window_event_listener(leptos::ev::input, move |event| {
            let typed_into = event_target::<leptos::web_sys::Element>(&event);
            if typed_into.id() == field {
                written.set(Some(event_target_value(&event).chars().count()));
            }
        });
        on_cleanup(move || typing.remove());
    });
}

#[cfg(test)]
mod tests {
    use super::CharacterCount;

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
}
