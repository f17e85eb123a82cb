//! Who watches the case, and what they ask for.

use domain::case::Watch;
use domain::locale::{Locale, format_date};
use domain::tr;
use leptos::prelude::*;

use super::panel;
use crate::ui::{SummaryList, SummaryRow};

/// Nothing while nobody watches it.
pub(super) fn watch_view(watch: &Watch, locale: Locale) -> AnyView {
    let supervision = watch.supervision.as_ref();
    let urged = (watch.urged > 0).then(|| watch.urged.to_string());
    let instruction = watch.instruction.as_ref();
    let rows: Vec<SummaryRow> = [
        (
            tr!(locale, "desk.watch.level"),
            supervision.map(|asked| asked.level.label(locale).to_owned()),
        ),
        (
            tr!(locale, "desk.watch.supervision"),
            supervision.map(|asked| asked.text.as_str().to_owned()),
        ),
        (
            tr!(locale, "desk.watch.due"),
            supervision.map(|asked| format_date(locale, asked.due)),
        ),
        (
            tr!(locale, "desk.watch.instruction"),
            instruction.map(|text| text.as_str().to_owned()),
        ),
        (tr!(locale, "desk.watch.urged"), urged),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| SummaryRow::new(key, value)))
    .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let body = view! { <SummaryList rows=rows dense=true/> };
    panel(tr!(locale, "desk.watch.title"), body.into_any())
}
