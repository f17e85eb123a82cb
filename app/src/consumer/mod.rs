//! Pages for consumers.

use leptos::prelude::*;

/// The public application.
#[component]
pub fn PublicApp() -> impl IntoView {}
