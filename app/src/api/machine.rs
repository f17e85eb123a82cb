//! Tokens of machine accounts, as an administrator issues and revokes them.

use domain::view::{FormState, MachinesView, TokenDetail};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::Request;
#[cfg(feature = "ssr")]
use super::admin::{Values, answer, show_once, take};
#[cfg(feature = "ssr")]
use super::desk::{form_state, values};
#[cfg(feature = "ssr")]
use domain::view::Failure;
#[cfg(feature = "ssr")]
use service::machines::{self, By};

/// The form of a new token, with the accounts it may be issued for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTokenPage {
    /// What the last form left.
    pub form: FormState,
    /// Machine accounts and their tokens.
    pub known: MachinesView,
}

/// The page of one token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenPage {
    /// What the last form left; a new token is shown by it, once.
    pub form: FormState,
    /// The token, without itself.
    pub detail: TokenDetail,
}

/// A token as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see service::machines::NewToken")]
pub struct TokenFields {
    pub login: String,
    pub name: String,
    pub scopes: Vec<String>,
    pub days: String,
}

/// The machine accounts and tokens within reach.
///
/// # Errors
/// When nobody is signed in, or it is no administrator.
#[server(prefix = "/fn", endpoint = "desk/admin/tokens")]
pub async fn load_tokens() -> Result<MachinesView, AppError> {
    let request = Request::current()?;
    let by = By::Administrator(request.viewer()?);
    Ok(machines::list(&request.services, by).await?)
}

/// The form of a new token.
///
/// # Errors
/// When nobody is signed in, or it is no administrator.
#[server(prefix = "/fn", endpoint = "desk/admin/new-token")]
pub async fn load_new_token(
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<NewTokenPage, AppError> {
    let request = Request::current()?;
    let by = By::Administrator(request.viewer()?);
    let known = machines::list(&request.services, by).await?;
    let form = form_state(&request, &form).await?;
    Ok(NewTokenPage { form, known })
}

/// One token.
///
/// # Errors
/// When nobody is signed in, or the token lies outside their reach.
#[server(prefix = "/fn", endpoint = "desk/admin/token")]
pub async fn load_token(
    /// Identifier of the token.
    #[server(default)]
    id: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<TokenPage, AppError> {
    let request = Request::current()?;
    let by = By::Administrator(request.viewer()?);
    let id = id.parse().map_err(|_| AppError(Failure::NotFound))?;
    let detail = machines::find(&request.services, by, id).await?;
    let form = take(&request, &form).await?;
    Ok(TokenPage { form, detail })
}

/// Issues a token, which the next page shows once.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/issue-token")]
pub async fn issue_token(
    /// What was filled in.
    #[server(flatten)]
    fields: TokenFields,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let by = By::Administrator(request.viewer()?);
    let issued = match fields.read() {
        Ok(new) => machines::issue(&request.services, by, new).await,
        Err(failure) => Err(failure),
    };
    match issued {
        Ok(issued) => {
            let id = issued.view.id.to_string();
            show_once(&request, "tokens", &id, issued.token).await
        }
        Err(failure) => answer(&request, Err(failure), "tokens", "", values(&fields)).await,
    }
}

/// Revokes a token for good.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/revoke-token")]
pub async fn revoke_token(
    /// Identifier of the token.
    #[server(default)]
    id: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let by = By::Administrator(request.viewer()?);
    let token = id.parse().map_err(|_| AppError(Failure::NotFound))?;
    let done = machines::revoke(&request.services, by, token, &reason).await;
    let typed = Values::from([("reason".to_owned(), reason)]);
    answer(&request, done.map(|()| id.clone()), "tokens", &id, typed).await
}

#[cfg(feature = "ssr")]
impl TokenFields {
    /// The token to be issued; days that are no number are refused like too many.
    fn read(&self) -> Result<machines::NewToken, Failure> {
        use domain::case::{Fault, FieldProblem};
        use domain::code::Scope;

        let scopes: Result<Vec<_>, _> = self.scopes.iter().map(|code| Scope::parse(code)).collect();
        let unknown = |_| Failure::Invalid(vec![FieldProblem::new("scopes", Fault::UnknownCode)]);
        let days = match self.days.trim() {
            "" => 0,
            days => days.parse().unwrap_or(u32::MAX),
        };
        Ok(machines::NewToken {
            login: self.login.clone(),
            name: self.name.clone(),
            scopes: scopes.map_err(unknown)?,
            days,
        })
    }
}
