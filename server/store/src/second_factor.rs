//! Second factors of staff, and the recovery codes that stand in for them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `second_factor`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SecondFactorRow {
    /// Whose it is.
    pub account_id: Uuid,
    /// The secret, sealed.
    pub sealed: Vec<u8>,
    /// The latest time step of which a code was used.
    pub last_step: Option<i64>,
    /// When it was shown to the person.
    pub proposed_at: DateTime<Utc>,
    /// Since when it is asked for at the sign-in; `None` until the person gave a first code.
    pub confirmed_at: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "account_id, sealed, last_step, proposed_at, confirmed_at"
    };
}

statements! {
    FIND = both concat!("SELECT ", columns!(), " FROM second_factor WHERE account_id = $1");
    // One that is in use is never replaced.
    PROPOSE = both "INSERT INTO second_factor (account_id, sealed, proposed_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE
        SET sealed = excluded.sealed, proposed_at = excluded.proposed_at, last_step = NULL
        WHERE second_factor.confirmed_at IS NULL";
    CONFIRM = both "UPDATE second_factor
        SET confirmed_at = $3, last_step = $2
        WHERE account_id = $1 AND confirmed_at IS NULL";
    USE_STEP = both "UPDATE second_factor
        SET last_step = $2
        WHERE account_id = $1
          AND confirmed_at IS NOT NULL
          AND (last_step IS NULL OR last_step < $2)";
    DELETE = both "DELETE FROM second_factor WHERE account_id = $1";
    ADD_CODE = both "INSERT INTO recovery_code (account_id, place, code_hash) VALUES ($1, $2, $3)";
    FIND_CODE = both "SELECT code_hash FROM recovery_code WHERE account_id = $1 AND place = $2";
    USE_CODE = both "DELETE FROM recovery_code
        WHERE account_id = $1 AND place = $2 AND code_hash = $3";
    COUNT_CODES = both "SELECT COUNT(*) FROM recovery_code WHERE account_id = $1";
    DELETE_CODES = both "DELETE FROM recovery_code WHERE account_id = $1";
}

/// Repository of `second_factor` and `recovery_code`.
pub struct SecondFactors<'t>(pub(crate) &'t mut Tx);

impl SecondFactors<'_> {
    /// Finds the second factor of an account, also one that is not confirmed yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, account_id: Uuid) -> Result<Option<SecondFactorRow>> {
        query!(
            self.0,
            FIND as SecondFactorRow,
            [account_id],
            fetch_optional
        )
    }

    /// Keeps a secret until the person confirms it, in place of one that was not confirmed; false
    /// when the account has a second factor already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn propose(
        &mut self,
        account_id: Uuid,
        sealed: &[u8],
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let rows = query!(
            self.0,
            PROPOSE,
            [account_id, sealed, now.instant()],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Asks for the second factor from now on; `step` is that of the code which confirmed it.
    /// False when there is none to confirm.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirm(
        &mut self,
        account_id: Uuid,
        step: i64,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let rows = query!(self.0, CONFIRM, [account_id, step, now.instant()], execute)?;
        Ok(rows == 1)
    }

    /// Uses the code of a time step up; false when it, or a later one, was used before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_step(&mut self, account_id: Uuid, step: i64) -> Result<bool> {
        Ok(query!(self.0, USE_STEP, [account_id, step], execute)? == 1)
    }

    /// Takes the second factor and its recovery codes away; false when there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, account_id: Uuid) -> Result<bool> {
        query!(self.0, DELETE_CODES, [account_id], execute)?;
        Ok(query!(self.0, DELETE, [account_id], execute)? == 1)
    }

    /// Replaces the recovery codes, each at its place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_codes(&mut self, account_id: Uuid, hashes: &[String]) -> Result<()> {
        query!(self.0, DELETE_CODES, [account_id], execute)?;
        for (place, hash) in (0_i64..).zip(hashes) {
            query!(self.0, ADD_CODE, [account_id, place, hash], execute)?;
        }
        Ok(())
    }

    /// Finds the hash of the recovery code at a place that was not used yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_code(&mut self, account_id: Uuid, place: i64) -> Result<Option<String>> {
        query!(self.0, FIND_CODE scalar String, [account_id, place], fetch_optional)
    }

    /// Uses the recovery code of this hash up; false when somebody was faster.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_code(&mut self, account_id: Uuid, place: i64, hash: &str) -> Result<bool> {
        Ok(query!(self.0, USE_CODE, [account_id, place, hash], execute)? == 1)
    }

    /// Counts the recovery codes that were not used yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_codes(&mut self, account_id: Uuid) -> Result<i64> {
        query!(self.0, COUNT_CODES scalar i64, [account_id], fetch_one)
    }
}
