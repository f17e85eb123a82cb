//! The list of pages with words that only this phone has.

use domain::case::DraftStep;
use domain::locale::Locale;
use domain::tr;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::phone;
use crate::island::{Island, island};

/// Says which pages were typed and not sent; nothing where everything was.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Unsent {
    title: String,
    /// Path and name of every page that keeps its words.
    pages: Vec<(String, String)>,
}

impl Unsent {
    /// The list, for a page in this language.
    pub(crate) fn view(locale: Locale) -> AnyView {
        let steps = DraftStep::ALL.iter();
        let mut pages: Vec<_> = steps
            .map(|step| (format!("/file/{step}"), step.label(locale).to_owned()))
            .collect();
        pages.push((
            "/offline".to_owned(),
            tr!(locale, "offline.title").into_owned(),
        ));
        island(Self {
            title: tr!(locale, "offline.unsent").into_owned(),
            pages,
        })
    }
}

impl Island for Unsent {
    const NAME: &'static str = "unsent";

    fn draw(self) -> AnyView {
        let Self { title, pages } = self;
        let kept = RwSignal::new(Vec::new());
        let place = NodeRef::new();
        Effect::new(move |_| {
            if place.get().is_some() {
                kept.set(phone::pages());
            }
        });
        let rows = move || {
            let kept = kept.get();
            let here = pages.iter().filter(|(path, _)| kept.contains(path));
            here.map(|(path, name)| {
                view! {
                    <li>
                        <a class="wq-kept__link" href=path.clone()>{name.clone()}</a>
                    </li>
                }
            })
            .collect::<Vec<_>>()
        };
        view! {
            <div node_ref=place hidden=move || kept.with(Vec::is_empty)>
                <div class="wq-notice wq-notice--warning">
                    <div class="wq-notice__text">
                        <p class="wq-notice__title">{title}</p>
                        <ul class="wq-kept__pages">{rows}</ul>
                    </div>
                </div>
            </div>
        }
        .into_any()
    }
}
