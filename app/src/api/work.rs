//! What an administrator does about messages and jobs.

use domain::view::{FormState, JobPage, OutboxPage, OutboxView};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use crate::desk::{jobs_address, message_address};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// A message, and what the last form of its page left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The message.
    pub message: OutboxView,
    /// The last form.
    pub form: FormState,
}

/// The jobs, and what the last form of their page left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jobs {
    /// One page.
    pub page: JobPage,
    /// The last form.
    pub form: FormState,
}

/// One page of the outbox.
///
/// # Errors
/// When nobody is signed in, or somebody who is no administrator.
#[server(prefix = "/fn", endpoint = "desk/messages")]
pub async fn load_messages(
    /// Code of `domain::view::MessageState`; empty for all.
    #[server(default)]
    state: String,
    /// Where the page begins.
    #[server(default)]
    cursor: String,
) -> Result<OutboxPage, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    Ok(service::jobs::outbox(&request.services, viewer, &state, &cursor).await?)
}

/// One message.
///
/// # Errors
/// When nobody is signed in, or somebody who is no administrator, or there is no such message.
#[server(prefix = "/fn", endpoint = "desk/message")]
pub async fn load_message(
    /// Its id.
    #[server(default)]
    id: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<Message, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let message = service::jobs::message(&request.services, viewer, id).await?;
    let form = form_state(&request, &form).await?;
    Ok(Message { message, form })
}

/// One page of the jobs.
///
/// # Errors
/// When nobody is signed in, or somebody who is no administrator.
#[server(prefix = "/fn", endpoint = "desk/jobs")]
pub async fn load_jobs(
    /// Code of `domain::view::JobState`.
    #[server(default)]
    state: String,
    /// Where the page begins.
    #[server(default)]
    cursor: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<Jobs, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let page = service::jobs::list(&request.services, viewer, &state, &cursor).await?;
    let form = form_state(&request, &form).await?;
    Ok(Jobs { page, form })
}

/// Lets a message that was given up be sent after all.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/resend")]
pub async fn resend(
    /// Id of the message.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let done = match id.parse() {
        Ok(message) => service::jobs::retry(&request.services, request.viewer()?, message).await,
        Err(_) => Err(Failure::NotFound),
    };
    let form = left(&request, done, "resent").await?;
    redirect(&message_address(&id, &form));
    Ok(())
}

/// Keeps a message that waits from going out.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/cancel-message")]
pub async fn cancel_message(
    /// Id of the message.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let done = match id.parse() {
        Ok(message) => service::jobs::cancel(&request.services, request.viewer()?, message).await,
        Err(_) => Err(Failure::NotFound),
    };
    let form = left(&request, done, "cancelled").await?;
    redirect(&message_address(&id, &form));
    Ok(())
}

/// Shows whom a message is for, once; the look is recorded with its reason.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/reveal-recipient")]
pub async fn reveal_recipient(
    /// Id of the message.
    #[server(default)]
    id: String,
    /// Why it has to be seen.
    #[server(default)]
    reason: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    let shown = match id.parse() {
        Ok(message) => service::jobs::reveal(&request.services, viewer, message, &reason).await,
        Err(_) => Err(Failure::NotFound),
    };
    let state = match shown {
        Ok(value) => FormState {
            shown: Some(value),
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    let values = [("reason".to_owned(), reason)].into();
    let form = keep(&request, FormState { values, ..state }).await?;
    redirect(&message_address(&id, &form));
    Ok(())
}

/// Lets a job that was given up start over.
///
/// # Errors
/// When nobody is signed in, or the answer cannot be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/retry-job")]
pub async fn retry_job(
    /// Id of the job.
    #[server(default)]
    id: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let done = match id.parse() {
        Ok(job) => service::jobs::retry(&request.services, request.viewer()?, job).await,
        Err(_) => Err(Failure::NotFound),
    };
    let form = left(&request, done, "retried").await?;
    redirect(&jobs_address("", "", &form));
    Ok(())
}

/// Keeps for the page what came of a button; the id of the form row.
#[cfg(feature = "ssr")]
async fn left(
    request: &Request,
    done: Result<(), Failure>,
    what: &str,
) -> Result<String, AppError> {
    let state = match done {
        Ok(()) => FormState {
            values: [("done".to_owned(), what.to_owned())].into(),
            ..FormState::default()
        },
        Err(failure) => refused(failure),
    };
    keep(request, state).await
}
