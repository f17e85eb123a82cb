//! How the browser posts a form of [`crate::ui::PostForm`] without losing what was typed.
//!
//! One listener serves every form of a page: it sends the same bytes the browser would, and where
//! the answer leads is the application's business. A second tap while an answer is on its way does
//! nothing, and when the network is gone everything typed stays and the form says so.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::Request;
use leptos::ev::submit;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlFormElement, SubmitEvent, UrlSearchParams};

use crate::ui::POSTED;

/// Posts every form of this page that asks for it; `follow` goes where the answer leads. Call once
/// in each application.
pub(crate) fn listen(follow: impl Fn(&str) + 'static) {
    let waiting = Rc::new(Cell::new(false));
    let follow = Rc::new(follow);
    window_event_listener(submit, move |event: SubmitEvent| {
        let Some(post) = Post::of(&event) else { return };
        event.prevent_default();
        if waiting.replace(true) {
            return;
        }
        let (waiting, follow) = (waiting.clone(), follow.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let answer = post.send().await;
            waiting.set(false);
            post.say(answer.as_ref().err().copied());
            if let Ok(target) = answer {
                crate::kept::sent(&post.action);
                follow(&target);
            }
        });
    });
}

/// Why a form is still on its page after it was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undone {
    /// No answer came.
    Lost,
    /// The session of the desk is over.
    SignedOut,
}

impl Undone {
    /// The notice of the form that says so.
    const NOTICES: [(Self, &'static str); 2] = [
        (Self::Lost, "[data-lost]"),
        (Self::SignedOut, "[data-signed-out]"),
    ];
}

/// A form on its way.
struct Post {
    form: HtmlFormElement,
    action: String,
    fields: String,
}

impl Post {
    fn of(event: &SubmitEvent) -> Option<Self> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        if event.default_prevented() || !form.has_attribute(POSTED) {
            return None;
        }
        let fields = fields(&form, event)?;
        let action = form.get_attribute("action").unwrap_or_default();
        Some(Self {
            form,
            action,
            fields,
        })
    }

    /// Where the answer leads.
    async fn send(&self) -> Result<String, Undone> {
        post(&self.action, &self.fields).await
    }

    fn say(&self, undone: Option<Undone>) {
        for (reason, notice) in Undone::NOTICES {
            let notice = self.form.query_selector(notice).ok().flatten();
            if let Some(notice) = notice {
                // A notice that cannot be switched leaves the form as it is.
                let _ = notice.toggle_attribute_with_force("hidden", undone != Some(reason));
            }
        }
    }
}

/// Posts fields to a server function: where its answer leads.
pub(crate) async fn post(action: &str, fields: &str) -> Result<String, Undone> {
    let lost = |_| Undone::Lost;
    let request = Request::post(action)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(fields)
        .map_err(lost)?;
    let answer = request.send().await.map_err(lost)?;
    if let Some(target) = answer.headers().get("location") {
        return Ok(target);
    }
    // Server functions answer errors alike but for the code in the body.
    let code = answer.text().await.map_err(lost)?;
    Err(if code.contains("SignInRequired") {
        Undone::SignedOut
    } else {
        Undone::Lost
    })
}

/// What the form would post, the pressed button included.
fn fields(form: &HtmlFormElement, event: &SubmitEvent) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    if let Some(button) = event.submitter()
        && let Some(name) = button.get_attribute("name")
    {
        let value = button.get_attribute("value").unwrap_or_default();
        data.append_with_str(&name, &value).ok()?;
    }
    encoded(data)
}

/// What a form holds at the moment.
pub(crate) fn typed(form: &HtmlFormElement) -> Option<String> {
    encoded(FormData::new_with_form(form).ok()?)
}

fn encoded(data: FormData) -> Option<String> {
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&JsValue::from(data)).ok()?;
    Some(String::from(pairs.to_string()))
}
