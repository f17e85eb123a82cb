//! The daily Merkle root over the chain heads of all cases.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `anchor`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AnchorRow {
    /// The day, at the county's offset.
    pub day: NaiveDate,
    /// The root.
    pub root: Vec<u8>,
    /// How many heads it covers.
    pub cases: i64,
    /// When it was computed.
    pub created_at: DateTime<Utc>,
}

statements! {
    INSERT = both "INSERT INTO anchor (day, root, cases, created_at) VALUES ($1, $2, $3, $4)";
    FIND = both "SELECT day, root, cases, created_at FROM anchor WHERE day = $1";
    FIND_LATEST = both "SELECT day, root, cases, created_at FROM anchor
        ORDER BY day DESC LIMIT 1";
    LIST = both "SELECT day, root, cases, created_at FROM anchor
        WHERE day >= $1 AND day <= $2 ORDER BY day";
}

/// Repository of `anchor`.
pub struct Anchors<'t>(pub(crate) &'t mut Tx);

impl Anchors<'_> {
    /// Keeps the root of a day.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the day has one: a root is never replaced.
    pub async fn insert(&mut self, row: &AnchorRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [row.day, &row.root, row.cases, row.created_at.instant()],
            execute
        )?;
        Ok(())
    }

    /// Finds the root of a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, day: NaiveDate) -> Result<Option<AnchorRow>> {
        query!(self.0, FIND as AnchorRow, [day], fetch_optional)
    }

    /// Finds the latest root.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_latest(&mut self) -> Result<Option<AnchorRow>> {
        query!(self.0, FIND_LATEST as AnchorRow, [], fetch_optional)
    }

    /// Lists the roots of a span of days, both ends included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, from: NaiveDate, to: NaiveDate) -> Result<Vec<AnchorRow>> {
        query!(self.0, LIST as AnchorRow, [from, to], fetch_all)
    }
}
