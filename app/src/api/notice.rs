//! What staff are told about deadlines.

use domain::view::{FormState, NoticeView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::notices_address;
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// The warnings a person has not seen, and what the last form of their page left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// Latest first.
    pub unseen: Vec<NoticeView>,
    /// The last form.
    pub form: FormState,
}

/// The warnings that the person has not seen.
///
/// # Errors
/// When nobody is signed in, or somebody who works on no cases.
#[server(prefix = "/fn", endpoint = "desk/notices")]
pub async fn load_notices(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<Notices, AppError> {
    let request = Request::current()?;
    let unseen = service::notices::unseen(&request.services, request.viewer()?).await?;
    let form = form_state(&request, &form).await?;
    Ok(Notices { unseen, form })
}

/// Marks a warning seen.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/mark-notice-seen")]
pub async fn mark_notice_seen(
    /// Id of the warning.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let marked = match id.parse() {
        Ok(id) => service::notices::mark_seen(&request.services, viewer, id).await,
        Err(_) => Err(Failure::NotFound),
    };
    let form = match marked {
        // A colleague, or the same person in another window, may have been faster.
        Ok(()) | Err(Failure::NotFound) => String::new(),
        Err(failure) => keep(&request, refused(failure)).await?,
    };
    redirect(&notices_address(&form));
    Ok(())
}
