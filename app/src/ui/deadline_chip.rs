//! How long there is left, in words.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How near a deadline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urgency {
    /// Time enough.
    #[default]
    Calm,
    /// Near or today.
    Near,
    /// Past.
    Overdue,
    /// The clock stands still.
    Paused,
    /// Met or no longer needed.
    Done,
}

impl Urgency {
    fn class(self) -> &'static str {
        match self {
            Self::Calm => "wq-chip wq-chip--calm",
            Self::Near => "wq-chip wq-chip--near",
            Self::Overdue => "wq-chip wq-chip--overdue",
            Self::Paused => "wq-chip wq-chip--paused",
            Self::Done => "wq-chip wq-chip--done",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Calm => Glyph::Clock,
            Self::Near => Glyph::Hourglass,
            Self::Overdue => Glyph::Alert,
            Self::Paused => Glyph::Pause,
            Self::Done => Glyph::Check,
        }
    }
}

/// A deadline as sign and words: 「剩 2 个工作日」「超期 1 个工作日」「暂停计时」.
#[component]
pub fn DeadlineChip(
    /// How near it is; chooses sign and colour.
    urgency: Urgency,
    /// The words; they alone must be enough.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <span class=urgency.class()>
            <Icon glyph=urgency.glyph()/>
            <span>{text}</span>
        </span>
    }
}
