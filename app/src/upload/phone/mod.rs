//! The browser's part: takes files from the control, sends them one after the other.
//!
//! One at a time: an old phone holds one unpacked photograph, and on a bad line one file is there
//! before two are half there.

mod form;
mod redraw;
mod send;

use std::cell::RefCell;
use std::collections::HashMap;

use domain::attachment::{HEAD_LENGTH, Media};
use domain::case::Fault;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, HtmlDivElement, HtmlInputElement, Url};

use super::answer::UploadAnswer;
use super::entry::{Entry, State};
use super::line::Line;

thread_local! {
    static PHONE: RefCell<Phone> = RefCell::default();
}

/// What cannot be a signal: the bytes, and the request that is out.
#[derive(Default)]
struct Phone {
    /// The control that chooses files.
    control: Option<HtmlInputElement>,
    /// The files as chosen, until they are there.
    files: HashMap<u32, Chosen>,
    /// What is being sent.
    sending: Option<(u32, web_sys::XmlHttpRequest)>,
    is_running: bool,
}

/// A file, and what was said about it when it was chosen.
#[derive(Clone)]
struct Chosen {
    file: File,
    note: String,
    keep_original: bool,
}

fn with<T>(ask: impl FnOnce(&mut Phone) -> T) -> T {
    PHONE.with_borrow_mut(ask)
}

/// Takes over the control, with what was chosen before the application ran.
pub(super) fn wake(line: Line, place: &HtmlDivElement) {
    let control = place.query_selector("input[type=file]").ok().flatten();
    let control = control.and_then(|control| control.dyn_into::<HtmlInputElement>().ok());
    let form = control.as_ref().and_then(HtmlInputElement::form);
    with(|phone| phone.control = control);
    if let Some(form) = form {
        form::hold_back(line, form);
    }
    chosen(line);
}

/// Takes the files out of the control and begins to send them.
pub(super) fn chosen(line: Line) {
    let Some(control) = with(|phone| phone.control.clone()) else {
        return;
    };
    let Some(list) = control.files() else { return };
    let files: Vec<File> = (0..list.length()).filter_map(|n| list.item(n)).collect();
    if files.is_empty() {
        return;
    }
    let said = control.form().map(form::said).unwrap_or_default();
    for file in files {
        let entry = line.join(file.name());
        let chosen = Chosen {
            file,
            note: said.note.clone(),
            keep_original: said.keep_original,
        };
        with(|phone| phone.files.insert(entry.key, chosen));
    }
    // What is on its way must not be posted with the form once more.
    control.set_value("");
    run(line);
}

/// Sends a file again whose answer never came.
pub(super) fn again(line: Line, key: u32) {
    if let Some(entry) = line.find(key) {
        entry.state.set(State::Waiting);
        run(line);
    }
}

/// Takes a file out of the line, breaking it off when it is being sent, or away when it is there.
pub(super) fn take_away(line: Line, key: u32) {
    let Some(entry) = line.find(key) else { return };
    if let State::Kept(file) = entry.state.get_untracked() {
        spawn_local(async move {
            let remove = line.page(|page| page.remove.clone());
            match crate::posting::post(&remove, &format!("id={}", file.id)).await {
                Ok(_) => forget(line, &entry),
                Err(_) => line.said.set(line.words().not_removed),
            }
        });
        return;
    }
    let request = with(|phone| phone.sending.take_if(|(sent, _)| *sent == key));
    if let Some((_, request)) = request {
        // Aborting what has ended already does nothing.
        drop(request.abort());
    }
    forget(line, &entry);
}

fn forget(line: Line, entry: &Entry) {
    with(|phone| phone.files.remove(&entry.key));
    line.leave(entry.key);
    show(entry, None);
    line.said.set(String::new());
}

/// Sends whatever waits, unless that is being done already.
fn run(line: Line) {
    if with(|phone| std::mem::replace(&mut phone.is_running, true)) {
        return;
    }
    spawn_local(async move {
        while let Some(entry) = line.next() {
            work(line, &entry).await;
        }
        with(|phone| phone.is_running = false);
        form::go_on(line);
    });
}

async fn work(line: Line, entry: &Entry) {
    let Some(chosen) = with(|phone| phone.files.get(&entry.key).cloned()) else {
        line.leave(entry.key);
        return;
    };
    entry.state.set(State::Drawing);
    let load = match prepared(line, entry, &chosen).await {
        Ok(load) => load,
        Err(fault) => {
            with(|phone| phone.files.remove(&entry.key));
            return line.refuse(entry, line.words().fault(fault));
        }
    };
    // Taken away in the meantime.
    if line.find(entry.key).is_none() {
        return;
    }
    entry.state.set(State::Sending(0));
    let answer = send::send(line, entry, &load, &chosen).await;
    with(|phone| phone.sending = None);
    if line.find(entry.key).is_none() {
        return;
    }
    if answer.is_some() {
        with(|phone| phone.files.remove(&entry.key));
    }
    match answer {
        Some(UploadAnswer::Kept(file)) => line.keep(entry, file),
        Some(UploadAnswer::Refused(why)) => line.refuse(entry, why),
        Some(UploadAnswer::Gone(target)) => {
            // A browser that refuses stays where it is.
            drop(window().location().set_href(&target));
        }
        None => {
            line.heard
                .set(format!("{} {}", entry.name, line.words().lost));
            entry.state.set(State::Lost);
        }
    }
}

/// What is sent: a photograph drawn anew, everything else as it is.
async fn prepared(line: Line, entry: &Entry, chosen: &Chosen) -> Result<Blob, Fault> {
    let file: &Blob = &chosen.file;
    let media = Media::sniff(&head(file).await)?;
    let drawn = if chosen.keep_original {
        None
    } else {
        redraw::redrawn(file, media).await
    };
    // What this phone cannot draw goes as it is: the server makes a copy of it all the same.
    let (blob, media) = drawn.unwrap_or_else(|| (file.clone(), media));
    line.admit(entry, media, bytes(&blob))?;
    if media.is_image() {
        show(entry, Some(&blob));
    }
    Ok(blob)
}

/// Bytes; a browser counts them in a number that is exact far beyond any file.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is whole and not below zero"
)]
fn bytes(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// The first bytes; none of a file that the phone cannot read.
async fn head(file: &Blob) -> Vec<u8> {
    let end = i32::try_from(HEAD_LENGTH).unwrap_or(i32::MAX);
    let Ok(head) = file.slice_with_i32_and_i32(0, end) else {
        return Vec::new();
    };
    let read = JsFuture::from(head.array_buffer()).await;
    read.map(|buffer| Uint8Array::new(&buffer).to_vec())
        .unwrap_or_default()
}

/// Shows what a picture looks like, and lets go of what was shown before.
fn show(entry: &Entry, blob: Option<&Blob>) {
    let address = blob.and_then(|blob| Url::create_object_url_with_blob(blob).ok());
    let before = entry.picture.try_update_untracked(Option::take);
    if let Some(before) = before.flatten() {
        // An address that is unknown is let go of already.
        drop(Url::revoke_object_url(&before));
    }
    entry.picture.set(address);
}
