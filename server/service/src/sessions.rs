//! Signing in and out.

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::{AccountId, Staff, StaffNumber};
use domain::code::Role;
use domain::view::{Failure, Viewer};
use store::{AccountRow, Codes, OrganisationRow, SessionRow, SignedInRow};
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::vault::{new_token, token_hash};
use crate::{Answer, Services, organisations};

/// Minutes without a request after which a session ends.
const IDLE_MINUTES: i64 = 30;
/// Hours after which a session ends in any case.
const ABSOLUTE_HOURS: i64 = 12;
/// Minutes between two notes of "last seen", so that reading does not mean writing.
const TOUCH_MINUTES: i64 = 5;
/// Wrong passwords after which an account is locked for a while.
const MOST_FAILURES: i64 = 5;
/// Minutes of that lock.
const LOCK_MINUTES: i64 = 15;
/// Longest device label that is kept.
const DEVICE_LENGTH: usize = 120;

/// Checks name and password; gives the token for the session cookie.
///
/// # Errors
/// [`Failure::WrongCredentials`] for an unknown name, a wrong password, a disabled or locked
/// account: which of them is not told.
pub async fn sign_in(
    services: &Services,
    login: &str,
    password: &str,
    device: &str,
) -> Answer<String> {
    services.answer(begin(services, login, password, device).await)
}

async fn begin(
    services: &Services,
    login: &str,
    password: &str,
    device: &str,
) -> Result<String, Trouble> {
    let account = {
        let mut tx = services.database().read().await?;
        tx.accounts().find_by_login(login.trim()).await?
    };
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.as_str());
    let right = services.passwords().verify(password, stored).await?;
    let now = services.now();
    let Some(account) = account else {
        return Err(Failure::WrongCredentials.into());
    };
    if is_shut(&account, now) {
        return Err(Failure::WrongCredentials.into());
    }
    if !right {
        note_failure(services, &account, now).await?;
        return Err(Failure::WrongCredentials.into());
    }
    let token = new_token(&**services.random());
    let row = SessionRow {
        token_hash: token_hash(&token),
        account_id: account.id,
        created_at: now,
        last_seen_at: now,
        idle_expires_at: now + TimeDelta::minutes(IDLE_MINUTES),
        expires_at: now + TimeDelta::hours(ABSOLUTE_HOURS),
        revoked_at: None,
        device: device.chars().take(DEVICE_LENGTH).collect(),
    };
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.accounts().clear_failures(row.account_id).await?;
            tx.sessions().insert(&row).await
        })
    });
    work.await?;
    Ok(token)
}

fn is_shut(account: &AccountRow, now: DateTime<Utc>) -> bool {
    account.disabled_at.is_some() || account.locked_until.is_some_and(|until| until > now)
}

pub(crate) async fn note_failure(
    services: &Services,
    account: &AccountRow,
    now: DateTime<Utc>,
) -> Result<(), Trouble> {
    let id = account.id;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if tx.accounts().add_failure(id).await? >= MOST_FAILURES {
                tx.accounts()
                    .lock(id, now + TimeDelta::minutes(LOCK_MINUTES))
                    .await?;
            }
            Ok::<(), store::Error>(())
        })
    });
    Ok(work.await?)
}

/// Ends the session.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be done at the moment.
pub async fn sign_out(services: &Services, token: &str) -> Answer<()> {
    let hash = token_hash(token);
    let now = services.now();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.sessions().revoke(&hash, now).await }));
    let done: Result<(), store::Error> = work.await;
    services.answer(done.map_err(Trouble::from))
}

/// Whose session a token is or was, so that what they were typing when it ended can be kept for
/// them. It signs nobody in; `None` for a token that is unknown or long gone.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn whose(services: &Services, token: &str) -> Answer<Option<AccountId>> {
    let found = async {
        let mut tx = services.database().read().await?;
        let account = tx.sessions().find_account(&token_hash(token)).await?;
        Ok::<_, Trouble>(account.map(AccountId::from))
    };
    services.answer(found.await)
}

/// The person behind a session token; `None` when the session is over.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn viewer(services: &Services, token: &str) -> Answer<Option<Viewer>> {
    services.answer(find_viewer(services, token).await)
}

async fn find_viewer(services: &Services, token: &str) -> Result<Option<Viewer>, Trouble> {
    let hash = token_hash(token);
    let now = services.now();
    let (row, organisation) = {
        let mut tx = services.database().read().await?;
        let Some(row) = tx.sessions().find(&hash, now).await? else {
            return Ok(None);
        };
        let organisation = tx.organisations().load(row.organisation_id).await?;
        (row, organisation)
    };
    if now - row.last_seen_at >= TimeDelta::minutes(TOUCH_MINUTES) {
        let idle = now + TimeDelta::minutes(IDLE_MINUTES);
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.sessions().touch(&hash, now, idle).await }));
        // A busy database must not sign people out.
        let touched: Result<(), store::Error> = work.await;
        if let Err(error) = touched {
            tracing::warn!(%error, "a session could not be prolonged");
        }
    }
    let SignedInRow {
        account_id,
        number,
        name,
        roles,
        must_change_password,
        ..
    } = row;
    let viewer = person(account_id, &number, name, &roles, &organisation)?;
    Ok(Some(Viewer {
        must_change_password,
        ..viewer
    }))
}

/// An account as it acts.
pub(crate) fn person(
    account: Uuid,
    number: &str,
    name: String,
    roles: &Codes,
    organisation: &OrganisationRow,
) -> Result<Viewer, Trouble> {
    let number = StaffNumber::parse(number).map_err(|_| Trouble::Broken("staff number"))?;
    let roles = roles
        .0
        .iter()
        .filter_map(|code| Role::parse(code).ok())
        .collect();
    Ok(Viewer {
        staff: Staff {
            account: account.into(),
            number,
            name,
            roles,
            organisation: organisation.id.into(),
            organisation_kind: organisations::kind(organisation)?,
        },
        organisation: organisations::view(organisation)?,
        must_change_password: false,
    })
}
