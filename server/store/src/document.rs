//! Issued documents: their numbers, and what everybody may learn who holds one.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `document`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DocumentRow {
    /// The file of the case that holds it.
    pub file_id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Who issued it.
    pub organisation_id: Uuid,
    /// Code of the template.
    pub template: String,
    /// Year of issue.
    pub year: i64,
    /// Place in the series of that organisation, template and year, from 1.
    pub serial: i64,
    /// The number, as printed.
    pub number: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// The code printed on it, without dashes.
    pub check_code: String,
    /// Since when it counts no more.
    pub voided_at: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "file_id, case_id, organisation_id, template, year, serial, number, issued_on, sha256, \
         check_code, voided_at"
    };
}

statements! {
    // Served by the unique index over the series.
    NEXT = both "SELECT COALESCE(MAX(serial), 0) + 1 FROM document
        WHERE organisation_id = $1 AND template = $2 AND year = $3";
    INSERT = both concat!("INSERT INTO document (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    VOID = both "UPDATE document SET voided_at = $2 WHERE file_id = $1 AND voided_at IS NULL";
    FIND_BY_CODE = both concat!("SELECT ", columns!(), " FROM document WHERE check_code = $1");
}

/// Repository of `document`.
pub struct Documents<'t>(pub(crate) &'t mut Tx);

impl Documents<'_> {
    /// The next number of a series, from 1. It is taken by [`Self::insert`], so nothing is lost when
    /// a document is not issued in the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_serial(
        &mut self,
        organisation_id: Uuid,
        template: &str,
        year: i64,
    ) -> Result<i64> {
        query!(self.0, NEXT scalar i64, [organisation_id, template, year], fetch_one)
    }

    /// Adds an issued document.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] with [`crate::Unique::DocumentSerial`] when somebody else took
    /// the number meanwhile.
    pub async fn insert(&mut self, row: &DocumentRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.file_id,
                row.case_id,
                row.organisation_id,
                &row.template,
                row.year,
                row.serial,
                &row.number,
                row.issued_on,
                &row.sha256,
                &row.check_code,
                row.voided_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Marks a document as void.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is none, or it is void already.
    pub async fn void(&mut self, file_id: Uuid, now: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, VOID, [file_id, now.instant()], execute)?;
        ensure_affected(rows, "document")
    }

    /// Finds a document by the code printed on it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_code(&mut self, check_code: &str) -> Result<Option<DocumentRow>> {
        query!(
            self.0,
            FIND_BY_CODE as DocumentRow,
            [check_code],
            fetch_optional
        )
    }
}
