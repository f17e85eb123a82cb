//! Links with which a person opens their case on their own telephone.

use domain::value::CaseNumber;
use domain::view::FormState;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, present, refused};
#[cfg(feature = "ssr")]
use super::qr::receipt_qr;
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::link_address;

/// The page of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    /// The case.
    pub number: CaseNumber,
    /// Masked mobile number to which a link is sent; none when there is none.
    pub phone: Option<String>,
    /// Why no link was made; or, shown once, the code of the one that was.
    pub form: FormState,
    /// The link as a QR code: SVG made by the server.
    pub qr: String,
}

/// The page of a link to a case; `form` is the id of what making one left.
///
/// # Errors
/// When nobody is signed in, there is no such case for this person, or it can have no link.
#[server(prefix = "/fn", endpoint = "desk/case-link")]
pub async fn load_link(
    /// Number of the case.
    number: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<LinkPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let to = service::links::recipient(&request.services, viewer, &number).await?;
    let form = form_state(&request, &form).await?;
    let code = form.shown.as_deref();
    let qr = code.map(|code| receipt_qr(&request.header("host"), code));
    Ok(LinkPage {
        number: to.number,
        phone: to.phone,
        form,
        qr: qr.unwrap_or_default(),
    })
}

/// Makes a link to a case, and sends it when the person left a mobile number.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/make-case-link")]
pub async fn make_link(
    /// Number of the case.
    number: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let page = |form: &str| link_address(&number, form);
    let Some(viewer) = present(&request, std::collections::BTreeMap::new, page).await? else {
        return Ok(());
    };
    let state = match service::links::create(&request.services, viewer, &number).await {
        Ok(link) => FormState {
            values: [("until".to_owned(), link.until.to_rfc3339())].into(),
            shown: Some(link.code),
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    redirect(&page(&keep(&request, state).await?));
    Ok(())
}
