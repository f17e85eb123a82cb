//! The island of a form whose words are kept on the phone.

use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::phone;
use crate::island::Island;
use crate::ui::{Notice, NoticeKind};

/// Keeps the words of the form on its page and offers what was kept before.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Keeper {
    /// Under which address the words are kept: the page may be shown in place of another.
    pub path: String,
    /// Puts what was kept back at once, without asking.
    pub at_once: bool,
    /// Texts.
    pub words: NoticeWords,
}

/// The texts: the public bundle holds no catalogue.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NoticeWords {
    found: String,
    restore: String,
    drop: String,
    restored: String,
    lost: String,
    lost_unkept: String,
    back: String,
}

impl NoticeWords {
    /// In this language.
    pub(crate) fn of(locale: Locale) -> Self {
        Self {
            found: tr!(locale, "offline.found").into_owned(),
            restore: tr!(locale, "offline.restore").into_owned(),
            drop: tr!(locale, "offline.drop").into_owned(),
            restored: tr!(locale, "offline.restored").into_owned(),
            lost: tr!(locale, "offline.lost").into_owned(),
            lost_unkept: tr!(locale, "offline.lost_unkept").into_owned(),
            back: tr!(locale, "offline.back").into_owned(),
        }
    }
}

/// What a keeper shows at the moment.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Something kept waits to be put back.
    pub(super) found: RwSignal<bool>,
    /// What to say about it, or about the network.
    pub(super) line: RwSignal<Option<Line>>,
}

/// What is said aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// What was kept stands in the form again.
    Restored,
    /// No network; the words are on the phone.
    Lost,
    /// No network, and this browser keeps nothing.
    LostUnkept,
    /// The network is back.
    Back,
}

impl NoticeWords {
    fn text(&self, line: Line) -> String {
        match line {
            Line::Restored => self.restored.clone(),
            Line::Lost => self.lost.clone(),
            Line::LostUnkept => self.lost_unkept.clone(),
            Line::Back => self.back.clone(),
        }
    }
}

impl Island for Keeper {
    const NAME: &'static str = "keeper";

    fn draw(self) -> AnyView {
        let Self {
            path,
            at_once,
            words,
        } = self;
        let shown = Shown {
            found: RwSignal::new(false),
            line: RwSignal::new(None),
        };
        let place = NodeRef::new();
        Effect::new(move |_| {
            if place.get().is_some() {
                phone::keep(shown, path.clone(), at_once);
            }
        });
        let line = {
            let words = words.clone();
            move || shown.line.get().map(|line| words.text(line))
        };
        view! {
            <div node_ref=place>
                <div hidden=move || !shown.found.get()>
                    <Notice kind=NoticeKind::Warning>
                        <p>{words.found}</p>
                        <div class="wq-actions">
                            <button
                                class="wq-button wq-button--secondary wq-button--small"
                                type="button"
                                on:click=move |_| phone::restore(shown)
                            >
                                {words.restore}
                            </button>
                            <button
                                class="wq-button wq-button--quiet wq-button--small"
                                type="button"
                                on:click=move |_| phone::drop_found(shown)
                            >
                                {words.drop}
                            </button>
                        </div>
                    </Notice>
                </div>
                <p class="wq-kept" role="status">{line}</p>
            </div>
        }
        .into_any()
    }
}
