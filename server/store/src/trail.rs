//! The trail of the administration: who changed what. Append-only.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `administration_event`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TrailRow {
    /// Identifier.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Whose matter it is.
    pub organisation_id: Uuid,
    /// Who did it, as JSON.
    pub actor: String,
    /// Code of what was done.
    pub deed: String,
    /// What was changed: an identifier, a year, a code list.
    pub subject: String,
    /// Its name and the values before and after, sealed.
    pub sealed: Vec<u8>,
}

macro_rules! columns {
    () => {
        "id, at, organisation_id, actor, deed, subject, sealed"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO administration_event (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST =
        sqlite concat!("SELECT ", columns!(), " FROM administration_event
            WHERE (at, id) < ($2, $3)
              AND organisation_id IN (SELECT unhex(value) FROM json_each($1))
            ORDER BY at DESC, id DESC LIMIT $4"),
        postgres concat!("SELECT ", columns!(), " FROM administration_event
            WHERE (at, id) < ($2, $3)
              AND organisation_id IN (
                SELECT value::uuid FROM json_array_elements_text($1::json) AS value
              )
            ORDER BY at DESC, id DESC LIMIT $4");
    LIST_OF = both concat!("SELECT ", columns!(), " FROM administration_event
        WHERE subject = $1 ORDER BY at DESC, id DESC LIMIT $2");
}

/// Repository of `administration_event`.
pub struct Trail<'t>(pub(crate) &'t mut Tx);

impl Trail<'_> {
    /// Adds a line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &TrailRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.at.instant(),
                row.organisation_id,
                &row.actor,
                &row.deed,
                &row.subject,
                &row.sealed,
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists lines about some organisations, latest first, that are older than `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        organisations: &[Uuid],
        before: (DateTime<Utc>, Uuid),
        limit: i64,
    ) -> Result<Vec<TrailRow>> {
        let ids: Vec<String> = organisations
            .iter()
            .map(|id| format!("\"{}\"", id.simple()))
            .collect();
        let ids = format!("[{}]", ids.join(","));
        query!(
            self.0,
            LIST as TrailRow,
            [&ids, before.0.instant(), before.1, limit],
            fetch_all
        )
    }

    /// Lists lines about one subject, latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of(&mut self, subject: &str, limit: i64) -> Result<Vec<TrailRow>> {
        query!(self.0, LIST_OF as TrailRow, [subject, limit], fetch_all)
    }
}
