//! What the administrator's pages ask of the server.

use domain::view::{
    AccountDetail, AccountLine, FormState, OrganisationDetail, OrganisationLine, TrailPage,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::AppError;
#[cfg(feature = "ssr")]
use super::desk::{form_state, keep, refused, values};
#[cfg(feature = "ssr")]
use super::{Request, redirect};
#[cfg(feature = "ssr")]
use domain::actor::AccountId;
#[cfg(feature = "ssr")]
use domain::view::Failure;
#[cfg(feature = "ssr")]
use service::administration;

/// The page of one organisation, or of a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationPage {
    /// What the last form left.
    pub form: FormState,
    /// The organisation; none for a new one.
    pub detail: Option<OrganisationDetail>,
    /// Everything within reach, to stand below.
    pub all: Vec<OrganisationLine>,
}

/// The list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountsPage {
    /// What was searched for.
    pub form: FormState,
    /// The accounts.
    pub accounts: Vec<AccountLine>,
    /// Everything within reach, to choose from.
    pub all: Vec<OrganisationLine>,
}

/// The page of one account, or of a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    /// What the last form left; a new password is shown by it once.
    pub form: FormState,
    /// The account; none for a new one.
    pub detail: Option<AccountDetail>,
    /// Everything within reach, to work for.
    pub all: Vec<OrganisationLine>,
}

/// An organisation as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::administration::RawOrganisation")]
pub struct OrganisationFields {
    pub division: String,
    pub organisation_code: String,
    pub name_zh: String,
    pub name_en: String,
    pub kind: String,
    pub parent: String,
    pub telephone: String,
    pub address: String,
    pub document_sign: String,
}

/// An account as its form posts it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see domain::administration::RawAccount")]
pub struct AccountFields {
    pub login: String,
    pub staff_number: String,
    pub name: String,
    pub organisation: String,
    pub roles: Vec<String>,
    pub machine: String,
}

/// The tree of organisations within reach.
///
/// # Errors
/// When nobody is signed in, or it is no administrator.
#[server(prefix = "/fn", endpoint = "desk/admin/organisations")]
pub async fn load_organisations() -> Result<Vec<OrganisationLine>, AppError> {
    let request = Request::current()?;
    let viewer = request.viewer()?;
    Ok(administration::organisations::list(&request.services, viewer).await?)
}

/// One organisation; without a code the page of a new one.
///
/// # Errors
/// When nobody is signed in, or the organisation lies outside their reach.
#[server(prefix = "/fn", endpoint = "desk/admin/organisation")]
pub async fn load_organisation(
    /// Code of the organisation.
    #[server(default)]
    code: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<OrganisationPage, AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let all = administration::organisations::list(services, viewer).await?;
    let detail = if code.is_empty() {
        None
    } else {
        Some(administration::organisations::find(services, viewer, &code).await?)
    };
    let form = form_state(&request, &form).await?;
    Ok(OrganisationPage { form, detail, all })
}

/// Adds an organisation, or changes the one named by `known`.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/save-organisation")]
pub async fn save_organisation(
    /// Code of the organisation that is changed; empty for a new one.
    #[server(default)]
    known: String,
    /// What was filled in.
    #[server(flatten)]
    fields: OrganisationFields,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let raw = fields.raw();
    let done = if known.is_empty() {
        administration::organisations::add(services, viewer, &raw).await
    } else {
        let changed = administration::organisations::change(services, viewer, &known, &raw).await;
        changed.map(|()| known.clone())
    };
    answer(&request, done, "organisations", &known, values(&fields)).await
}

/// Closes an organisation, or opens it again.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/close-organisation")]
pub async fn close_organisation(
    /// Code of the organisation.
    #[server(default)]
    code: String,
    /// `true` opens it again.
    #[server(default)]
    reopen: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let done = if reopen.is_empty() {
        administration::organisations::close(services, viewer, &code).await
    } else {
        administration::organisations::reopen(services, viewer, &code).await
    };
    let done = done.map(|()| code.clone());
    answer(&request, done, "organisations", &code, Values::new()).await
}

/// Accounts within reach, of one organisation or all; `form` is the id of a search.
///
/// # Errors
/// When nobody is signed in, or it is no administrator.
#[server(prefix = "/fn", endpoint = "desk/admin/accounts")]
pub async fn load_accounts(
    /// Code of the organisation.
    #[server(default)]
    org: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<AccountsPage, AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let form = form_state(&request, &form).await?;
    let query = form.value("name");
    let accounts = administration::accounts::list(services, viewer, &org, query).await?;
    let all = administration::organisations::list(services, viewer).await?;
    Ok(AccountsPage {
        form,
        accounts,
        all,
    })
}

/// Keeps what is searched for and leads to the list; no name stands in the address.
///
/// # Errors
/// When nobody is signed in, or the search cannot be kept.
#[server(prefix = "/fn", endpoint = "desk/admin/search-accounts")]
pub async fn search_accounts(
    /// Part of a name, sign-in name or staff number.
    #[server(default)]
    name: String,
    /// Code of the organisation.
    #[server(default)]
    org: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    request.viewer()?;
    let mut members = Vec::new();
    let org: String = org.chars().filter(char::is_ascii_alphanumeric).collect();
    if !org.is_empty() {
        members.push(format!("org={org}"));
    }
    if !name.trim().is_empty() {
        let values = [("name".to_owned(), name)].into();
        let state = FormState {
            values,
            ..FormState::default()
        };
        members.push(format!("form={}", keep(&request, state).await?));
    }
    redirect(&format!("/desk/admin/accounts?{}", members.join("&")));
    Ok(())
}

/// One account; without an id the page of a new one.
///
/// # Errors
/// When nobody is signed in, or the account lies outside their reach.
#[server(prefix = "/fn", endpoint = "desk/admin/account")]
pub async fn load_account(
    /// Identifier of the account.
    #[server(default)]
    id: String,
    /// Id of the form row.
    #[server(default)]
    form: String,
) -> Result<AccountPage, AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let all = administration::organisations::list(services, viewer).await?;
    let detail = if id.is_empty() {
        None
    } else {
        let id = account_id(&id)?;
        Some(administration::accounts::find(services, viewer, id).await?)
    };
    let form = take(&request, &form).await?;
    Ok(AccountPage { form, detail, all })
}

/// Adds an account, whose first password the next page shows once, or changes the one named by
/// `known`.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/save-account")]
pub async fn save_account(
    /// Identifier of the account that is changed; empty for a new one.
    #[server(default)]
    known: String,
    /// What was filled in.
    #[server(flatten)]
    fields: AccountFields,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let raw = fields.raw();
    if known.is_empty() {
        match administration::accounts::add(services, viewer, &raw).await {
            Ok(added) => shown_or_not(&request, added).await,
            Err(failure) => {
                let done = Err(failure);
                answer(&request, done, "accounts", "", values(&fields)).await
            }
        }
    } else {
        let id = account_id(&known)?;
        let done = administration::accounts::change(services, viewer, id, &raw).await;
        let done = done.map(|()| known.clone());
        answer(&request, done, "accounts", &known, values(&fields)).await
    }
}

/// Locks or unlocks an account, ends its sessions, or gives it a new password.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/account-action")]
pub async fn act_on_account(
    /// Identifier of the account.
    #[server(default)]
    id: String,
    /// `lock`, `unlock`, `end_sessions` or `reset`.
    #[server(default)]
    action: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let account = account_id(&id)?;
    let done = match action.as_str() {
        "lock" | "unlock" => {
            let locked = action == "lock";
            administration::accounts::set_locked(services, viewer, account, locked).await
        }
        "end_sessions" => administration::accounts::end_sessions(services, viewer, account).await,
        "reset" => match administration::accounts::reset(services, viewer, account).await {
            Ok(password) => return show_once(&request, "accounts", &id, password).await,
            Err(failure) => Err(failure),
        },
        _ => Err(Failure::NotFound),
    };
    let done = done.map(|()| id.clone());
    answer(&request, done, "accounts", &id, Values::new()).await
}

/// Takes the second factor of somebody away who has lost it, and ends their sessions.
///
/// # Errors
/// When nobody is signed in, or not even the refusal can be kept for the page.
#[server(prefix = "/fn", endpoint = "desk/admin/reset-second-factor")]
pub async fn reset_second_factor(
    /// Identifier of the account.
    #[server(default)]
    id: String,
    /// Why.
    #[server(default)]
    reason: String,
) -> Result<(), AppError> {
    let request = Request::current()?;
    let (services, viewer) = (&request.services, request.viewer()?);
    let account = account_id(&id)?;
    let done =
        administration::accounts::reset_second_factor(services, viewer, account, &reason).await;
    let values = Values::from([("reason".to_owned(), reason)]);
    answer(&request, done.map(|()| id.clone()), "accounts", &id, values).await
}

/// One page of the trail.
///
/// # Errors
/// When nobody is signed in, or it is neither an administrator nor a supervisor.
#[server(prefix = "/fn", endpoint = "desk/admin/trail")]
pub async fn load_trail(
    /// Where the page begins.
    #[server(default)]
    cursor: String,
) -> Result<TrailPage, AppError> {
    let request = Request::current()?;
    Ok(administration::trail::list(&request.services, request.viewer()?, &cursor).await?)
}

#[cfg(feature = "ssr")]
pub(super) type Values = std::collections::BTreeMap<String, String>;

/// Leads to the thing that was changed, or back to its form with everything typed.
#[cfg(feature = "ssr")]
pub(super) async fn answer(
    request: &Request,
    done: Result<String, Failure>,
    room: &str,
    known: &str,
    values: Values,
) -> Result<(), AppError> {
    match done {
        Ok(key) => redirect(&address(room, &key, "")),
        Err(failure) => {
            let state = FormState {
                values,
                ..refused(failure)
            };
            let form = keep(request, state).await?;
            redirect(&address(room, known, &form));
        }
    }
    Ok(())
}

/// Shows a password or a token on the page of what it opens, this once.
#[cfg(feature = "ssr")]
pub(super) async fn show_once(
    request: &Request,
    room: &str,
    key: &str,
    secret: String,
) -> Result<(), AppError> {
    let state = FormState {
        shown: Some(secret),
        ..FormState::default()
    };
    let form = keep(request, state).await?;
    redirect(&address(room, key, &form));
    Ok(())
}

/// Leads to a new account, with its first password when a person uses it.
#[cfg(feature = "ssr")]
async fn shown_or_not(
    request: &Request,
    added: administration::accounts::Added,
) -> Result<(), AppError> {
    let id = added.id.to_string();
    match added.password {
        Some(password) => show_once(request, "accounts", &id, password).await,
        None => answer(request, Ok(id), "accounts", "", Values::new()).await,
    }
}

/// What a form left; a secret in it is gone after this look.
#[cfg(feature = "ssr")]
pub(super) async fn take(request: &Request, id: &str) -> Result<FormState, AppError> {
    if id.is_empty() {
        return Ok(FormState::default());
    }
    let owner = request.viewer()?.staff.account.to_string();
    Ok(service::forms::take(&request.services, &owner, id).await?)
}

/// A page of the administration; what came from a form cannot lead elsewhere.
#[cfg(feature = "ssr")]
pub(super) fn address(room: &str, key: &str, form: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let key: String = key.chars().filter(plain).collect();
    let key = if key.is_empty() { "new" } else { &key };
    let query = if form.is_empty() {
        String::new()
    } else {
        format!("?form={form}")
    };
    format!("/desk/admin/{room}/{key}{query}")
}

#[cfg(feature = "ssr")]
fn account_id(id: &str) -> Result<AccountId, AppError> {
    id.parse().map_err(|_| AppError(Failure::NotFound))
}

#[cfg(feature = "ssr")]
impl OrganisationFields {
    fn raw(&self) -> domain::administration::RawOrganisation {
        domain::administration::RawOrganisation {
            division: self.division.clone(),
            code: self.organisation_code.clone(),
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            kind: self.kind.clone(),
            parent: self.parent.clone(),
            phone: self.telephone.clone(),
            address: self.address.clone(),
            document_sign: self.document_sign.clone(),
        }
    }
}

#[cfg(feature = "ssr")]
impl AccountFields {
    fn raw(&self) -> domain::administration::RawAccount {
        domain::administration::RawAccount {
            login: self.login.clone(),
            number: self.staff_number.clone(),
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            roles: self.roles.clone(),
            machine: !self.machine.is_empty(),
        }
    }
}
