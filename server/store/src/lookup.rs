//! Equality search for personal values by keyed hash.

use uuid::Uuid;

use crate::{
    CaseFileRow, Result, Tx,
    case::file_columns,
    sql::{query, statements},
};

/// A row of `case_lookup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupRow {
    /// What was hashed: code of the field.
    pub kind: String,
    /// Keyed hash of the normalised value.
    pub hash: Vec<u8>,
}

statements! {
    INSERT = both "INSERT INTO case_lookup (kind, hash, case_id)
        VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    LIST_CASES = both concat!("SELECT ", file_columns!(), " FROM case_lookup
        JOIN case_file ON case_file.id = case_lookup.case_id
        WHERE kind = $1 AND hash = $2 AND case_id < $3
        ORDER BY case_id DESC LIMIT $4");
    // The cases that hold a value, among those that hold another.
    LIST_BOTH = both "SELECT case_id FROM case_lookup
        WHERE kind = $1 AND hash = $2
          AND case_id IN (SELECT case_id FROM case_lookup WHERE kind = $3 AND hash = $4)
        ORDER BY case_id DESC LIMIT $5";
    DELETE_FOR_CASE = both "DELETE FROM case_lookup WHERE case_id = $1";
}

/// Repository of `case_lookup`.
pub struct Lookups<'t>(pub(crate) &'t mut Tx);

impl Lookups<'_> {
    /// Adds what is not there yet.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn insert(&mut self, case_id: Uuid, rows: &[LookupRow]) -> Result<()> {
        for row in rows {
            query!(self.0, INSERT, [&row.kind, &row.hash, case_id], execute)?;
        }
        Ok(())
    }

    /// Lists the cases that hold a value, newest first (ids grow with time). For the next page,
    /// `before` is the last id. Which of them may be shown is not decided here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_cases(
        &mut self,
        kind: &str,
        hash: &[u8],
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<CaseFileRow>> {
        let before = before.unwrap_or(Uuid::max());
        query!(
            self.0,
            LIST_CASES as CaseFileRow,
            [kind, hash, before, limit],
            fetch_all
        )
    }

    /// Lists the cases that hold both values, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_both(
        &mut self,
        one: &LookupRow,
        other: &LookupRow,
        limit: i64,
    ) -> Result<Vec<Uuid>> {
        query!(
            self.0,
            LIST_BOTH scalar Uuid,
            [&one.kind, &one.hash, &other.kind, &other.hash, limit],
            fetch_all
        )
    }

    /// Deletes what would still find an erased case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_for_case(&mut self, case_id: Uuid) -> Result<u64> {
        query!(self.0, DELETE_FOR_CASE, [case_id], execute)
    }
}
