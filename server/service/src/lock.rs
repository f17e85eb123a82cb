//! The lock of a session on a shared tablet, and the PIN that opens it again.

use domain::actor::StaffNumber;
use domain::administration::Deed;
use domain::case::{Fault, FieldProblem};
use domain::pin::{Pin, RawPin};
use domain::session::{IDLE, LOCK_AFTER, PIN_TRIES, Standing, pin_tries_left, standing};
use domain::view::{Failure, LockedView, Viewer};
use store::SignedInRow;

use crate::administration::accounts::plain_entry;
use crate::own_account::{load, prove};
use crate::trouble::Trouble;
use crate::vault::token_hash;
use crate::{Answer, Services};

/// What became of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlocked {
    /// The session is open.
    Open,
    /// The PIN was wrong; another may be tried.
    Wrong,
    /// The session is over: the password has to be given again.
    Over,
}

/// Sets the person's PIN, in place of one they had. From now on their sessions lock.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; a wrong password counts like one at the sign-in.
pub async fn set_pin(services: &Services, viewer: &Viewer, raw: &RawPin) -> Answer<()> {
    let set = async {
        let pin = raw.parse().map_err(Failure::Invalid)?;
        let row = load(services, viewer).await?;
        prove(services, &row, &raw.password).await?;
        let hash = services.passwords().hash(pin.reveal()).await?;
        let line = plain_entry(&row, Deed::PinSet).row(services, Some(viewer))?;
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().clear_failures(row.id).await?;
                tx.pins().put(row.id, &hash, now).await?;
                tx.trail().insert(&line).await
            })
        });
        let done: Result<(), store::Error> = work.await;
        Ok::<_, Trouble>(done?)
    };
    services.answer(set.await)
}

/// Takes the person's PIN away: their sessions lock no more. One that is locked ends.
///
/// # Errors
/// [`Failure::Invalid`] for a wrong password, which counts like one at the sign-in.
pub async fn end_pin(services: &Services, viewer: &Viewer, password: &str) -> Answer<()> {
    let ended = async {
        let row = load(services, viewer).await?;
        prove(services, &row, password).await?;
        let line = plain_entry(&row, Deed::PinEnded).row(services, Some(viewer))?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().clear_failures(row.id).await?;
                if tx.pins().delete(row.id).await? {
                    tx.trail().insert(&line).await?;
                }
                Ok::<(), store::Error>(())
            })
        });
        Ok::<_, Trouble>(work.await?)
    };
    services.answer(ended.await)
}

/// Locks the session by hand.
///
/// # Errors
/// [`Failure::NotAllowed`] for somebody without a PIN, who could not open it again.
pub async fn lock(services: &Services, viewer: &Viewer, token: &str) -> Answer<()> {
    if !viewer.has_pin {
        return Err(Failure::NotAllowed);
    }
    let (hash, now) = (token_hash(token), services.now());
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.sessions().lock(&hash, now).await }));
    let done: Result<(), store::Error> = work.await;
    services.answer(done.map_err(Trouble::from))
}

/// Seconds until the session locks unless somebody uses it; `None` for one that never does.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn seconds_left(services: &Services, token: &str) -> Answer<Option<u32>> {
    let found = async {
        let row = find(services, token).await?.filter(|row| row.has_pin);
        let left = row.map(|row| row.last_seen_at + LOCK_AFTER - services.now());
        let left = left.map(|left| u32::try_from(left.num_seconds()).unwrap_or_default());
        Ok::<_, Trouble>(left)
    };
    services.answer(found.await)
}

/// A locked session; `None` when it is open or over.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn look(services: &Services, token: &str) -> Answer<Option<LockedView>> {
    let found = async {
        let Some(row) = find(services, token)
            .await?
            .filter(|row| is_locked(services, row))
        else {
            return Ok(None);
        };
        let number = StaffNumber::parse(&row.number);
        Ok::<_, Trouble>(Some(LockedView {
            number: number.map_err(|_| Trouble::Broken("staff number"))?,
            tries_left: pin_tries_left(row.wrong_pins).unwrap_or_default(),
            was_wrong: row.wrong_pins > 0,
        }))
    };
    services.answer(found.await)
}

/// Opens a locked session with its person's PIN. Wrong ones are counted for the session, and the
/// last one ends it. An attempt is counted before it is looked at, so that many at once are no more
/// than many in a row.
///
/// # Errors
/// [`Failure::Invalid`] for what is no PIN, which is not counted.
pub async fn unlock(services: &Services, token: &str, typed: &str) -> Answer<Unlocked> {
    services.answer(try_pin(services, token, typed).await)
}

async fn try_pin(services: &Services, token: &str, typed: &str) -> Result<Unlocked, Trouble> {
    let Some(row) = find(services, token).await? else {
        return Ok(Unlocked::Over);
    };
    if !is_locked(services, &row) {
        return Ok(Unlocked::Open);
    }
    let missing = typed.trim().is_empty().then_some(Fault::Missing);
    let pin = missing.map_or_else(|| Pin::parse(typed), Err);
    let pin = pin.map_err(|fault| FieldProblem::new("pin", fault))?;
    let (hash, now) = (token_hash(token), services.now());
    let counted = hash.clone();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.sessions().add_wrong_pin(&counted).await }));
    let tries: Result<i64, store::Error> = work.await;
    let tries = match tries {
        // Another attempt at the same moment was the last.
        Err(store::Error::NotFound(_)) => return Ok(Unlocked::Over),
        tries => tries?,
    };
    let stored = {
        let mut tx = services.database().read().await?;
        tx.pins().find(row.account_id).await?
    };
    let stored = stored.map(|row| row.pin_hash);
    let verified = tries <= PIN_TRIES
        && services
            .passwords()
            .verify(pin.reveal(), stored.as_deref())
            .await?;
    // Without a PIN nothing opens it any more.
    let is_over = stored.is_none() || pin_tries_left(tries).is_none();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if verified {
                tx.sessions().unlock(&hash, now, now + IDLE).await?;
            } else if is_over {
                tx.sessions().revoke(&hash, now).await?;
            }
            Ok::<(), store::Error>(())
        })
    });
    work.await?;
    Ok(match (verified, is_over) {
        (true, _) => Unlocked::Open,
        (false, true) => Unlocked::Over,
        (false, false) => Unlocked::Wrong,
    })
}

async fn find(services: &Services, token: &str) -> Result<Option<SignedInRow>, Trouble> {
    let (hash, now) = (token_hash(token), services.now());
    let mut tx = services.database().read().await?;
    Ok(tx.sessions().find(&hash, now).await?)
}

fn is_locked(services: &Services, row: &SignedInRow) -> bool {
    let now = services.now();
    standing(row.locked_at, row.has_pin, row.last_seen_at, now) == Standing::Locked
}
