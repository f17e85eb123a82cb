//! Figures for everybody.

use domain::statistics::{Figures, Published};
use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::Request;

/// The figures of the last twelve months, small numbers hidden.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "statistics")]
pub async fn load_figures() -> Result<Figures<Published>, AppError> {
    let request = Request::current()?;
    let figures = service::statistics::public(&request.services).await?;
    Ok((*figures).clone())
}
