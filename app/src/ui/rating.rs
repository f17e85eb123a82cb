//! Five levels, one tap.

use leptos::prelude::*;

/// One level of satisfaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingLevel {
    /// What the button posts: `5` … `1`.
    pub value: u8,
    /// 「非常满意」.
    pub label: String,
}

/// The buttons of the survey, equal in weight, nothing chosen beforehand. Stands inside a form
/// that posts.
#[component]
pub fn Rating(
    /// Name posted: `score`.
    #[prop(into)]
    name: String,
    /// From best to worst.
    levels: Vec<RatingLevel>,
) -> impl IntoView {
    let buttons: Vec<_> = levels
        .into_iter()
        .map(|level| {
            let stars = "★".repeat(usize::from(level.value.min(5)));
            let rest = "☆".repeat(usize::from(5_u8.saturating_sub(level.value)));
            view! {
                <button class="wq-rate__level" type="submit" name=name.clone() value=level.value.to_string()>
                    <span class="wq-rate__stars" aria-hidden="true">{stars}{rest}</span>
                    <span>{level.label}</span>
                </button>
            }
        })
        .collect();
    view! { <div class="wq-rate">{buttons}</div> }
}
