//! Unsent filings, saved at every step.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `draft`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DraftRow {
    /// Hash of the token that opens it.
    pub token_hash: Vec<u8>,
    /// Values and field errors, sealed.
    pub sealed: Vec<u8>,
    /// Code of the step it is at.
    pub step: String,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
    /// When it is deleted.
    pub expires_at: DateTime<Utc>,
    /// The case it became.
    pub filed_case_id: Option<Uuid>,
}

macro_rules! columns {
    () => {
        "token_hash, sealed, step, created_at, updated_at, expires_at, filed_case_id"
    };
}

statements! {
    SAVE = both "INSERT INTO draft
            (token_hash, sealed, step, created_at, updated_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5)
        ON CONFLICT (token_hash) DO UPDATE
        SET sealed = excluded.sealed, step = excluded.step, updated_at = excluded.updated_at,
            expires_at = excluded.expires_at
        WHERE draft.filed_case_id IS NULL";
    TOUCH = both "UPDATE draft SET updated_at = $2, expires_at = $3
        WHERE token_hash = $1 AND filed_case_id IS NULL AND expires_at > $2";
    MARK_FILED = both "UPDATE draft
        SET filed_case_id = $2, sealed = $3, updated_at = $4, expires_at = $5
        WHERE token_hash = $1 AND filed_case_id IS NULL";
    FIND = both concat!("SELECT ", columns!(), " FROM draft
        WHERE token_hash = $1 AND expires_at > $2");
    DELETE = both "DELETE FROM draft WHERE token_hash = $1";
    DELETE_EXPIRED = both "DELETE FROM draft
        WHERE token_hash IN (
            SELECT token_hash FROM draft WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `draft`.
pub struct Drafts<'t>(pub(crate) &'t mut Tx);

impl Drafts<'_> {
    /// Saves a draft, new or not.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it was filed already and is closed to changes.
    pub async fn save(
        &mut self,
        token_hash: &[u8],
        sealed: &[u8],
        step: &str,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            SAVE,
            [
                token_hash,
                sealed,
                step,
                now.instant(),
                expires_at.instant()
            ],
            execute
        )?;
        ensure_affected(rows, "draft")
    }

    /// Keeps a draft for longer. Until the transaction ends nobody else changes or files it, so
    /// what belongs to it can be counted.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it expired or was filed already.
    pub async fn touch(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            TOUCH,
            [token_hash, now.instant(), expires_at.instant()],
            execute
        )?;
        ensure_affected(rows, "draft")
    }

    /// Notes the case a draft became and replaces its content by `sealed`, which is what its
    /// confirmation page needs.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such draft or it was filed already.
    pub async fn mark_filed(
        &mut self,
        token_hash: &[u8],
        case_id: Uuid,
        sealed: &[u8],
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            MARK_FILED,
            [
                token_hash,
                case_id,
                sealed,
                now.instant(),
                expires_at.instant()
            ],
            execute
        )?;
        ensure_affected(rows, "draft")
    }

    /// Finds a draft that has not expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<DraftRow>> {
        query!(
            self.0,
            FIND as DraftRow,
            [token_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes a draft, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, token_hash: &[u8]) -> Result<()> {
        query!(self.0, DELETE, [token_hash], execute)?;
        Ok(())
    }

    /// Deletes up to `limit` drafts that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
