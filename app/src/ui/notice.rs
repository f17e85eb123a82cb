//! A boxed message in the page.

use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// What a notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Something worked.
    Success,
    /// Something needs care.
    Warning,
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "wq-notice",
            Self::Success => "wq-notice wq-notice--success",
            Self::Warning => "wq-notice wq-notice--warning",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Success => Glyph::CheckCircle,
            Self::Warning => Glyph::Alert,
        }
    }
}

/// A boxed message with a sign. The text is the children: paragraphs or phrases.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// A short heading in bold.
    #[prop(optional, into)]
    title: OptionalText,
    /// Read aloud when the page opens: the outcome of what the person just did.
    #[prop(default = false)]
    announce: bool,
    /// The message.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class() role=announce.then_some("status")>
            <Icon glyph=kind.glyph()/>
            <div class="wq-notice__text">
                {title.into_inner().map(|title| view! { <p class="wq-notice__title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}
