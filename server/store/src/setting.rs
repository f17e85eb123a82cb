//! Named settings as JSON.

use chrono::{DateTime, Utc};

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `setting`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SettingRow {
    /// The name. Those that begin with `store.` belong to the store itself.
    pub key: String,
    /// JSON.
    pub value: String,
    /// When it was last set.
    pub updated_at: DateTime<Utc>,
}

statements! {
    PUT = both "INSERT INTO setting (key, value, updated_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (key) DO UPDATE
        SET value = excluded.value, updated_at = excluded.updated_at";
    FIND = both "SELECT key, value, updated_at FROM setting WHERE key = $1";
    LIST = both "SELECT key, value, updated_at FROM setting ORDER BY key";
    DELETE = both "DELETE FROM setting WHERE key = $1";
}

/// Repository of `setting`.
pub struct Settings<'t>(pub(crate) &'t mut Tx);

impl Settings<'_> {
    /// Sets a value, which is JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&mut self, key: &str, value: &str, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, PUT, [key, value, now.instant()], execute)?;
        Ok(())
    }

    /// Finds a setting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, key: &str) -> Result<Option<SettingRow>> {
        query!(self.0, FIND as SettingRow, [key], fetch_optional)
    }

    /// Lists all settings by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<SettingRow>> {
        query!(self.0, LIST as SettingRow, [], fetch_all)
    }

    /// Deletes a setting, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, key: &str) -> Result<()> {
        query!(self.0, DELETE, [key], execute)?;
        Ok(())
    }
}
