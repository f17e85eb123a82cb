//! Notices that nobody uses a page of the desk any more, where the person has a PIN.
//!
//! The server decides whether the session is locked, since another window may be in use. While
//! somebody types or reads here the page says so from time to time; when nothing has happened for
//! as long as a session stays open it asks, and goes where the answer leads.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::island::Island;

/// The watch over one page. It draws nothing.
#[derive(Serialize, Deserialize)]
pub(crate) struct IdleWatch {
    /// Seconds without use after which the session locks.
    pub after: u32,
}

impl Island for IdleWatch {
    const NAME: &'static str = "idle";

    fn draw(self) -> AnyView {
        let Self { after } = self;
        Effect::new(move |_| watch::begin(after));
        ().into_any()
    }
}

#[cfg(feature = "hydrate")]
mod watch {
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::prelude::*;
    use server_fn::ServerFn;

    use crate::api::lock::{StillOpen, StillUsed};
    use crate::posting::post;

    /// What counts as use.
    const SIGNS: [&str; 4] = ["pointerdown", "keydown", "input", "scroll"];
    /// How often the page looks.
    const LOOK: Duration = Duration::from_secs(15);
    /// Milliseconds between two words to the server that the page is in use.
    const TELL: f64 = 60_000.0;

    /// Instants in milliseconds since 1970, so that a tablet that slept knows how long.
    #[derive(Default)]
    struct Seen {
        used: Cell<f64>,
        told: Cell<f64>,
    }

    pub(super) fn begin(after: u32) {
        let now = js_sys::Date::now();
        let seen = Rc::new(Seen {
            used: Cell::new(now),
            told: Cell::new(now),
        });
        for sign in SIGNS {
            let seen = seen.clone();
            let noted = window_event_listener_untyped(sign, move |_| {
                seen.used.set(js_sys::Date::now());
            });
            on_cleanup(move || noted.remove());
        }
        let after = f64::from(after) * 1_000.0;
        let looked = set_interval_with_handle(move || look(&seen, after), LOOK);
        if let Ok(looked) = looked {
            on_cleanup(move || looked.clear());
        }
    }

    fn look(seen: &Seen, after: f64) {
        let now = js_sys::Date::now();
        if now - seen.used.get() >= after {
            say(StillOpen::PATH);
        } else if seen.used.get() > seen.told.get() && now - seen.told.get() >= TELL {
            seen.told.set(now);
            say(StillUsed::PATH);
        }
    }

    /// Goes where the answer leads: from a locked session to the page that asks for the PIN.
    fn say(path: &'static str) {
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(target) = post(path, "").await {
                // A browser that refuses stays where it is.
                let _ = window().location().set_href(&target);
            }
        });
    }
}

#[cfg(not(feature = "hydrate"))]
mod watch {
    /// Never called on the server.
    pub(super) fn begin(_after: u32) {}
}
