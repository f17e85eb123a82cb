//! Who took which cases out of the system.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `export_event`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ExportEventRow {
    /// Identifier; grows with time.
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it, as JSON: staff number and role.
    pub actor: String,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Codes of the filter as JSON; a search by its id.
    pub filter: String,
    /// Whether personal data were hidden.
    pub masked: bool,
    /// The reason given for clear text, sealed.
    pub reason_sealed: Option<Vec<u8>>,
    /// Number of cases.
    pub cases: i64,
    /// SHA-256 of the file.
    pub sha256: Vec<u8>,
}

macro_rules! columns {
    () => {
        "id, at, actor, format, filter, masked, reason_sealed, cases, sha256"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO export_event (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    LIST = both concat!("SELECT ", columns!(), " FROM export_event
        WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3");
}

/// Repository of `export_event`.
pub struct ExportEvents<'t>(pub(crate) &'t mut Tx);

impl ExportEvents<'_> {
    /// Keeps an event for good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn append(&mut self, row: &ExportEventRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.at.instant(),
                &row.actor,
                &row.format,
                &row.filter,
                row.masked,
                &row.reason_sealed,
                row.cases,
                &row.sha256,
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists events before an instant, latest first. The next page begins before `at` and `id` of
    /// the last one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        before: DateTime<Utc>,
        id: Uuid,
        limit: i64,
    ) -> Result<Vec<ExportEventRow>> {
        query!(
            self.0,
            LIST as ExportEventRow,
            [before.instant(), id, limit],
            fetch_all
        )
    }
}
