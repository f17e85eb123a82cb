//! The survey page.

use leptos::prelude::*;

/// The survey.
#[component]
pub fn SurveyApp() -> impl IntoView {}
