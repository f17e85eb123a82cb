//! Back and forth through the lists of the administrator.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;

use crate::ui::Pager;

/// The way to the first and to the next page, where there are any.
pub(super) fn pager(first: Option<String>, next: Option<String>, locale: Locale) -> AnyView {
    view! {
        <Pager
            label=tr!(locale, "work.pages")
            previous_label=tr!(locale, "work.first_page")
            next_label=tr!(locale, "work.next_page")
            previous=first
            next=next
        />
    }
    .into_any()
}
