//! PINs with which staff open a locked session again.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `pin`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PinRow {
    /// Hash in PHC text form.
    pub pin_hash: String,
    /// When it was set.
    pub set_at: DateTime<Utc>,
}

statements! {
    FIND = both "SELECT pin_hash, set_at FROM pin WHERE account_id = $1";
    PUT = both "INSERT INTO pin (account_id, pin_hash, set_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE
        SET pin_hash = excluded.pin_hash, set_at = excluded.set_at";
    DELETE = both "DELETE FROM pin WHERE account_id = $1";
}

/// Repository of `pin`.
pub struct Pins<'t>(pub(crate) &'t mut Tx);

impl Pins<'_> {
    /// Finds the PIN of an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, account_id: Uuid) -> Result<Option<PinRow>> {
        query!(self.0, FIND as PinRow, [account_id], fetch_optional)
    }

    /// Sets a PIN, in place of one that was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(
        &mut self,
        account_id: Uuid,
        pin_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        query!(self.0, PUT, [account_id, pin_hash, now.instant()], execute)?;
        Ok(())
    }

    /// Takes the PIN away; false when there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, account_id: Uuid) -> Result<bool> {
        Ok(query!(self.0, DELETE, [account_id], execute)? == 1)
    }
}
