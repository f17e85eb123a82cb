//! A text that may be absent.

use std::borrow::Cow;

/// A ready text that may be absent: hint, error, optional mark.
///
/// A prop of this type takes `"…"`, a `String`, a `Cow` or an `Option` of them as it is; an empty
/// text counts as absent, so that no page prints an empty error line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionalText(Option<String>);

impl OptionalText {
    /// The text, `None` when absent or empty.
    pub fn into_inner(self) -> Option<String> {
        self.0
    }

    /// Whether there is a text to show.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }
}

impl From<String> for OptionalText {
    fn from(text: String) -> Self {
        Self(Some(text).filter(|text| !text.is_empty()))
    }
}

impl From<&str> for OptionalText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Cow<'_, str>> for OptionalText {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl<T: Into<Self>> From<Option<T>> for OptionalText {
    fn from(text: Option<T>) -> Self {
        text.map_or_else(Self::default, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::OptionalText;

    #[test]
    fn an_empty_text_counts_as_absent() {
        assert!(!OptionalText::from("").is_some());
        assert!(!OptionalText::from(None::<String>).is_some());
        assert_eq!(
            OptionalText::from(Some("必填")).into_inner().as_deref(),
            Some("必填")
        );
    }
}
