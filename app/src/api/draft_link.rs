//! Going on with an unsent filing on another device, or later: the link that opens it.

use domain::code::CaseType;
use domain::view::FormState;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::draft_path::path_of;
#[cfg(feature = "ssr")]
use super::qr::draft_qr;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect, set_cookie};
#[cfg(feature = "ssr")]
use domain::case::{Draft, DraftStep};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// The link of an unsent filing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLink {
    /// Its address.
    pub address: String,
    /// The address as a QR code, SVG.
    pub qr: String,
    /// The page with which it goes on.
    pub next: String,
    /// Name of this host, to be typed elsewhere.
    pub host: String,
    /// The form that makes a code, shown again.
    pub form: FormState,
}

/// What waits behind a link. What was typed is not shown before somebody goes on with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingDraft {
    /// Type of case, once chosen.
    pub case_type: Option<CaseType>,
    /// This browser has another unsent filing, which would make room.
    pub replaces: bool,
}

/// The link of the filing of this browser; without one it leads to the first page.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/link")]
pub async fn load_draft_link(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<Option<DraftLink>, AppError> {
    let request = Request::current()?;
    let token = request.cookie(Cookie::Draft).unwrap_or_default();
    let Some(draft) = service::drafts::load(&request.services, &token).await? else {
        redirect("/file/kind");
        return Ok(None);
    };
    let next = next_page(&request, &draft);
    let host = request.header("host");
    let (address, qr) = draft_qr(&host, &token);
    let form = service::forms::load(&request.services, &token, &form).await?;
    Ok(Some(DraftLink {
        address,
        qr,
        next,
        host,
        form,
    }))
}

/// What waits behind a link.
///
/// # Errors
/// [`Failure::Expired`] when nothing does: it was sent, thrown away, or is over.
#[server(prefix = "/fn", endpoint = "draft/waiting")]
pub async fn load_waiting(
    /// The token of the link.
    #[server(default)]
    token: String,
) -> Result<WaitingDraft, AppError> {
    let request = Request::current()?;
    let waiting = service::drafts::load(&request.services, &token).await?;
    let draft = waiting.ok_or(Failure::Expired)?;
    let own = request.cookie(Cookie::Draft).filter(|own| *own != token);
    let replaces = match own {
        Some(own) => service::drafts::load(&request.services, &own).await?,
        None => None,
    };
    Ok(WaitingDraft {
        case_type: draft.chosen_type(),
        replaces: replaces.is_some(),
    })
}

/// Goes on with what waits behind a link, on the page that comes next.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/resume")]
pub async fn resume_draft(
    /// The token of the link.
    #[server(default)]
    token: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let Some(draft) = service::drafts::load(&request.services, &token).await? else {
        redirect("/d/over");
        return Ok(());
    };
    set_cookie(Cookie::Draft, &token);
    redirect(&next_page(&request, &draft));
    Ok(())
}

#[cfg(feature = "ssr")]
fn next_page(request: &Request, draft: &Draft) -> String {
    let next = draft.first_unfinished(&request.services.offered());
    path_of(next.unwrap_or(DraftStep::Check), false, false)
}
