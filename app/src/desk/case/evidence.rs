//! The files of a case.

use domain::locale::Locale;
use domain::tr;
use domain::view::{CaseView, FormState};
use leptos::prelude::*;
use server_fn::ServerFn;

use super::panel;
use crate::api::evidence::RemoveByStaff;
use crate::desk::address::link_address;
use crate::evidence::{FileLinks, file_fields, file_list};
use crate::ui::{Button, ButtonKind, ButtonLink, Checkbox};

/// The files and a form for more.
pub(super) fn evidence_view(
    case: &CaseView,
    form: &FormState,
    list: &str,
    locale: Locale,
) -> AnyView {
    let number = case.number.as_str();
    let files = &case.evidence.files;
    let given = if files.is_empty() {
        view! { <p class="wq-muted">{tr!(locale, "evidence.none")}</p> }.into_any()
    } else {
        let links = FileLinks {
            open: Some(format!("/desk/cases/{number}/evidence")),
            remove: RemoveByStaff::PATH,
            with: vec![("number", number.to_owned()), ("list", list.to_owned())],
        };
        file_list(files, &links, locale)
    };
    let closed = files.iter().any(|file| !file.can_open).then(|| {
        view! { <p class="wq-muted wq-small">{tr!(locale, "evidence.not_for_you")}</p> }
    });
    let add = case
        .evidence
        .can_add
        .then(|| add_form(number, form, list, locale));
    panel(
        tr!(locale, "evidence.title"),
        view! {
            {given}
            {closed}
            {add}
            {link_view(case, locale)}
        }
        .into_any(),
    )
}

fn add_form(number: &str, form: &FormState, list: &str, locale: Locale) -> AnyView {
    let is_open = !crate::evidence::file_errors(form, locale).is_empty();
    view! {
        <details class="wq-details" open=is_open>
            <summary>{tr!(locale, "evidence.add")}</summary>
            <form
                method="post"
                action=format!("/fn/desk/evidence/{number}")
                enctype="multipart/form-data"
            >
                <input type="hidden" name="list" value=list.to_owned()/>
                {file_fields(form, locale)}
                <Checkbox name="shared" label=tr!(locale, "evidence.share")/>
                <Button kind=ButtonKind::Secondary>{tr!(locale, "evidence.upload")}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// The way to let the person hand files in themselves.
fn link_view(case: &CaseView, locale: Locale) -> Option<AnyView> {
    let href = link_address(case.number.as_str(), "");
    case.can_link.then(|| {
        view! {
            <ButtonLink kind=ButtonKind::Secondary href=href external=true>
                {tr!(locale, "register.link.title")}
            </ButtonLink>
        }
        .into_any()
    })
}
