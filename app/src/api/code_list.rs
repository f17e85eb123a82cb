//! Code lists: what is offered, and deciding on it.

use domain::view::{CodeListDetail, FormState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused, values};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use domain::offer::{CodeList, RawOffer};
#[cfg(feature = "ssr")]
use service::administration::codes;

/// The page of a code list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeListPage {
    /// What was typed.
    pub form: FormState,
    /// The list.
    pub detail: CodeListDetail,
}

/// A decision as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::offer::RawOffer")]
pub struct OfferFields {
    pub list: String,
    pub item: String,
    pub offer: String,
    pub effective_from: String,
    pub reason: String,
}

/// A list with every decision on its items.
///
/// # Errors
/// When nobody is signed in, it is no administrator, or there is no such list.
#[server(prefix = "/fn", endpoint = "desk/admin/codes")]
pub async fn load_codes(
    /// The list; empty for the first one.
    #[server(default)]
    list: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<CodeListPage, AppError> {
    let request = Request::current()?;
    let list = if list.is_empty() {
        CodeList::Category.code()
    } else {
        &list
    };
    let detail = codes::find(&request.services, request.viewer()?, list).await?;
    let form = form_state(&request, &form).await?;
    Ok(CodeListPage { form, detail })
}

/// Decides on an item and leads to its list.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/set-code")]
pub async fn set_code(
    /// What was filled in.
    #[server(flatten)]
    fields: OfferFields,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let raw = RawOffer {
        list: fields.list.clone(),
        item: fields.item.clone(),
        offer: fields.offer.clone(),
        effective_from: fields.effective_from.clone(),
        reason: fields.reason.clone(),
    };
    let state = match codes::set(&request.services, request.viewer()?, &raw).await {
        Ok(()) => FormState {
            values: [("done".to_owned(), "true".to_owned())].into(),
            ..FormState::default()
        },
        Err(failure) => FormState {
            values: values(&fields),
            ..refused(failure)
        },
    };
    let form = keep(&request, state).await?;
    // What came from a form cannot lead elsewhere.
    let list = CodeList::parse(&fields.list).unwrap_or(CodeList::Category);
    redirect(&format!("/desk/admin/codes?form={form}&list={list}"));
    Ok(())
}
