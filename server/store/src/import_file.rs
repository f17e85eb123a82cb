//! Files of cases that wait for confirmation.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `import_file`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ImportFileRow {
    /// Identifier: it is in the address bar of whoever sent the file.
    pub id: Uuid,
    /// Hash of whoever sent it; nobody else gets it back.
    pub owner_hash: Vec<u8>,
    /// The file, sealed.
    pub sealed: Vec<u8>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

statements! {
    INSERT = both "INSERT INTO import_file (id, owner_hash, sealed, expires_at)
        VALUES ($1, $2, $3, $4)";
    FIND = both "SELECT id, owner_hash, sealed, expires_at FROM import_file
        WHERE id = $1 AND owner_hash = $2 AND expires_at > $3";
    DELETE_EXPIRED = both "DELETE FROM import_file
        WHERE id IN (
            SELECT id FROM import_file WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `import_file`.
pub struct ImportFiles<'t>(pub(crate) &'t mut Tx);

impl ImportFiles<'_> {
    /// Keeps a file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &ImportFileRow) -> Result<()> {
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

    /// Finds a file of this owner that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        id: Uuid,
        owner_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<ImportFileRow>> {
        query!(
            self.0,
            FIND as ImportFileRow,
            [id, owner_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes up to `limit` files that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
