//! A form that posts to a server function.
//!
//! Without JavaScript it is a plain form. In the browser it sends the same bytes without leaving
//! the page and follows the redirect inside the application; a second tap while an answer is on
//! its way does nothing, and when the network is gone everything typed stays and the form says so.
//! One component serves every form, so its machinery is in the bundle once.

use domain::tr;
use leptos::prelude::*;

use super::{Notice, NoticeKind};
use crate::page::use_locale;

/// A form that posts to `action`.
#[component]
pub fn PostForm(
    /// Path of the server function: `SaveStory::PATH`.
    action: &'static str,
    /// Class of the form.
    #[prop(optional)]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let lost = RwSignal::new(false);
    let notice = move || {
        lost.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Warning announce=true>
                    <p>{tr!(locale, "ui.not_delivered")}</p>
                </Notice>
            }
        })
    };
    let class = (!class.is_empty()).then_some(class);
    let form = view! {
        <form method="post" action=action class=class novalidate>
            {children()}
            {notice}
        </form>
    };
    #[cfg(feature = "hydrate")]
    let form = {
        let send = browser::sender(action, lost);
        form.add_any_attr(leptos::ev::on(leptos::ev::submit, send))
    };
    form
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::Request;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos_router::NavigateOptions;
    use leptos_router::hooks::{use_location, use_navigate};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{FormData, HtmlFormElement, SubmitEvent, UrlSearchParams};

    use crate::loading::load_again;

    /// Paths of another application, which this router does not know.
    const ELSEWHERE: [&str; 2] = ["/desk", "/s/"];

    pub(super) fn sender(
        action: &'static str,
        lost: RwSignal<bool>,
    ) -> impl Fn(SubmitEvent) + Clone + 'static {
        let navigate = use_navigate();
        let location = use_location();
        let waiting = StoredValue::new(false);
        let owner = Owner::current().unwrap_or_default();
        move |event: SubmitEvent| {
            let Some(fields) = fields(&event) else { return };
            event.prevent_default();
            if waiting.get_value() {
                return;
            }
            waiting.set_value(true);
            let (navigate, owner) = (navigate.clone(), owner.clone());
            let here = crate::page::address(
                &location.pathname.get_untracked(),
                &location.search.get_untracked(),
            );
            spawn_local(async move {
                let target = post(action, fields).await;
                waiting.try_set_value(false);
                lost.try_set(target.is_none());
                let Some(target) = target else { return };
                if here == target {
                    owner.with(load_again);
                } else if is_elsewhere(&here, &target) {
                    // Leaving the application; a browser that refuses stays where it is.
                    let _ = window().location().set_href(&target);
                } else {
                    // The server answers whole paths; the router would put its base before them.
                    let whole = NavigateOptions {
                        resolve: false,
                        ..NavigateOptions::default()
                    };
                    navigate(&target, whole);
                }
            });
        }
    }

    /// What the form would post, the pressed button included.
    fn fields(event: &SubmitEvent) -> Option<String> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        let data = FormData::new_with_form(&form).ok()?;
        if let Some(button) = event.submitter()
            && let Some(name) = button.get_attribute("name")
        {
            let value = button.get_attribute("value").unwrap_or_default();
            data.append_with_str(&name, &value).ok()?;
        }
        let pairs = UrlSearchParams::new_with_str_sequence_sequence(&JsValue::from(data)).ok()?;
        Some(String::from(pairs.to_string()))
    }

    /// Where the answer leads; `None` when none came.
    async fn post(action: &str, fields: String) -> Option<String> {
        let request = Request::post(action)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(fields)
            .ok()?;
        request.send().await.ok()?.headers().get("location")
    }

    fn is_elsewhere(here: &str, target: &str) -> bool {
        ELSEWHERE
            .iter()
            .any(|prefix| here.starts_with(prefix) != target.starts_with(prefix))
    }
}
