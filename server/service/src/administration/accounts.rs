//! Accounts and roles within an administrator's reach.

use domain::actor::AccountId;
use domain::administration::{AccountForm, Deed, Obstacle, RawAccount, changes, check_change};
use domain::case::{Fault, FieldProblem};
use domain::code::Role;
use domain::value::ShortText;
use domain::view::{AccountDetail, AccountLine, Failure, Viewer};
use store::{AccountRow, Error, OrganisationRow, TrailRow, Tx, Unique};
use uuid::Uuid;

use super::ground::{Ground, administrator};
use super::trail::{self, Entry};
use crate::accounts::{MACHINE, is_machine};
use crate::trouble::Trouble;
use crate::{Answer, Services, organisations, passwords};

/// Accounts of the viewer's reach, by organisation and staff number: those of one organisation
/// when its code is given, those whose name, sign-in name or number holds `query` when it is.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    organisation: &str,
    query: &str,
) -> Answer<Vec<AccountLine>> {
    let listed = async {
        administrator(viewer)?;
        let mut tx = services.database().read().await?;
        let ground = Ground::load(&mut tx).await?;
        let reach = ground.reach(viewer);
        let query = query.trim().to_lowercase();
        let mut lines = Vec::new();
        for row in tx.accounts().list().await? {
            let organisation_of = ground.find(row.organisation_id);
            let Some(place) = organisation_of.filter(|place| reach.contains(&place.id)) else {
                continue;
            };
            let is_there = organisation.is_empty() || place.code == organisation;
            if is_there && matches(&row, &query) {
                lines.push(line(&row, place)?);
            }
        }
        lines.sort_by(|a, b| a.organisation.code.cmp(&b.organisation.code));
        Ok::<_, Trouble>(lines)
    };
    services.answer(listed.await)
}

fn matches(row: &AccountRow, query: &str) -> bool {
    [&row.name, &row.login, &row.number]
        .iter()
        .any(|value| value.to_lowercase().contains(query))
}

fn line(row: &AccountRow, organisation: &OrganisationRow) -> Result<AccountLine, Trouble> {
    Ok(AccountLine {
        id: row.id.into(),
        login: row.login.clone(),
        number: row
            .number
            .clone()
            .try_into()
            .map_err(|_| Trouble::Broken("staff number"))?,
        name: row.name.clone(),
        roles: roles(row),
        organisation: organisations::view(organisation)?,
        is_locked: row.disabled_at.is_some(),
        must_change_password: row.must_change_password,
        is_machine: is_machine(row),
    })
}

fn roles(row: &AccountRow) -> Vec<Role> {
    let codes = row.roles.0.iter();
    codes.filter_map(|code| Role::parse(code).ok()).collect()
}

/// One account.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] outside their
/// reach.
pub async fn find(services: &Services, viewer: &Viewer, id: AccountId) -> Answer<AccountDetail> {
    let found = async {
        let mut tx = services.database().read().await?;
        let (ground, row) = administered(&mut tx, viewer, id).await?;
        let organisation = ground.find(row.organisation_id);
        let organisation = organisation.ok_or_else(crate::services::not_found)?;
        let sessions = tx.sessions().list_live(row.id, services.now()).await?;
        let factor = tx.second_factors().find(row.id).await?;
        Ok::<_, Trouble>(AccountDetail {
            line: line(&row, organisation)?,
            sessions: u32::try_from(sessions.len()).unwrap_or(u32::MAX),
            has_second_factor: factor.is_some_and(|row| row.confirmed_at.is_some()),
            is_own: id == viewer.staff.account,
            trail: trail::beside(services, &mut tx, &row.id.to_string()).await?,
        })
    };
    services.answer(found.await)
}

/// An account the viewer administers. Whatever lies elsewhere is not there for them.
async fn administered(
    tx: &mut Tx,
    viewer: &Viewer,
    id: AccountId,
) -> Result<(Ground, AccountRow), Trouble> {
    administrator(viewer)?;
    let ground = Ground::load(tx).await?;
    let row = tx.accounts().find(id.0).await?;
    let row = row.filter(|row| {
        let place = row.organisation_id.into();
        ground.tree.administers(&viewer.staff, place)
    });
    Ok((ground, row.ok_or_else(crate::services::not_found)?))
}

/// A new account with the password that its person changes at the first sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Identifier.
    pub id: AccountId,
    /// The first password; it is kept nowhere and shown once. A machine account has none.
    pub password: Option<String>,
}

/// Adds an account in an organisation the viewer administers.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::NotAllowed`].
pub async fn add(services: &Services, viewer: &Viewer, raw: &RawAccount) -> Answer<Added> {
    let added = async {
        administrator(viewer)?;
        let form = raw.parse().map_err(Failure::Invalid)?;
        let ground = Ground::load(&mut services.database().read().await?).await?;
        let organisation = place(&ground, viewer, &form.organisation)?;
        let password = (!form.is_machine).then(|| passwords::initial(&**services.random()));
        let hash = match &password {
            Some(password) => services.passwords().hash(password).await?,
            None => MACHINE.to_owned(),
        };
        let row = new_row(services, &form, organisation.id, hash);
        let entry = entry(&ground, &row, None, Deed::AccountAdded);
        let line = entry.row(services, Some(viewer))?;
        let id = row.id.into();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().insert(&row).await?;
                tx.trail().insert(&line).await
            })
        });
        work.await.map_err(taken)?;
        Ok::<_, Trouble>(Added { id, password })
    };
    services.answer(added.await)
}

fn new_row(
    services: &Services,
    form: &AccountForm,
    organisation_id: Uuid,
    password_hash: String,
) -> AccountRow {
    let now = services.now();
    AccountRow {
        id: services.new_id(),
        login: form.login.clone(),
        number: form.number.as_str().to_owned(),
        name: form.name.clone(),
        password_hash,
        organisation_id,
        roles: form.roles.iter().map(|role| role.code()).collect(),
        disabled_at: None,
        failed_attempts: 0,
        locked_until: None,
        created_at: now,
        password_changed_at: now,
        must_change_password: !form.is_machine,
    }
}

/// An open organisation the viewer may put people into.
fn place<'a>(
    ground: &'a Ground,
    viewer: &Viewer,
    code: &str,
) -> Result<&'a OrganisationRow, Trouble> {
    let unknown = || FieldProblem::new("organisation", Fault::UnknownCode);
    let found = ground.administered(viewer, code).map_err(|_| unknown())?;
    if found.closed_at.is_some() {
        return Err(Obstacle::Closed.into());
    }
    Ok(found)
}

/// Changes name, roles and organisation of somebody else.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::Hindered`] for one's own account and
/// the last administrator; [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn change(
    services: &Services,
    viewer: &Viewer,
    id: AccountId,
    raw: &RawAccount,
) -> Answer<()> {
    let changed = async {
        let (ground, before) = {
            let mut tx = services.database().read().await?;
            administered(&mut tx, viewer, id).await?
        };
        let raw = RawAccount {
            login: before.login.clone(),
            number: before.number.clone(),
            ..raw.clone()
        };
        let form = raw.parse_known().map_err(Failure::Invalid)?;
        let organisation = place(&ground, viewer, &form.organisation)?;
        let after = AccountRow {
            name: form.name,
            organisation_id: organisation.id,
            roles: form.roles.iter().map(|role| role.code()).collect(),
            ..before.clone()
        };
        let entry = entry(&ground, &after, Some(&before), Deed::AccountChanged);
        if entry.changes.is_empty() {
            return Ok(());
        }
        let line = entry.row(services, Some(viewer))?;
        keep(services, viewer, after, before, line).await
    };
    services.answer(changed.await)
}

/// Locks an account, which ends its sessions at once, or unlocks it.
///
/// # Errors
/// [`Failure::Hindered`] for one's own account, the last administrator, and an account of a closed
/// organisation; [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn set_locked(
    services: &Services,
    viewer: &Viewer,
    id: AccountId,
    locked: bool,
) -> Answer<()> {
    let done = async {
        let (ground, before) = {
            let mut tx = services.database().read().await?;
            administered(&mut tx, viewer, id).await?
        };
        let organisation = ground.find(before.organisation_id);
        if !locked && organisation.is_some_and(|row| row.closed_at.is_some()) {
            return Err(Obstacle::Closed.into());
        }
        let after = AccountRow {
            disabled_at: locked.then(|| before.disabled_at.unwrap_or_else(|| services.now())),
            ..before.clone()
        };
        let deed = if locked {
            Deed::AccountLocked
        } else {
            Deed::AccountUnlocked
        };
        let line = entry(&ground, &after, Some(&before), deed).row(services, Some(viewer))?;
        keep(services, viewer, after, before, line).await
    };
    services.answer(done.await)
}

/// Keeps a change if the rules let it; they are asked again in the transaction, so that two
/// administrators cannot remove each other.
async fn keep(
    services: &Services,
    viewer: &Viewer,
    after: AccountRow,
    before: AccountRow,
    line: TrailRow,
) -> Result<(), Trouble> {
    let actor = viewer.staff.account;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let loses = is_administrator(&before)
                && (!is_administrator(&after) || after.organisation_id != before.organisation_id);
            let others = other_administrators(tx, &before).await?;
            check_change(Some(actor), before.id.into(), loses, others)?;
            tx.accounts().update(&after).await?;
            if after.disabled_at.is_some() {
                tx.sessions().revoke_all(after.id, now).await?;
            } else {
                tx.accounts().clear_failures(after.id).await?;
            }
            tx.trail().insert(&line).await?;
            Ok::<(), Trouble>(())
        })
    });
    work.await
}

pub(crate) fn is_administrator(row: &AccountRow) -> bool {
    row.disabled_at.is_none() && roles(row).contains(&Role::Admin)
}

/// The administrators besides this account who reach its organisation.
pub(crate) async fn other_administrators(
    tx: &mut Tx,
    account: &AccountRow,
) -> Result<u32, Trouble> {
    let ground = Ground::load(tx).await?;
    let place = account.organisation_id.into();
    let reaches = |row: &AccountRow| {
        let relation = ground.tree.relation(row.organisation_id.into(), place);
        relation != domain::administration::Relation::Elsewhere
    };
    let all = tx.accounts().list().await?;
    let others = all.iter().filter(|row| row.id != account.id);
    let others = others.filter(|row| is_administrator(row) && reaches(row));
    Ok(u32::try_from(others.count()).unwrap_or(u32::MAX))
}

/// Gives an account a new password that its person has to change, ends its sessions and lifts a
/// lock after wrong passwords. The password is shown once.
///
/// # Errors
/// [`Failure::Hindered`] for one's own account; [`Failure::NotAllowed`], also for a machine account;
/// [`Failure::NotFound`].
pub async fn reset(services: &Services, viewer: &Viewer, id: AccountId) -> Answer<String> {
    let done = async {
        let row = somebody_else(services, viewer, id).await?;
        if is_machine(&row) {
            return Err(Failure::NotAllowed.into());
        }
        let password = passwords::initial(&**services.random());
        let hash = services.passwords().hash(&password).await?;
        let line = plain_entry(&row, Deed::PasswordReset).row(services, Some(viewer))?;
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().set_password(row.id, &hash, now).await?;
                tx.accounts().require_password_change(row.id).await?;
                tx.accounts().clear_failures(row.id).await?;
                tx.sessions().revoke_all(row.id, now).await?;
                tx.trail().insert(&line).await
            })
        });
        let done: Result<(), Error> = work.await;
        done?;
        Ok::<_, Trouble>(password)
    };
    services.answer(done.await)
}

/// Ends every session of an account.
///
/// # Errors
/// [`Failure::Hindered`] for one's own account; [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn end_sessions(services: &Services, viewer: &Viewer, id: AccountId) -> Answer<()> {
    let done = async {
        let row = somebody_else(services, viewer, id).await?;
        let line = plain_entry(&row, Deed::SessionsEnded).row(services, Some(viewer))?;
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.sessions().revoke_all(row.id, now).await?;
                tx.trail().insert(&line).await
            })
        });
        let done: Result<(), Error> = work.await;
        Ok::<_, Trouble>(done?)
    };
    services.answer(done.await)
}

/// Takes the second factor of an account away whose person has lost it, and ends every session.
///
/// # Errors
/// [`Failure::Invalid`] without a reason; [`Failure::Hindered`] for one's own account;
/// [`Failure::NotAllowed`]; [`Failure::NotFound`], also when there is no second factor.
pub async fn reset_second_factor(
    services: &Services,
    viewer: &Viewer,
    id: AccountId,
    reason: &str,
) -> Answer<()> {
    let done = async {
        let row = somebody_else(services, viewer, id).await?;
        let wrong = |error| FieldProblem::new("reason", Fault::from(error));
        let reason = ShortText::parse(reason).map_err(wrong)?;
        let after = [("reason", reason.as_str().to_owned())];
        let entry = Entry {
            changes: changes(&[], &after),
            ..plain_entry(&row, Deed::SecondFactorReset)
        };
        let line = entry.row(services, Some(viewer))?;
        take_second_factor(services, row.id, line).await
    };
    services.answer(done.await)
}

/// Takes a second factor away, with the line that says so, and ends every session.
pub(crate) async fn take_second_factor(
    services: &Services,
    account: Uuid,
    line: TrailRow,
) -> Result<(), Trouble> {
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if !tx.second_factors().delete(account).await? {
                return Err(crate::services::not_found());
            }
            tx.sessions().revoke_all(account, now).await?;
            Ok(tx.trail().insert(&line).await?)
        })
    });
    work.await
}

async fn somebody_else(
    services: &Services,
    viewer: &Viewer,
    id: AccountId,
) -> Result<AccountRow, Trouble> {
    let mut tx = services.database().read().await?;
    let (_, row) = administered(&mut tx, viewer, id).await?;
    if id == viewer.staff.account {
        return Err(Obstacle::OwnAccount.into());
    }
    Ok(row)
}

/// A line about an account that changes no value of it.
pub(crate) fn plain_entry(row: &AccountRow, deed: Deed) -> Entry {
    Entry {
        organisation: row.organisation_id,
        deed,
        subject: row.id.to_string(),
        label: format!("{} {}", row.number, row.login),
        changes: Vec::new(),
    }
}

fn entry(ground: &Ground, after: &AccountRow, before: Option<&AccountRow>, deed: Deed) -> Entry {
    let was = before.map(|row| values(ground, row)).unwrap_or_default();
    Entry {
        changes: changes(&was, &values(ground, after)),
        ..plain_entry(before.unwrap_or(after), deed)
    }
}

fn values(ground: &Ground, row: &AccountRow) -> Vec<(&'static str, String)> {
    vec![
        ("name", row.name.clone()),
        ("organisation", ground.code_of(Some(row.organisation_id))),
        ("roles", row.roles.0.join(" ")),
    ]
}

fn taken(error: Error) -> Trouble {
    match error {
        Error::Duplicate(Unique::AccountLogin) => FieldProblem::new("login", Fault::Taken).into(),
        Error::Duplicate(Unique::AccountNumber) => {
            FieldProblem::new("staff_number", Fault::Taken).into()
        }
        error => error.into(),
    }
}
