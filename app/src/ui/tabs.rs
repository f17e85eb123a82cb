//! Links that look like tabs.

use leptos::prelude::*;

use super::Tone;

/// One tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TabItem {
    /// Where it goes.
    pub href: String,
    /// The words.
    pub label: String,
    /// How many are waiting there.
    pub count: Option<u64>,
    /// Colour of the count: `Danger` for overdue, `Warning` for near.
    pub tone: Tone,
    /// This tab is open.
    pub current: bool,
}

/// Tabs as links, so that each has its own address. They scroll sideways on a phone.
#[component]
pub fn Tabs(
    /// What they choose, for screen readers.
    #[prop(into)]
    label: String,
    /// In order.
    items: Vec<TabItem>,
) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(tab).collect();
    view! {
        <nav class="wq-tabs" aria-label=label>
            <ul class="wq-tabs__list">{items}</ul>
        </nav>
    }
}

fn tab(item: TabItem) -> AnyView {
    let tone = if item.count == Some(0) {
        Tone::Neutral
    } else {
        item.tone
    };
    view! {
        <li>
            <a class="wq-tabs__tab" href=item.href aria-current=item.current.then_some("page")>
                <span>{item.label}</span>
                {item
                    .count
                    .map(|count| {
                        let class = format!("wq-tabs__count wq-tabs__count--{}", tone.modifier());
                        view! { <span class=class>{count}</span> }
                    })}
            </a>
        </li>
    }
    .into_any()
}
