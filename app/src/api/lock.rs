//! The lock of a shared tablet.

#[cfg(feature = "ssr")]
use domain::view::Failure;
use domain::view::{FormState, LockedView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::session::desk_path;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, drop_cookie, redirect};
#[cfg(feature = "ssr")]
use crate::desk::{lock_address, sign_in_address};
#[cfg(feature = "ssr")]
use service::lock::{self, Unlocked};

/// What the page of a locked session shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockPage {
    /// The session; `None` when it is open.
    pub locked: Option<LockedView>,
    /// What the last attempt left.
    pub form: FormState,
}

/// The page that asks for the PIN.
///
/// # Errors
/// When there is no session any more.
#[server(prefix = "/fn", endpoint = "desk/lock/page")]
pub async fn load_lock(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<LockPage, AppError> {
    let request = Request::current()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let locked = lock::look(&request.services, &token).await?;
    if locked.is_none() {
        request.viewer()?;
    }
    let form = service::forms::load(&request.services, "", &form).await?;
    Ok(LockPage { locked, form })
}

/// Opens a locked session and goes to `back`, a path of the desk.
///
/// # Errors
/// When not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/lock/open")]
pub async fn unlock(
    /// PIN.
    #[server(default)]
    pin: String,
    /// Where to go afterwards.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let back = desk_path(&back);
    match lock::unlock(services, &token, &pin).await {
        Ok(Unlocked::Open) => redirect(back),
        // The page knows from the session that the PIN was wrong.
        Ok(Unlocked::Wrong) => redirect(&lock_address("", back)),
        Ok(Unlocked::Over) => {
            drop_cookie(Cookie::Session);
            let state = FormState {
                shown: Some("locked".to_owned()),
                ..FormState::default()
            };
            let form = service::forms::keep(services, "", state).await?;
            redirect(&sign_in_address(&form, back));
        }
        Err(failure) => {
            let form = service::forms::keep(services, "", super::desk::refused(failure)).await?;
            redirect(&lock_address(&form, back));
        }
    }
    Ok(())
}

/// Locks the session by hand; `back` is where its person goes on afterwards.
///
/// # Errors
/// When nobody is signed in, or it cannot be kept at the moment.
#[server(prefix = "/fn", endpoint = "desk/lock/now")]
pub async fn lock_now(
    /// Where to go afterwards.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    match lock::lock(&request.services, viewer, &token).await {
        Ok(()) => redirect(&lock_address("", desk_path(&back))),
        // Whoever has no PIN could not come back.
        Err(Failure::NotAllowed) => redirect("/desk/account/pin"),
        Err(failure) => return Err(failure.into()),
    }
    Ok(())
}

/// A page says that its person is still there: to be asked for counts as use.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/lock/used")]
pub async fn still_used() -> Result<(), AppError> {
    is_open(&Request::current()?).await
}

/// A page on which nothing happened for a while asks whether the session is locked by now. It does
/// not count as use; where the session is locked the answer leads to the page that says so.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/lock/idle")]
pub async fn still_open() -> Result<(), AppError> {
    is_open(&Request::current()?).await
}

/// Refuses everybody but the person of an open session.
#[cfg(feature = "ssr")]
async fn is_open(request: &Request) -> Result<(), AppError> {
    request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    match lock::look(&request.services, &token).await? {
        Some(_) => Err(Failure::SignInRequired.into()),
        None => Ok(()),
    }
}
