//! Codes with which an unsent filing goes on at another device.

use chrono::{DateTime, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `draft_code`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DraftCodeRow {
    /// Keyed hash of the code and what belongs to it.
    pub code_hash: Vec<u8>,
    /// SHA-256 of the token of the draft.
    pub draft_hash: Vec<u8>,
    /// The token, sealed.
    pub sealed: Vec<u8>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "code_hash, draft_hash, sealed, expires_at"
    };
}

statements! {
    // A new code ends the one before it.
    DELETE_FOR_DRAFT = both "DELETE FROM draft_code WHERE draft_hash = $1";
    INSERT = both concat!("INSERT INTO draft_code (", columns!(), ")
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (code_hash) DO NOTHING");
    TAKE = both concat!("DELETE FROM draft_code
        WHERE code_hash = $1 AND misses < $2 AND expires_at > $3
        RETURNING ", columns!());
    // Whoever guesses, guesses at all of them.
    MISS = both "UPDATE draft_code SET misses = misses + 1 WHERE expires_at > $1";
    DELETE_EXPIRED = both "DELETE FROM draft_code
        WHERE code_hash IN (
            SELECT code_hash FROM draft_code
            WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `draft_code`.
pub struct DraftCodes<'t>(pub(crate) &'t mut Tx);

impl DraftCodes<'_> {
    /// Adds a code in place of the one its draft had; false when another draft has the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace(&mut self, row: &DraftCodeRow) -> Result<bool> {
        query!(self.0, DELETE_FOR_DRAFT, [&row.draft_hash], execute)?;
        let rows = query!(
            self.0,
            INSERT,
            [
                &row.code_hash,
                &row.draft_hash,
                &row.sealed,
                row.expires_at.instant(),
            ],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Uses a code up and answers it; `None` when it is unknown, over, or when as many as `most`
    /// wrong codes were tried since it was made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take(
        &mut self,
        code_hash: &[u8],
        most: i64,
        now: DateTime<Utc>,
    ) -> Result<Option<DraftCodeRow>> {
        query!(
            self.0,
            TAKE as DraftCodeRow,
            [code_hash, most, now.instant()],
            fetch_optional
        )
    }

    /// Counts a wrong code against all that are still good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn miss(&mut self, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, MISS, [now.instant()], execute)?;
        Ok(())
    }

    /// Deletes up to `limit` codes that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
