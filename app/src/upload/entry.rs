//! One file on its way.

use domain::attachment::Media;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::answer::KeptFile;
use super::line::Line;
use super::phone;
use super::words::Words;

/// A file that was there when the page was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held {
    /// Identifier.
    pub id: String,
    /// What it is.
    pub media: Media,
    /// Bytes.
    pub size: u64,
}

/// How far a file has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Others are before it.
    Waiting,
    /// The phone draws it anew.
    Drawing,
    /// So many percent have left the phone.
    Sending(u8),
    /// All of it has; the answer is awaited.
    Checking,
    /// It is there.
    Kept(KeptFile),
    /// No answer came.
    Lost,
    /// It cannot be taken, and why.
    Refused(String),
}

impl State {
    /// Whether it still needs the connection.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Drawing | Self::Sending(_) | Self::Checking
        )
    }

    fn words(&self, words: &Words) -> String {
        match self {
            Self::Waiting => words.waiting.clone(),
            Self::Drawing => words.drawing.clone(),
            Self::Sending(percent) => words.sending.replace("{n}", &percent.to_string()),
            Self::Checking => words.checking.clone(),
            Self::Kept(file) => file.about.clone(),
            Self::Lost => words.lost.clone(),
            Self::Refused(why) => why.clone(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Drawing => "drawing",
            Self::Sending(_) => "sending",
            Self::Checking => "checking",
            Self::Kept(_) => "kept",
            Self::Lost => "lost",
            Self::Refused(_) => "refused",
        }
    }
}

/// A file that was chosen on this page.
#[derive(Clone)]
pub(super) struct Entry {
    /// Tells the files of this page apart.
    pub key: u32,
    /// As the phone calls it.
    pub name: String,
    /// How far it has come.
    pub state: RwSignal<State>,
    /// What is sent and counts against the room, once that is known.
    pub load: RwSignal<Option<(Media, u64)>>,
    /// Address of what a picture looks like, within this page.
    pub picture: RwSignal<Option<String>>,
}

impl Entry {
    pub(super) fn view(&self, line: Line) -> AnyView {
        let Self {
            key,
            state,
            picture,
            name,
            ..
        } = self.clone();
        let words = line.words();
        let (said, fingerprint) = (words.clone(), words.fingerprint.clone());
        let percent = move || match state.get() {
            State::Sending(percent) => Some(percent.to_string()),
            State::Checking => Some("100".to_owned()),
            _ => None,
        };
        let digest = move || {
            let State::Kept(file) = state.get() else {
                return None;
            };
            let words = fingerprint.clone();
            let view = view! {
                <p class="wq-muted wq-small">
                    {words} " " <code class="wq-file__digest">{file.digest}</code>
                </p>
            };
            Some(view.into_any())
        };
        let is_wrong = move || matches!(state.get(), State::Lost | State::Refused(_));
        let label = name.clone();
        view! {
            <li class="wq-file" data-state=move || state.with(State::code)>
                {move || {
                    let src = picture.get();
                    src.map(|src| {
                        view! { <img class="wq-file__picture" src=src alt="" width="72" height="72"/> }
                    })
                }}
                <div class="wq-file__text">
                    <p class="wq-file__name">{name}</p>
                    <p class="wq-small" class=("wq-file__wrong", is_wrong)>
                        {move || state.with(|state| state.words(&said))}
                    </p>
                    {move || {
                        let label = label.clone();
                        percent()
                            .map(|percent| {
                                view! {
                                    <progress class="wq-file__progress" max="100" value=percent aria-label=label>
                                    </progress>
                                }
                            })
                    }}
                    {digest}
                </div>
                {buttons(key, self.name.clone(), state, &words, line)}
            </li>
        }
        .into_any()
    }
}

fn buttons(key: u32, name: String, state: RwSignal<State>, words: &Words, line: Line) -> AnyView {
    let again = words.again.clone();
    let (cancel, remove) = (words.cancel.clone(), words.remove.clone());
    let spoken = name.clone();
    let take_away = move || {
        if state.with(State::is_under_way) {
            cancel.clone()
        } else {
            remove.clone()
        }
    };
    view! {
        <div class="wq-file__remove">
            <button
                class="wq-button wq-button--secondary wq-button--small"
                type="button"
                hidden=move || state.get() != State::Lost
                on:click=move |_| phone::again(line, key)
            >
                {again}
                <span class="govuk-visually-hidden">{spoken}</span>
            </button>
            <button
                class="wq-button wq-button--quiet"
                type="button"
                disabled=move || state.get() == State::Checking
                on:click=move |_| phone::take_away(line, key)
            >
                {take_away}
                <span class="govuk-visually-hidden">{name}</span>
            </button>
        </div>
    }
    .into_any()
}
