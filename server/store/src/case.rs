//! Cases: the row that lists and look-ups read, and the one way to append to a case.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    ClockRow, Error, EventRow, LookupRow, Result, Tx,
    error::ensure_affected,
    list::due_order,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `case_file`: what lists need, derived from the events of the case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseFileRow {
    /// Identifier; grows with time.
    pub id: Uuid,
    /// The 21 digits people quote.
    pub number: String,
    /// Keyed hash of the receipt.
    pub receipt_hash: Vec<u8>,
    /// Code of the case type.
    pub case_type: String,
    /// Code of the state.
    pub state: String,
    /// Code of the rule set of the day it came in.
    pub ruleset: String,
    /// Who is in charge.
    pub organisation_id: Uuid,
    /// Who handles it.
    pub assignee_id: Option<Uuid>,
    /// Code of the channel it came by.
    pub channel: String,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// Number of deciding events.
    pub version: i64,
    /// Code of the problem.
    pub problem: Option<String>,
    /// Code of the goods or service.
    pub item: Option<String>,
    /// Code of the result.
    pub outcome: Option<String>,
    /// Whether work remains.
    pub is_open: bool,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// `unreviewed`, `open`, `call_back` or `done`.
    pub queue: String,
    /// When the nearest running deadline begins to warn.
    pub warn_at: Option<DateTime<Utc>>,
    /// When the nearest running deadline is missed.
    pub overdue_at: Option<DateTime<Utc>>,
    /// The data key of the case, wrapped; none once the case is erased.
    pub wrapped_key: Option<Vec<u8>>,
    /// What a list shows of it, sealed under its key.
    pub summary: Vec<u8>,
    /// Head of the event chain.
    pub head: Vec<u8>,
    /// When the row last changed.
    pub updated_at: DateTime<Utc>,
}

/// Events to append to a case, and all that is derived from them.
#[derive(Debug, Clone)]
pub struct CaseWrite {
    /// The version the decision was made on; 0 for a new case.
    pub expected_version: i64,
    /// The row after the events. Its version is `expected_version` plus the number of events.
    pub file: CaseFileRow,
    /// The events, oldest first.
    pub events: Vec<EventRow>,
    /// All clocks of the case after the events.
    pub clocks: Vec<ClockRow>,
    /// Values by which the case is to be found; what is there already stays.
    pub lookups: Vec<LookupRow>,
    /// All tokens by which words of the case are found, when they or its organisation changed.
    pub tokens: Option<Vec<String>>,
}

/// New deadlines of a case whose events did not change.
#[derive(Debug, Clone)]
pub struct Deadlines {
    /// The case.
    pub case_id: Uuid,
    /// The version they were computed from.
    pub expected_version: i64,
    /// When the nearest running deadline begins to warn.
    pub warn_at: Option<DateTime<Utc>>,
    /// When the nearest running deadline is missed.
    pub overdue_at: Option<DateTime<Utc>>,
    /// The sealed line that lists show, with the clock that is breached first.
    pub summary: Vec<u8>,
    /// All clocks of the case.
    pub clocks: Vec<ClockRow>,
}

macro_rules! file_columns {
    () => {
        "id, number, receipt_hash, case_type, state, ruleset, organisation_id, assignee_id, \
         channel, received_at, version, problem, item, outcome, is_open, closed_at, queue, \
         warn_at, overdue_at, wrapped_key, summary, head, updated_at"
    };
}
pub(crate) use file_columns;

statements! {
    INSERT = both concat!("INSERT INTO case_file (", file_columns!(), ", due_order)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21, $22, $23, $24)");
    UPDATE = both "UPDATE case_file
        SET version = $3, state = $4, organisation_id = $5, assignee_id = $6, problem = $7,
            item = $8, outcome = $9, is_open = $10, closed_at = $11, queue = $12, warn_at = $13,
            overdue_at = $14, summary = $15, head = $16, updated_at = $17, due_order = $18
        WHERE id = $1 AND version = $2";
    UPDATE_DEADLINES = both "UPDATE case_file
        SET warn_at = $3, overdue_at = $4, updated_at = $5, due_order = $6, summary = $7
        WHERE id = $1 AND version = $2";
    // A running period that reaches into the span, and whatever waits for a plan.
    LIST_REACHING = both concat!("SELECT ", file_columns!(), " FROM case_file
        WHERE id > $3 AND EXISTS (
            SELECT 1 FROM case_clock
            WHERE case_id = case_file.id AND (provisional = TRUE
                OR (stopped_at IS NULL AND started_at <= $2
                    AND (due_at IS NULL OR due_at > $1 OR case_clock.wall_at > $1)))
        )
        ORDER BY id LIMIT $4");
    ERASE_KEY = both "UPDATE case_file SET wrapped_key = NULL, updated_at = $2 WHERE id = $1";
    FIND_PLACE = both "SELECT organisation_id, queue FROM case_file
        WHERE id = $1 AND version = $2";
    FIND_VERSION = both "SELECT version FROM case_file WHERE id = $1";
    FIND = both concat!("SELECT ", file_columns!(), " FROM case_file WHERE id = $1");
    FIND_BY_NUMBER = both concat!("SELECT ", file_columns!(), " FROM case_file
        WHERE number = $1");
    LIST_NUMBERED =
        sqlite concat!("SELECT ", file_columns!(), " FROM case_file
            WHERE number IN (SELECT value FROM json_each($1))"),
        postgres concat!("SELECT ", file_columns!(), " FROM case_file
            WHERE number IN (SELECT jsonb_array_elements_text($1::text::jsonb))");
    FIND_BY_RECEIPT = both concat!("SELECT ", file_columns!(), " FROM case_file
        WHERE receipt_hash = $1");
    LIST_HEADS = both "SELECT id, head FROM case_file WHERE id > $1 ORDER BY id LIMIT $2";
}

/// Repository of `case_file`.
pub struct Cases<'t>(pub(crate) &'t mut Tx);

impl Cases<'_> {
    /// Appends events to a case and updates all that is derived from them: the row, the clocks,
    /// the look-ups, the tokens and the badge counters.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the case is no longer at the expected version;
    /// [`Error::Duplicate`] when the number or the receipt of a new case is taken;
    /// [`Error::Inconsistent`] when the versions do not follow each other.
    pub async fn append(&mut self, write: &CaseWrite) -> Result<()> {
        let file = &write.file;
        check_versions(write)?;
        let place = if write.expected_version == 0 {
            self.insert(file).await?;
            self.0.clocks().insert(file.id, &write.clocks).await?;
            None
        } else {
            let place = self.update(write.expected_version, file).await?;
            let mut clocks = self.0.clocks();
            clocks.replace_for_case(file.id, &write.clocks).await?;
            Some(place)
        };
        for event in &write.events {
            self.0.events().insert(event).await?;
        }
        self.0.lookups().insert(file.id, &write.lookups).await?;
        if place.is_none() {
            self.0.business_cases().link_case(file.id).await?;
        }
        let mut texts = self.0.texts();
        match &write.tokens {
            Some(tokens) => texts.replace(file.id, file.organisation_id, tokens).await?,
            None if place.is_none() => texts.begin(file.id).await?,
            None => {}
        }
        let from = place
            .as_ref()
            .map(|(organisation, queue)| (*organisation, queue.as_str()));
        let to = (file.organisation_id, file.queue.as_str());
        self.0.counters().shift(from, to).await
    }

    async fn insert(&mut self, file: &CaseFileRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                file.id,
                &file.number,
                &file.receipt_hash,
                &file.case_type,
                &file.state,
                &file.ruleset,
                file.organisation_id,
                file.assignee_id,
                &file.channel,
                file.received_at.instant(),
                file.version,
                &file.problem,
                &file.item,
                &file.outcome,
                file.is_open,
                file.closed_at.instant(),
                &file.queue,
                file.warn_at.instant(),
                file.overdue_at.instant(),
                &file.wrapped_key,
                &file.summary,
                &file.head,
                file.updated_at.instant(),
                due_order(file.overdue_at).instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Updates the row and answers where the case stood before.
    async fn update(&mut self, expected: i64, file: &CaseFileRow) -> Result<(Uuid, String)> {
        let place = query!(
            self.0,
            FIND_PLACE as (Uuid, String),
            [file.id, expected],
            fetch_optional
        )?;
        let Some(place) = place else {
            return Err(self.conflict(file.id).await?);
        };
        let rows = query!(
            self.0,
            UPDATE,
            [
                file.id,
                expected,
                file.version,
                &file.state,
                file.organisation_id,
                file.assignee_id,
                &file.problem,
                &file.item,
                &file.outcome,
                file.is_open,
                file.closed_at.instant(),
                &file.queue,
                file.warn_at.instant(),
                file.overdue_at.instant(),
                &file.summary,
                &file.head,
                file.updated_at.instant(),
                due_order(file.overdue_at).instant(),
            ],
            execute
        )?;
        if rows == 1 {
            Ok(place)
        } else {
            Err(self.conflict(file.id).await?)
        }
    }

    /// The error for a case that is not at the expected version.
    async fn conflict(&mut self, id: Uuid) -> Result<Error> {
        let version = query!(self.0, FIND_VERSION scalar i64, [id], fetch_optional)?;
        Ok(
            version.map_or(Error::NotFound("case_file"), |actual| Error::Conflict {
                actual,
            }),
        )
    }

    /// Replaces the deadlines of a case after a calendar changed; its version stays.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the case is no longer at the expected version.
    pub async fn update_deadlines(
        &mut self,
        deadlines: &Deadlines,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            UPDATE_DEADLINES,
            [
                deadlines.case_id,
                deadlines.expected_version,
                deadlines.warn_at.instant(),
                deadlines.overdue_at.instant(),
                now.instant(),
                due_order(deadlines.overdue_at).instant(),
                &deadlines.summary,
            ],
            execute
        )?;
        if rows != 1 {
            return Err(self.conflict(deadlines.case_id).await?);
        }
        let mut clocks = self.0.clocks();
        clocks
            .replace_for_case(deadlines.case_id, &deadlines.clocks)
            .await
    }

    /// Lists cases by id with a running period that reaches into the time after `from` up to
    /// `until`, or a provisional one: those whose dates another calendar may move. Begin with
    /// [`Uuid::nil`], continue with the last id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_reaching(
        &mut self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        after: Uuid,
        limit: i64,
    ) -> Result<Vec<CaseFileRow>> {
        query!(
            self.0,
            LIST_REACHING as CaseFileRow,
            [from.instant(), until.instant(), after, limit],
            fetch_all
        )
    }

    /// Deletes the data key of a case: nothing sealed under it can be read again.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such case.
    pub async fn erase_key(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, ERASE_KEY, [id, now.instant()], execute)?;
        ensure_affected(rows, "case_file")
    }

    /// Finds a case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<CaseFileRow>> {
        query!(self.0, FIND as CaseFileRow, [id], fetch_optional)
    }

    /// Loads a case that must exist.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not.
    pub async fn load(&mut self, id: Uuid) -> Result<CaseFileRow> {
        self.find(id).await?.ok_or(Error::NotFound("case_file"))
    }

    /// Finds a case by its 21 digits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_number(&mut self, number: &str) -> Result<Option<CaseFileRow>> {
        query!(
            self.0,
            FIND_BY_NUMBER as CaseFileRow,
            [number],
            fetch_optional
        )
    }

    /// Lists the cases of these numbers, a JSON array, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_numbered(&mut self, numbers: &str) -> Result<Vec<CaseFileRow>> {
        let mut rows = query!(self.0, LIST_NUMBERED as CaseFileRow, [numbers], fetch_all)?;
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.id));
        Ok(rows)
    }

    /// Finds a case by the keyed hash of its receipt.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_by_receipt(&mut self, receipt_hash: &[u8]) -> Result<Option<CaseFileRow>> {
        query!(
            self.0,
            FIND_BY_RECEIPT as CaseFileRow,
            [receipt_hash],
            fetch_optional
        )
    }

    /// Lists id and chain head of all cases by id, for the daily root. Begin with
    /// [`Uuid::nil`], continue with the last id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_heads(&mut self, after: Uuid, limit: i64) -> Result<Vec<(Uuid, Vec<u8>)>> {
        query!(
            self.0,
            LIST_HEADS as (Uuid, Vec<u8>),
            [after, limit],
            fetch_all
        )
    }
}

/// Checks that the events continue the expected version and the row ends with the last.
fn check_versions(write: &CaseWrite) -> Result<()> {
    let mut version = write.expected_version;
    for event in &write.events {
        version += 1;
        if event.version != version || event.case_id != write.file.id {
            return Err(inconsistent("case_event", event.case_id));
        }
    }
    if write.events.is_empty() || write.file.version != version {
        return Err(inconsistent("case_file", write.file.id));
    }
    Ok(())
}

fn inconsistent(table: &'static str, id: Uuid) -> Error {
    Error::Inconsistent {
        table,
        column: "version",
        row: id.to_string(),
    }
}
