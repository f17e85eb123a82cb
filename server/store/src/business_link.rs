//! Links by which a business sees a complaint about it and answers, for a while.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `business_link`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BusinessLinkRow {
    /// Identifier, from which its token is derived.
    pub id: Uuid,
    /// The case it opens.
    pub case_id: Uuid,
    /// Who made it.
    pub account_id: Uuid,
    /// Hash of the token.
    pub token_hash: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, case_id, account_id, token_hash, created_at, expires_at"
    };
}

statements! {
    // A new link ends the ones before it.
    DELETE_FOR_CASE = both "DELETE FROM business_link WHERE case_id = $1";
    INSERT = both concat!("INSERT INTO business_link (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6)");
    OF_CASE = both concat!("SELECT ", columns!(), " FROM business_link
        WHERE case_id = $1 AND expires_at > $2");
    FIND_BY_TOKEN = both concat!("SELECT ", columns!(), " FROM business_link WHERE token_hash = $1");
    DELETE_EXPIRED = both "DELETE FROM business_link
        WHERE id IN (
            SELECT id FROM business_link WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
        )";
}

/// Repository of `business_link`.
pub struct BusinessLinks<'t>(pub(crate) &'t mut Tx);

impl BusinessLinks<'_> {
    /// Adds a link in place of those the case had.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace(&mut self, row: &BusinessLinkRow) -> Result<()> {
        query!(self.0, DELETE_FOR_CASE, [row.case_id], execute)?;
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.case_id,
                row.account_id,
                &row.token_hash,
                row.created_at.instant(),
                row.expires_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// The link of a case that works now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_case(
        &mut self,
        case_id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Option<BusinessLinkRow>> {
        query!(
            self.0,
            OF_CASE as BusinessLinkRow,
            [case_id, now.instant()],
            fetch_optional
        )
    }

    /// Finds a link by its token, expired or not: the page says which.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_token(&mut self, token_hash: &[u8]) -> Result<Option<BusinessLinkRow>> {
        query!(
            self.0,
            FIND_BY_TOKEN as BusinessLinkRow,
            [token_hash],
            fetch_optional
        )
    }

    /// Deletes up to `limit` links that expired before `before` and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired(&mut self, before: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, DELETE_EXPIRED, [before.instant(), limit], execute)
    }
}
