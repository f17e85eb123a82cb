//! Work that comes round.

use chrono::{DateTime, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `schedule`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ScheduleRow {
    /// Name of the work.
    pub name: String,
    /// When it is to be done next.
    pub next_run_at: DateTime<Utc>,
}

statements! {
    ADD = both "INSERT INTO schedule (name, next_run_at) VALUES ($1, $2)
        ON CONFLICT (name) DO NOTHING";
    ADVANCE = both "UPDATE schedule SET next_run_at = $3 WHERE name = $1 AND next_run_at = $2";
    LIST = both "SELECT name, next_run_at FROM schedule ORDER BY name";
}

/// Repository of `schedule`.
pub struct Schedules<'t>(pub(crate) &'t mut Tx);

impl Schedules<'_> {
    /// Adds work to the timetable, unless it is there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add(&mut self, name: &str, first: DateTime<Utc>) -> Result<()> {
        query!(self.0, ADD, [name, first.instant()], execute)?;
        Ok(())
    }

    /// Moves work from one time to the next; of several who try, one is told true.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance(
        &mut self,
        name: &str,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<bool> {
        let rows = query!(
            self.0,
            ADVANCE,
            [name, from.instant(), to.instant()],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Lists the timetable by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<ScheduleRow>> {
        query!(self.0, LIST as ScheduleRow, [], fetch_all)
    }
}
