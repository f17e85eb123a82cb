//! Going on with an unsent filing at another telephone, by a code.

use domain::view::FormState;
use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// The page with the link, where a code is made.
#[cfg(feature = "ssr")]
const MAKE: &str = "/file/link";
/// The page where it is typed.
#[cfg(feature = "ssr")]
const ENTER: &str = "/file/code";

/// Makes a code for the filing of this browser and shows it once on the page with the link.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "draft/make-code")]
pub async fn make_draft_code(
    /// Last four digits of the telephone, as typed.
    #[server(default)]
    phone_end: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let token = request.cookie(Cookie::Draft).unwrap_or_default();
    let mut state = FormState::default();
    match service::draft_codes::make(services, &token, &phone_end).await {
        Ok(code) => {
            state.values.insert("code".to_owned(), code);
        }
        Err(Failure::Expired) => {
            redirect("/file/kind");
            return Ok(());
        }
        Err(failure) => refuse(&mut state, failure),
    }
    state.values.insert("phone_end".to_owned(), phone_end);
    let form = service::forms::keep(services, &token, state).await?;
    redirect(&format!("{MAKE}?form={form}"));
    Ok(())
}

/// What the page where a code is typed shows again.
///
/// # Errors
/// When the form cannot be read.
#[server(prefix = "/fn", endpoint = "draft/code-form")]
pub async fn draft_code_form(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    Ok(service::forms::load(&request.services, "", &form).await?)
}

/// Redeems a code and leads to the filing that waits behind it.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "draft/enter-code")]
pub async fn enter_draft_code(
    /// Code, as typed.
    #[server(default)]
    code: String,
    /// Last four digits of the telephone, as typed.
    #[server(default)]
    phone_end: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    match service::draft_codes::redeem(services, &code, &phone_end).await {
        Ok(token) => redirect(&format!("/d/{token}")),
        Err(failure) => {
            let mut state = FormState::default();
            state.values.insert("code".to_owned(), code);
            state.values.insert("phone_end".to_owned(), phone_end);
            refuse(&mut state, failure);
            let form = service::forms::keep(services, "", state).await?;
            redirect(&format!("{ENTER}?form={form}"));
        }
    }
    Ok(())
}

#[cfg(feature = "ssr")]
fn refuse(state: &mut FormState, failure: Failure) {
    match failure {
        Failure::Invalid(problems) => state.problems = problems,
        failure => state.failure = Some(failure),
    }
}
