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

macro_rules! columns {
    () => {
        "case_id, clock, ordinal, started_at, due_at, wall_at, provisional, paused, stopped_at"
    };
}

statements! {
    DELETE_FOR_CASE = both "DELETE FROM case_clock WHERE case_id = $1";
    INSERT = both concat!("INSERT INTO case_clock (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    LIST = both concat!("SELECT ", columns!(), " FROM case_clock
        WHERE case_id = $1 ORDER BY started_at, clock, ordinal");
    LIST_PROVISIONAL = both "SELECT DISTINCT case_id FROM case_clock
        WHERE provisional = TRUE AND case_id > $1
        ORDER BY case_id LIMIT $2";
}

/// Repository of `case_clock`.
pub struct Clocks<'t>(pub(crate) &'t mut Tx);

impl Clocks<'_> {
    /// Replaces the clocks of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_for_case(&mut self, case_id: Uuid, rows: &[ClockRow]) -> Result<()> {
        query!(self.0, DELETE_FOR_CASE, [case_id], execute)?;
        self.insert(case_id, rows).await
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

    /// Lists cases with a provisional clock by id, for recomputing after a calendar was imported.
    /// Begin with [`Uuid::nil`], continue with the last id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_provisional(&mut self, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
        query!(self.0, LIST_PROVISIONAL scalar Uuid, [after, limit], fetch_all)
    }
}
