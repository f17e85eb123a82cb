//! One thing to choose.

/// One option of a [`super::Select`], [`super::RadioGroup`] or [`super::CheckboxGroup`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form posts.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// One short sentence below the label; a [`super::Select`] ignores it.
    pub hint: Option<String>,
}

impl Choice {
    /// An option without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// The same option with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Options under one heading, for a long [`super::Select`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceGroup {
    /// The heading.
    pub label: String,
    /// What can be chosen under it, in this order.
    pub choices: Vec<Choice>,
}
