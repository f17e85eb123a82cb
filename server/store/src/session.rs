//! Signed-in devices.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `session`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SessionRow {
    /// SHA-256 of the token in the cookie.
    pub token_hash: Vec<u8>,
    /// Whose session it is.
    pub account_id: Uuid,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to within a few minutes.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends unless used.
    pub idle_expires_at: DateTime<Utc>,
    /// When it ends in any case.
    pub expires_at: DateTime<Utc>,
    /// When it was ended.
    pub revoked_at: Option<DateTime<Utc>>,
    /// What the browser calls itself.
    pub device: String,
    /// The password was right, the code of the second factor is still to come: it opens nothing.
    pub awaits_code: bool,
    /// Since when it is locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// Wrong PINs in a row.
    pub wrong_pins: i64,
}

/// A live session together with its account.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SignedInRow {
    /// Whose session it is.
    pub account_id: Uuid,
    /// Name to sign in with.
    pub login: String,
    /// Staff number.
    pub number: String,
    /// Name of the person.
    pub name: String,
    /// Where the person works.
    pub organisation_id: Uuid,
    /// Codes of the roles.
    pub roles: Codes,
    /// The password has to be changed before anything else.
    pub must_change_password: bool,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// When the session was last used, to within a few minutes.
    pub last_seen_at: DateTime<Utc>,
    /// When the session ends unless used.
    pub idle_expires_at: DateTime<Utc>,
    /// When the session ends in any case.
    pub expires_at: DateTime<Utc>,
    /// Since when it is locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// Wrong PINs in a row.
    pub wrong_pins: i64,
    /// The person has a PIN.
    pub has_pin: bool,
}

macro_rules! columns {
    () => {
        "token_hash, account_id, created_at, last_seen_at, idle_expires_at, expires_at, \
         revoked_at, device, awaits_code, locked_at, wrong_pins"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO session (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    // The account is looked at each time, so that disabling it ends its sessions at once.
    FIND = both "SELECT s.account_id, a.login, a.number, a.name, a.organisation_id, a.roles,
            a.must_change_password,
            s.created_at, s.last_seen_at, s.idle_expires_at, s.expires_at,
            s.locked_at, s.wrong_pins,
            EXISTS (SELECT 1 FROM pin p WHERE p.account_id = a.id) AS has_pin
        FROM session s
        JOIN account a ON a.id = s.account_id
        WHERE s.token_hash = $1
          AND s.revoked_at IS NULL
          AND NOT s.awaits_code
          AND s.idle_expires_at > $2
          AND s.expires_at > $2
          AND a.disabled_at IS NULL";
    FIND_WAITING = both "SELECT account_id FROM session
        WHERE token_hash = $1
          AND revoked_at IS NULL
          AND awaits_code
          AND expires_at > $2";
    ADMIT = both "UPDATE session
        SET token_hash = $2, awaits_code = FALSE,
            created_at = $3, last_seen_at = $3, idle_expires_at = $4, expires_at = $5
        WHERE token_hash = $1 AND revoked_at IS NULL AND awaits_code";
    ACCOUNT_OF = both "SELECT account_id FROM session WHERE token_hash = $1 AND NOT awaits_code";
    // A locked session is not used by anybody.
    TOUCH = both "UPDATE session
        SET last_seen_at = $2, idle_expires_at = $3
        WHERE token_hash = $1 AND revoked_at IS NULL AND locked_at IS NULL";
    LOCK = both "UPDATE session
        SET locked_at = $2
        WHERE token_hash = $1 AND revoked_at IS NULL AND locked_at IS NULL AND NOT awaits_code";
    ADD_WRONG_PIN = both "UPDATE session
        SET wrong_pins = wrong_pins + 1
        WHERE token_hash = $1 AND revoked_at IS NULL
        RETURNING wrong_pins";
    UNLOCK = both "UPDATE session
        SET locked_at = NULL, wrong_pins = 0, last_seen_at = $2, idle_expires_at = $3
        WHERE token_hash = $1 AND revoked_at IS NULL AND NOT awaits_code";
    ROTATE = both "UPDATE session
        SET token_hash = $2
        WHERE token_hash = $1 AND revoked_at IS NULL";
    REVOKE = both "UPDATE session
        SET revoked_at = $2
        WHERE token_hash = $1 AND revoked_at IS NULL";
    REVOKE_ALL = both "UPDATE session
        SET revoked_at = $2
        WHERE account_id = $1 AND revoked_at IS NULL";
    REVOKE_OTHERS = both "UPDATE session
        SET revoked_at = $3
        WHERE account_id = $1 AND token_hash <> $2 AND revoked_at IS NULL";
    LIST_LIVE = both concat!("SELECT ", columns!(), " FROM session
        WHERE account_id = $1
          AND revoked_at IS NULL
          AND NOT awaits_code
          AND idle_expires_at > $2
          AND expires_at > $2
        ORDER BY created_at DESC");
    DELETE_EXPIRED = both "DELETE FROM session
        WHERE token_hash IN (
            SELECT token_hash FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `session`.
pub struct Sessions<'t>(pub(crate) &'t mut Tx);

impl Sessions<'_> {
    /// Adds a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &SessionRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                &row.token_hash,
                row.account_id,
                row.created_at.instant(),
                row.last_seen_at.instant(),
                row.idle_expires_at.instant(),
                row.expires_at.instant(),
                row.revoked_at.instant(),
                &row.device,
                row.awaits_code,
                row.locked_at.instant(),
                row.wrong_pins,
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds a session that is neither expired nor revoked and waits for no code, of an account
    /// that is not disabled. It may be locked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<SignedInRow>> {
        query!(
            self.0,
            FIND as SignedInRow,
            [token_hash, now.instant()],
            fetch_optional
        )
    }

    /// Finds whose session waits for the code of the second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_waiting(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<Uuid>> {
        query!(self.0, FIND_WAITING scalar Uuid, [token_hash, now.instant()], fetch_optional)
    }

    /// Lets in a session that waited for its code, under a new token. It begins now.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such session.
    pub async fn admit(
        &mut self,
        token_hash: &[u8],
        new_token_hash: &[u8],
        now: DateTime<Utc>,
        idle_expires_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            ADMIT,
            [
                token_hash,
                new_token_hash,
                now.instant(),
                idle_expires_at.instant(),
                expires_at.instant(),
            ],
            execute
        )?;
        ensure_affected(rows, "session")
    }

    /// Finds whose session it is or was: one that ended is known until it is deleted. One that
    /// waits for a code is nobody's yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_account(&mut self, token_hash: &[u8]) -> Result<Option<Uuid>> {
        query!(self.0, ACCOUNT_OF scalar Uuid, [token_hash], fetch_optional)
    }

    /// Notes that a session is used. A revoked one stays revoked, a locked one locked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
        idle_expires_at: DateTime<Utc>,
    ) -> Result<()> {
        query!(
            self.0,
            TOUCH,
            [token_hash, now.instant(), idle_expires_at.instant()],
            execute
        )?;
        Ok(())
    }

    /// Locks a session; locking it twice is the same as once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lock(&mut self, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
        query!(self.0, LOCK, [token_hash, now.instant()], execute)?;
        Ok(())
    }

    /// Counts one more wrong PIN and answers how many there are.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such session.
    pub async fn add_wrong_pin(&mut self, token_hash: &[u8]) -> Result<i64> {
        let wrong = query!(self.0, ADD_WRONG_PIN scalar i64, [token_hash], fetch_optional)?;
        wrong.ok_or(crate::Error::NotFound("session"))
    }

    /// Opens a locked session again and forgets wrong PINs.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such session.
    pub async fn unlock(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
        idle_expires_at: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            UNLOCK,
            [token_hash, now.instant(), idle_expires_at.instant()],
            execute
        )?;
        ensure_affected(rows, "session")
    }

    /// Replaces the token of a live session.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such session.
    pub async fn rotate(&mut self, token_hash: &[u8], new_token_hash: &[u8]) -> Result<()> {
        let rows = query!(self.0, ROTATE, [token_hash, new_token_hash], execute)?;
        ensure_affected(rows, "session")
    }

    /// Ends a session; ending it twice is the same as once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke(&mut self, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
        query!(self.0, REVOKE, [token_hash, now.instant()], execute)?;
        Ok(())
    }

    /// Ends all sessions of an account and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_all(&mut self, account_id: Uuid, now: DateTime<Utc>) -> Result<u64> {
        query!(self.0, REVOKE_ALL, [account_id, now.instant()], execute)
    }

    /// Ends all sessions of an account but one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_others(
        &mut self,
        account_id: Uuid,
        token_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<u64> {
        query!(
            self.0,
            REVOKE_OTHERS,
            [account_id, token_hash, now.instant()],
            execute
        )
    }

    /// Lists the live sessions of an account, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_live(
        &mut self,
        account_id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<SessionRow>> {
        query!(
            self.0,
            LIST_LIVE as SessionRow,
            [account_id, now.instant()],
            fetch_all
        )
    }

    /// Deletes up to `limit` sessions that ended on their own and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
