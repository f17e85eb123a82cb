//! Pages for staff.

use leptos::prelude::*;

/// The desk.
#[component]
pub fn DeskApp() -> impl IntoView {}
