//! Deadlines of cases, derived from their events.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `case_clock`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ClockRow {
    /// The case.
    pub case_id: Uuid,
    /// Code of the clock.
    pub clock: String,
    /// Which run of this clock, from 1: a clock may start again.
    pub ordinal: i64,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When half of the time until the target is used up.
    pub half_at: Option<DateTime<Utc>>,
    /// When four fifths of it are.
    pub near_at: Option<DateTime<Utc>>,
    /// The internal target.
    pub due_at: Option<DateTime<Utc>>,
    /// The statutory wall.
    pub wall_at: Option<DateTime<Utc>>,
    /// Whether a calendar year it needs is not published yet.
    pub provisional: bool,
    /// Whether it stands still at the moment.
    pub paused: bool,
    /// When it stopped.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// A running clock that has come to its next warning, with those whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ClockWarningRow {
    /// The case.
    pub case_id: Uuid,
    /// Code of the clock.
    pub clock: String,
    /// Which run of this clock.
    pub ordinal: i64,
    /// When half of the time until the target is used up.
    pub half_at: Option<DateTime<Utc>>,
    /// When four fifths of it are.
    pub near_at: Option<DateTime<Utc>>,
    /// The internal target.
    pub due_at: Option<DateTime<Utc>>,
    /// The statutory wall.
    pub wall_at: Option<DateTime<Utc>>,
    /// The last warning that was given: 1 half, 2 near, 3 target, 4 wall; 0 none.
    pub warned: i64,
    /// The organisation that has the case.
    pub organisation_id: Uuid,
    /// The responsible person.
    pub assignee_id: Option<Uuid>,
}

macro_rules! columns {
    () => {
        "case_id, clock, ordinal, started_at, half_at, near_at, due_at, wall_at, provisional, \
         paused, stopped_at"
    };
}

// Word for word the expression of the index case_clock_warning.
macro_rules! next_warning {
    () => {
        "(CASE warned
            WHEN 0 THEN COALESCE(half_at, wall_at)
            WHEN 1 THEN COALESCE(near_at, wall_at)
            WHEN 2 THEN COALESCE(due_at, wall_at)
            WHEN 3 THEN wall_at
        END)"
    };
}

statements! {
    DELETE_FOR_CASE = both "DELETE FROM case_clock WHERE case_id = $1";
    INSERT = both concat!("INSERT INTO case_clock (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    LIST_WARNED = both "SELECT clock, ordinal, warned FROM case_clock
        WHERE case_id = $1 AND warned > 0";
    // Two scans at once cannot give the same warning: one finds it given.
    MARK_WARNED = both "UPDATE case_clock SET warned = $4
        WHERE case_id = $1 AND clock = $2 AND ordinal = $3 AND warned < $4";
    LIST_TO_WARN = both concat!("SELECT case_id, clock, ordinal, half_at, near_at, due_at,
            case_clock.wall_at, warned, organisation_id, assignee_id
        FROM case_clock JOIN case_file ON case_file.id = case_id
        WHERE stopped_at IS NULL AND ", next_warning!(), " < $1
        ORDER BY ", next_warning!(), " LIMIT $2");
    LIST = both concat!("SELECT ", columns!(), " FROM case_clock
        WHERE case_id = $1 ORDER BY started_at, clock, ordinal");
}

/// Repository of `case_clock`.
pub struct Clocks<'t>(pub(crate) &'t mut Tx);

impl Clocks<'_> {
    /// Replaces the clocks of a case; warnings that were given stay given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_for_case(&mut self, case_id: Uuid, rows: &[ClockRow]) -> Result<()> {
        let warned = query!(
            self.0,
            LIST_WARNED as (String, i64, i64),
            [case_id],
            fetch_all
        )?;
        query!(self.0, DELETE_FOR_CASE, [case_id], execute)?;
        self.insert(case_id, rows).await?;
        for (clock, ordinal, level) in warned {
            self.mark_warned(case_id, &clock, ordinal, level).await?;
        }
        Ok(())
    }

    /// Lists running clocks whose next warning lay before `now`, the longest waiting first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_to_warn(
        &mut self,
        now: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<ClockWarningRow>> {
        query!(
            self.0,
            LIST_TO_WARN as ClockWarningRow,
            [now.instant(), limit],
            fetch_all
        )
    }

    /// Notes the last warning of a clock; answers false when it or a later one was given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_warned(
        &mut self,
        case_id: Uuid,
        clock: &str,
        ordinal: i64,
        level: i64,
    ) -> Result<bool> {
        let rows = query!(
            self.0,
            MARK_WARNED,
            [case_id, clock, ordinal, level],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Adds the clocks of a case that has none yet.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn insert(&mut self, case_id: Uuid, rows: &[ClockRow]) -> Result<()> {
        for row in rows {
            query!(
                self.0,
                INSERT,
                [
                    case_id,
                    &row.clock,
                    row.ordinal,
                    row.started_at.instant(),
                    row.half_at.instant(),
                    row.near_at.instant(),
                    row.due_at.instant(),
                    row.wall_at.instant(),
                    row.provisional,
                    row.paused,
                    row.stopped_at.instant(),
                ],
                execute
            )?;
        }
        Ok(())
    }

    /// Lists the clocks of a case in the order they started.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self, case_id: Uuid) -> Result<Vec<ClockRow>> {
        query!(self.0, LIST as ClockRow, [case_id], fetch_all)
    }
}
