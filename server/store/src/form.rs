//! Values and field errors of a refused form, until the next page view.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `form`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FormRow {
    /// Identifier, random: it is in the address bar.
    pub id: Uuid,
    /// Hash of the token of whoever sent it; nobody else gets it back.
    pub owner_hash: Vec<u8>,
    /// Values and field errors, sealed.
    pub sealed: Vec<u8>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
}

statements! {
    INSERT = both "INSERT INTO form (id, owner_hash, sealed, expires_at)
        VALUES ($1, $2, $3, $4)";
    FIND = both "SELECT id, owner_hash, sealed, expires_at FROM form
        WHERE id = $1 AND owner_hash = $2 AND expires_at > $3";
    DELETE = both "DELETE FROM form WHERE id = $1";
    DELETE_EXPIRED = both "DELETE FROM form
        WHERE id IN (
            SELECT id FROM form WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `form`.
pub struct Forms<'t>(pub(crate) &'t mut Tx);

impl Forms<'_> {
    /// Keeps a form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &FormRow) -> Result<()> {
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

    /// Finds a form of this owner that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        id: Uuid,
        owner_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<FormRow>> {
        query!(
            self.0,
            FIND as FormRow,
            [id, owner_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes a form; answers whether there was one, so that of two who ask only one is told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, id: Uuid) -> Result<bool> {
        let rows = query!(self.0, DELETE, [id], execute)?;
        Ok(rows == 1)
    }

    /// Deletes up to `limit` forms that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
