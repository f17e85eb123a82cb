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
            let target = post.send().await;
            waiting.set(false);
            post.say_lost(target.is_none());
            if let Some(target) = target {
                follow(&target);
            }
        });
    });
}

/// A form on its way.
struct Post {
    form: HtmlFormElement,
    fields: String,
}

impl Post {
    fn of(event: &SubmitEvent) -> Option<Self> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        if event.default_prevented() || !form.has_attribute(POSTED) {
            return None;
        }
        let fields = fields(&form, event)?;
        Some(Self { form, fields })
    }

    /// Where the answer leads; `None` when none came.
    async fn send(&self) -> Option<String> {
        let request = Request::post(&self.form.get_attribute("action")?)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(self.fields.as_str())
            .ok()?;
        request.send().await.ok()?.headers().get("location")
    }

    fn say_lost(&self, lost: bool) {
        let notice = self.form.query_selector("[data-lost]").ok().flatten();
        if let Some(notice) = notice {
            // A notice that cannot be switched leaves the form as it is.
            let _ = notice.toggle_attribute_with_force("hidden", !lost);
        }
    }
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
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&JsValue::from(data)).ok()?;
    Some(String::from(pairs.to_string()))
}
