//! What people do with their own account: change the password, end sessions. What else opens it is
//! in [`second_factor`](crate::second_factor) and [`lock`](crate::lock).

use domain::administration::{Deed, RawPassword};
use domain::case::{Fault, FieldProblem};
use domain::device::Device;
use domain::view::{Failure, SessionLine, Viewer};
use store::{AccountRow, SessionRow};

use crate::administration::accounts::plain_entry;
use crate::sessions;
use crate::trouble::Trouble;
use crate::vault::{new_token, token_hash};
use crate::{Answer, Services};

/// Sets a new password. The session that asks goes on under a new token, which is answered; all
/// others end, and whoever had got hold of the old token has nothing.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; a wrong present password counts like one at the
/// sign-in, so that a tablet left alone cannot be used to guess it.
pub async fn change_password(
    services: &Services,
    viewer: &Viewer,
    token: &str,
    raw: &RawPassword,
) -> Answer<String> {
    services.answer(change(services, viewer, token, raw).await)
}

async fn change(
    services: &Services,
    viewer: &Viewer,
    token: &str,
    raw: &RawPassword,
) -> Result<String, Trouble> {
    let row = load(services, viewer).await?;
    raw.check(&row.login).map_err(Failure::Invalid)?;
    prove(services, &row, &raw.current).await?;
    let now = services.now();
    let hash = services.passwords().hash(&raw.new).await?;
    let line = plain_entry(&row, Deed::PasswordChanged).row(services, Some(viewer))?;
    let next = new_token(&**services.random());
    let (current, renewed) = (token_hash(token), token_hash(&next));
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.accounts().set_password(row.id, &hash, now).await?;
            tx.accounts().clear_failures(row.id).await?;
            tx.sessions().revoke_others(row.id, &current, now).await?;
            tx.sessions().rotate(&current, &renewed).await?;
            tx.trail().insert(&line).await
        })
    });
    let done: Result<(), store::Error> = work.await;
    done?;
    Ok(next)
}

/// Checks that somebody who is signed in knows the password too. A wrong one counts like one at the
/// sign-in.
pub(crate) async fn prove(
    services: &Services,
    row: &AccountRow,
    password: &str,
) -> Result<(), Trouble> {
    let now = services.now();
    let stored = Some(row.password_hash.as_str());
    let is_right = services.passwords().verify(password, stored).await?;
    if sessions::is_shut(row, now) || !is_right {
        sessions::note_failure(services, row, now).await?;
        return Err(FieldProblem::new("current_password", Fault::Wrong).into());
    }
    Ok(())
}

/// The account of somebody who is signed in.
pub(crate) async fn load(services: &Services, viewer: &Viewer) -> Result<AccountRow, Trouble> {
    let mut tx = services.database().read().await?;
    Ok(tx.accounts().load(viewer.staff.account.0).await?)
}

/// The devices on which the person is signed in, newest first.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn list_sessions(
    services: &Services,
    viewer: &Viewer,
    token: &str,
) -> Answer<Vec<SessionLine>> {
    let listed = async {
        let current = token_hash(token);
        let rows = live(services, viewer).await?;
        let line = |row: SessionRow| SessionLine {
            id: opaque(services, &row),
            is_current: row.token_hash == current,
            device: Device::read(&row.device),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
        };
        Ok::<_, Trouble>(rows.into_iter().map(line).collect())
    };
    services.answer(listed.await)
}

/// Ends one of the person's own sessions.
///
/// # Errors
/// [`Failure::NotFound`] when they have no such session.
pub async fn end_session(services: &Services, viewer: &Viewer, id: &str) -> Answer<()> {
    let ended = async {
        let rows = live(services, viewer).await?;
        let row = rows.into_iter().find(|row| opaque(services, row) == id);
        let row = row.ok_or_else(crate::services::not_found)?;
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move { tx.sessions().revoke(&row.token_hash, now).await })
        });
        let done: Result<(), store::Error> = work.await;
        Ok::<_, Trouble>(done?)
    };
    services.answer(ended.await)
}

/// Ends all of the person's sessions but the one that asks.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be done at the moment.
pub async fn end_others(services: &Services, viewer: &Viewer, token: &str) -> Answer<()> {
    let (account, current, now) = (viewer.staff.account.0, token_hash(token), services.now());
    let work = services.database().write(move |tx| {
        Box::pin(async move { tx.sessions().revoke_others(account, &current, now).await })
    });
    let ended: Result<u64, store::Error> = work.await;
    services.answer(ended.map(drop).map_err(Trouble::from))
}

async fn live(services: &Services, viewer: &Viewer) -> Result<Vec<SessionRow>, Trouble> {
    let mut tx = services.database().read().await?;
    let account = viewer.staff.account.0;
    Ok(tx.sessions().list_live(account, services.now()).await?)
}

/// Names a session without giving away what its token hashes to.
fn opaque(services: &Services, row: &SessionRow) -> String {
    services
        .vault()
        .derived_token("session line", &row.token_hash)
}
