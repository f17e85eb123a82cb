//! Sends files while the person still looks for more.
//!
//! The same control as in a form without a script; a browser that runs the application takes each
//! file as soon as it is chosen, draws a photograph anew so that it is small and without its
//! position, and sends it on its own. What was sent is there after a reload; what was not can be
//! sent again.

mod answer;
mod entry;
mod line;
#[cfg(feature = "hydrate")]
mod phone;
#[cfg(not(feature = "hydrate"))]
#[path = "no_phone.rs"]
mod phone;
mod words;

use domain::attachment::Media;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use answer::{KeptFile, UploadAnswer};
pub(crate) use entry::Held;
use line::Line;
pub(crate) use words::Words;

use crate::island::Island;
use crate::ui::{Button, ButtonKind, Checkbox, FileInput};

/// Name of the control that chooses files.
pub(crate) const FILES: &str = "files";
/// Name of the control that says what they show.
pub(crate) const NOTE: &str = "note";

/// The control that chooses files, and the files on their way.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Uploads {
    /// Where the form posts.
    pub action: String,
    /// Path of the server function that takes a file away again.
    pub remove: String,
    /// Value of the button that uploads, where the form has several.
    pub go: Option<String>,
    /// What was handed in before.
    pub held: Vec<Held>,
    /// What was wrong with the last files, when no script ran.
    pub error: Option<String>,
    /// The texts.
    pub words: Words,
}

impl Island for Uploads {
    const NAME: &'static str = "uploads";

    fn draw(self) -> AnyView {
        let Self {
            error, words, go, ..
        } = self.clone();
        let line = Line::new(self);
        let awake = RwSignal::new(false);
        let place = NodeRef::new();
        Effect::new(move |_| {
            if let Some(place) = place.get() {
                phone::wake(line, &place);
                awake.set(true);
            }
        });
        let entries = move || {
            let entries = line.entries.get();
            let rows = entries.into_iter();
            rows.map(|entry| entry.view(line)).collect::<Vec<_>>()
        };
        view! {
            <div node_ref=place on:change=move |_| phone::chosen(line)>
                <FileInput
                    name=FILES
                    label=words.choose
                    hint=words.limits
                    error=error
                    accept=Media::ACCEPT
                />
                <div hidden=move || !awake.get()>
                    <Checkbox name="keep_original" label=words.original hint=words.original_hint/>
                </div>
                <ul class="wq-files" hidden=move || line.entries.with(Vec::is_empty)>{entries}</ul>
                <p class="govuk-visually-hidden" role="status">{move || line.heard.get()}</p>
                <p role="status">{move || line.said.get()}</p>
                <div hidden=move || awake.get()>
                    <Button kind=ButtonKind::Secondary name=go.as_ref().map(|_| "go") value=go>
                        {words.upload}
                    </Button>
                </div>
            </div>
        }
        .into_any()
    }
}
