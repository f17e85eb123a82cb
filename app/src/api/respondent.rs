//! What the business sees and does behind its link.

use domain::view::{FormState, RespondentCase};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
use super::terms::TermsForm;
#[cfg(feature = "ssr")]
use super::terms::{answer, consent, recusal as recusal_of};
#[cfg(feature = "ssr")]
use super::{Request, is_token, redirect};
#[cfg(feature = "ssr")]
use domain::case::{CommandKind, FieldProblem, RawCommand};
#[cfg(feature = "ssr")]
use domain::view::Failure;

/// A complaint, and what the last form of its page left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RespondentPage {
    /// The complaint.
    pub case: RespondentCase,
    /// Values and errors.
    pub form: FormState,
}

/// The complaint behind a link. Writes nothing.
///
/// # Errors
/// When the token is unknown or over.
#[server(prefix = "/fn", endpoint = "business/open")]
pub async fn open_complaint(
    /// Token of the link.
    token: String,
    /// Id of the form row to show again; empty for none.
    #[server(default)]
    form: String,
) -> Result<RespondentPage, AppError> {
    let request = Request::current()?;
    let case = service::respondent::open(&request.services, &token).await?;
    let form = if form.is_empty() {
        FormState::default()
    } else {
        service::forms::load(&request.services, &token, &form).await?
    };
    Ok(RespondentPage { case, form })
}

/// The business gives its account.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "business/statement")]
pub async fn give_statement(
    /// Token of the link.
    token: String,
    /// The words.
    #[server(default)]
    statement: String,
    /// Whether the consumer may read them.
    #[server(default)]
    shared: String,
) -> Result<(), AppError> {
    let command = RawCommand {
        text: Some(statement.clone()),
        shared: Some(!shared.is_empty()),
        ..RawCommand::bare(CommandKind::StateAnswer)
    };
    let typed = [("statement", statement), ("shared", shared)];
    let state = |failure| renamed(typed.into(), failure, "statement");
    act(&token, command, "statement", state).await
}

/// The business says whether it wants mediation.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "business/consent")]
pub async fn give_will(
    /// Token of the link.
    token: String,
    /// `true` or `false`, from the button.
    #[server(default)]
    agrees: String,
) -> Result<(), AppError> {
    let state = |failure| renamed(Vec::new(), failure, "agrees");
    act(&token, consent(&agrees), "consent", state).await
}

/// The business asks that somebody else handle the case.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "business/recusal")]
pub async fn ask_for_other(
    /// Token of the link.
    token: String,
    /// Why.
    #[server(default)]
    recusal: String,
) -> Result<(), AppError> {
    let command = recusal_of(&recusal);
    let typed = vec![("recusal", recusal)];
    let state = |failure| renamed(typed, failure, "recusal");
    act(&token, command, "recusal", state).await
}

/// The business answers the terms on the table.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "business/answer")]
pub async fn answer_offer(
    /// Token of the link.
    token: String,
    /// `true` or `false`, from the button.
    #[server(default)]
    agrees: String,
    /// Words; may be empty.
    #[server(default)]
    answer_text: String,
) -> Result<(), AppError> {
    let command = answer(&agrees, &answer_text);
    let typed = vec![("answer_text", answer_text)];
    let state = |failure| renamed(typed, failure, "answer_text");
    act(&token, command, "answer", state).await
}

/// The business proposes terms.
///
/// # Errors
/// When the form cannot be kept.
#[server(prefix = "/fn", endpoint = "business/propose")]
pub async fn make_offer(
    /// Token of the link.
    token: String,
    /// What was filled in.
    #[server(flatten)]
    form: TermsForm,
) -> Result<(), AppError> {
    let command = form.raw();
    act(&token, command, "propose", |failure| form.refused(failure)).await
}

/// Does a command and returns to the page; on a refusal with everything typed.
#[cfg(feature = "ssr")]
async fn act(
    token: &str,
    command: RawCommand,
    done: &str,
    state: impl FnOnce(Failure) -> FormState,
) -> Result<(), AppError> {
    let request = Request::current()?;
    if !is_token(token) {
        redirect("/");
        return Ok(());
    }
    match service::respondent::act(&request.services, token, command).await {
        Ok(_) => redirect(&format!("/b/{token}?done={done}")),
        // Its page says that the link is over.
        Err(Failure::Expired | Failure::NotFound) => redirect(&format!("/b/{token}")),
        Err(failure) => {
            let id = service::forms::keep(&request.services, token, state(failure)).await?;
            redirect(&format!("/b/{token}?form={id}"));
        }
    }
    Ok(())
}

/// The form as its page shows it again; the words of a command have a control of their own name.
#[cfg(feature = "ssr")]
fn renamed(typed: Vec<(&str, String)>, failure: Failure, text: &str) -> FormState {
    let named = |problem: &FieldProblem| {
        let field = if problem.field == "text" {
            text
        } else {
            &problem.field
        };
        FieldProblem::new(field, problem.code)
    };
    let problems = match &failure {
        Failure::Invalid(problems) => problems.iter().map(named).collect(),
        _ => Vec::new(),
    };
    let typed = typed.into_iter().filter(|(_, value)| !value.is_empty());
    FormState {
        values: typed
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        problems,
        failure: Some(failure),
        shown: None,
    }
}
