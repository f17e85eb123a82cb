//! Which case a row of another register became.

use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
};

/// A row of another register that is a case here.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OriginRow {
    /// What tells the row from others: a keyed hash in hexadecimal, or the number of the case.
    pub hash: String,
    /// Number of the case.
    pub number: String,
    /// The organisation that has it.
    pub organisation_id: Uuid,
    /// The file it came with; none when the case was never imported.
    pub file_id: Option<Uuid>,
}

statements! {
    INSERT = both "INSERT INTO case_origin (hash, case_id, file_id) VALUES ($1, $2, $3)";
    LIST =
        sqlite "SELECT hash, number, organisation_id, file_id FROM case_origin
            JOIN case_file ON case_file.id = case_origin.case_id
            WHERE hash IN (SELECT value FROM json_each($1))",
        postgres "SELECT hash, number, organisation_id, file_id FROM case_origin
            JOIN case_file ON case_file.id = case_origin.case_id
            WHERE hash IN (SELECT jsonb_array_elements_text($1::text::jsonb))";
    LIST_NUMBERS =
        sqlite "SELECT number AS hash, number, organisation_id, NULL AS file_id FROM case_file
            WHERE number IN (SELECT value FROM json_each($1))",
        postgres "SELECT number AS hash, number, organisation_id, NULL::uuid AS file_id
            FROM case_file
            WHERE number IN (SELECT jsonb_array_elements_text($1::text::jsonb))";
}

/// Repository of `case_origin`.
pub struct Origins<'t>(pub(crate) &'t mut Tx);

impl Origins<'_> {
    /// Keeps what a case was taken over from.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the row is a case already.
    pub async fn insert(&mut self, hash: &str, case_id: Uuid, file_id: Uuid) -> Result<()> {
        query!(self.0, INSERT, [hash, case_id, file_id], execute)?;
        Ok(())
    }

    /// Lists the rows among these that are cases already. `hashes` is a JSON array of texts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, hashes: &str) -> Result<Vec<OriginRow>> {
        query!(self.0, LIST as OriginRow, [hashes], fetch_all)
    }

    /// Lists the numbers among these that are numbers of cases here. `numbers` is a JSON array.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_numbers(&mut self, numbers: &str) -> Result<Vec<OriginRow>> {
        query!(self.0, LIST_NUMBERS as OriginRow, [numbers], fetch_all)
    }
}
