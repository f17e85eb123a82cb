//! A table of texts.

use leptos::prelude::*;

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Numbers: right-aligned, figures of equal width.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
        }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
        }
    }
}

/// A table; the first cell of a row is its heading. Scrolls sideways by keyboard as well.
#[component]
pub fn DataTable(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows, each with one text a column.
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" class:wq-table__number=column.numeric>
                    {column.label.clone()}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = rows.into_iter().map(|cells| row(cells, &columns)).collect();
    let label = caption.clone();
    view! {
        <section class="wq-table-frame" tabindex="0" aria-label=label>
            <table class="wq-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(cells: Vec<String>, columns: &[Column]) -> AnyView {
    let cells: Vec<_> = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(index, (text, column))| {
            if index == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td class:wq-table__number=column.numeric>{text}</td> }.into_any()
            }
        })
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}
