//! Loads the complaint of the address, or says why there is none.

use domain::locale::Locale;
use domain::tr;
use domain::view::Failure;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::complaint::complaint_view;
use crate::api::respondent::OpenComplaint;
use crate::loading::page_data;
use crate::page::use_locale;
use crate::public::failure::{failure_view, set_status};

/// One complaint.
#[component]
pub(crate) fn ComplaintPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let asked = OpenComplaint {
        token: token.clone(),
        form: query.read_untracked().get("form").unwrap_or_default(),
    };
    let page = page_data(move || asked.clone()).show(move |page| match page {
        Ok(page) => {
            let done = query.read_untracked().get("done").unwrap_or_default();
            complaint_view(&token, &page, &done, locale)
        }
        Err(error) => instead(&error.0, locale),
    });
    view! { <main class="wq-main wq-width" id="main" tabindex="-1">{page}</main> }
}

/// A link that is over and one that never was must not be told apart.
fn instead(failure: &Failure, locale: Locale) -> AnyView {
    if !matches!(failure, Failure::Expired | Failure::NotFound) {
        return failure_view(failure, locale);
    }
    set_status(Failure::Expired.status());
    let title = tr!(locale, "respondent.over.title");
    view! {
        <Title text=format!("{title} - {}", tr!(locale, "ui.product"))/>
        <div class="wq-card">
            <h1 class="wq-title">{title}</h1>
            <p>{tr!(locale, "respondent.over.text")}</p>
        </div>
    }
    .into_any()
}
