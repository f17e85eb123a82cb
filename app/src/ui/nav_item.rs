//! One entry of a navigation.

/// A link of the header's navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Where it goes.
    pub href: String,
    /// The words.
    pub label: String,
    /// This is where the person is.
    pub current: bool,
    /// The target is a page of another application.
    pub external: bool,
}

impl NavItem {
    /// A link; `current` when its page or one below it is open.
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            current,
            external: false,
        }
    }

    /// The same link, to a page of another application.
    #[must_use]
    pub fn external(self) -> Self {
        Self {
            external: true,
            ..self
        }
    }
}
