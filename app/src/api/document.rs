//! Official documents: issued, delivered and voided by staff, checked by everybody.

use domain::view::{CheckedDocument, DocumentsView, FormState};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, present, refused};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::{document_address, documents_address};
#[cfg(feature = "ssr")]
use domain::document::{RawDelivery, Template};
#[cfg(feature = "ssr")]
use domain::view::Failure;
#[cfg(feature = "ssr")]
use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use std::sync::Arc;

/// The documents of a case, and what the last form of the page left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentsPage {
    /// The documents.
    pub documents: DocumentsView,
    /// Values and errors.
    pub form: FormState,
}

/// A delivery as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::document::RawDelivery")]
pub struct DeliveryForm {
    pub to: String,
    pub way: String,
    pub on: String,
    pub proof: String,
}

/// The documents of a case.
///
/// # Errors
/// When nobody is signed in, there is no such case for this person, or they may not see it in clear.
#[server(prefix = "/fn", endpoint = "desk/documents")]
pub async fn load_documents(
    /// Number of the case.
    number: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<DocumentsPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    Ok(DocumentsPage {
        documents: service::documents::list(&request.services, viewer, &number).await?,
        form: form_state(&request, &form).await?,
    })
}

/// Issues a document of a case.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/issue-document")]
pub async fn issue_document(
    /// Number of the case.
    number: String,
    /// Code of the template.
    #[server(default)]
    template: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let page = |form: &str| documents_address(&number, form);
    let Some(viewer) = present(&request, BTreeMap::new, page).await? else {
        return Ok(());
    };
    let typesetter = use_context::<Arc<dyn service::ports::Typesetter>>();
    let typesetter = typesetter.ok_or_else(|| {
        AppError(Failure::Internal {
            reference: "context".to_owned(),
        })
    })?;
    let services = &request.services;
    let check_at = format!("{}/check", super::qr::origin(&request.header("host")));
    let issued = match Template::parse(&template) {
        Ok(template) => {
            service::documents::issue(services, viewer, &number, template, &check_at, &*typesetter)
                .await
        }
        Err(_) => Err(Failure::NotFound),
    };
    match issued {
        Ok(()) => redirect(&documents_address(&number, "")),
        Err(failure) => redirect(&page(&keep(&request, refused(failure)).await?)),
    }
    Ok(())
}

/// Records how a document reached somebody.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/deliver-document")]
pub async fn deliver_document(
    /// Number of the case.
    number: String,
    /// Identifier of the document.
    #[server(default)]
    id: String,
    /// What was filled in.
    #[server(flatten)]
    delivery: DeliveryForm,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let page = |form: &str| document_address(&number, &id, form);
    let typed = || -> BTreeMap<String, String> {
        [
            ("to", &delivery.to),
            ("way", &delivery.way),
            ("on", &delivery.on),
            ("proof", &delivery.proof),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .into()
    };
    let Some(viewer) = present(&request, typed, page).await? else {
        return Ok(());
    };
    let raw = RawDelivery {
        to: delivery.to.clone(),
        way: delivery.way.clone(),
        on: delivery.on.clone(),
        proof: delivery.proof.clone(),
    };
    let delivered = match id.parse() {
        Ok(id) => service::documents::deliver(&request.services, viewer, &number, id, &raw).await,
        Err(_) => Err(Failure::NotFound),
    };
    after(&request, delivered, typed(), page).await
}

/// Voids a document.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/void-document")]
pub async fn void_document(
    /// Number of the case.
    number: String,
    /// Identifier of the document.
    #[server(default)]
    id: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let page = |form: &str| document_address(&number, &id, form);
    let typed = || BTreeMap::from([("reason".to_owned(), reason.clone())]);
    let Some(viewer) = present(&request, typed, page).await? else {
        return Ok(());
    };
    let voided = match id.parse() {
        Ok(id) => service::documents::void(&request.services, viewer, &number, id, &reason).await,
        Err(_) => Err(Failure::NotFound),
    };
    after(&request, voided, typed(), page).await
}

/// The document with a code that somebody holds in their hands.
///
/// # Errors
/// When no document has this code.
#[server(prefix = "/fn", endpoint = "documents/check")]
pub async fn check_document(
    /// The code, as typed; empty for none.
    #[server(default)]
    code: String,
) -> Result<Option<CheckedDocument>, AppError> {
    if code.trim().is_empty() {
        return Ok(None);
    }
    let request = Request::current()?;
    Ok(Some(
        service::documents::check(&request.services, &code).await?,
    ))
}

/// Back to the page, with what was typed where nothing was done.
#[cfg(feature = "ssr")]
async fn after(
    request: &Request,
    done: Result<(), Failure>,
    values: BTreeMap<String, String>,
    page: impl Fn(&str) -> String,
) -> Result<(), AppError> {
    match done {
        Ok(()) => redirect(&page("")),
        Err(failure) => {
            let state = FormState {
                values,
                ..refused(failure)
            };
            redirect(&page(&keep(request, state).await?));
        }
    }
    Ok(())
}
