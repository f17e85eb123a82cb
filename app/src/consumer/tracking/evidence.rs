//! What was handed in, and a form for more while the case is open.

use domain::locale::Locale;
use domain::tr;
use domain::view::{FormState, TrackView};
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::api::evidence::RemoveFromOwnCase;
use crate::evidence::{FileLinks, file_fields, file_list};
use crate::ui::{Button, ButtonKind};

/// The files and the form.
pub(super) fn evidence_view(case: &TrackView, form: &FormState, locale: Locale) -> Option<AnyView> {
    let evidence = &case.evidence;
    if evidence.files.is_empty() && !evidence.can_add {
        return None;
    }
    let list = if evidence.files.is_empty() {
        view! { <p class="wq-muted">{tr!(locale, "evidence.none")}</p> }.into_any()
    } else {
        let links = FileLinks {
            open: Some("/case/evidence".to_owned()),
            remove: RemoveFromOwnCase::PATH,
            with: Vec::new(),
        };
        file_list(&evidence.files, &links, locale)
    };
    let view = view! {
        <section class="wq-card" id="evidence">
            <h2 class="wq-card__title">{tr!(locale, "evidence.title")}</h2>
            {list}
            {evidence.can_add.then(|| add_form(form, locale))}
        </section>
    };
    Some(view.into_any())
}

fn add_form(form: &FormState, locale: Locale) -> AnyView {
    view! {
        <form
            class="wq-no-print"
            method="post"
            action="/fn/track/evidence"
            enctype="multipart/form-data"
        >
            {file_fields(form, locale)}
            <p class="wq-muted wq-small">{tr!(locale, "evidence.privacy")}</p>
            <Button kind=ButtonKind::Secondary>{tr!(locale, "evidence.upload")}</Button>
        </form>
    }
    .into_any()
}
