//! Sends one file. With `XMLHttpRequest`, because nothing else says how much has been sent.

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData, ProgressEvent, XmlHttpRequest};

use super::super::answer::UploadAnswer;
use super::super::entry::{Entry, State};
use super::super::line::Line;
use super::super::{FILES, NOTE};
use super::{Chosen, with};

/// The answer; `None` when none came, or none that can be read.
pub(super) async fn send(
    line: Line,
    entry: &Entry,
    load: &Blob,
    chosen: &Chosen,
) -> Option<UploadAnswer> {
    let form = FormData::new().ok()?;
    form.append_with_str(NOTE, &chosen.note).ok()?;
    form.append_with_blob_and_filename(FILES, load, &entry.name)
        .ok()?;
    let request = XmlHttpRequest::new().ok()?;
    request
        .open("POST", &line.page(|page| page.action.clone()))
        .ok()?;
    request
        .set_request_header("Accept", "application/json")
        .ok()?;
    let progress = progress(&request, entry);
    let ended = Promise::new(&mut |resolve, _| {
        request.set_onloadend(Some(&resolve));
    });
    request.send_with_opt_form_data(Some(&form)).ok()?;
    with(|phone| phone.sending = Some((entry.key, request.clone())));
    let ended = JsFuture::from(ended).await;
    drop(progress);
    ended.ok()?;
    serde_json::from_str(&request.response_text().ok()??).ok()
}

/// Keeps the state of the file at what has been sent.
fn progress(request: &XmlHttpRequest, entry: &Entry) -> Option<Closure<dyn Fn(ProgressEvent)>> {
    let state = entry.state;
    let note = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        let percent = percent(event.loaded(), event.total());
        let _ = state.try_set(if percent == 100 {
            State::Checking
        } else {
            State::Sending(percent)
        });
    });
    let upload = request.upload().ok()?;
    upload.set_onprogress(Some(note.as_ref().unchecked_ref()));
    Some(note)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn percent(sent: f64, of: f64) -> u8 {
    if of > 0.0 {
        (sent / of * 100.0).clamp(0.0, 100.0) as u8
    } else {
        0
    }
}
