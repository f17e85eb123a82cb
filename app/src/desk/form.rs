//! The frame of every form that changes a case.

use leptos::prelude::*;

use super::failure::failure_message;
use crate::api::AppError;
use crate::page::use_locale;
use crate::ui::{Notice, NoticeKind};

/// Around an `<ActionForm>`: out of reach while it is on its way, so that a second tap does
/// nothing, and with a word when it did not arrive. Without JavaScript it is a plain frame.
#[component]
pub(super) fn FormFrame<F>(
    /// The action of the form.
    action: ServerAction<F>,
    /// The form.
    children: Children,
) -> impl IntoView
where
    F: server_fn::ServerFn<Output = (), Error = AppError> + Clone + Send + Sync + 'static,
{
    let locale = use_locale();
    let pending = action.pending();
    let lost = move || {
        let failed = action.value().get().and_then(Result::err);
        failed.map(|AppError(failure)| {
            let message = failure_message(&failure, locale);
            view! { <Notice kind=NoticeKind::Warning announce=true><p>{message}</p></Notice> }
        })
    };
    view! {
        {lost}
        <div inert=move || pending.get() aria-busy=move || pending.get().then_some("true")>
            {children()}
        </div>
    }
}
