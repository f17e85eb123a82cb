//! Staff accounts.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Error, Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `account`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AccountRow {
    /// Identifier.
    pub id: Uuid,
    /// Name to sign in with.
    pub login: String,
    /// Staff number 工号, the public face of an account.
    pub number: String,
    /// Name of the person.
    pub name: String,
    /// Password hash in PHC text form.
    pub password_hash: String,
    /// Where the person works.
    pub organisation_id: Uuid,
    /// Codes of the roles.
    pub roles: Codes,
    /// Since when the account is disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Wrong passwords since the last success.
    pub failed_attempts: i64,
    /// No sign-in before this instant.
    pub locked_until: Option<DateTime<Utc>>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When the password was last set.
    pub password_changed_at: DateTime<Utc>,
    /// The password was given by somebody else and has to be changed before anything else.
    pub must_change_password: bool,
}

macro_rules! columns {
    () => {
        "id, login, number, name, password_hash, organisation_id, roles, disabled_at, \
         failed_attempts, locked_until, created_at, password_changed_at, must_change_password"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO account (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    UPDATE = both "UPDATE account
        SET name = $2, organisation_id = $3, roles = $4, disabled_at = $5
        WHERE id = $1";
    SET_PASSWORD = both "UPDATE account
        SET password_hash = $2, password_changed_at = $3, must_change_password = FALSE
        WHERE id = $1";
    REQUIRE_CHANGE = both "UPDATE account SET must_change_password = TRUE WHERE id = $1";
    ADD_FAILURE = both "UPDATE account
        SET failed_attempts = failed_attempts + 1
        WHERE id = $1
        RETURNING failed_attempts";
    LOCK = both "UPDATE account SET locked_until = $2 WHERE id = $1";
    CLEAR_FAILURES = both "UPDATE account
        SET failed_attempts = 0, locked_until = NULL
        WHERE id = $1";
    FIND = both concat!("SELECT ", columns!(), " FROM account WHERE id = $1");
    FIND_BY_LOGIN = both concat!("SELECT ", columns!(), " FROM account WHERE login = $1");
    FIND_BY_NUMBER = both concat!("SELECT ", columns!(), " FROM account WHERE number = $1");
    LIST = both concat!("SELECT ", columns!(), " FROM account ORDER BY number");
    LIST_BY_ORGANISATION = both concat!("SELECT ", columns!(), " FROM account
        WHERE organisation_id = $1 ORDER BY number");
    COUNT_ACTIVE = both "SELECT COUNT(*) FROM account
        WHERE organisation_id = $1 AND disabled_at IS NULL";
}

/// Repository of `account`.
pub struct Accounts<'t>(pub(crate) &'t mut Tx);

impl Accounts<'_> {
    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the sign-in name or the staff number is taken.
    pub async fn insert(&mut self, row: &AccountRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                &row.login,
                &row.number,
                &row.name,
                &row.password_hash,
                row.organisation_id,
                &row.roles,
                row.disabled_at.instant(),
                row.failed_attempts,
                row.locked_until.instant(),
                row.created_at.instant(),
                row.password_changed_at.instant(),
                row.must_change_password,
            ],
            execute
        )?;
        Ok(())
    }

    /// Changes name, organisation, roles and whether the account is disabled; no more.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist.
    pub async fn update(&mut self, row: &AccountRow) -> Result<()> {
        let rows = query!(
            self.0,
            UPDATE,
            [
                row.id,
                &row.name,
                row.organisation_id,
                &row.roles,
                row.disabled_at.instant()
            ],
            execute
        )?;
        ensure_affected(rows, "account")
    }

    /// Sets a new password hash; nothing has to be changed afterwards.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist.
    pub async fn set_password(
        &mut self,
        id: Uuid,
        password_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            SET_PASSWORD,
            [id, password_hash, now.instant()],
            execute
        )?;
        ensure_affected(rows, "account")
    }

    /// Asks for another password before anything else is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist.
    pub async fn require_password_change(&mut self, id: Uuid) -> Result<()> {
        let rows = query!(self.0, REQUIRE_CHANGE, [id], execute)?;
        ensure_affected(rows, "account")
    }

    /// Counts the accounts of an organisation that are not disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_active(&mut self, organisation_id: Uuid) -> Result<i64> {
        query!(self.0, COUNT_ACTIVE scalar i64, [organisation_id], fetch_one)
    }

    /// Counts one more wrong password and answers how many there are.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist.
    pub async fn add_failure(&mut self, id: Uuid) -> Result<i64> {
        let attempts = query!(self.0, ADD_FAILURE scalar i64, [id], fetch_optional)?;
        attempts.ok_or(Error::NotFound("account"))
    }

    /// Refuses sign-in before an instant.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist.
    pub async fn lock(&mut self, id: Uuid, until: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, LOCK, [id, until.instant()], execute)?;
        ensure_affected(rows, "account")
    }

    /// Forgets wrong passwords and the lock.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account does not exist.
    pub async fn clear_failures(&mut self, id: Uuid) -> Result<()> {
        let rows = query!(self.0, CLEAR_FAILURES, [id], execute)?;
        ensure_affected(rows, "account")
    }

    /// Finds an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<AccountRow>> {
        query!(self.0, FIND as AccountRow, [id], fetch_optional)
    }

    /// Loads an account that must exist.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not.
    pub async fn load(&mut self, id: Uuid) -> Result<AccountRow> {
        self.find(id).await?.ok_or(Error::NotFound("account"))
    }

    /// Finds an account by its sign-in name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_login(&mut self, login: &str) -> Result<Option<AccountRow>> {
        // PostgreSQL takes no such text, not even to compare.
        if login.contains('\0') {
            return Ok(None);
        }
        query!(self.0, FIND_BY_LOGIN as AccountRow, [login], fetch_optional)
    }

    /// Finds an account by its staff number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_number(&mut self, number: &str) -> Result<Option<AccountRow>> {
        query!(
            self.0,
            FIND_BY_NUMBER as AccountRow,
            [number],
            fetch_optional
        )
    }

    /// Lists all accounts by staff number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<AccountRow>> {
        query!(self.0, LIST as AccountRow, [], fetch_all)
    }

    /// Lists the accounts of an organisation by staff number, disabled ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_by_organisation(&mut self, organisation_id: Uuid) -> Result<Vec<AccountRow>> {
        query!(
            self.0,
            LIST_BY_ORGANISATION as AccountRow,
            [organisation_id],
            fetch_all
        )
    }
}
