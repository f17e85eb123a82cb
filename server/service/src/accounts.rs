//! Accounts and organisations as the operator sets them up.

use domain::actor::StaffNumber;
pub use domain::administration::SHORTEST_PASSWORD;
use domain::administration::{Deed, check_change};
use domain::code::{OrganisationKind, Role};
use domain::view::Failure;
use store::{AccountRow, OrganisationRow};
use uuid::Uuid;

use crate::administration::accounts::{
    is_administrator, other_administrators, plain_entry, take_second_factor,
};
use crate::trouble::Trouble;
use crate::{Answer, Services, organisations};

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Name to sign in with.
    pub login: String,
    /// Staff number 工号.
    pub number: StaffNumber,
    /// Name of the person.
    pub name: String,
    /// Code of the organisation.
    pub organisation: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// First password.
    pub password: String,
}

/// A new organisation.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Six-digit division.
    pub division: String,
    /// Two-digit code, unique in the county.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Code of the organisation above; `None` for the root.
    pub parent: Option<String>,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
    /// What the numbers of its documents begin with; its name where there is none.
    pub document_sign: Option<String>,
}

/// Adds an organisation and answers its identifier.
///
/// # Errors
/// [`Failure::NotFound`] when the organisation above is not there.
pub async fn add_organisation(services: &Services, new: NewOrganisation) -> Answer<Uuid> {
    let added = async {
        let all = services
            .database()
            .read()
            .await?
            .organisations()
            .list()
            .await?;
        let find = |code: &String| all.iter().find(|row| row.code == *code).map(|row| row.id);
        let parent_id = match &new.parent {
            Some(code) => Some(find(code).ok_or_else(crate::services::not_found)?),
            None => None,
        };
        let row = OrganisationRow {
            id: services.new_id(),
            division: new.division,
            code: new.code,
            name_zh: new.name_zh,
            name_en: new.name_en,
            kind: new.kind.code().to_owned(),
            parent_id,
            phone: Some(new.phone),
            address: Some(new.address),
            document_sign: new.document_sign,
            closed_at: None,
        };
        let id = row.id;
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.organisations().insert(&row).await }));
        work.await?;
        Ok::<_, Trouble>(id)
    };
    services.answer(added.await)
}

/// Names the organisation that takes in what people file themselves.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be kept at the moment.
pub async fn set_intake_desk(services: &Services, id: Uuid) -> Answer<()> {
    let now = services.now();
    let value = format!("\"{id}\"");
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.settings()
                .put(organisations::INTAKE_DESK, &value, now)
                .await
        })
    });
    let done: Result<(), store::Error> = work.await;
    services.answer(done.map_err(Trouble::from))
}

/// What stands in place of the password of a machine account: no password fits it.
pub(crate) const MACHINE: &str = "machine";

/// Whether nobody signs in with this account; programs use it by tokens.
pub(crate) fn is_machine(row: &AccountRow) -> bool {
    row.password_hash == MACHINE
}

/// Adds an account.
///
/// # Errors
/// [`Failure::NotFound`] without that organisation; [`Failure::Internal`] when login or number is
/// taken.
pub async fn add(services: &Services, new: NewAccount) -> Answer<()> {
    let hashed = services.passwords().hash(&new.password).await;
    let password_hash = services.answer(hashed)?;
    insert(services, new, password_hash).await
}

/// Adds a machine account; the password of `new` is not used.
///
/// # Errors
/// As [`add`].
pub async fn add_machine(services: &Services, new: NewAccount) -> Answer<()> {
    insert(services, new, MACHINE.to_owned()).await
}

async fn insert(services: &Services, new: NewAccount, password_hash: String) -> Answer<()> {
    let added = async {
        let all = services
            .database()
            .read()
            .await?
            .organisations()
            .list()
            .await?;
        let organisation = all.iter().find(|row| row.code == new.organisation);
        let organisation = organisation.ok_or_else(crate::services::not_found)?;
        let now = services.now();
        let row = AccountRow {
            id: services.new_id(),
            login: new.login,
            number: new.number.as_str().to_owned(),
            name: new.name,
            password_hash,
            organisation_id: organisation.id,
            roles: new.roles.iter().map(|role| role.code()).collect(),
            disabled_at: None,
            failed_attempts: 0,
            locked_until: None,
            created_at: now,
            password_changed_at: now,
            must_change_password: false,
        };
        let line = plain_entry(&row, Deed::AccountAdded).row(services, None)?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().insert(&row).await?;
                tx.trail().insert(&line).await
            })
        });
        work.await?;
        Ok::<_, Trouble>(())
    };
    services.answer(added.await)
}

/// Disables an account; its sessions end at once.
///
/// # Errors
/// [`Failure::NotFound`] without such a login; [`Failure::Hindered`] for the last administrator.
pub async fn disable(services: &Services, login: &str) -> Answer<()> {
    let done = async {
        let mut row = by_login(services, login).await?;
        let now = services.now();
        let loses = is_administrator(&row);
        row.disabled_at = Some(now);
        let line = plain_entry(&row, Deed::AccountLocked).row(services, None)?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                let others = other_administrators(tx, &row).await?;
                check_change(None, row.id.into(), loses, others)?;
                tx.accounts().update(&row).await?;
                tx.sessions().revoke_all(row.id, now).await?;
                tx.trail().insert(&line).await?;
                Ok::<(), Trouble>(())
            })
        });
        work.await
    };
    services.answer(done.await)
}

/// Sets a new password, ends the sessions and lifts a lock.
///
/// # Errors
/// [`Failure::NotFound`] without such a login; [`Failure::NotAllowed`] for a machine account.
pub async fn reset(services: &Services, login: &str, password: &str) -> Answer<()> {
    let done = async {
        let row = by_login(services, login).await?;
        if is_machine(&row) {
            return Err(Failure::NotAllowed.into());
        }
        let hash = services.passwords().hash(password).await?;
        let line = plain_entry(&row, Deed::PasswordReset).row(services, None)?;
        let now = services.now();
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.accounts().set_password(row.id, &hash, now).await?;
                tx.accounts().clear_failures(row.id).await?;
                tx.sessions().revoke_all(row.id, now).await?;
                tx.trail().insert(&line).await
            })
        });
        let done: Result<(), store::Error> = work.await;
        done?;
        Ok::<_, Trouble>(())
    };
    services.answer(done.await)
}

/// Takes the second factor of an account away and ends its sessions.
///
/// # Errors
/// [`Failure::NotFound`] without such a login or when it has no second factor.
pub async fn reset_second_factor(services: &Services, login: &str) -> Answer<()> {
    let done = async {
        let row = by_login(services, login).await?;
        let line = plain_entry(&row, Deed::SecondFactorReset).row(services, None)?;
        take_second_factor(services, row.id, line).await
    };
    services.answer(done.await)
}

pub(crate) async fn by_login(services: &Services, login: &str) -> Result<AccountRow, Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.accounts().find_by_login(login.trim()).await?;
    row.ok_or_else(|| Failure::NotFound.into())
}
