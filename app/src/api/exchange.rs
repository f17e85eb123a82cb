//! Tables of cases: what a file would do, and doing it. The files themselves go over plain routes.

use domain::view::{FormState, ImportView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::import_address;

/// The import page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// A file that was not taken, and why.
    pub form: FormState,
    /// What the file of the address would do; none where the address names no file.
    pub seen: Option<ImportView>,
}

/// What the file of an address would do, or has done.
///
/// # Errors
/// When nobody is signed in, the account may not import, or the file is over.
#[server(prefix = "/fn", endpoint = "desk/import")]
pub async fn load_import(
    /// Id of the file.
    #[server(default)]
    file: String,
    /// Id of the form row of a file that was not taken.
    #[server(default)]
    form: String,
) -> Result<ImportPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let form = form_state(&request, &form).await?;
    if file.is_empty() {
        service::exchange::may_import(&request.services, viewer)?;
        return Ok(ImportPage { form, seen: None });
    }
    let seen = service::exchange::look(&request.services, viewer, &file).await?;
    let seen = Some(seen);
    Ok(ImportPage { form, seen })
}

/// Takes the cases of a file over and returns to its page, which says what has become of them.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/import-confirm")]
pub async fn confirm_import(
    /// Id of the file.
    file: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    match service::exchange::confirm(&request.services, viewer, &file).await {
        Ok(()) => redirect(&import_address(&file, "")),
        Err(failure) => {
            let form = keep(&request, refused(failure)).await?;
            redirect(&import_address("", &form));
        }
    }
    Ok(())
}
