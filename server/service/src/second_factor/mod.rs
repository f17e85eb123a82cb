//! The second factor of a sign-in: set up by its person, asked for after the password, taken away
//! by its person, or by an administrator when telephone and recovery codes are lost.

mod authenticator;
mod proof;

use domain::administration::Deed;
use domain::case::{Fault, FieldProblem};
use domain::second_factor::{
    RECOVERY_CODES, RECOVERY_LENGTH, RawProof, TypedCode, grouped, recovery_code,
};
use domain::session::{IDLE, LONGEST};
use domain::view::{Failure, KeysView, ProposedSecret, TrailLine, Viewer};
use store::{AccountRow, OrganisationRow};
use uuid::Uuid;
use zeroize::Zeroizing;

use self::authenticator::Authenticator;
use self::proof::{Attempt, Proof};
use crate::administration::accounts::plain_entry;
use crate::administration::trail;
use crate::own_account::{load, prove};
use crate::trouble::Trouble;
use crate::vault::{new_token, token_hash};
use crate::{Answer, Services, sessions};

/// Whether a second factor is asked for when this account signs in.
pub(crate) async fn is_on(services: &Services, account: Uuid) -> Result<bool, Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.second_factors().find(account).await?;
    Ok(row.is_some_and(|row| row.confirmed_at.is_some()))
}

/// What opens the person's account beside its password.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn keys(services: &Services, viewer: &Viewer) -> Answer<KeysView> {
    services.answer(find_keys(services, viewer.staff.account.0).await)
}

async fn find_keys(services: &Services, account: Uuid) -> Result<KeysView, Trouble> {
    let mut tx = services.database().read().await?;
    let factor = tx.second_factors().find(account).await?;
    let codes = tx.second_factors().count_codes(account).await?;
    let pin = tx.pins().find(account).await?;
    let trail = trail::beside(services, &mut tx, &account.to_string()).await?;
    Ok(KeysView {
        second_factor_since: factor.and_then(|row| row.confirmed_at),
        recovery_codes: u32::try_from(codes).unwrap_or_default(),
        pin_since: pin.map(|row| row.set_at),
        reset: last_reset(trail),
    })
}

/// The reset that nothing of the kind has followed.
fn last_reset(trail: Vec<TrailLine>) -> Option<TrailLine> {
    let about = [
        Deed::SecondFactorSet,
        Deed::SecondFactorEnded,
        Deed::SecondFactorReset,
    ];
    let latest = trail.into_iter().find(|line| about.contains(&line.deed));
    latest.filter(|line| line.deed == Deed::SecondFactorReset)
}

/// Makes a secret that waits to be confirmed, in place of one that waited before.
///
/// # Errors
/// [`Failure::NotAllowed`] when the account has a second factor already.
pub async fn propose(services: &Services, viewer: &Viewer) -> Answer<()> {
    let proposed = async {
        let (account, now) = (viewer.staff.account.0, services.now());
        let authenticator = Authenticator::generate(services, viewer.staff.number.as_str())?;
        let sealed = authenticator.seal(services, account);
        let work = services.database().write(move |tx| {
            Box::pin(async move { tx.second_factors().propose(account, &sealed, now).await })
        });
        let is_kept: Result<bool, store::Error> = work.await;
        if is_kept? {
            Ok(())
        } else {
            Err(Trouble::Told(Failure::NotAllowed))
        }
    };
    services.answer(proposed.await)
}

/// The secret that waits to be confirmed, if there is one.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn proposed(services: &Services, viewer: &Viewer) -> Answer<Option<ProposedSecret>> {
    let found = async {
        let waiting = waiting(services, viewer).await?;
        waiting
            .map(|authenticator| authenticator.shown())
            .transpose()
    };
    services.answer(found.await)
}

async fn waiting(services: &Services, viewer: &Viewer) -> Result<Option<Authenticator>, Trouble> {
    let account = viewer.staff.account.0;
    let row = {
        let mut tx = services.database().read().await?;
        tx.second_factors().find(account).await?
    };
    let row = row.filter(|row| row.confirmed_at.is_none());
    let number = viewer.staff.number.as_str();
    row.map(|row| Authenticator::open(services, account, number, &row.sealed))
        .transpose()
}

/// Asks for the second factor from the next sign-in on. The person shows that their authenticator
/// has the secret and that they know the password; their other sessions end. Answers the recovery
/// codes, which are kept nowhere and shown once.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::NotFound`] when no secret waits.
pub async fn confirm(
    services: &Services,
    viewer: &Viewer,
    token: &str,
    raw: &RawProof,
) -> Answer<Vec<String>> {
    services.answer(do_confirm(services, viewer, token, raw).await)
}

async fn do_confirm(
    services: &Services,
    viewer: &Viewer,
    token: &str,
    raw: &RawProof,
) -> Result<Vec<String>, Trouble> {
    let code = raw.parse().map_err(Failure::Invalid)?;
    let TypedCode::Authenticator(digits) = code else {
        return Err(FieldProblem::new("code", Fault::NotACode).into());
    };
    let row = load(services, viewer).await?;
    prove(services, &row, &raw.password).await?;
    let waiting = waiting(services, viewer).await?;
    let authenticator = waiting.ok_or_else(crate::services::not_found)?;
    let now = services.now();
    let step = authenticator.step(&digits, now);
    let Some(step) = step.and_then(|step| i64::try_from(step).ok()) else {
        return Err(wrong_code().into());
    };
    let codes = RecoveryCodes::make(services).await?;
    let line = plain_entry(&row, Deed::SecondFactorSet).row(services, Some(viewer))?;
    let (hashes, current) = (codes.hashes, token_hash(token));
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if !tx.second_factors().confirm(row.id, step, now).await? {
                return Ok(false);
            }
            tx.second_factors().replace_codes(row.id, &hashes).await?;
            tx.sessions().revoke_others(row.id, &current, now).await?;
            tx.trail().insert(&line).await?;
            Ok::<bool, store::Error>(true)
        })
    });
    if work.await? {
        Ok(codes.shown)
    } else {
        Err(crate::services::not_found())
    }
}

/// Replaces the recovery codes; password and a code are asked for. Answers the new ones, which are
/// shown once.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field.
pub async fn renew_codes(
    services: &Services,
    viewer: &Viewer,
    raw: &RawProof,
) -> Answer<Vec<String>> {
    let renewed = async {
        let (row, proof) = proven(services, viewer, raw).await?;
        let codes = RecoveryCodes::make(services).await?;
        let line = plain_entry(&row, Deed::RecoveryCodesMade).row(services, Some(viewer))?;
        let hashes = codes.hashes;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                if !proof.use_up(tx, row.id).await? {
                    return Err(Trouble::from(wrong_code()));
                }
                tx.accounts().clear_failures(row.id).await?;
                tx.second_factors().replace_codes(row.id, &hashes).await?;
                Ok(tx.trail().insert(&line).await?)
            })
        });
        work.await?;
        Ok::<_, Trouble>(codes.shown)
    };
    services.answer(renewed.await)
}

/// Takes the person's own second factor away; password and a code are asked for.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field.
pub async fn end(services: &Services, viewer: &Viewer, raw: &RawProof) -> Answer<()> {
    let ended = async {
        let (row, proof) = proven(services, viewer, raw).await?;
        let line = plain_entry(&row, Deed::SecondFactorEnded).row(services, Some(viewer))?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                if !proof.use_up(tx, row.id).await? {
                    return Err(Trouble::from(wrong_code()));
                }
                tx.accounts().clear_failures(row.id).await?;
                tx.second_factors().delete(row.id).await?;
                Ok(tx.trail().insert(&line).await?)
            })
        });
        work.await
    };
    services.answer(ended.await)
}

/// Password and code of somebody who is signed in.
async fn proven(
    services: &Services,
    viewer: &Viewer,
    raw: &RawProof,
) -> Result<(AccountRow, Proof), Trouble> {
    let code = raw.parse().map_err(Failure::Invalid)?;
    let row = load(services, viewer).await?;
    prove(services, &row, &raw.password).await?;
    match proof::attempt(services, &row, &code).await? {
        Attempt::Right(proof) => Ok((row, proof)),
        Attempt::Wrong | Attempt::Shut => Err(wrong_code().into()),
    }
}

/// Lets in a session that waits for its code, under a new token, which is answered; `None` when it
/// waits no longer, or when too many codes were wrong: the password has to be given again.
///
/// # Errors
/// [`Failure::Invalid`] for a code that is wrong, was used before, or is none.
pub async fn give_code(services: &Services, token: &str, code: &str) -> Answer<Option<String>> {
    services.answer(admit(services, token, code).await)
}

async fn admit(services: &Services, token: &str, code: &str) -> Result<Option<String>, Trouble> {
    let (hash, now) = (token_hash(token), services.now());
    let (account, organisation) = {
        let mut tx = services.database().read().await?;
        let Some(id) = tx.sessions().find_waiting(&hash, now).await? else {
            return Ok(None);
        };
        let account = tx.accounts().load(id).await?;
        let organisation = tx.organisations().load(account.organisation_id).await?;
        (account, organisation)
    };
    let code = TypedCode::parse(code).map_err(|fault| FieldProblem::new("code", fault))?;
    let proof = match proof::attempt(services, &account, &code).await? {
        Attempt::Right(proof) => proof,
        Attempt::Wrong => return Err(wrong_code().into()),
        Attempt::Shut => {
            let work = services
                .database()
                .write(move |tx| Box::pin(async move { tx.sessions().revoke(&hash, now).await }));
            let ended: Result<(), store::Error> = work.await;
            ended?;
            return Ok(None);
        }
    };
    let next = new_token(&**services.random());
    let renewed = token_hash(&next);
    let by = person(&account, &organisation)?;
    let entry = plain_entry(&account, Deed::RecoveryCodeUsed);
    let line = proof
        .is_recovery()
        .then(|| entry.row(services, Some(&by)))
        .transpose()?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if !proof.use_up(tx, account.id).await? {
                return Err(Trouble::from(wrong_code()));
            }
            tx.accounts().clear_failures(account.id).await?;
            tx.sessions()
                .admit(&hash, &renewed, now, now + IDLE, now + LONGEST)
                .await?;
            match line {
                Some(line) => Ok(tx.trail().insert(&line).await?),
                None => Ok(()),
            }
        })
    });
    match work.await {
        // Another attempt at the same moment let the session in, or ended it.
        Err(Trouble::Store(store::Error::NotFound("session"))) => Ok(None),
        done => done.map(|()| Some(next)),
    }
}

fn person(account: &AccountRow, organisation: &OrganisationRow) -> Result<Viewer, Trouble> {
    let name = account.name.clone();
    sessions::person(
        account.id,
        &account.number,
        name,
        &account.roles,
        organisation,
    )
}

/// Whether a session waits for its code.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn awaits_code(services: &Services, token: &str) -> Answer<bool> {
    let found = async {
        let mut tx = services.database().read().await?;
        let hash = token_hash(token);
        let waiting = tx.sessions().find_waiting(&hash, services.now()).await?;
        Ok::<_, Trouble>(waiting.is_some())
    };
    services.answer(found.await)
}

fn wrong_code() -> FieldProblem {
    FieldProblem::new("code", Fault::Wrong)
}

/// New recovery codes: to be shown, and to be kept.
struct RecoveryCodes {
    shown: Vec<String>,
    hashes: Vec<String>,
}

impl RecoveryCodes {
    async fn make(services: &Services) -> Result<Self, Trouble> {
        let (mut shown, mut hashes) = (Vec::new(), Vec::new());
        for place in 0..RECOVERY_CODES {
            let mut random = Zeroizing::new([0; RECOVERY_LENGTH]);
            services.random().fill(random.as_mut());
            let code = Zeroizing::new(recovery_code(place, &random));
            hashes.push(services.passwords().hash(&code).await?);
            shown.push(grouped(&code));
        }
        Ok(Self { shown, hashes })
    }
}
