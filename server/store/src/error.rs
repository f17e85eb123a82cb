//! What can go wrong in the store, the same for both engines.

use std::{fmt, sync::Arc};

/// The result of a store call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed store call. Nothing of the transaction it happened in is kept.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Too much is waiting, or another process holds the database: try again later.
    #[error("the database is busy, try again in {retry_after_seconds} s")]
    Busy {
        /// When a new attempt makes sense, for `Retry-After`.
        retry_after_seconds: u32,
    },
    /// The case has moved on since it was read.
    #[error("the case is at version {actual}")]
    Conflict {
        /// The version found in the database.
        actual: i64,
    },
    /// A value that must be unique is already there.
    #[error("duplicate {0}")]
    Duplicate(Unique),
    /// The row that must be there is not.
    #[error("no such row in {0}")]
    NotFound(&'static str),
    /// A row that contradicts the schema or the rows around it.
    #[error("{table}.{column} of row {row} is inconsistent")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row, for the operator.
        row: String,
    },
    /// The disk or the quota is full.
    #[error("the disk is full")]
    Full,
    /// The database cannot be written.
    #[error("the database is read-only")]
    ReadOnly,
    /// The database is closed or closing.
    #[error("the database is closed")]
    Closed,
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date")]
    Migrate(#[source] Arc<sqlx::migrate::MigrateError>),
    /// Everything else the driver reports.
    #[error("the statement {statement} failed")]
    Driver {
        /// The statement or step that failed.
        statement: &'static str,
        /// The driver's own error.
        #[source]
        source: Arc<sqlx::Error>,
    },
}

/// Values that the schema keeps unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unique {
    /// A looked-at event with this place in the access chain of the case.
    AccessOrdinal,
    /// The sign-in name of an account.
    AccountLogin,
    /// The staff number of an account.
    AccountNumber,
    /// The anchor of a day.
    AnchorDay,
    /// The 21-digit number of a case.
    CaseNumber,
    /// The row of another register that a case was taken over from.
    CaseOrigin,
    /// The receipt of a case.
    CaseReceipt,
    /// The credit code of a business in the register.
    CreditCode,
    /// The number of an issued document in its series.
    DocumentSerial,
    /// An event with this version of the case.
    EventVersion,
    /// The key of a repeated request.
    IdempotencyKey,
    /// Division and code of an organisation.
    OrganisationCode,
    /// The token of a session.
    SessionToken,
    /// The token of a survey.
    SurveyToken,
    /// The primary key of some row.
    Id,
}

impl Unique {
    /// The name of the constraint on PostgreSQL and its columns, as SQLite reports them.
    const CONSTRAINTS: &[(Self, &str, &str)] = &[
        (
            Self::AccessOrdinal,
            "access_event_pkey",
            "access_event.case_id, access_event.ordinal",
        ),
        (Self::AccountLogin, "account_login_key", "account.login"),
        (Self::AccountNumber, "account_number_key", "account.number"),
        (Self::AnchorDay, "anchor_pkey", "anchor.day"),
        (Self::CaseNumber, "case_file_number_key", "case_file.number"),
        (Self::CaseOrigin, "case_origin_pkey", "case_origin.hash"),
        (
            Self::CaseReceipt,
            "case_file_receipt_hash_key",
            "case_file.receipt_hash",
        ),
        (Self::CreditCode, "business_key_code", "business_key.hash"),
        (
            Self::DocumentSerial,
            "document_organisation_id_template_year_serial_key",
            "document.organisation_id, document.template, document.year, document.serial",
        ),
        (
            Self::EventVersion,
            "case_event_pkey",
            "case_event.case_id, case_event.version",
        ),
        (
            Self::IdempotencyKey,
            "idempotency_pkey",
            "idempotency.key_hash",
        ),
        (
            Self::OrganisationCode,
            "organisation_division_code_key",
            "organisation.division, organisation.code",
        ),
        (Self::SessionToken, "session_pkey", "session.token_hash"),
        (
            Self::SurveyToken,
            "survey_token_hash_key",
            "survey.token_hash",
        ),
    ];

    /// Which value is doubled, from the constraint (PostgreSQL) or the message (SQLite).
    fn of(error: &dyn sqlx::error::DatabaseError) -> Self {
        Self::CONSTRAINTS
            .iter()
            .find(|(_, constraint, columns)| match error.constraint() {
                Some(name) => name == *constraint,
                None => error
                    .message()
                    .strip_prefix("UNIQUE constraint failed: ")
                    .is_some_and(|failed| failed == *columns),
            })
            .map_or(Self::Id, |(unique, ..)| *unique)
    }
}

impl fmt::Display for Unique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error {
    /// What a busy answer advises, in seconds.
    pub(crate) const BUSY: Self = Self::Busy {
        retry_after_seconds: 1,
    };

    /// Maps a driver's error; `statement` names what was being done.
    pub(crate) fn from_driver(error: sqlx::Error, statement: &'static str) -> Self {
        match &error {
            sqlx::Error::Database(database) if database.is_unique_violation() => {
                return Self::Duplicate(Unique::of(database.as_ref()));
            }
            sqlx::Error::Database(database) => {
                if let Some(condition) = Self::condition(database.as_ref()) {
                    return condition;
                }
            }
            sqlx::Error::PoolTimedOut => return Self::BUSY,
            sqlx::Error::PoolClosed => return Self::Closed,
            _ => {}
        }
        Self::Driver {
            statement,
            source: Arc::new(error),
        }
    }

    /// The condition of the database behind an error, if it is not the statement's own fault.
    fn condition(error: &dyn sqlx::error::DatabaseError) -> Option<Self> {
        let code = error.code()?;
        if error
            .try_downcast_ref::<sqlx::sqlite::SqliteError>()
            .is_some()
        {
            // The low byte is the primary result code: https://www.sqlite.org/rescode.html
            return match code.parse::<i32>().ok()? & 0xff {
                5 | 6 => Some(Self::BUSY),
                8 => Some(Self::ReadOnly),
                13 => Some(Self::Full),
                _ => None,
            };
        }
        // https://www.postgresql.org/docs/15/errcodes-appendix.html
        match code.as_ref() {
            "40001" | "40P01" | "53300" | "55P03" | "57P03" => Some(Self::BUSY),
            "53100" => Some(Self::Full),
            "25006" => Some(Self::ReadOnly),
            _ => None,
        }
    }
}

/// Checks that a statement changed exactly one row.
///
/// # Errors
/// [`Error::NotFound`] with the table when it changed none.
pub(crate) fn ensure_affected(rows: u64, table: &'static str) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::NotFound(table))
    }
}
