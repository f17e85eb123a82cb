//! Working-day calendars, a row for each published year.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `calendar_year`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CalendarYearRow {
    /// The year.
    pub year: i64,
    /// Holidays and make-up days as JSON.
    pub plan: String,
    /// The notice it was taken from.
    pub source: String,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// The administrator who imported it; nobody on the command line.
    pub imported_by: Option<Uuid>,
}

macro_rules! columns {
    () => {
        "year, plan, source, imported_at, imported_by"
    };
}

statements! {
    PUT = both concat!("INSERT INTO calendar_year (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (year) DO UPDATE
        SET plan = excluded.plan, source = excluded.source, imported_at = excluded.imported_at,
            imported_by = excluded.imported_by");
    FIND = both concat!("SELECT ", columns!(), " FROM calendar_year WHERE year = $1");
    LIST = both concat!("SELECT ", columns!(), " FROM calendar_year ORDER BY year");
}

/// Repository of `calendar_year`.
pub struct Calendars<'t>(pub(crate) &'t mut Tx);

impl Calendars<'_> {
    /// Keeps the plan of a year, in place of an earlier one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&mut self, row: &CalendarYearRow) -> Result<()> {
        query!(
            self.0,
            PUT,
            [
                row.year,
                &row.plan,
                &row.source,
                row.imported_at.instant(),
                row.imported_by
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds the plan of a year.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, year: i64) -> Result<Option<CalendarYearRow>> {
        query!(self.0, FIND as CalendarYearRow, [year], fetch_optional)
    }

    /// Lists all plans by year.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<CalendarYearRow>> {
        query!(self.0, LIST as CalendarYearRow, [], fetch_all)
    }
}
