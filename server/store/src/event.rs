//! The events of a case: append-only and chained.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `case_event`. Each deciding event is one version of the case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    /// The case.
    pub case_id: Uuid,
    /// Version of the case after this event, from 1.
    pub version: i64,
    /// Code of the kind.
    pub kind: String,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it, as JSON without personal data.
    pub actor: String,
    /// The content, sealed under the key of the case.
    pub sealed: Vec<u8>,
    /// SHA-256 of salt and canonical plaintext.
    pub commitment: Vec<u8>,
    /// SHA-256 that chains this event to the one before.
    pub hash: Vec<u8>,
}

macro_rules! columns {
    () => {
        "case_id, version, kind, at, actor, sealed, commitment, hash"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO case_event (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    LIST = both concat!("SELECT ", columns!(), " FROM case_event
        WHERE case_id = $1 AND version > $2 ORDER BY version");
    LIST_OF =
        sqlite concat!("SELECT ", columns!(), " FROM case_event
            WHERE case_id IN (SELECT unhex(value) FROM json_each($1))"),
        postgres concat!("SELECT ", columns!(), " FROM case_event
            WHERE case_id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::uuid)");
}

/// Repository of `case_event`. Events are appended by [`crate::Cases::append`] only.
pub struct Events<'t>(pub(crate) &'t mut Tx);

impl Events<'_> {
    /// Lists all events of a case, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, case_id: Uuid) -> Result<Vec<EventRow>> {
        self.list_after(case_id, 0).await
    }

    /// Lists the events of a case after a version, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_after(&mut self, case_id: Uuid, version: i64) -> Result<Vec<EventRow>> {
        query!(self.0, LIST as EventRow, [case_id, version], fetch_all)
    }

    /// Lists all events of some cases, case by case, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of(&mut self, case_ids: &[Uuid]) -> Result<Vec<EventRow>> {
        let ids: Vec<String> = case_ids
            .iter()
            .map(|id| format!("\"{}\"", id.simple()))
            .collect();
        let ids = format!("[{}]", ids.join(","));
        let mut rows = query!(self.0, LIST_OF as EventRow, [&ids], fetch_all)?;
        rows.sort_unstable_by_key(|row| (row.case_id, row.version));
        Ok(rows)
    }

    /// Appends an event.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the case has this version already.
    pub(crate) async fn insert(&mut self, row: &EventRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.case_id,
                row.version,
                &row.kind,
                row.at.instant(),
                &row.actor,
                &row.sealed,
                &row.commitment,
                &row.hash,
            ],
            execute
        )?;
        Ok(())
    }
}
