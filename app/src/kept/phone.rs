//! The browser's part: notes the words of the form while they are typed.

use std::cell::RefCell;
use std::time::Duration;

use domain::case::KEPT_ON_PHONE_HOURS;
use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Event, EventInit, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    Storage, UrlSearchParams,
};

use super::notice::{Line, Shown};
use crate::posting::typed;

/// Before the path of a page in the storage.
const PREFIX: &str = "weiquan-kept:";
/// A pause in typing after which the words are noted.
const PAUSE: Duration = Duration::from_millis(400);
const HOUR_MS: f64 = 3_600_000.0;

/// The words of one form.
#[derive(Clone, Serialize, Deserialize)]
struct Words {
    /// As the form would post them.
    fields: String,
    /// Milliseconds since 1970 on the phone's own clock.
    at: f64,
}

/// The form of this page, as the server drew it.
struct Kept {
    /// Under which its words are kept.
    path: String,
    form: HtmlFormElement,
    drawn: String,
    /// What was kept before and is not put back yet.
    found: Option<String>,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = RefCell::default();
    static TIMER: RefCell<Option<TimeoutHandle>> = RefCell::default();
}

/// Begins to keep the form of this page.
pub(super) fn keep(shown: Shown, path: String, at_once: bool) {
    let Some(form) = form_of_page() else { return };
    let Some(drawn) = typed(&form) else { return };
    let found = read(&path)
        .map(|words| words.fields)
        .filter(|fields| *fields != drawn);
    let put_back = at_once && found.is_some();
    shown.found.set(found.is_some() && !put_back);
    KEPT.set(Some(Kept {
        path,
        form,
        drawn,
        found,
    }));
    if put_back {
        restore(shown);
    }
    listen(shown);
}

/// Puts what was kept into the form.
pub(super) fn restore(shown: Shown) {
    let found = KEPT.with_borrow_mut(|kept| {
        let kept = kept.as_mut()?;
        Some((kept.form.clone(), kept.found.take()?))
    });
    if let Some((form, fields)) = found {
        fill(&form, &fields);
        shown.found.set(false);
        shown.line.set(Some(Line::Restored));
    }
}

/// Forgets what was kept.
pub(super) fn drop_found(shown: Shown) {
    KEPT.with_borrow_mut(|kept| {
        if let Some(kept) = kept {
            kept.found = None;
            forget(&kept.path);
        }
    });
    shown.found.set(false);
}

/// The paths of all pages with something kept.
pub(super) fn pages() -> Vec<String> {
    let paths: Vec<_> = keys().collect();
    let kept = paths.into_iter().filter(|path| read(path).is_some());
    kept.collect()
}

/// The server has what a form of this page held.
pub(crate) fn sent(action: &str) {
    let kept = KEPT.take();
    if let Some(timer) = TIMER.take() {
        timer.clear();
    }
    match action {
        // Nobody after this person shall find anything on the same phone.
        "/fn/draft/file" | "/fn/draft/discard" => keys().for_each(|path| forget(&path)),
        _ => {
            if let Some(kept) = kept {
                forget(&kept.path);
            }
        }
    }
}

fn listen(shown: Shown) {
    window_event_listener(ev::input, move |_| {
        let pause = set_timeout_with_handle(note, PAUSE);
        if let Some(earlier) = TIMER.replace(pause.ok()) {
            earlier.clear();
        }
    });
    // A page that goes to the background of a phone may never come back.
    window_event_listener(ev::pagehide, |_| note());
    window_event_listener(ev::offline, move |_| {
        let kept = note_now();
        let line = if kept { Line::Lost } else { Line::LostUnkept };
        shown.line.set(Some(line));
    });
    window_event_listener(ev::online, move |_| {
        if shown.line.get_untracked().is_some() {
            shown.line.set(Some(Line::Back));
        }
    });
}

fn note() {
    note_now();
}

/// Notes the words if there are any that the server does not have. Whether they are safe.
fn note_now() -> bool {
    KEPT.with_borrow(|kept| {
        let Some(kept) = kept else { return true };
        let Some(fields) = typed(&kept.form) else {
            return false;
        };
        if fields == kept.drawn {
            return true;
        }
        // What waits to be put back is not written over.
        if kept.found.is_some() {
            return false;
        }
        let at = js_sys::Date::now();
        let words = serde_json::to_string(&Words { fields, at });
        match (storage(), words) {
            (Some(storage), Ok(words)) => storage.set_item(&key(&kept.path), &words).is_ok(),
            _ => false,
        }
    })
}

fn form_of_page() -> Option<HtmlFormElement> {
    let form = document().query_selector("main form[data-posted]");
    form.ok().flatten()?.dyn_into().ok()
}

/// Every control gets what it had; those who look after them are told.
fn fill(form: &HtmlFormElement, fields: &str) {
    let Ok(fields) = UrlSearchParams::new_with_str(fields) else {
        return;
    };
    let Ok(controls) = form.query_selector_all("[name]:not([type=hidden]):not([type=file])") else {
        return;
    };
    let controls = (0..controls.length()).filter_map(|index| controls.get(index));
    for control in controls {
        if let Some(text) = control.dyn_ref::<HtmlTextAreaElement>() {
            text.set_value(&fields.get(&text.name()).unwrap_or_default());
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&fields.get(&select.name()).unwrap_or_default());
        } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            fill_input(input, &fields);
        }
        let init = EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
            // A control that refuses the event has its value all the same.
            let _ = control.dispatch_event(&event);
        }
    }
}

fn fill_input(input: &HtmlInputElement, fields: &UrlSearchParams) {
    if matches!(input.type_().as_str(), "radio" | "checkbox") {
        let value = input.value();
        let chosen = fields.get_all(&input.name());
        input.set_checked(
            chosen
                .iter()
                .any(|one| one.as_string().as_ref() == Some(&value)),
        );
    } else {
        input.set_value(&fields.get(&input.name()).unwrap_or_default());
    }
}

/// What is kept for this page, unless its time is over.
fn read(path: &str) -> Option<Words> {
    let text = storage()?.get_item(&key(path)).ok()??;
    let words: Option<Words> = serde_json::from_str(&text).ok();
    let now = js_sys::Date::now();
    let fresh = words.filter(|words| now - words.at < f64::from(KEPT_ON_PHONE_HOURS) * HOUR_MS);
    if fresh.is_none() {
        forget(path);
    }
    fresh
}

fn forget(path: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed runs out by its time.
        let _ = storage.remove_item(&key(path));
    }
}

fn keys() -> impl Iterator<Item = String> {
    let storage = storage();
    let length = storage.as_ref().and_then(|storage| storage.length().ok());
    let keys: Vec<_> = (0..length.unwrap_or_default())
        .filter_map(|index| storage.as_ref()?.key(index).ok().flatten())
        .collect();
    keys.into_iter()
        .filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
}

fn key(path: &str) -> String {
    format!("{PREFIX}{path}")
}

/// A browser may forbid it.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
