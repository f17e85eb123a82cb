//! Targets that administrators set for clocks, a row for each; none is ever changed.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `clock_target`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ClockTargetRow {
    /// Identifier.
    pub id: Uuid,
    /// Code of the kind of organisation.
    pub organisation_kind: String,
    /// Code of the clock.
    pub clock: String,
    /// Number and unit as JSON.
    pub period: String,
    /// From here on it holds for clocks that start.
    pub begins_at: DateTime<Utc>,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// The administrator who set it.
    pub set_by: Uuid,
}

macro_rules! columns {
    () => {
        "id, organisation_kind, clock, period, begins_at, set_at, set_by"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO clock_target (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    LIST = both concat!("SELECT ", columns!(), " FROM clock_target ORDER BY set_at, id");
}

/// Repository of `clock_target`.
pub struct ClockTargets<'t>(pub(crate) &'t mut Tx);

impl ClockTargets<'_> {
    /// Adds a target.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &ClockTargetRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                &row.organisation_kind,
                &row.clock,
                &row.period,
                row.begins_at.instant(),
                row.set_at.instant(),
                row.set_by,
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists all targets in the order in which they were set. They are few: an administrator
    /// types each of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<ClockTargetRow>> {
        query!(self.0, LIST as ClockTargetRow, [], fetch_all)
    }
}
