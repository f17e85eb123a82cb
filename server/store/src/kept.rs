//! Things kept for one person under an address, until they expire: what was searched for, a file
//! that waits for confirmation.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `kept`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct KeptRow {
    /// Identifier: it is in the address bar.
    pub id: Uuid,
    /// Hash of whose it is and of what it is; nothing else gets it back.
    pub owner_hash: Vec<u8>,
    /// The thing, sealed.
    pub sealed: Vec<u8>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

statements! {
    INSERT = both "INSERT INTO kept (id, owner_hash, sealed, expires_at)
        VALUES ($1, $2, $3, $4)";
    FIND = both "SELECT id, owner_hash, sealed, expires_at FROM kept
        WHERE id = $1 AND owner_hash = $2 AND expires_at > $3";
    DELETE_EXPIRED = both "DELETE FROM kept
        WHERE id IN (
            SELECT id FROM kept WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `kept`.
pub struct Kept<'t>(pub(crate) &'t mut Tx);

impl Kept<'_> {
    /// Keeps a thing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &KeptRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                &row.owner_hash,
                &row.sealed,
                row.expires_at.instant()
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds a thing of this owner that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        id: Uuid,
        owner_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<KeptRow>> {
        query!(
            self.0,
            FIND as KeptRow,
            [id, owner_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes up to `limit` things that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
