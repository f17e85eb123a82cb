//! The daily Merkle root over the chain heads of all cases.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    HeadRow, Result, Tx,
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
    /// Whether it is known which events it covers.
    pub traced: bool,
}

/// A row of `anchor_leaf`: from this day on the roots cover the case up to this event.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LeafRow {
    /// The case.
    pub case_id: Uuid,
    /// The event.
    pub version: i64,
    /// The day.
    pub day: NaiveDate,
}

statements! {
    INSERT = both "INSERT INTO anchor (day, root, cases, created_at, traced)
        VALUES ($1, $2, $3, $4, $5)";
    FIND = both "SELECT day, root, cases, created_at, traced FROM anchor WHERE day = $1";
    FIND_LATEST = both "SELECT day, root, cases, created_at, traced FROM anchor
        ORDER BY day DESC LIMIT 1";
    LIST = both "SELECT day, root, cases, created_at, traced FROM anchor
        WHERE day >= $1 AND day <= $2 ORDER BY day";
    LIST_TRACED = both "SELECT day, root, cases, created_at, traced FROM anchor
        WHERE traced = TRUE ORDER BY day";
    TRACE = both "INSERT INTO anchor_leaf (case_id, version, day)
        SELECT f.id, f.version, $1 FROM case_file f
        WHERE f.id > $2 AND f.id <= $3 AND f.version > COALESCE(
            (SELECT MAX(l.version) FROM anchor_leaf l WHERE l.case_id = f.id), 0)";
    LIST_LEAVES = both "SELECT case_id, version, day FROM anchor_leaf
        WHERE (case_id, version) > ($1, $2) ORDER BY case_id, version LIMIT $3";
    LIST_HEADS = both "SELECT e.case_id AS id, e.hash AS head
        FROM (
            SELECT case_id, MAX(version) AS version FROM anchor_leaf
            WHERE case_id > $1 GROUP BY case_id ORDER BY case_id LIMIT $2
        ) l JOIN case_event e ON e.case_id = l.case_id AND e.version = l.version
        ORDER BY e.case_id";
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
            [
                row.day,
                &row.root,
                row.cases,
                row.created_at.instant(),
                row.traced
            ],
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

    /// Lists the roots of which it is known what they cover, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_traced(&mut self) -> Result<Vec<AnchorRow>> {
        query!(self.0, LIST_TRACED as AnchorRow, [], fetch_all)
    }

    /// Notes for some cases, by identifier after one up to another, that roots from this day on
    /// cover them as they are now; answers how many had moved on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn trace(&mut self, day: NaiveDate, after: Uuid, to: Uuid) -> Result<u64> {
        query!(self.0, TRACE, [day, after, to], execute)
    }

    /// Lists what was noted, by case and event: the nil identifier begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_leaves(
        &mut self,
        after: Uuid,
        version: i64,
        limit: i64,
    ) -> Result<Vec<LeafRow>> {
        query!(
            self.0,
            LIST_LEAVES as LeafRow,
            [after, version, limit],
            fetch_all
        )
    }

    /// Lists the links of the latest noted event of each case, by case: the nil identifier begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_heads(&mut self, after: Uuid, limit: i64) -> Result<Vec<HeadRow>> {
        query!(self.0, LIST_HEADS as HeadRow, [after, limit], fetch_all)
    }
}
