//! Links that open one case for the person who filed it, a few times and for a while.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `case_link`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseLinkRow {
    /// Identifier, from which its code is derived.
    pub id: Uuid,
    /// The case it opens.
    pub case_id: Uuid,
    /// Who made it.
    pub account_id: Uuid,
    /// Keyed hash of the code.
    pub code_hash: Vec<u8>,
    /// How often it still opens the case.
    pub opens_left: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, case_id, account_id, code_hash, opens_left, created_at, expires_at"
    };
}

statements! {
    // A new link ends the ones before it.
    DELETE_FOR_CASE = both "DELETE FROM case_link WHERE case_id = $1";
    INSERT = both concat!("INSERT INTO case_link (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    FIND = both concat!("SELECT ", columns!(), " FROM case_link WHERE id = $1");
    OPEN = both "UPDATE case_link SET opens_left = opens_left - 1
        WHERE code_hash = $1 AND opens_left > 0 AND expires_at > $2
        RETURNING case_id";
    DELETE_EXPIRED = both "DELETE FROM case_link
        WHERE id IN (
            SELECT id FROM case_link WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `case_link`.
pub struct CaseLinks<'t>(pub(crate) &'t mut Tx);

impl CaseLinks<'_> {
    /// Adds a link in place of those the case had.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace(&mut self, row: &CaseLinkRow) -> Result<()> {
        query!(self.0, DELETE_FOR_CASE, [row.case_id], execute)?;
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.case_id,
                row.account_id,
                &row.code_hash,
                row.opens_left,
                row.created_at.instant(),
                row.expires_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds a link.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<CaseLinkRow>> {
        query!(self.0, FIND as CaseLinkRow, [id], fetch_optional)
    }

    /// Uses a link once: the case it opens, if it still does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(&mut self, code_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Uuid>> {
        query!(
            self.0,
            OPEN scalar Uuid,
            [code_hash, now.instant()],
            fetch_optional
        )
    }

    /// Deletes up to `limit` links that expired and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, now: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [now.instant(), limit], execute)
    }
}
