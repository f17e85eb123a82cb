//! Pairs of name and value, with links to change them.

use leptos::prelude::*;

/// The link that changes one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLink {
    /// The page that asks for it.
    pub href: String,
    /// 「修改」.
    pub label: String,
}

/// One pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// What was asked.
    pub key: String,
    /// What was answered; line breaks are kept. Also 「未填写」.
    pub value: String,
    /// Nothing was answered: the value is set in grey.
    pub missing: bool,
    /// How to change it.
    pub change: Option<ChangeLink>,
}

impl SummaryRow {
    /// A pair that cannot be changed here.
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            missing: false,
            change: None,
        }
    }

    /// The same pair with a link to change it.
    #[must_use]
    pub fn with_change(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.change = Some(ChangeLink {
            href: href.into(),
            label: label.into(),
        });
        self
    }
}

/// A list of pairs: check page, case facts.
#[component]
pub fn SummaryList(
    /// In order.
    rows: Vec<SummaryRow>,
    /// Closer rows, for the desk.
    #[prop(default = false)]
    dense: bool,
) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! { <dl class="wq-summary" class:wq-summary--dense=dense>{rows}</dl> }
}

fn row(row: SummaryRow) -> AnyView {
    let spoken = row.key.clone();
    view! {
        <div class="wq-summary__row">
            <dt class="wq-summary__key">{row.key}</dt>
            <dd class="wq-summary__value" class:wq-summary__value--missing=row.missing>
                {row.value}
            </dd>
            {row
                .change
                .map(|change| {
                    view! {
                        <dd class="wq-summary__action">
                            <a href=change.href>
                                {change.label}
                                <span class="govuk-visually-hidden">" "{spoken}</span>
                            </a>
                        </dd>
                    }
                })}
        </div>
    }
    .into_any()
}
