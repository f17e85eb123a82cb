//! The form around the files: what it says about them, and that it waits for them.

use std::cell::RefCell;

use leptos::ev::submit;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlElement, HtmlFormElement, SubmitEvent};

use super::super::NOTE;
use super::super::line::{HoldUp, Line};

thread_local! {
    /// The button that was pressed while files were on their way, and its form.
    static PRESSED: RefCell<Option<(HtmlFormElement, Option<HtmlElement>)>> = RefCell::default();
}

/// What a form says about the files that are chosen next.
#[derive(Default)]
pub(super) struct Said {
    pub(super) note: String,
    pub(super) keep_original: bool,
}

pub(super) fn said(form: HtmlFormElement) -> Said {
    let Ok(data) = FormData::new_with_form(&form) else {
        return Said::default();
    };
    Said {
        note: data.get(NOTE).as_string().unwrap_or_default(),
        keep_original: data.has("keep_original"),
    }
}

/// Lets nobody leave files behind by going on too early.
pub(super) fn hold_back(line: Line, form: HtmlFormElement) {
    window_event_listener(submit, move |event: SubmitEvent| {
        let is_mine = event
            .target()
            .is_some_and(|target| target == *form.as_ref());
        let Some(hold_up) = line.holds_up().filter(|_| is_mine) else {
            return;
        };
        event.prevent_default();
        let words = line.words();
        match hold_up {
            HoldUp::UnderWay => {
                let button = event.submitter();
                PRESSED.set(Some((form.clone(), button)));
                line.said.set(words.wait);
            }
            HoldUp::Unsent => line.said.set(words.unsent),
        }
    });
}

/// Sends the form that waited for its files.
pub(super) fn go_on(line: Line) {
    let Some((form, button)) = PRESSED.take() else {
        return;
    };
    if line.holds_up().is_some() {
        line.said.set(line.words().unsent);
        return;
    }
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    let sent = match button {
        Some(button) => form.request_submit_with_submitter(Some(&button)),
        None => form.request_submit(),
    };
    // A browser too old for this is pressed once more by the person.
    drop(sent);
}
