//! Signing in and out.

use chrono::{DateTime, Utc};
use domain::actor::{AccountId, Staff, StaffNumber};
use domain::code::Role;
use domain::session::{CODE_WAIT, IDLE, LONGEST, Standing, noted_every, shut_until, standing};
use domain::view::{Failure, Viewer};
use store::{AccountRow, Codes, OrganisationRow, SessionRow, SignedInRow};
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::vault::{new_token, token_hash};
use crate::{Answer, Services, organisations, second_factor};

/// Most characters that are kept of what a browser calls itself.
const DEVICE_LENGTH: usize = 400;

/// Checks name and password; gives the token for the session cookie. Where the account has a second
/// factor the session opens nothing, and is nobody's for [`presence`], until
/// [`second_factor::give_code`](crate::second_factor::give_code) lets it in.
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
    let awaits_code = second_factor::is_on(services, account.id).await?;
    let token = new_token(&**services.random());
    let row = SessionRow {
        token_hash: token_hash(&token),
        account_id: account.id,
        created_at: now,
        last_seen_at: now,
        idle_expires_at: now + IDLE,
        expires_at: now + if awaits_code { CODE_WAIT } else { LONGEST },
        revoked_at: None,
        device: device.chars().take(DEVICE_LENGTH).collect(),
        awaits_code,
        locked_at: None,
        wrong_pins: 0,
    };
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            // Who knows the password alone could else try codes without end.
            if !awaits_code {
                tx.accounts().clear_failures(row.account_id).await?;
            }
            tx.sessions().insert(&row).await
        })
    });
    work.await?;
    Ok(token)
}

/// Whether nobody signs in with this account at the moment.
pub(crate) fn is_shut(account: &AccountRow, now: DateTime<Utc>) -> bool {
    account.disabled_at.is_some() || account.locked_until.is_some_and(|until| until > now)
}

/// What an attempt means for its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// The account was shut already: the attempt is none.
    Shut,
    /// Unless it succeeds the account is shut now.
    Last,
    /// Others may follow.
    More,
}

/// Counts an attempt without success, and shuts the account when there were too many. After that
/// time each further one shuts it again, until one succeeds.
pub(crate) async fn note_failure(
    services: &Services,
    account: &AccountRow,
    now: DateTime<Utc>,
) -> Result<Counted, Trouble> {
    let id = account.id;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            // Counting first makes attempts at the same moment follow each other.
            let wrong = tx.accounts().add_failure(id).await?;
            if is_shut(&tx.accounts().load(id).await?, now) {
                return Ok(Counted::Shut);
            }
            let Some(until) = shut_until(wrong, now) else {
                return Ok(Counted::More);
            };
            tx.accounts().lock(id, until).await?;
            Ok::<_, store::Error>(Counted::Last)
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

/// Who is there behind a session token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// A person who may go on.
    Open(Box<Viewer>),
    /// A person who has to give their PIN first; until then nobody.
    Locked,
    /// Nobody: the session is over, unknown, or waits for a code.
    Nobody,
}

/// What a request means for the session it comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Somebody uses it.
    Counts,
    /// A page only asks whether it is still in use.
    Asks,
}

/// The person behind a session token; `None` when the session is over, locked, or waits for a code.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn viewer(services: &Services, token: &str) -> Answer<Option<Viewer>> {
    Ok(match presence(services, token, Use::Counts).await? {
        Presence::Open(viewer) => Some(*viewer),
        Presence::Locked | Presence::Nobody => None,
    })
}

/// Who is there behind a session token. A session that was not used for too long locks with this.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn presence(services: &Services, token: &str, meant: Use) -> Answer<Presence> {
    services.answer(find_presence(services, token, meant).await)
}

async fn find_presence(services: &Services, token: &str, meant: Use) -> Result<Presence, Trouble> {
    let hash = token_hash(token);
    let now = services.now();
    let (row, organisation) = {
        let mut tx = services.database().read().await?;
        let Some(row) = tx.sessions().find(&hash, now).await? else {
            return Ok(Presence::Nobody);
        };
        let organisation = tx.organisations().load(row.organisation_id).await?;
        (row, organisation)
    };
    if standing(row.locked_at, row.has_pin, row.last_seen_at, now) == Standing::Locked {
        if row.locked_at.is_none() {
            note_lock(services, hash, now).await;
        }
        return Ok(Presence::Locked);
    }
    let is_due = now - row.last_seen_at >= noted_every(row.has_pin);
    if meant == Use::Counts && is_due {
        note_use(services, hash, now).await;
    }
    let SignedInRow {
        account_id,
        number,
        name,
        roles,
        must_change_password,
        has_pin,
        ..
    } = row;
    let viewer = person(account_id, &number, name, &roles, &organisation)?;
    Ok(Presence::Open(Box::new(Viewer {
        must_change_password,
        has_pin,
        ..viewer
    })))
}

async fn note_use(services: &Services, hash: Vec<u8>, now: DateTime<Utc>) {
    let work = services.database().write(move |tx| {
        Box::pin(async move { tx.sessions().touch(&hash, now, now + IDLE).await })
    });
    // A busy database must not sign people out.
    let touched: Result<(), store::Error> = work.await;
    if let Err(error) = touched {
        tracing::warn!(%error, "a session could not be prolonged");
    }
}

async fn note_lock(services: &Services, hash: Vec<u8>, now: DateTime<Utc>) {
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.sessions().lock(&hash, now).await }));
    // It is locked for this request in any case.
    let locked: Result<(), store::Error> = work.await;
    if let Err(error) = locked {
        tracing::warn!(%error, "a session could not be marked as locked");
    }
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
        has_pin: false,
    })
}
