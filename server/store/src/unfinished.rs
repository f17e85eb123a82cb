//! Registrations that an officer has begun and not finished.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `unfinished`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UnfinishedRow {
    /// Identifier: it is in the address bar.
    pub id: Uuid,
    /// Whose it is; nobody else gets it.
    pub account_id: Uuid,
    /// What was typed, sealed.
    pub sealed: Vec<u8>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last kept.
    pub updated_at: DateTime<Utc>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, account_id, sealed, created_at, updated_at, expires_at"
    };
}

statements! {
    SAVE = both concat!("INSERT INTO unfinished (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE
        SET sealed = excluded.sealed, updated_at = excluded.updated_at,
            expires_at = excluded.expires_at
        WHERE unfinished.account_id = excluded.account_id");
    FIND = both concat!("SELECT ", columns!(), " FROM unfinished
        WHERE id = $1 AND account_id = $2 AND expires_at > $3");
    LIST = both concat!("SELECT ", columns!(), " FROM unfinished
        WHERE account_id = $1 AND expires_at > $2
        ORDER BY updated_at DESC, id DESC LIMIT $3");
    DELETE = both "DELETE FROM unfinished WHERE id = $1 AND account_id = $2";
    DELETE_EXPIRED = both "DELETE FROM unfinished
        WHERE id IN (
            SELECT id FROM unfinished WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `unfinished`.
pub struct Unfinished<'t>(pub(crate) &'t mut Tx);

impl Unfinished<'_> {
    /// Keeps what was typed, for the first time or again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the row is somebody else's.
    pub async fn save(&mut self, row: &UnfinishedRow) -> Result<()> {
        let rows = query!(
            self.0,
            SAVE,
            [
                row.id,
                row.account_id,
                &row.sealed,
                row.created_at.instant(),
                row.updated_at.instant(),
                row.expires_at.instant(),
            ],
            execute
        )?;
        ensure_affected(rows, "unfinished")
    }

    /// Finds one of an account that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        id: Uuid,
        account_id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Option<UnfinishedRow>> {
        query!(
            self.0,
            FIND as UnfinishedRow,
            [id, account_id, now.instant()],
            fetch_optional
        )
    }

    /// Lists those of an account, last kept first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        account_id: Uuid,
        now: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<UnfinishedRow>> {
        query!(
            self.0,
            LIST as UnfinishedRow,
            [account_id, now.instant(), limit],
            fetch_all
        )
    }

    /// Deletes one of an account, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, id: Uuid, account_id: Uuid) -> Result<()> {
        query!(self.0, DELETE, [id, account_id], execute)?;
        Ok(())
    }

    /// Deletes up to `limit` that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
