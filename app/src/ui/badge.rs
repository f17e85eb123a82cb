//! Short tags: a state, a type, a count.

use leptos::prelude::*;

/// The colour family of a tag. Colour only supports the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do: archived, withdrawn.
    #[default]
    Neutral,
    /// In progress.
    Info,
    /// Came to a good end.
    Success,
    /// Waits for somebody.
    Warning,
    /// Late, refused, failed.
    Danger,
}

impl Tone {
    pub(super) fn modifier(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A small tag with words: case type, channel, group incident.
#[component]
pub fn Badge(
    /// The words.
    #[prop(into)]
    text: String,
    /// Colour family.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! { <span class=format!("wq-badge wq-badge--{}", tone.modifier())>{text}</span> }
}

/// The state of a case: a tag with a dot.
#[component]
pub fn StateTag(
    /// The state in words.
    #[prop(into)]
    text: String,
    /// Colour family.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! { <span class=format!("wq-badge wq-badge--dot wq-badge--{}", tone.modifier())>{text}</span> }
}
