//! Whether a code that was typed is right, and using it up.

use domain::second_factor::{TypedCode, is_fresh};
use store::{AccountRow, Tx};
use uuid::Uuid;

use super::authenticator::Authenticator;
use crate::Services;
use crate::sessions::{self, Counted};
use crate::trouble::Trouble;

/// A code that was right when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// The code of a time step.
    Step(i64),
    /// A recovery code.
    Recovery { place: i64, hash: String },
}

impl Proof {
    /// Whether it came from paper.
    pub(super) fn is_recovery(&self) -> bool {
        matches!(self, Self::Recovery { .. })
    }

    /// Uses the code up; false when it was used meanwhile.
    pub(super) async fn use_up(&self, tx: &mut Tx, account: Uuid) -> Result<bool, store::Error> {
        let mut factors = tx.second_factors();
        match self {
            Self::Step(step) => factors.use_step(account, *step).await,
            Self::Recovery { place, hash } => factors.use_code(account, *place, hash).await,
        }
    }
}

/// What became of an attempt.
pub(super) enum Attempt {
    /// The code is right and not used up yet.
    Right(Proof),
    /// It is wrong; another may be tried.
    Wrong,
    /// It is wrong, and the account is shut for a while.
    Shut,
}

/// Looks at a code for an account. The attempt is counted before it is looked at, so that many at
/// once are no more than many in a row; the caller forgets the count when the code is used.
pub(super) async fn attempt(
    services: &Services,
    account: &AccountRow,
    code: &TypedCode,
) -> Result<Attempt, Trouble> {
    let counted = sessions::note_failure(services, account, services.now()).await?;
    if counted == Counted::Shut {
        return Ok(Attempt::Shut);
    }
    Ok(match look(services, account, code).await? {
        Some(proof) => Attempt::Right(proof),
        None if counted == Counted::Last => Attempt::Shut,
        None => Attempt::Wrong,
    })
}

async fn look(
    services: &Services,
    account: &AccountRow,
    code: &TypedCode,
) -> Result<Option<Proof>, Trouble> {
    match code {
        TypedCode::Authenticator(digits) => of_authenticator(services, account, digits).await,
        TypedCode::Recovery { place, code } => {
            let place = i64::try_from(*place).unwrap_or(i64::MAX);
            let hash = {
                let mut tx = services.database().read().await?;
                tx.second_factors().find_code(account.id, place).await?
            };
            let is_right = services.passwords().verify(code, hash.as_deref()).await?;
            let proof = hash.filter(|_| is_right);
            Ok(proof.map(|hash| Proof::Recovery { place, hash }))
        }
    }
}

async fn of_authenticator(
    services: &Services,
    account: &AccountRow,
    digits: &str,
) -> Result<Option<Proof>, Trouble> {
    let row = {
        let mut tx = services.database().read().await?;
        tx.second_factors().find(account.id).await?
    };
    let Some(row) = row.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(None);
    };
    let authenticator = Authenticator::open(services, account.id, &account.number, &row.sealed)?;
    let last = row.last_step.and_then(|step| u64::try_from(step).ok());
    let step = authenticator.step(digits, services.now());
    let step = step.filter(|step| is_fresh(*step, last));
    Ok(step
        .and_then(|step| i64::try_from(step).ok())
        .map(Proof::Step))
}
