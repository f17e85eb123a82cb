//! Who looked at what: reads of unmasked personal data, in a chain of their own.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `access_event`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AccessRow {
    /// The case.
    pub case_id: Uuid,
    /// Place in the access chain of the case, from 1.
    pub ordinal: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who looked, as JSON: staff number and role.
    pub actor: String,
    /// Code of the field that was shown.
    pub field: String,
    /// The reason given, sealed under the key of the case.
    pub reason_sealed: Option<Vec<u8>>,
    /// SHA-256 that chains this event to the one before.
    pub hash: Vec<u8>,
}

/// The end of an access chain, to which the next event is chained.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AccessHead {
    /// Place of the last event.
    pub ordinal: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

macro_rules! columns {
    () => {
        "case_id, ordinal, at, actor, field, reason_sealed, hash"
    };
}

statements! {
    // One at a time for each case, or two readers would chain to the same head.
    LOCK_CASE =
        sqlite "SELECT id FROM case_file WHERE id = $1",
        postgres "SELECT id FROM case_file WHERE id = $1 FOR NO KEY UPDATE";
    HEAD = both "SELECT ordinal, hash FROM access_event
        WHERE case_id = $1 ORDER BY ordinal DESC LIMIT 1";
    INSERT = both concat!("INSERT INTO access_event (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST = both concat!("SELECT ", columns!(), " FROM access_event
        WHERE case_id = $1 ORDER BY ordinal");
}

/// Repository of `access_event`.
pub struct Access<'t>(pub(crate) &'t mut Tx);

impl Access<'_> {
    /// Finds the end of the chain and keeps others from appending until this transaction ends.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such case.
    pub async fn lock_head(&mut self, case_id: Uuid) -> Result<Option<AccessHead>> {
        query!(self.0, LOCK_CASE scalar Uuid, [case_id], fetch_optional)?
            .ok_or(crate::Error::NotFound("case_file"))?;
        query!(self.0, HEAD as AccessHead, [case_id], fetch_optional)
    }

    /// Appends an event.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the chain has this place already.
    pub async fn append(&mut self, row: &AccessRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.case_id,
                row.ordinal,
                row.at.instant(),
                &row.actor,
                &row.field,
                &row.reason_sealed,
                &row.hash,
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists the access events of a case, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, case_id: Uuid) -> Result<Vec<AccessRow>> {
        query!(self.0, LIST as AccessRow, [case_id], fetch_all)
    }
}
