//! What staff searched for, until the address that names it expires.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `stored_query`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredQueryRow {
    /// Identifier: it is in the address bar.
    pub id: Uuid,
    /// Hash of whoever searched; nobody else gets it back.
    pub owner_hash: Vec<u8>,
    /// The query, sealed.
    pub sealed: Vec<u8>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

statements! {
    INSERT = both "INSERT INTO stored_query (id, owner_hash, sealed, expires_at)
        VALUES ($1, $2, $3, $4)";
    FIND = both "SELECT id, owner_hash, sealed, expires_at FROM stored_query
        WHERE id = $1 AND owner_hash = $2 AND expires_at > $3";
    DELETE_EXPIRED = both "DELETE FROM stored_query
        WHERE id IN (
            SELECT id FROM stored_query WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `stored_query`.
pub struct StoredQueries<'t>(pub(crate) &'t mut Tx);

impl StoredQueries<'_> {
    /// Keeps a query.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &StoredQueryRow) -> Result<()> {
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

    /// Finds a query of this owner that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        id: Uuid,
        owner_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<StoredQueryRow>> {
        query!(
            self.0,
            FIND as StoredQueryRow,
            [id, owner_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes up to `limit` queries that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
