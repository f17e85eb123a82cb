//! Buttons, and links that look like buttons.

use leptos::prelude::*;

use super::{Glyph, Icon, OptionalText};

/// What a button means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one next step of the page.
    #[default]
    Primary,
    /// Anything beside it.
    Secondary,
    /// Cannot be undone.
    Warning,
    /// Reads like a link: sign out, show.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "wq-button",
            Self::Secondary => "wq-button wq-button--secondary",
            Self::Warning => "wq-button wq-button--warning",
            Self::Quiet => "wq-button wq-button--quiet",
        }
    }
}

/// A button that submits its form. The words are the children.
#[component]
pub fn Button(
    /// What it means.
    #[prop(optional)]
    kind: ButtonKind,
    /// Name posted when this button submits.
    #[prop(optional, into)]
    name: OptionalText,
    /// Value posted when this button submits.
    #[prop(optional, into)]
    value: OptionalText,
    /// Where this button posts instead of the form's action.
    #[prop(optional, into)]
    formaction: OptionalText,
    /// Id of the form it belongs to when it stands outside (the action bar).
    #[prop(optional, into)]
    form: OptionalText,
    /// Sign before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class()
            type="submit"
            name=name.into_inner()
            value=value.into_inner()
            formaction=formaction.into_inner()
            form=form.into_inner()
        >
            {glyph.map(|glyph| view! { <Icon glyph=glyph/> })}
            <span>{children()}</span>
        </button>
    }
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// What it means.
    #[prop(optional)]
    kind: ButtonKind,
    /// The target is not a page of this application (a file, the other application).
    #[prop(default = false)]
    external: bool,
    /// Sign before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href rel=external.then_some("external")>
            {glyph.map(|glyph| view! { <Icon glyph=glyph/> })}
            <span>{children()}</span>
        </a>
    }
}
