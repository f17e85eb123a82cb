//! Posters with a QR code.

use domain::view::{PosterSheet, PosterView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use service::posters::{self, Named};

use super::AppError;
#[cfg(feature = "ssr")]
use super::draft_path::path_of;
#[cfg(feature = "ssr")]
use super::qr::poster_qr;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect, set_cookie};

/// The page on which a poster is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterToPrint {
    /// What it says, and what others could be printed.
    pub sheet: PosterSheet,
    /// Its QR code: SVG made by the server.
    pub qr: String,
}

/// What the poster that led here is about.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "poster")]
pub async fn load_poster(
    /// Code of the organisation.
    #[server(default)]
    to: String,
    /// Id of the business.
    #[server(default)]
    m: String,
) -> Result<PosterView, AppError> {
    let request = Request::current()?;
    let named = Named {
        organisation: &to,
        business: &m,
    };
    Ok(posters::show(&request.services, named).await?)
}

/// Begins a filing as the poster says and leads to its next page.
///
/// # Errors
/// Nothing could be kept.
#[server(prefix = "/fn", endpoint = "draft/poster")]
pub async fn begin_from_poster(
    /// Code of the organisation.
    #[server(default)]
    to: String,
    /// Id of the business.
    #[server(default)]
    m: String,
    /// Type of case, by code: the pressed button.
    #[server(default)]
    case_type: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let named = Named {
        organisation: &to,
        business: &m,
    };
    let token = request.cookie(Cookie::Draft);
    match posters::begin(&request.services, token.as_deref(), named, &case_type).await {
        Ok((token, next)) => {
            set_cookie(Cookie::Draft, &token);
            redirect(&path_of(next, false, false));
        }
        Err(failure) => redirect(&format!("/file/kind?failed={}", failure.code())),
    }
    Ok(())
}

/// A poster to print.
///
/// # Errors
/// When nobody is signed in, or they may not print one.
#[server(prefix = "/fn", endpoint = "desk/poster")]
pub async fn load_poster_to_print(
    /// Code of the organisation.
    #[server(default)]
    to: String,
    /// Id of the business.
    #[server(default)]
    m: String,
) -> Result<PosterToPrint, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let named = Named {
        organisation: &to,
        business: &m,
    };
    let sheet = posters::sheet(&request.services, viewer, named).await?;
    let organisation = sheet.poster.organisation.as_ref();
    let to = organisation.map(|organisation| organisation.code.as_str());
    let m = if sheet.poster.business.is_some() {
        m.trim()
    } else {
        ""
    };
    let qr = poster_qr(&request.header("host"), to.unwrap_or_default(), m);
    Ok(PosterToPrint { sheet, qr })
}
