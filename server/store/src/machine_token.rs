//! Tokens by which other programs act as a machine account.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Codes, Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `machine_token`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MachineTokenRow {
    /// Identifier.
    pub id: Uuid,
    /// The machine account.
    pub account_id: Uuid,
    /// What people call it.
    pub name: String,
    /// Its first characters, by which people recognise it.
    pub prefix: String,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Codes of what it may be used for.
    pub scopes: Codes,
    /// The administrator who issued it; nobody on the command line.
    pub issued_by: Option<Uuid>,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to within a few minutes.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "id, account_id, name, prefix, token_hash, scopes, issued_by, created_at, expires_at, \
         last_used_at, revoked_at"
    };
}

statements! {
    INSERT = both concat!("INSERT INTO machine_token (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    FIND = both concat!("SELECT ", columns!(), " FROM machine_token WHERE id = $1");
    FIND_LIVE = both concat!("SELECT ", columns!(), " FROM machine_token
        WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2");
    LIST = both concat!("SELECT ", columns!(), " FROM machine_token
        ORDER BY created_at DESC, id DESC");
    TOUCH = both "UPDATE machine_token SET last_used_at = $2 WHERE id = $1";
    REVOKE = both "UPDATE machine_token
        SET revoked_at = $2
        WHERE id = $1 AND revoked_at IS NULL";
}

/// Repository of `machine_token`.
pub struct MachineTokens<'t>(pub(crate) &'t mut Tx);

impl MachineTokens<'_> {
    /// Adds a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert(&mut self, row: &MachineTokenRow) -> Result<()> {
        query!(
            self.0,
            INSERT,
            [
                row.id,
                row.account_id,
                &row.name,
                &row.prefix,
                &row.token_hash,
                &row.scopes,
                row.issued_by,
                row.created_at.instant(),
                row.expires_at.instant(),
                row.last_used_at.instant(),
                row.revoked_at.instant(),
            ],
            execute
        )?;
        Ok(())
    }

    /// Finds a token by its identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<MachineTokenRow>> {
        query!(self.0, FIND as MachineTokenRow, [id], fetch_optional)
    }

    /// Finds a token that is neither expired nor revoked. Whether its account may act is for the
    /// caller to look up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_live(
        &mut self,
        token_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<MachineTokenRow>> {
        query!(
            self.0,
            FIND_LIVE as MachineTokenRow,
            [token_hash, now.instant()],
            fetch_optional
        )
    }

    /// Lists all tokens, newest first, those that are over included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&mut self) -> Result<Vec<MachineTokenRow>> {
        query!(self.0, LIST as MachineTokenRow, [], fetch_all)
    }

    /// Notes that a token is used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, TOUCH, [id, now.instant()], execute)?;
        Ok(())
    }

    /// Ends a token; ending it twice is the same as once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, REVOKE, [id, now.instant()], execute)?;
        Ok(())
    }
}
