//! Opening a case by its number and a one-time code to the telephone.

use domain::view::FormState;
use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, drop_cookie, redirect, set_cookie};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// What the page that asks for number and telephone shows again.
///
/// # Errors
/// When the form cannot be read.
#[server(prefix = "/fn", endpoint = "track/code-form")]
pub async fn phone_form(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    Ok(service::forms::load(&request.services, "", &form).await?)
}

/// What the page that asks for the code shows: number and telephone as they were typed, and why
/// the last code was not taken.
///
/// # Errors
/// [`domain::view::Failure::Expired`] where this browser asked for no code.
#[server(prefix = "/fn", endpoint = "track/code-page")]
pub async fn code_form(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    let token = request.cookie(Cookie::Code).ok_or(Failure::Expired)?;
    Ok(service::forms::load(&request.services, &token, &form).await?)
}

/// Asks for a code and leads on, in the same way whether one is sent or not.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/ask-code")]
pub async fn ask_code(
    /// Case number, as typed.
    #[server(default)]
    number: String,
    /// Telephone, as typed.
    #[server(default)]
    phone: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let asked = service::tracking_code::ask(services, &number, &phone).await;
    let values = [("number", number), ("phone", phone)];
    match asked {
        Ok(asked) => {
            let form = service::forms::keep(services, &asked.request, typed(values, None)).await?;
            set_cookie(Cookie::Code, &asked.request);
            redirect(&format!("/track/code?form={form}"));
        }
        Err(failure) => {
            let form = service::forms::keep(services, "", typed(values, Some(failure))).await?;
            redirect(&format!("/track/phone?form={form}"));
        }
    }
    Ok(())
}

/// Opens the case of a code and keeps it in the cookie of a tracked case.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/enter-code")]
pub async fn enter_code(
    /// Code, as typed.
    #[server(default)]
    code: String,
    /// Case number, as typed before; only for the page.
    #[server(default)]
    number: String,
    /// Telephone, as typed before; only for the page.
    #[server(default)]
    phone: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let Some(token) = request.cookie(Cookie::Code) else {
        // The page says that the code is over.
        redirect("/track/code");
        return Ok(());
    };
    match service::tracking_code::redeem(services, &token, &code).await {
        Ok(visit) => {
            set_cookie(Cookie::Track, &visit.pass);
            drop_cookie(Cookie::Code);
            redirect("/case");
        }
        Err(failure) => {
            let values = [("code", code), ("number", number), ("phone", phone)];
            let state = typed(values, Some(failure));
            let form = service::forms::keep(services, &token, state).await?;
            redirect(&format!("/track/code?form={form}"));
        }
    }
    Ok(())
}

/// What was typed, and why it was not taken.
#[cfg(feature = "ssr")]
fn typed<const N: usize>(values: [(&str, String); N], failure: Option<Failure>) -> FormState {
    let named = |(name, value): (&str, String)| (name.to_owned(), value);
    let mut state = FormState {
        values: values.into_iter().map(named).collect(),
        ..FormState::default()
    };
    match failure {
        Some(Failure::Invalid(problems)) => state.problems = problems,
        failure => state.failure = failure,
    }
    state
}
