//! Targets that organisations set for themselves, from a day on.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `clock_setting`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ClockSettingRow {
    /// The organisation; the setting holds for all below it, too.
    pub organisation_id: Uuid,
    /// First day of receipt for which it holds.
    pub effective_from: NaiveDate,
    /// Targets that differ, as JSON.
    pub targets: String,
    /// When it was set.
    pub created_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "organisation_id, effective_from, targets, created_at"
    };
}

statements! {
    PUT = both concat!("INSERT INTO clock_setting (", columns!(), ")
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id, effective_from) DO UPDATE
        SET targets = excluded.targets, created_at = excluded.created_at");
    LIST = both concat!("SELECT ", columns!(), " FROM clock_setting
        ORDER BY organisation_id, effective_from");
}

/// Repository of `clock_setting`.
pub struct ClockSettings<'t>(pub(crate) &'t mut Tx);

impl ClockSettings<'_> {
    /// Keeps a setting, in place of an earlier one for the same day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&mut self, row: &ClockSettingRow) -> Result<()> {
        query!(
            self.0,
            PUT,
            [
                row.organisation_id,
                row.effective_from,
                &row.targets,
                row.created_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists all settings by organisation and day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<ClockSettingRow>> {
        query!(self.0, LIST as ClockSettingRow, [], fetch_all)
    }
}
