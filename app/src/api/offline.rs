//! What a person wrote without a network, sent when they press "send now" (decision: never by
//! itself).

#[cfg(feature = "ssr")]
use domain::case::{Draft, DraftStep, WrittenOffline};
use domain::view::FormState;
use leptos::prelude::*;

use super::AppError;
#[cfg(feature = "ssr")]
use super::draft_path::path_of;
#[cfg(feature = "ssr")]
use super::{Cookie, Request, redirect, set_cookie};

/// The page for times without network.
#[cfg(feature = "ssr")]
const OFFLINE: &str = "/offline";

/// Begins a filing with what was written on the phone and leads to the page that comes next. An
/// unfinished filing of the same browser makes room only when the person says so. Twice is the
/// same as once.
///
/// # Errors
/// Nothing could be kept; the phone still has it.
#[server(prefix = "/fn", endpoint = "draft/from-phone")]
pub async fn send_written(
    /// Type of case, by code.
    #[server(default)]
    case_type: String,
    /// Name of the business; empty where none is involved.
    #[server(default)]
    respondent_name: String,
    /// Its address or link.
    #[server(default)]
    respondent_address: String,
    /// What happened.
    #[server(default)]
    facts: String,
    /// Ticked: takes the place of an unfinished filing.
    #[server(default)]
    replace: bool,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let services = &request.services;
    let written = WrittenOffline {
        case_type,
        respondent_name,
        respondent_address,
        facts,
    };
    let token = request.cookie(Cookie::Draft);
    let own = match &token {
        Some(token) => service::drafts::load(services, token).await?,
        None => None,
    };
    if !replace && own.is_some_and(|own| own.differs_from(&written)) {
        let owner = token.unwrap_or_default();
        let form = service::forms::keep(services, &owner, shown_again(written)).await?;
        redirect(&format!("{OFFLINE}?form={form}"));
        return Ok(());
    }
    let draft = Draft::begin_from_phone(written);
    let next = draft.first_unfinished(&services.offered());
    let next = next.unwrap_or(DraftStep::Check);
    let token = service::drafts::save(services, token.as_deref(), draft, DraftStep::Kind).await?;
    set_cookie(Cookie::Draft, &token);
    redirect(&path_of(next, false, false));
    Ok(())
}

/// What was written and would take the place of another filing; empty without a question.
///
/// # Errors
/// The store could not be read.
#[server(prefix = "/fn", endpoint = "draft/from-phone-form")]
pub async fn written_again(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    let owner = request.cookie(Cookie::Draft).unwrap_or_default();
    Ok(service::forms::load(&request.services, &owner, &form).await?)
}

#[cfg(feature = "ssr")]
fn shown_again(written: WrittenOffline) -> FormState {
    let values = [
        ("case_type", written.case_type),
        ("respondent_name", written.respondent_name),
        ("respondent_address", written.respondent_address),
        ("facts", written.facts),
    ];
    FormState {
        values: values.map(|(name, value)| (name.to_owned(), value)).into(),
        ..FormState::default()
    }
}
