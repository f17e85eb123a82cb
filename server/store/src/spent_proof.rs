//! Proofs of work that were used, so that none is used twice.

use chrono::{DateTime, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

statements! {
    // On PostgreSQL this waits for a transaction that spends the same.
    SPEND = both "INSERT INTO spent_proof (challenge_hash, expires_at)
        VALUES ($1, $2)
        ON CONFLICT (challenge_hash) DO NOTHING";
    DELETE_EXPIRED = both "DELETE FROM spent_proof
        WHERE challenge_hash IN (
            SELECT challenge_hash FROM spent_proof
            WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `spent_proof`.
pub struct SpentProofs<'t>(pub(crate) &'t mut Tx);

impl SpentProofs<'_> {
    /// Spends a challenge and answers whether it was still unspent. It is remembered until it
    /// expires, when it is worth nothing anyway.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend(&mut self, hash: &[u8], expires_at: DateTime<Utc>) -> Result<bool> {
        let rows = query!(self.0, SPEND, [hash, expires_at.instant()], execute)?;
        Ok(rows == 1)
    }

    /// Deletes up to `limit` challenges that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
