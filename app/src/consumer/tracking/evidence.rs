//! What was handed in, and a form for more while the case is open.

use domain::locale::Locale;
use domain::tr;
use domain::view::{EvidenceView, FormState, TrackView};
use leptos::prelude::*;
use server_fn::ServerFn;

use crate::api::evidence::RemoveFromOwnCase;
use crate::evidence::{FileLinks, UploadForm, file_list, upload_fields};

const TARGET: UploadForm = UploadForm {
    action: "/fn/track/evidence",
    remove: RemoveFromOwnCase::PATH,
    go: None,
};

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
            {evidence.can_add.then(|| add_form(&evidence.files, form, locale))}
        </section>
    };
    Some(view.into_any())
}

fn add_form(held: &[EvidenceView], form: &FormState, locale: Locale) -> AnyView {
    view! {
        <form
            class="wq-no-print"
            method="post"
            action=TARGET.action
            enctype="multipart/form-data"
        >
            {upload_fields(&TARGET, held, form, locale)}
        </form>
    }
    .into_any()
}
