//! One's own account: password and sessions.

use domain::view::{FormState, KeysView, SessionLine};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused};
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect, set_cookie};
#[cfg(feature = "ssr")]
use domain::administration::RawPassword;
#[cfg(feature = "ssr")]
use service::own_account;

/// The page of one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccountPage {
    /// What the last form left.
    pub form: FormState,
    /// The devices on which the person is signed in.
    pub sessions: Vec<SessionLine>,
    /// What else opens the account.
    pub keys: KeysView,
}

/// One's own account.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/account/page")]
pub async fn load_own_account(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<OwnAccountPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let sessions = own_account::list_sessions(&request.services, viewer, &token).await?;
    let keys = service::second_factor::keys(&request.services, viewer).await?;
    let form = form_state(&request, &form).await?;
    Ok(OwnAccountPage {
        form,
        sessions,
        keys,
    })
}

/// Changes the password. What was typed is never kept, right or wrong.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/account/password")]
pub async fn change_password(
    /// The present password.
    #[server(default)]
    current_password: String,
    /// The new one.
    #[server(default)]
    new_password: String,
    /// The new one again.
    #[server(default)]
    repeated_password: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let raw = RawPassword {
        current: current_password,
        new: new_password,
        repeated: repeated_password,
    };
    let done = own_account::change_password(&request.services, viewer, &token, &raw).await;
    let state = match done {
        Ok(token) => {
            set_cookie(Cookie::Session, &token);
            FormState {
                shown: Some("changed".to_owned()),
                ..FormState::default()
            }
        }
        Err(failure) => refused(failure),
    };
    let form = keep(&request, state).await?;
    redirect(&format!("/desk/account?form={form}"));
    Ok(())
}

/// Ends all of the person's sessions but this one.
///
/// # Errors
/// When nobody is signed in, or it cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/account/end-others")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let state = match own_account::end_others(&request.services, viewer, &token).await {
        Ok(()) => FormState {
            shown: Some("others_ended".to_owned()),
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    let form = keep(&request, state).await?;
    redirect(&format!("/desk/account?form={form}"));
    Ok(())
}

/// Ends one of the person's own sessions.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/account/end-session")]
pub async fn end_session(
    /// Opaque identifier of the session.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    match own_account::end_session(&request.services, viewer, &id).await {
        Ok(()) => redirect("/desk/account"),
        Err(failure) => {
            let form = keep(&request, refused(failure)).await?;
            redirect(&format!("/desk/account?form={form}"));
        }
    }
    Ok(())
}
