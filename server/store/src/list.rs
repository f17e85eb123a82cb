//! Lists of cases for the desk, paged by keyset.
//!
//! A list may cover several organisations (a superior sees those below). Each organisation is
//! asked on its own, so that every statement walks one range of an index in the order shown, and
//! the pages are merged here. No list reads more than its page, except where a filter or
//! "due soon" skips rows: then it walks the open cases, or the received span, of the
//! organisation. A test asks SQLite for the plan of each statement.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::{
    CaseFileRow, Cases, Result,
    case::file_columns,
    sql::{query, statements},
    value::ToInstant,
};

/// Which cases to list, and so in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseList<'a> {
    /// One of the stored queues, nearest deadline first.
    Queue(&'a str),
    /// All open cases, nearest deadline first.
    Open,
    /// Open cases that warn but are not overdue, nearest deadline first.
    DueSoon {
        /// The present.
        now: DateTime<Utc>,
    },
    /// Open cases whose deadline has passed, longest first.
    Overdue {
        /// The present.
        now: DateTime<Utc>,
    },
    /// Open cases of one person, nearest deadline first, whatever their organisation.
    Mine(Uuid),
    /// All cases, newest first.
    All,
}

/// Further conditions; the default has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseFilter<'a> {
    /// Code of the case type.
    pub case_type: Option<&'a str>,
    /// Code of the state.
    pub state: Option<&'a str>,
    /// Who handles it.
    pub assignee_id: Option<Uuid>,
    /// Overdue before this instant.
    pub due_before: Option<DateTime<Utc>>,
    /// Received at or after this instant.
    pub received_from: Option<DateTime<Utc>>,
    /// Received before this instant.
    pub received_before: Option<DateTime<Utc>>,
}

/// Where a page ended: the sort key of its last row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// Deadline or time of receipt, as the list is ordered.
    pub at: DateTime<Utc>,
    /// The case.
    pub id: Uuid,
}

/// Time-dependent badges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// Open cases that warn but are not overdue.
    pub due_soon: i64,
    /// Open cases whose deadline has passed.
    pub overdue: i64,
}

/// The sort key of a case without a running deadline: 9999-12-31T00:00:00Z, as in the schema.
const NEVER_SECONDS: i64 = 253_402_214_400;
/// After every instant the schema may hold: a second before the year 10000.
const END_SECONDS: i64 = 253_402_300_799;

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// The sort key of a deadline: cases without one come last, alike on both engines.
pub(crate) fn due_order(overdue_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    overdue_at.unwrap_or(instant(NEVER_SECONDS))
}

macro_rules! list {
    (by_deadline, $place:literal) => {
        list!("", $place, "(due_order, id) > ($2, $3)", "due_order, id")
    };
    (newest_first $hint:literal, $place:literal) => {
        list!(
            $hint,
            $place,
            "(received_at, id) < ($2, $3)",
            "received_at DESC, id DESC"
        )
    };
    ($hint:literal, $place:literal, $after:literal, $order:literal) => {
        concat!(
            "SELECT ",
            file_columns!(),
            " FROM case_file ",
            $hint,
            " WHERE ",
            $place,
            " AND ",
            $after,
            "
              AND (case_type = $4 OR $4 IS NULL)
              AND (state = $5 OR $5 IS NULL)
              AND (assignee_id = $6 OR $6 IS NULL)
              AND due_order < $7
              AND received_at >= $8
              AND (received_at < $9 OR $9 IS NULL)
            ORDER BY ",
            $order,
            " LIMIT $10"
        )
    };
}

statements! {
    LIST_QUEUE = both list!(by_deadline, "organisation_id = $1 AND queue = $11");
    LIST_OPEN = both list!(by_deadline, "organisation_id = $1 AND is_open = TRUE");
    LIST_DUE_SOON = both list!(by_deadline,
        "organisation_id = $1 AND is_open = TRUE AND warn_at <= $11");
    LIST_MINE = both list!(by_deadline, "assignee_id = $1 AND is_open = TRUE");
    LIST_ALL = both list!(newest_first "", "organisation_id = $1");
    // Left to itself SQLite walks all cases of the organisation here and picks out the state.
    LIST_STATE =
        sqlite list!(newest_first "INDEXED BY case_file_state",
            "organisation_id = $1 AND state = $11"),
        postgres list!(newest_first "", "organisation_id = $1 AND state = $11");
    COUNT_OVERDUE = both "SELECT COUNT(*) FROM (
            SELECT 1 AS one FROM case_file
            WHERE organisation_id = $1 AND is_open = TRUE AND due_order <= $2 LIMIT $3
        ) AS found";
    COUNT_DUE_SOON = both "SELECT COUNT(*) FROM (
            SELECT 1 AS one FROM case_file
            WHERE organisation_id = $1 AND is_open = TRUE AND due_order > $2 AND warn_at <= $2
            LIMIT $3
        ) AS found";
    COUNT_MINE = both "SELECT COUNT(*) FROM (
            SELECT 1 AS one FROM case_file
            WHERE assignee_id = $1 AND is_open = TRUE LIMIT $2
        ) AS found";
}

/// The range and conditions of one page, as they are bound.
pub(crate) struct Range<'a> {
    pub(crate) after: Cursor,
    pub(crate) filter: CaseFilter<'a>,
    pub(crate) due_before: DateTime<Utc>,
    pub(crate) received_from: DateTime<Utc>,
    pub(crate) limit: i64,
}

macro_rules! page {
    ($tx:expr, $sql:ident, $owner:expr, $range:expr $(, $more:expr)?) => {
        query!(
            $tx,
            $sql as CaseFileRow,
            [
                $owner,
                $range.after.at.instant(),
                $range.after.id,
                $range.filter.case_type,
                $range.filter.state,
                $range.filter.assignee_id,
                $range.due_before.instant(),
                $range.received_from.instant(),
                $range.filter.received_before.instant(),
                $range.limit,
                $($more,)?
            ],
            fetch_all
        )
    };
}

impl CaseList<'_> {
    /// Whether the newest come first; otherwise the nearest deadline does.
    pub(crate) fn newest_first(self) -> bool {
        matches!(self, Self::All)
    }

    /// Where the list begins.
    pub(crate) fn start(self) -> Cursor {
        match self {
            Self::All => Cursor {
                at: instant(END_SECONDS),
                id: Uuid::max(),
            },
            // What is overdue comes before and is not wanted.
            Self::DueSoon { now } => Cursor {
                at: now,
                id: Uuid::max(),
            },
            Self::Queue(_) | Self::Open | Self::Overdue { .. } | Self::Mine(_) => Cursor {
                at: DateTime::UNIX_EPOCH,
                id: Uuid::nil(),
            },
        }
    }

    /// The cursor that continues this list after a row.
    pub fn cursor(self, row: &CaseFileRow) -> Cursor {
        let at = if self.newest_first() {
            row.received_at
        } else {
            due_order(row.overdue_at)
        };
        Cursor { at, id: row.id }
    }

    pub(crate) fn range(
        self,
        filter: CaseFilter<'_>,
        after: Option<Cursor>,
        limit: i64,
    ) -> Range<'_> {
        let mut due_before = filter.due_before.unwrap_or(instant(END_SECONDS));
        if let Self::Overdue { now } = self {
            // The statement excludes the bound; a deadline of this very instant has passed.
            due_before = due_before.min(now + TimeDelta::microseconds(1));
        }
        let mut after = after.unwrap_or(self.start());
        if let (Self::All, Some(before)) = (self, filter.received_before) {
            // The index is entered where the span ends, not at the newest case.
            after = after.min(Cursor {
                at: before,
                id: Uuid::nil(),
            });
        }
        Range {
            after,
            filter,
            due_before,
            received_from: filter.received_from.unwrap_or(DateTime::UNIX_EPOCH),
            limit,
        }
    }
}

impl Cases<'_> {
    /// Lists up to `limit` cases of some organisations. The next page begins after
    /// [`CaseList::cursor`] of the last row; a page shorter than `limit` is the last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        organisation_ids: &[Uuid],
        list: CaseList<'_>,
        filter: CaseFilter<'_>,
        after: Option<Cursor>,
        limit: i64,
    ) -> Result<Vec<CaseFileRow>> {
        let range = list.range(filter, after, limit);
        if let CaseList::Mine(account_id) = list {
            return page!(self.0, LIST_MINE, account_id, range);
        }
        let mut rows = Vec::new();
        for id in organisation_ids {
            rows.extend(self.list_of(*id, list, &range).await?);
        }
        rows.sort_unstable_by_key(|row| list.cursor(row));
        if list.newest_first() {
            rows.reverse();
        }
        rows.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(rows)
    }

    async fn list_of(
        &mut self,
        organisation_id: Uuid,
        list: CaseList<'_>,
        range: &Range<'_>,
    ) -> Result<Vec<CaseFileRow>> {
        match (list, range.filter.state) {
            (CaseList::Queue(queue), _) => {
                page!(self.0, LIST_QUEUE, organisation_id, range, queue)
            }
            (CaseList::DueSoon { now }, _) => {
                page!(self.0, LIST_DUE_SOON, organisation_id, range, now.instant())
            }
            (CaseList::Open | CaseList::Overdue { .. } | CaseList::Mine(_), _) => {
                page!(self.0, LIST_OPEN, organisation_id, range)
            }
            (CaseList::All, Some(state)) => {
                page!(self.0, LIST_STATE, organisation_id, range, state)
            }
            (CaseList::All, None) => page!(self.0, LIST_ALL, organisation_id, range),
        }
    }

    /// Counts what is due soon and overdue in some organisations, each up to `cap`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_due(
        &mut self,
        organisation_ids: &[Uuid],
        now: DateTime<Utc>,
        cap: i64,
    ) -> Result<DueCounts> {
        let mut counts = DueCounts::default();
        for id in organisation_ids {
            let binds = (id, now.instant());
            counts.overdue +=
                query!(self.0, COUNT_OVERDUE scalar i64, [binds.0, binds.1, cap], fetch_one)?;
            counts.due_soon +=
                query!(self.0, COUNT_DUE_SOON scalar i64, [binds.0, binds.1, cap], fetch_one)?;
        }
        counts.overdue = counts.overdue.min(cap);
        counts.due_soon = counts.due_soon.min(cap);
        Ok(counts)
    }

    /// Counts the open cases of one person, up to `cap`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_mine(&mut self, account_id: Uuid, cap: i64) -> Result<i64> {
        query!(self.0, COUNT_MINE scalar i64, [account_id, cap], fetch_one)
    }
}
