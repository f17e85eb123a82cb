//! Answers to requests that may be repeated, sealed under their key.

use chrono::{DateTime, Utc};

use crate::{
    Error, Result, Tx, Unique,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `idempotency`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct IdempotencyRow {
    /// Hash of the key.
    pub key_hash: Vec<u8>,
    /// Hash of the request, to notice another request under the same key.
    pub body_hash: Vec<u8>,
    /// The answer, sealed under a key derived from the idempotency key.
    pub sealed: Vec<u8>,
    /// Its HTTP status.
    pub status: i64,
    /// When it was given.
    pub created_at: DateTime<Utc>,
    /// Until when it is repeated.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "key_hash, body_hash, sealed, status, created_at, expires_at"
    };
}

statements! {
    // On PostgreSQL this waits for a transaction that is inserting the same key.
    INSERT = both concat!("INSERT INTO idempotency (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (key_hash) DO UPDATE
        SET body_hash = excluded.body_hash, sealed = excluded.sealed, status = excluded.status,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        WHERE idempotency.expires_at <= excluded.created_at");
    FIND = both concat!("SELECT ", columns!(), " FROM idempotency
        WHERE key_hash = $1 AND expires_at > $2");
    DELETE_EXPIRED = both "DELETE FROM idempotency
        WHERE key_hash IN (
            SELECT key_hash FROM idempotency WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `idempotency`.
pub struct IdempotencyKeys<'t>(pub(crate) &'t mut Tx);

impl IdempotencyKeys<'_> {
    /// Keeps the answer in the transaction that earns it. Of requests with the same key that run
    /// at the same time one succeeds; the others drop their work and read its answer.
    ///
    /// # Errors
    /// [`Error::Duplicate`] with [`Unique::IdempotencyKey`] when the key has a live answer.
    pub async fn insert(&mut self, row: &IdempotencyRow) -> Result<()> {
        let rows = query!(
            self.0,
            INSERT,
            [
                &row.key_hash,
                &row.body_hash,
                &row.sealed,
                row.status,
                row.created_at.instant(),
                row.expires_at.instant(),
            ],
            execute
        )?;
        if rows == 1 {
            Ok(())
        } else {
            Err(Error::Duplicate(Unique::IdempotencyKey))
        }
    }

    /// Finds the live answer to a key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        key_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<IdempotencyRow>> {
        query!(
            self.0,
            FIND as IdempotencyRow,
            [key_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes up to `limit` answers that ended and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
