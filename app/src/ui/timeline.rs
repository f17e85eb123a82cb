//! What happened, step by step.

use leptos::prelude::*;

use super::Tone;

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineEntry {
    /// What happened, in a few words.
    pub title: String,
    /// When, as shown: 「2026年5月8日（周五） 14:30」. Empty for a step still to come.
    pub time: String,
    /// When, machine-readable (RFC 3339 or `YYYY-MM-DD`); may be empty.
    pub datetime: String,
    /// Who, as far as the reader may know: 「工号 1024」.
    pub by: Option<String>,
    /// More words; line breaks are kept.
    pub body: Option<String>,
    /// Colour of the dot.
    pub tone: Tone,
    /// This is where the case stands now.
    pub current: bool,
}

/// Steps in order, newest first as the pages give them.
#[component]
pub fn Timeline(
    /// In the order shown.
    entries: Vec<TimelineEntry>,
    /// Level of the step's heading, 3 unless the page needs another (2–4).
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    let items: Vec<_> = entries
        .into_iter()
        .map(|entry| item(entry, level))
        .collect();
    view! { <ol class="wq-timeline">{items}</ol> }
}

fn item(entry: TimelineEntry, level: u8) -> AnyView {
    let class = format!(
        "wq-timeline__item wq-timeline__item--{}",
        entry.tone.modifier()
    );
    let datetime = (!entry.datetime.is_empty()).then_some(entry.datetime);
    let shows_meta = !entry.time.is_empty() || entry.by.is_some();
    view! {
        <li class=class aria-current=entry.current.then_some("step")>
            {heading(entry.title, level)}
            {shows_meta
                .then(|| {
                    view! {
                        <p class="wq-timeline__meta">
                            <time datetime=datetime>{entry.time}</time>
                            {entry.by.map(|by| view! { <span>{by}</span> })}
                        </p>
                    }
                })}
            {entry.body.map(|body| view! { <p class="wq-timeline__body">{body}</p> })}
        </li>
    }
    .into_any()
}

fn heading(title: String, level: u8) -> AnyView {
    match level {
        2 => view! { <h2 class="wq-timeline__title">{title}</h2> }.into_any(),
        4 => view! { <h4 class="wq-timeline__title">{title}</h4> }.into_any(),
        _ => view! { <h3 class="wq-timeline__title">{title}</h3> }.into_any(),
    }
}
