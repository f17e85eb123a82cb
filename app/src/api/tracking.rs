//! Tracking: what the person who filed sees and does, behind the cookie of their one case.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "a server function is async even where nothing is waited for"
    )
)]

use domain::view::{FormState, TrackView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
use super::terms::TermsForm;
#[cfg(feature = "ssr")]
use super::terms::{answer, consent, recusal as recusal_of};
#[cfg(feature = "ssr")]
use super::{Cookie, Request, drop_cookie, redirect, set_cookie};
#[cfg(feature = "ssr")]
use domain::case::{CommandKind, FieldProblem, RawCommand};
#[cfg(feature = "ssr")]
use domain::locale::Locale;
#[cfg(feature = "ssr")]
use domain::tr;
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// A tracked case, and what a form on its pages shows again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCase {
    /// The case.
    pub case: TrackView,
    /// Values and errors of the form that was refused.
    pub form: FormState,
}

/// What the page that asks for the receipt shows again.
///
/// # Errors
/// When the form cannot be read.
#[server(prefix = "/fn", endpoint = "track/form")]
pub async fn receipt_form(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<FormState, AppError> {
    let request = Request::current()?;
    load_form(&request, "", &form).await
}

/// The case of the cookie.
///
/// # Errors
/// [`domain::view::Failure::Expired`] without a valid cookie.
#[server(prefix = "/fn", endpoint = "track/case")]
pub async fn tracked(
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<OwnCase, AppError> {
    let request = Request::current()?;
    let token = request.cookie(Cookie::Track).ok_or(Failure::Expired)?;
    let case = service::tracking::track(&request.services, &token).await?;
    let form = load_form(&request, &token, &form).await?;
    Ok(OwnCase { case, form })
}

/// Opens the case of a receipt and keeps it in the cookie. A wrong receipt leads back to the form
/// in the same words, whatever is wrong with it.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/open")]
pub async fn open_case(
    /// As typed.
    #[server(default)]
    receipt: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    match service::tracking::open(&request.services, &receipt).await {
        Ok(token) => {
            set_cookie(Cookie::Track, &token);
            redirect("/case");
        }
        Err(failure) => {
            let state = refused("receipt", receipt, failure);
            let form = service::forms::keep(&request.services, "", state).await?;
            redirect(&format!("/track?form={form}"));
        }
    }
    Ok(())
}

/// Drops the cookie: on a shared phone nothing stays.
///
/// # Errors
/// When there is no request.
#[server(prefix = "/fn", endpoint = "track/leave")]
pub async fn leave_case() -> Result<(), AppError> {
    drop_cookie(Cookie::Track);
    redirect("/track");
    Ok(())
}

/// Writes to the office.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/message")]
pub async fn send_message(
    /// The words.
    #[server(default)]
    message: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        text: Some(message.clone()),
        ..RawCommand::bare(CommandKind::SendMessage)
    };
    let typed = Typed {
        control: "message",
        text: message,
        page: "/case",
        done: "sent",
    };
    act(command, typed).await
}

/// Asks the office to correct what it holds about the person.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/correction")]
pub async fn ask_for_correction(
    /// What is wrong, and how it should be.
    #[server(default)]
    correction: String,
) -> Result<(), AppError> {
    let heading = tr!(Locale::default(), "own_data.correction.heading");
    ask_about_data("correction", &heading, correction).await
}

/// Asks the office to delete what it holds about the person.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/deletion")]
pub async fn ask_for_deletion(
    /// What is to be deleted, and why.
    #[server(default)]
    deletion: String,
) -> Result<(), AppError> {
    let heading = tr!(Locale::default(), "own_data.deletion.heading");
    ask_about_data("deletion", &heading, deletion).await
}

/// A request is a message like any other: it stands in the case, is marked in the queue and is
/// answered there. Its heading is in the language of the office.
#[cfg(feature = "ssr")]
async fn ask_about_data(
    control: &'static str,
    heading: &str,
    text: String,
) -> Result<(), AppError> {
    let said = text.trim();
    let message = if said.is_empty() {
        String::new()
    } else {
        format!("{heading}\n{said}")
    };
    let command = RawCommand {
        text: Some(message),
        ..RawCommand::bare(CommandKind::SendMessage)
    };
    let typed = Typed {
        control,
        text,
        page: "/case/my-data",
        done: "asked",
    };
    act(command, typed).await
}

/// Answers a request for material.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/material")]
pub async fn supply_material(
    /// The words.
    #[server(default)]
    material: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        text: Some(material.clone()),
        ..RawCommand::bare(CommandKind::SupplyMaterial)
    };
    let typed = Typed {
        control: "material",
        text: material,
        page: "/case",
        done: "supplied",
    };
    act(command, typed).await
}

/// Asks the office to hurry.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/urge")]
pub async fn urge_case(
    /// What the person wants to say with it; may be empty.
    #[server(default)]
    urge: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        text: Some(urge.clone()),
        ..RawCommand::bare(CommandKind::Urge)
    };
    let typed = Typed {
        control: "urge",
        text: urge,
        page: "/case",
        done: "urged",
    };
    act(command, typed).await
}

/// Takes the case back.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/withdraw")]
pub async fn withdraw_case(
    /// Why; may be empty.
    #[server(default)]
    withdraw_reason: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        reason: Some(withdraw_reason.clone()),
        ..RawCommand::bare(CommandKind::Withdraw)
    };
    let typed = Typed {
        control: "withdraw_reason",
        text: withdraw_reason,
        page: "/case/withdraw",
        done: "withdrawn",
    };
    act(command, typed).await
}

/// Asks for the case to be taken up again.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/reopen")]
pub async fn reopen_case(
    /// Why.
    #[server(default)]
    reopen_reason: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        reason: Some(reopen_reason.clone()),
        ..RawCommand::bare(CommandKind::Reopen)
    };
    let typed = Typed {
        control: "reopen_reason",
        text: reopen_reason,
        page: "/case/reopen",
        done: "reopened",
    };
    act(command, typed).await
}

/// Says whether the person wants mediation.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/consent")]
pub async fn give_consent(
    /// `true` or `false`, from the button.
    #[server(default)]
    agrees: String,
) -> Result<(), AppError> {
    let command = consent(&agrees);
    let typed = Typed {
        control: "agrees",
        text: agrees,
        page: "/case",
        done: "consent",
    };
    act(command, typed).await
}

/// Asks that somebody else handle the case.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/recusal")]
pub async fn ask_for_recusal(
    /// Why.
    #[server(default)]
    recusal: String,
) -> Result<(), AppError> {
    let command = recusal_of(&recusal);
    let typed = Typed {
        control: "recusal",
        text: recusal,
        page: "/case",
        done: "recusal",
    };
    act(command, typed).await
}

/// Answers the terms on the table.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/answer")]
pub async fn answer_terms(
    /// `true` or `false`, from the button.
    #[server(default)]
    agrees: String,
    /// Words; may be empty.
    #[server(default)]
    answer_text: String,
) -> Result<(), AppError> {
    let command = answer(&agrees, &answer_text);
    let typed = Typed {
        control: "answer_text",
        text: answer_text,
        page: "/case",
        done: "answer",
    };
    act(command, typed).await
}

/// Proposes terms of the person's own.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "track/propose")]
pub async fn propose_terms(
    /// What was filled in.
    #[server(flatten)]
    form: TermsForm,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let Some(token) = request.cookie(Cookie::Track) else {
        redirect("/case");
        return Ok(());
    };
    match service::tracking::act(&request.services, &token, form.raw()).await {
        Ok(_) => redirect("/case?done=propose"),
        Err(Failure::Expired | Failure::NotFound) => redirect("/case"),
        Err(failure) => {
            let state = form.refused(failure);
            let id = service::forms::keep(&request.services, &token, state).await?;
            redirect(&format!("/case?form={id}"));
        }
    }
    Ok(())
}

/// One control with what was typed, and where its form goes on.
#[cfg(feature = "ssr")]
struct Typed {
    control: &'static str,
    text: String,
    /// The page of the form, for another try.
    page: &'static str,
    /// What the case page says afterwards.
    done: &'static str,
}

#[cfg(feature = "ssr")]
async fn act(command: RawCommand, typed: Typed) -> Result<(), AppError> {
    let request = Request::current()?;
    let Some(token) = request.cookie(Cookie::Track) else {
        // The page of the case says that the visit is over.
        redirect("/case");
        return Ok(());
    };
    match service::tracking::act(&request.services, &token, command).await {
        Ok(_) => redirect(&format!("/case?done={}", typed.done)),
        // The case has moved on, or a second tap came after the first: its page shows where it is.
        Err(Failure::Refused(_) | Failure::Expired | Failure::NotFound) => redirect("/case"),
        Err(failure) => {
            let state = refused(typed.control, typed.text, failure);
            let form = service::forms::keep(&request.services, &token, state).await?;
            redirect(&format!("{}?form={form}", typed.page));
        }
    }
    Ok(())
}

/// A form with one control, as its page shows it again.
#[cfg(feature = "ssr")]
fn refused(control: &'static str, text: String, failure: Failure) -> FormState {
    let mut state = FormState::default();
    state.values.insert(control.to_owned(), text);
    match failure {
        Failure::Invalid(problems) => {
            let named = |problem: FieldProblem| FieldProblem::new(control, problem.code);
            state.problems = problems.into_iter().map(named).collect();
        }
        failure => state.failure = Some(failure),
    }
    state
}

#[cfg(feature = "ssr")]
async fn load_form(request: &Request, owner: &str, id: &str) -> Result<FormState, AppError> {
    if id.is_empty() {
        return Ok(FormState::default());
    }
    Ok(service::forms::load(&request.services, owner, id).await?)
}
