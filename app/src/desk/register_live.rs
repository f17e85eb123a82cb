//! What the registration page does while somebody types: it looks the business and earlier cases
//! up, and keeps what is typed. Without JavaScript buttons do the same.

use domain::view::{BusinessRow, HintView};
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::api::register::RegistrationPage;

/// The parts of the page that change while somebody types.
#[derive(Clone, Copy)]
pub(super) struct Live {
    /// Businesses that may be meant; none when nobody asked.
    pub found: RwSignal<Option<Vec<BusinessRow>>>,
    /// What was noticed.
    pub hints: RwSignal<Vec<HintView>>,
    /// Whether what stands on the page is kept.
    pub is_kept: RwSignal<bool>,
    #[cfg(feature = "hydrate")]
    timers: StoredValue<browser::Timers>,
}

impl Live {
    /// As the server drew the page.
    pub(super) fn new(page: &RegistrationPage) -> Self {
        Self {
            found: RwSignal::new(page.found.clone()),
            hints: RwSignal::new(page.hints.clone()),
            is_kept: RwSignal::new(!page.draft.is_empty()),
            #[cfg(feature = "hydrate")]
            timers: StoredValue::new(browser::Timers::default()),
        }
    }

    /// Something was typed or chosen.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(clippy::unused_self, reason = "only browsers are typed into")
    )]
    pub(super) fn typed(self, event: &Event) {
        #[cfg(feature = "hydrate")]
        browser::typed(self, event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    }

    /// The form is on its way: nothing is kept any more.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(clippy::unused_self, reason = "only browsers send")
    )]
    pub(super) fn sent(self) {
        #[cfg(feature = "hydrate")]
        browser::stop(self);
    }

    /// An entry of the register was chosen.
    #[cfg_attr(
        not(feature = "hydrate"),
        expect(clippy::unused_self, reason = "only browsers are tapped")
    )]
    pub(super) fn take_over(self, event: &MouseEvent, row: &BusinessRow) {
        #[cfg(feature = "hydrate")]
        browser::take_over(self, event, row);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, row);
    }
}

/// `Ctrl+Enter` registers, from wherever the hands are.
pub(super) fn shortcut(event: &KeyboardEvent) {
    #[cfg(feature = "hydrate")]
    browser::shortcut(event);
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use domain::view::BusinessRow;
    use leptos::ev::{Event, KeyboardEvent, MouseEvent};
    use leptos::leptos_dom::helpers::TimeoutHandle;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use server_fn::ServerFn;
    use wasm_bindgen::{JsCast as _, JsValue};
    use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

    use super::Live;
    use crate::api::register::{KeepRegistration, Known, LookUp};
    use crate::desk::address::register_address;
    use crate::loading::ask;
    use crate::posting;
    use crate::ui::field_id;

    /// How long a pause in typing is.
    const PAUSE: Duration = Duration::from_millis(400);
    /// How long after the first unsaved word everything is kept.
    const KEEP_AFTER: Duration = Duration::from_secs(2);
    /// The controls on which what is known depends.
    const LOOKED_UP: [&str; 4] = [
        "type",
        "complainant_phone",
        "respondent_name",
        "respondent_credit_code",
    ];

    #[derive(Default)]
    pub(super) struct Timers {
        look_up: Option<TimeoutHandle>,
        keep: Option<TimeoutHandle>,
        is_stopped: bool,
    }

    pub(super) fn typed(live: Live, event: &Event) {
        let Some((form, name)) = place(event) else {
            return;
        };
        live.is_kept.set(false);
        if LOOKED_UP.contains(&name.as_str()) {
            look_up_later(live, form.clone());
        }
        keep_later(live, form);
    }

    fn place(event: &Event) -> Option<(HtmlFormElement, String)> {
        let control: Element = event.target()?.dyn_into().ok()?;
        let form = control.closest("form").ok()??.dyn_into().ok()?;
        Some((form, control.get_attribute("name").unwrap_or_default()))
    }

    fn look_up_later(live: Live, form: HtmlFormElement) {
        let timer = set_timeout_with_handle(move || look_up(live, &form), PAUSE).ok();
        let before = live
            .timers
            .try_update_value(|timers| std::mem::replace(&mut timers.look_up, timer));
        if let Some(Some(before)) = before {
            before.clear();
        }
    }

    fn look_up(live: Live, form: &HtmlFormElement) {
        let Some(body) = posting::typed(form) else {
            return;
        };
        spawn_local(async move {
            if let Some(known) = ask::<Known>(LookUp::PATH, body).await {
                let found = Some(known.businesses).filter(|found| !found.is_empty());
                live.found.try_set(found);
                live.hints.try_set(known.hints);
            }
        });
    }

    /// One timer at a time: whoever types without a pause is kept all the same.
    fn keep_later(live: Live, form: HtmlFormElement) {
        let is_waiting = live.timers.try_with_value(|timers| timers.keep.is_some());
        if is_waiting != Some(false) {
            return;
        }
        let timer = set_timeout_with_handle(move || keep(live, form), KEEP_AFTER).ok();
        live.timers.try_update_value(|timers| timers.keep = timer);
    }

    fn keep(live: Live, form: HtmlFormElement) {
        let is_stopped = live.timers.try_update_value(|timers| {
            timers.keep = None;
            timers.is_stopped
        });
        let body = posting::typed(&form).filter(|_| is_stopped == Some(false));
        let Some(body) = body else { return };
        live.is_kept.set(true);
        spawn_local(async move {
            match ask::<String>(KeepRegistration::PATH, body).await {
                Some(id) => remember(&form, &id),
                None => drop(live.is_kept.try_set(false)),
            }
        });
    }

    /// A reload finds it again; the router need not know.
    fn remember(form: &HtmlFormElement, id: &str) {
        let input = form.query_selector("[name=draft]").ok().flatten();
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value(id);
        }
        let here = window().location().pathname().unwrap_or_default();
        if here == register_address("", "", "")
            && let Ok(history) = window().history()
        {
            let address = register_address(id, "", "");
            let state = history.state().unwrap_or(JsValue::NULL);
            // A browser that refuses keeps the address it has.
            let _ = history.replace_state_with_url(&state, "", Some(&address));
        }
    }

    pub(super) fn stop(live: Live) {
        let timer = live.timers.try_update_value(|timers| {
            timers.is_stopped = true;
            timers.keep.take()
        });
        if let Some(Some(timer)) = timer {
            timer.clear();
        }
    }

    pub(super) fn take_over(live: Live, event: &MouseEvent, row: &BusinessRow) {
        event.prevent_default();
        fill("respondent_name", &row.name);
        for (name, known) in [
            ("respondent_address", &row.address),
            ("respondent_credit_code", &row.credit_code),
        ] {
            if !known.is_empty() {
                fill(name, known);
            }
        }
        live.found.set(None);
        live.is_kept.set(false);
        if let Some((form, _)) = place(event) {
            look_up_later(live, form.clone());
            keep_later(live, form);
        }
        let next = document().get_element_by_id(&field_id("item_name"));
        if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
            // A control that cannot take the focus leaves it where it is.
            let _ = next.focus();
        }
    }

    fn fill(name: &str, value: &str) {
        let input = document().get_element_by_id(&field_id(name));
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value(value);
        }
    }

    pub(super) fn shortcut(event: &KeyboardEvent) {
        if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let button = place(event).and_then(|(form, _)| {
            let found = form.query_selector("[data-register]").ok().flatten();
            found?.dyn_into::<HtmlElement>().ok()
        });
        if let Some(button) = button {
            event.prevent_default();
            button.click();
        }
    }
}
