//! The cases before and after a place of a list.
//!
//! The place is a sort key and not a position: it holds when the case that stood there has moved
//! or left the list. One statement asks all organisations; each answers with the first row of one
//! range of its index, and the nearest of these is chosen here.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    CaseFilter, CaseList, Cases, Codes, Cursor, Result,
    list::Range,
    sql::{query, statements},
    value::ToInstant,
};

/// A case beside a place, with what orders it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NeighbourRow {
    /// The case.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Deadline, as lists by deadline sort it.
    pub due_order: DateTime<Utc>,
}

/// The cases beside a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeighbourRows {
    /// The last case before it.
    pub previous: Option<NeighbourRow>,
    /// The first case after it.
    pub next: Option<NeighbourRow>,
}

impl NeighbourRow {
    /// Its own place in a list.
    pub fn place(&self, list: CaseList<'_>) -> Cursor {
        let at = if list.newest_first() {
            self.received_at
        } else {
            self.due_order
        };
        Cursor { at, id: self.id }
    }
}

/// The first case of one owner beyond the place. An erased case cannot be opened, and the case of
/// the place itself may have moved beyond it. `OR $8 IS NULL` keeps SQLite from entering the index
/// at that bound instead of at the place.
macro_rules! first {
    (@ $hint:literal, $owner:literal, $beyond:literal, $order:literal) => {
        concat!(
            "SELECT id FROM case_file ",
            $hint,
            " WHERE ",
            $owner,
            " AND ",
            $beyond,
            "
              AND id <> $3 AND wrapped_key IS NOT NULL
              AND (case_type = $4 OR $4 IS NULL)
              AND (state = $5 OR $5 IS NULL)
              AND (assignee_id = $6 OR $6 IS NULL)
              AND due_order < $7
              AND (received_at >= $8 OR $8 IS NULL)
              AND (received_at < $9 OR $9 IS NULL)
            ORDER BY ",
            $order,
            " LIMIT 1"
        )
    };
    (later $owner:literal) => {
        first!(@ "", $owner, "(due_order, id) > ($2, $3)", "due_order, id")
    };
    (sooner $owner:literal) => {
        first!(@ "", $owner, "(due_order, id) < ($2, $3)", "due_order DESC, id DESC")
    };
    (older $hint:literal, $owner:literal) => {
        first!(@ $hint, $owner, "(received_at, id) < ($2, $3)", "received_at DESC, id DESC")
    };
    (newer $hint:literal, $owner:literal) => {
        first!(@ $hint, $owner, "(received_at, id) > ($2, $3)", "received_at, id")
    };
}

macro_rules! rows {
    ($found:expr) => {
        concat!(
            "SELECT id, number, received_at, due_order FROM case_file WHERE id IN (",
            $found,
            ")"
        )
    };
}

/// One candidate of each organisation. `$1` is a JSON array.
macro_rules! of_each {
    (sqlite $first:expr) => {
        rows!(concat!(
            "SELECT (",
            $first,
            ") FROM (SELECT unhex(value) AS organisation FROM json_each($1)) AS asked"
        ))
    };
    (postgres $first:expr) => {
        rows!(concat!(
            "SELECT (",
            $first,
            ") FROM (
                SELECT value::uuid AS organisation FROM json_array_elements_text($1::json) AS value
            ) AS asked"
        ))
    };
}

statements! {
    NEXT_IN_QUEUE =
        sqlite of_each!(sqlite first!(later "organisation_id = asked.organisation AND queue = $10")),
        postgres of_each!(postgres first!(later "organisation_id = asked.organisation AND queue = $10"));
    PREVIOUS_IN_QUEUE =
        sqlite of_each!(sqlite first!(sooner "organisation_id = asked.organisation AND queue = $10")),
        postgres of_each!(postgres first!(sooner "organisation_id = asked.organisation AND queue = $10"));
    NEXT_OPEN =
        sqlite of_each!(sqlite first!(later "organisation_id = asked.organisation AND is_open = TRUE")),
        postgres of_each!(postgres
            first!(later "organisation_id = asked.organisation AND is_open = TRUE"));
    PREVIOUS_OPEN =
        sqlite of_each!(sqlite first!(sooner "organisation_id = asked.organisation AND is_open = TRUE")),
        postgres of_each!(postgres
            first!(sooner "organisation_id = asked.organisation AND is_open = TRUE"));
    NEXT_DUE_SOON =
        sqlite of_each!(sqlite first!(later "organisation_id = asked.organisation AND is_open = TRUE
            AND warn_at <= $10")),
        postgres of_each!(postgres first!(later "organisation_id = asked.organisation AND is_open = TRUE
            AND warn_at <= $10"));
    PREVIOUS_DUE_SOON =
        sqlite of_each!(sqlite first!(sooner "organisation_id = asked.organisation AND is_open = TRUE
            AND warn_at <= $10")),
        postgres of_each!(postgres first!(sooner "organisation_id = asked.organisation AND is_open = TRUE
            AND warn_at <= $10"));
    NEXT_MINE = both rows!(first!(later "assignee_id = $1 AND is_open = TRUE"));
    PREVIOUS_MINE = both rows!(first!(sooner "assignee_id = $1 AND is_open = TRUE"));
    NEXT_OF_ALL =
        sqlite of_each!(sqlite first!(older "", "organisation_id = asked.organisation")),
        postgres of_each!(postgres first!(older "", "organisation_id = asked.organisation"));
    PREVIOUS_OF_ALL =
        sqlite of_each!(sqlite first!(newer "", "organisation_id = asked.organisation")),
        postgres of_each!(postgres first!(newer "", "organisation_id = asked.organisation"));
    // Left to itself SQLite walks all cases of the organisation here and picks out the state.
    NEXT_OF_STATE =
        sqlite of_each!(sqlite first!(older "INDEXED BY case_file_state",
            "organisation_id = asked.organisation AND state = $10")),
        postgres of_each!(postgres
            first!(older "", "organisation_id = asked.organisation AND state = $10"));
    PREVIOUS_OF_STATE =
        sqlite of_each!(sqlite first!(newer "INDEXED BY case_file_state",
            "organisation_id = asked.organisation AND state = $10")),
        postgres of_each!(postgres
            first!(newer "", "organisation_id = asked.organisation AND state = $10"));
}

/// The candidates on one side.
macro_rules! beyond {
    ($tx:expr, $sql:ident, $owner:expr, $range:expr $(, $more:expr)?) => {
        query!(
            $tx,
            $sql as NeighbourRow,
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
                $($more,)?
            ],
            fetch_all
        )
    };
}

impl Cases<'_> {
    /// Finds the cases beside a place in the list of some organisations, in the order of
    /// [`Cases::list`]; the case of the place is neither.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn neighbours(
        &mut self,
        organisation_ids: &[Uuid],
        list: CaseList<'_>,
        filter: CaseFilter<'_>,
        place: Cursor,
    ) -> Result<NeighbourRows> {
        let mut range = Range {
            after: place,
            ..list.range(filter, None, 1)
        };
        let ids = organisation_ids.iter();
        let asked: Codes = ids.map(|id| id.simple().to_string()).collect();
        let mut before = self.before(&asked, list, &range).await?;
        if let CaseList::DueSoon { now } = list {
            // What is overdue stands before what is due soon, and does not belong to it.
            before.retain(|row| row.due_order > now);
            range.after = place.max(list.start());
        }
        let after = self.after(&asked, list, &range).await?;
        let earliest = |rows: Vec<NeighbourRow>| rows.into_iter().min_by_key(|row| row.place(list));
        let latest = |rows: Vec<NeighbourRow>| rows.into_iter().max_by_key(|row| row.place(list));
        Ok(if list.newest_first() {
            NeighbourRows {
                previous: earliest(before),
                next: latest(after),
            }
        } else {
            NeighbourRows {
                previous: latest(before),
                next: earliest(after),
            }
        })
    }

    async fn after(
        &mut self,
        asked: &Codes,
        list: CaseList<'_>,
        range: &Range<'_>,
    ) -> Result<Vec<NeighbourRow>> {
        match (list, range.filter.state) {
            (CaseList::Queue(queue), _) => beyond!(self.0, NEXT_IN_QUEUE, asked, range, queue),
            (CaseList::DueSoon { now }, _) => {
                beyond!(self.0, NEXT_DUE_SOON, asked, range, now.instant())
            }
            (CaseList::Open | CaseList::Overdue { .. }, _) => {
                beyond!(self.0, NEXT_OPEN, asked, range)
            }
            (CaseList::Mine(account_id), _) => beyond!(self.0, NEXT_MINE, account_id, range),
            (CaseList::All, Some(state)) => beyond!(self.0, NEXT_OF_STATE, asked, range, state),
            (CaseList::All, None) => beyond!(self.0, NEXT_OF_ALL, asked, range),
        }
    }

    async fn before(
        &mut self,
        asked: &Codes,
        list: CaseList<'_>,
        range: &Range<'_>,
    ) -> Result<Vec<NeighbourRow>> {
        match (list, range.filter.state) {
            (CaseList::Queue(queue), _) => beyond!(self.0, PREVIOUS_IN_QUEUE, asked, range, queue),
            (CaseList::DueSoon { now }, _) => {
                beyond!(self.0, PREVIOUS_DUE_SOON, asked, range, now.instant())
            }
            (CaseList::Open | CaseList::Overdue { .. }, _) => {
                beyond!(self.0, PREVIOUS_OPEN, asked, range)
            }
            (CaseList::Mine(account_id), _) => beyond!(self.0, PREVIOUS_MINE, account_id, range),
            (CaseList::All, Some(state)) => {
                beyond!(self.0, PREVIOUS_OF_STATE, asked, range, state)
            }
            (CaseList::All, None) => beyond!(self.0, PREVIOUS_OF_ALL, asked, range),
        }
    }
}
