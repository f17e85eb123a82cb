//! From which day on something decided here holds, and why.

use domain::tr;
use leptos::prelude::*;

use crate::desk::feedback::Feedback;
use crate::ui::{Field, FieldWidth};

/// The first day and the reason; `day` is the day where none was typed, `hint` what to know of it.
pub(super) fn from_day_fields(feedback: Feedback<'_>, day: &str, hint: String) -> AnyView {
    let locale = feedback.locale;
    view! {
        <Field
            name="effective_from"
            label=tr!(locale, "admin.from_day.day")
            hint=hint
            kind="date"
            value=feedback.value_or("effective_from", day)
            error=feedback.error("effective_from")
            width=FieldWidth::Medium
        />
        <Field
            name="reason"
            label=tr!(locale, "admin.from_day.reason")
            hint=tr!(locale, "admin.from_day.reason_hint")
            value=feedback.value("reason")
            error=feedback.error("reason")
        />
    }
    .into_any()
}
