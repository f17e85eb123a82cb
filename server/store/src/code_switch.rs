//! Entries of code lists that a county does not offer or puts elsewhere.

use chrono::{DateTime, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `code_switch`. Entries without one stand as in the product.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CodeSwitchRow {
    /// Name of the code list.
    pub list: String,
    /// The code.
    pub code: String,
    /// It is not offered any more; cases keep it.
    pub is_off: bool,
    /// Where it stands among those that have a place, from 1.
    pub position: Option<i64>,
    /// When it was set.
    pub updated_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "list, code, is_off, position, updated_at"
    };
}

statements! {
    PUT = both concat!("INSERT INTO code_switch (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (list, code) DO UPDATE
        SET is_off = excluded.is_off, position = excluded.position,
            updated_at = excluded.updated_at");
    LIST = both concat!("SELECT ", columns!(), " FROM code_switch ORDER BY list, code");
}

/// Repository of `code_switch`.
pub struct CodeSwitches<'t>(pub(crate) &'t mut Tx);

impl CodeSwitches<'_> {
    /// Sets how an entry is offered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&mut self, row: &CodeSwitchRow) -> Result<()> {
        query!(
            self.0,
            PUT,
            [
                &row.list,
                &row.code,
                row.is_off,
                row.position,
                row.updated_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Lists every entry that was set, by list and code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<CodeSwitchRow>> {
        query!(self.0, LIST as CodeSwitchRow, [], fetch_all)
    }
}
