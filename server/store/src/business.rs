//! The register of businesses: entries, what finds them, and how they changed.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Error, LookupRow, Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `business`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BusinessRow {
    /// Identifier.
    pub id: Uuid,
    /// Number of its last change.
    pub version: i64,
    /// Everything that names the business, sealed.
    pub sealed: Vec<u8>,
    /// The entry that took this one in.
    pub merged_into: Option<Uuid>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A row of `business_change`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BusinessChangeRow {
    /// The business.
    pub business_id: Uuid,
    /// Number of the change, from 1.
    pub version: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Who made it, as JSON: staff number and role.
    pub actor: String,
    /// Code of the change.
    pub kind: String,
    /// What the entry said afterwards, sealed.
    pub sealed: Vec<u8>,
}

/// Everything that one change of an entry writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessWrite {
    /// The entry after the change; its version is that of the change.
    pub row: BusinessRow,
    /// Whole names and the credit code by which cases find it.
    pub keys: Vec<LookupRow>,
    /// Hashed parts of its names.
    pub tokens: Vec<String>,
    /// The change.
    pub change: BusinessChangeRow,
}

macro_rules! columns {
    () => {
        "id, version, sealed, merged_into, created_at, updated_at"
    };
}

macro_rules! search {
    ($tokens:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM business
            WHERE merged_into IS NULL AND id IN (
                SELECT business_id FROM business_token
                WHERE token IN (",
            $tokens,
            ")
                GROUP BY business_id HAVING COUNT(*) = $2
            )
            ORDER BY updated_at DESC, id DESC LIMIT $3"
        )
    };
}

statements! {
    INSERT = both concat!("INSERT INTO business (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6)");
    UPDATE = both "UPDATE business
        SET version = $2, sealed = $3, merged_into = $4, updated_at = $5
        WHERE id = $1 AND version = $2 - 1 AND merged_into IS NULL";
    FIND = both concat!("SELECT ", columns!(), " FROM business WHERE id = $1");
    FIND_BY_KEY = both concat!("SELECT ", columns!(), " FROM business
        WHERE id IN (SELECT business_id FROM business_key WHERE kind = $1 AND hash = $2)
        ORDER BY id LIMIT $3");
    OF_CASE = both concat!("SELECT ", columns!(), " FROM business
        JOIN business_case ON business_case.business_id = business.id
        WHERE business_case.case_id = $1 ORDER BY business.id");
    LIST = both concat!("SELECT ", columns!(), " FROM business
        WHERE merged_into IS NULL AND (updated_at, id) < ($1, $2)
        ORDER BY updated_at DESC, id DESC LIMIT $3");
    SEARCH = sqlite search!("SELECT value FROM json_each($1)"),
        postgres search!("SELECT json_array_elements_text($1::json)");
    FORGET_KEYS = both "DELETE FROM business_key WHERE business_id = $1";
    PUT_KEY = both "INSERT INTO business_key (kind, hash, business_id) VALUES ($1, $2, $3)";
    FORGET_TOKENS = both "DELETE FROM business_token WHERE business_id = $1";
    PUT_TOKENS = sqlite "INSERT INTO business_token (token, business_id)
            SELECT value, $2 FROM json_each($1)",
        postgres "INSERT INTO business_token (token, business_id)
            SELECT json_array_elements_text($1::json), $2";
    ADD_CHANGE = both "INSERT INTO business_change
            (business_id, version, at, actor, kind, sealed)
        VALUES ($1, $2, $3, $4, $5, $6)";
    LIST_CHANGES = both "SELECT business_id, version, at, actor, kind, sealed FROM business_change
        WHERE business_id = $1 ORDER BY version DESC LIMIT $2";
}

/// Repository of `business`, `business_key`, `business_token` and `business_change`.
pub struct Businesses<'t>(pub(crate) &'t mut Tx);

impl Businesses<'_> {
    /// Adds an entry with its first change.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when another entry has its credit code.
    pub async fn insert(&mut self, write: &BusinessWrite) -> Result<()> {
        let row = &write.row;
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.version,
                &row.sealed,
                row.merged_into,
                row.created_at.instant(),
                row.updated_at.instant(),
            ],
            execute
        )?;
        self.put(write).await
    }

    /// Changes an entry that has not been merged.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody was faster, [`Error::Duplicate`] when another entry has
    /// its credit code.
    pub async fn update(&mut self, write: &BusinessWrite) -> Result<()> {
        let row = &write.row;
        let rows = query!(
            self.0,
            UPDATE,
            [
                row.id,
                row.version,
                &row.sealed,
                row.merged_into,
                row.updated_at.instant(),
            ],
            execute
        )?;
        if rows == 1 {
            return self.put(write).await;
        }
        let found = self.find(row.id).await?;
        Err(
            found.map_or(Error::NotFound("business"), |found| Error::Conflict {
                actual: found.version,
            }),
        )
    }

    async fn put(&mut self, write: &BusinessWrite) -> Result<()> {
        let id = write.row.id;
        query!(self.0, FORGET_KEYS, [id], execute)?;
        for key in &write.keys {
            query!(self.0, PUT_KEY, [&key.kind, &key.hash, id], execute)?;
        }
        query!(self.0, FORGET_TOKENS, [id], execute)?;
        let tokens: Codes = write.tokens.iter().collect();
        query!(self.0, PUT_TOKENS, [&tokens, id], execute)?;
        let change = &write.change;
        query!(
            self.0,
            ADD_CHANGE,
            [
                change.business_id,
                change.version,
                change.at.instant(),
                &change.actor,
                &change.kind,
                &change.sealed,
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds an entry, merged or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<BusinessRow>> {
        query!(self.0, FIND as BusinessRow, [id], fetch_optional)
    }

    /// Lists the entries a case is about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of_case(&mut self, case_id: Uuid) -> Result<Vec<BusinessRow>> {
        query!(self.0, OF_CASE as BusinessRow, [case_id], fetch_all)
    }

    /// Lists the entries with this name or credit code, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_by_key(
        &mut self,
        kind: &str,
        hash: &[u8],
        limit: i64,
    ) -> Result<Vec<BusinessRow>> {
        query!(
            self.0,
            FIND_BY_KEY as BusinessRow,
            [kind, hash, limit],
            fetch_all
        )
    }

    /// Lists the entries that were not merged, last changed first. For the next page, `before` is
    /// time and id of the last row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        before: (DateTime<Utc>, Uuid),
        limit: i64,
    ) -> Result<Vec<BusinessRow>> {
        query!(
            self.0,
            LIST as BusinessRow,
            [before.0.instant(), before.1, limit],
            fetch_all
        )
    }

    /// Lists the entries that hold all of these tokens, each given once; last changed first. No
    /// token finds nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&mut self, tokens: &[String], limit: i64) -> Result<Vec<BusinessRow>> {
        if tokens.is_empty() {
            return Ok(Vec::new());
        }
        let wanted = i64::try_from(tokens.len()).unwrap_or(i64::MAX);
        let tokens: Codes = tokens.iter().collect();
        query!(
            self.0,
            SEARCH as BusinessRow,
            [&tokens, wanted, limit],
            fetch_all
        )
    }

    /// Lists the changes of an entry, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_changes(&mut self, id: Uuid, limit: i64) -> Result<Vec<BusinessChangeRow>> {
        query!(
            self.0,
            LIST_CHANGES as BusinessChangeRow,
            [id, limit],
            fetch_all
        )
    }
}
