//! The keys to one's own account: second factor, recovery codes, PIN.

#[cfg(feature = "ssr")]
use domain::view::Failure;
use domain::view::{FormState, KeysView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::admin::take;
#[cfg(feature = "ssr")]
use super::desk::{keep, refused};
#[cfg(feature = "ssr")]
use super::qr::authenticator_qr;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect};
#[cfg(feature = "ssr")]
use domain::pin::RawPin;
#[cfg(feature = "ssr")]
use domain::second_factor::RawProof;
#[cfg(feature = "ssr")]
use service::{lock, second_factor};

/// What the pages of one's own keys show.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysPage {
    /// What the last form left: recovery codes in `shown` are there this once.
    pub form: FormState,
    /// What there is.
    pub keys: KeysView,
    /// A secret to take over.
    pub proposal: Option<Proposal>,
}

/// A secret as the page shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// In base 32, in groups.
    pub secret: String,
    /// The QR code as SVG.
    pub svg: String,
}

/// The page of the second factor.
#[cfg(feature = "ssr")]
const FACTOR: &str = "/desk/account/second-factor";
/// The page of the PIN.
#[cfg(feature = "ssr")]
const PIN: &str = "/desk/account/pin";

/// The keys to one's own account.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/fn", endpoint = "desk/keys/page")]
pub async fn load_keys(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<KeysPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let keys = second_factor::keys(&request.services, viewer).await?;
    let proposed = second_factor::proposed(&request.services, viewer).await?;
    let proposal = proposed.map(|proposed| Proposal {
        secret: domain::second_factor::grouped_secret(&proposed.secret),
        svg: authenticator_qr(&proposed.address),
    });
    let form = take(&request, &form).await?;
    Ok(KeysPage {
        form,
        keys,
        proposal,
    })
}

/// Makes a secret and shows it.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/keys/propose")]
pub async fn propose_second_factor() -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let done = second_factor::propose(&request.services, viewer).await;
    lead(&request, FACTOR, done.map(|()| None)).await
}

/// Confirms the secret with a first code and the password, and shows the recovery codes.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/keys/confirm")]
pub async fn confirm_second_factor(
    /// The password.
    #[server(default)]
    current_password: String,
    /// A code of the authenticator.
    #[server(default)]
    code: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let token = request.cookie(Cookie::Session).unwrap_or_default();
    let raw = RawProof {
        password: current_password,
        code,
    };
    let done = second_factor::confirm(&request.services, viewer, &token, &raw).await;
    lead(&request, FACTOR, done.map(|codes| Some(codes.join(" ")))).await
}

/// Makes the recovery codes anew, or takes the second factor away.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/keys/change")]
pub async fn change_second_factor(
    /// The password.
    #[server(default)]
    current_password: String,
    /// A code of the authenticator, or a recovery code.
    #[server(default)]
    code: String,
    /// `renew` or `end`.
    #[server(default)]
    action: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let raw = RawProof {
        password: current_password,
        code,
    };
    let done = match action.as_str() {
        "renew" => {
            let codes = second_factor::renew_codes(services, viewer, &raw).await;
            codes.map(|codes| Some(codes.join(" ")))
        }
        "end" => second_factor::end(services, viewer, &raw)
            .await
            .map(|()| None),
        _ => Err(Failure::NotFound),
    };
    lead(&request, FACTOR, done).await
}

/// Sets the PIN, or takes it away.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/keys/pin")]
pub async fn change_pin(
    /// The password.
    #[server(default)]
    current_password: String,
    /// The new PIN.
    #[server(default)]
    pin: String,
    /// The new PIN again.
    #[server(default)]
    repeated_pin: String,
    /// `set` or `end`.
    #[server(default)]
    action: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let done = match action.as_str() {
        "set" => {
            let raw = RawPin {
                password: current_password,
                pin,
                repeated: repeated_pin,
            };
            lock::set_pin(services, viewer, &raw).await.map(|()| "set")
        }
        "end" => lock::end_pin(services, viewer, &current_password)
            .await
            .map(|()| "ended"),
        _ => Err(Failure::NotFound),
    };
    lead(&request, PIN, done.map(|done| Some(done.to_owned()))).await
}

/// Leads to a page that shows something this once, or says what was wrong. What was typed is never
/// kept.
#[cfg(feature = "ssr")]
async fn lead(
    request: &Request,
    page: &str,
    done: Result<Option<String>, Failure>,
) -> Result<(), AppError> {
    let state = match done {
        Ok(None) => {
            redirect(page);
            return Ok(());
        }
        Ok(shown) => FormState {
            shown,
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    let form = keep(request, state).await?;
    redirect(&format!("{page}?form={form}"));
    Ok(())
}
