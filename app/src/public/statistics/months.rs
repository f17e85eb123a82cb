//! The months as columns, with the numbers in words beside them.

use domain::locale::Locale;
use domain::statistics::{Part, Published};
use domain::tr;
use leptos::prelude::*;

use super::number;

/// Units of the picture: its height without the names of the months, and the width of a month.
const HEIGHT: u64 = 100;
const STEP: u64 = 40;

/// One column a month, its number above it and its name below.
pub(super) fn months_view(months: &[Part<Published>], locale: Locale) -> AnyView {
    let most = months.iter().map(|month| weight(month.n)).max();
    let most = most.unwrap_or_default().max(1);
    let columns: Vec<_> = (0..)
        .zip(months)
        .map(|(place, month)| column_view(place, month, most, locale))
        .collect();
    let width = STEP * u64::try_from(months.len()).unwrap_or_default().max(1);
    let words: Vec<_> = months
        .iter()
        .map(|month| format!("{} {}", month.code, number(month.n, locale)))
        .collect();
    let label = format!(
        "{}: {}",
        tr!(locale, "statistics.by_month"),
        words.join(", ")
    );
    view! {
        <svg class="wq-columns" viewBox={format!("0 0 {width} 140")} role="img" aria-label=label>
            {columns}
        </svg>
    }
    .into_any()
}

fn column_view(place: u64, month: &Part<Published>, most: u64, locale: Locale) -> AnyView {
    let height = weight(month.n) * HEIGHT / most;
    let (left, top) = (place * STEP, 20 + HEIGHT - height);
    let middle = left + STEP / 2;
    let (_, name) = month.code.split_once('-').unwrap_or_default();
    let name = name.trim_start_matches('0').to_owned();
    view! {
        <rect class="wq-columns__bar" x={left + 8} y=top width={STEP - 16} height=height rx="2"></rect>
        <text class="wq-columns__text" x=middle y={top - 5} text-anchor="middle">
            {number(month.n, locale)}
        </text>
        <text class="wq-columns__text" x=middle y="135" text-anchor="middle">{name}</text>
    }
    .into_any()
}

/// How high a column stands; hidden numbers have none.
fn weight(n: Published) -> u64 {
    match n {
        Published::Exact(n) => n,
        Published::Few(_) | Published::Withheld => 0,
    }
}
