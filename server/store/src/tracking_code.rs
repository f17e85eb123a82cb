//! One-time codes with which a person opens their case, and how often they were asked for.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A code that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTrackingCode {
    /// Identifier.
    pub id: Uuid,
    /// SHA-256 of the token that whoever asks gets.
    pub token_hash: Vec<u8>,
    /// Number of the case, as typed; there may be none.
    pub number: String,
    /// Keyed hash of the telephone, as typed.
    pub phone_hash: Vec<u8>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A row of `tracking_code`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TrackingCodeRow {
    /// Identifier.
    pub id: Uuid,
    /// Number of the case, as typed; there may be none.
    pub number: String,
    /// Keyed hash of the telephone, as typed.
    pub phone_hash: Vec<u8>,
    /// The case, once a code for it was made.
    pub case_id: Option<Uuid>,
    /// Keyed hash of the code.
    pub code_hash: Option<Vec<u8>>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, number, phone_hash, case_id, code_hash, created_at, expires_at"
    };
}

statements! {
    ASK = both "INSERT INTO tracking_code
            (id, token_hash, number, phone_hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    LIST_FOR_PHONE = both "SELECT created_at FROM tracking_code
        WHERE phone_hash = $1 AND created_at > $2
        ORDER BY created_at DESC LIMIT $3";
    LIST_FOR_NUMBER = both "SELECT created_at FROM tracking_code
        WHERE number = $1 AND created_at > $2
        ORDER BY created_at DESC LIMIT $3";
    FIND = both concat!("SELECT ", columns!(), " FROM tracking_code WHERE id = $1");
    ARM = both "UPDATE tracking_code SET case_id = $2, code_hash = $3
        WHERE id = $1 AND code_hash IS NULL";
    TRY = both concat!("UPDATE tracking_code SET tries = tries + 1
        WHERE token_hash = $1 AND tries < $2 AND used_at IS NULL AND expires_at > $3
        RETURNING ", columns!());
    USE = both "UPDATE tracking_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    PRUNE = both "DELETE FROM tracking_code
        WHERE id IN (
            SELECT id FROM tracking_code WHERE created_at < $1 ORDER BY created_at LIMIT $2
        )";
}

/// Repository of `tracking_code`.
pub struct TrackingCodes<'t>(pub(crate) &'t mut Tx);

impl TrackingCodes<'_> {
    /// Notes that a code is asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask(&mut self, new: &NewTrackingCode, now: DateTime<Utc>) -> Result<()> {
        query!(
            self.0,
            ASK,
            [
                new.id,
                &new.token_hash,
                &new.number,
                &new.phone_hash,
                now.instant(),
                new.expires_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// When codes were asked for with a telephone since an instant, latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_for_phone(
        &mut self,
        phone_hash: &[u8],
        since: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<DateTime<Utc>>> {
        query!(
            self.0,
            LIST_FOR_PHONE scalar DateTime<Utc>,
            [phone_hash, since.instant(), limit],
            fetch_all
        )
    }

    /// When codes were asked for with a case number since an instant, latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_for_number(
        &mut self,
        number: &str,
        since: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<DateTime<Utc>>> {
        query!(
            self.0,
            LIST_FOR_NUMBER scalar DateTime<Utc>,
            [number, since.instant(), limit],
            fetch_all
        )
    }

    /// Finds what was asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<TrackingCodeRow>> {
        query!(self.0, FIND as TrackingCodeRow, [id], fetch_optional)
    }

    /// Keeps the hash of the code that was made for it; false when there is one already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn arm(&mut self, id: Uuid, case_id: Uuid, code_hash: &[u8]) -> Result<bool> {
        let rows = query!(self.0, ARM, [id, case_id, code_hash], execute)?;
        Ok(rows == 1)
    }

    /// Counts a try and answers what it is compared with; `None` when the token is unknown, its
    /// time or its tries are over, or it was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_try(
        &mut self,
        token_hash: &[u8],
        most: i64,
        now: DateTime<Utc>,
    ) -> Result<Option<TrackingCodeRow>> {
        query!(
            self.0,
            TRY as TrackingCodeRow,
            [token_hash, most, now.instant()],
            fetch_optional
        )
    }

    /// Notes that the code was right. It is not right a second time.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it was used before.
    pub async fn mark_used(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, USE, [id, now.instant()], execute)?;
        ensure_affected(rows, "tracking_code")
    }

    /// Deletes up to `limit` codes asked for before an instant and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune(&mut self, asked_before: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, PRUNE, [asked_before.instant(), limit], execute)
    }
}
