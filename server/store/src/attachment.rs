//! Files that people hand in: to whom each belongs. Their bytes lie elsewhere, by identifier.
//!
//! A row is there before the first byte is and goes after the last one has gone, so whatever
//! happens in between, [`Attachments::list_discarded`] finds the bytes that belong to nobody.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A file that belongs to a draft or a case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AttachmentRow {
    /// Identifier.
    pub id: Uuid,
    /// The draft it belongs to.
    pub draft_hash: Option<Vec<u8>>,
    /// The case it belongs to.
    pub case_id: Option<Uuid>,
    /// Key and description, sealed.
    pub sealed: Vec<u8>,
    /// When it began to come in.
    pub created_at: DateTime<Utc>,
}

macro_rules! columns {
    () => {
        "id, draft_hash, case_id, sealed, created_at"
    };
}

statements! {
    RESERVE = both "INSERT INTO attachment (id, created_at, discard_after) VALUES ($1, $2, $3)";
    GIVE_TO_DRAFT = both "UPDATE attachment SET draft_hash = $2, sealed = $3
        WHERE id = $1 AND draft_hash IS NULL AND case_id IS NULL AND discard_after > $4";
    GIVE_TO_CASE = both "UPDATE attachment SET case_id = $2, sealed = $3
        WHERE id = $1 AND draft_hash IS NULL AND case_id IS NULL AND discard_after > $4";
    MOVE_TO_CASE = both "UPDATE attachment SET draft_hash = NULL, case_id = $3, sealed = $4
        WHERE id = $1 AND draft_hash = $2";
    RELEASE = both "UPDATE attachment
        SET draft_hash = NULL, case_id = NULL, sealed = NULL, discard_after = $2
        WHERE id = $1";
    FIND = both concat!("SELECT ", columns!(), " FROM attachment
        WHERE id = $1 AND sealed IS NOT NULL");
    LIST_OF_DRAFT = both concat!("SELECT ", columns!(), " FROM attachment
        WHERE draft_hash = $1 ORDER BY id");
    LIST_OF_CASE = both concat!("SELECT ", columns!(), " FROM attachment
        WHERE case_id = $1 ORDER BY id");
    LIST_DISCARDED = both "SELECT id FROM attachment
        WHERE draft_hash IS NULL AND case_id IS NULL AND discard_after <= $1
        ORDER BY discard_after LIMIT $2";
    DELETE = both "DELETE FROM attachment
        WHERE id = $1 AND draft_hash IS NULL AND case_id IS NULL AND discard_after <= $2";
}

/// Repository of `attachment`.
pub struct Attachments<'t>(pub(crate) &'t mut Tx);

impl Attachments<'_> {
    /// Announces a file that is about to come in. Unless it is given to somebody before
    /// `discard_after`, it is deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reserve(
        &mut self,
        id: Uuid,
        now: DateTime<Utc>,
        discard_after: DateTime<Utc>,
    ) -> Result<()> {
        query!(
            self.0,
            RESERVE,
            [id, now.instant(), discard_after.instant()],
            execute
        )?;
        Ok(())
    }

    /// Gives an announced file to a draft.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it was not announced or its time is over.
    pub async fn give_to_draft(
        &mut self,
        id: Uuid,
        draft_hash: &[u8],
        sealed: &[u8],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            GIVE_TO_DRAFT,
            [id, draft_hash, sealed, now.instant()],
            execute
        )?;
        ensure_affected(rows, "attachment")
    }

    /// Gives an announced file to a case.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it was not announced or its time is over.
    pub async fn give_to_case(
        &mut self,
        id: Uuid,
        case_id: Uuid,
        sealed: &[u8],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            GIVE_TO_CASE,
            [id, case_id, sealed, now.instant()],
            execute
        )?;
        ensure_affected(rows, "attachment")
    }

    /// Moves a file from a draft to the case it became, sealed anew.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when the draft does not have it.
    pub async fn move_to_case(
        &mut self,
        id: Uuid,
        draft_hash: &[u8],
        case_id: Uuid,
        sealed: &[u8],
    ) -> Result<()> {
        let rows = query!(
            self.0,
            MOVE_TO_CASE,
            [id, draft_hash, case_id, sealed],
            execute
        )?;
        ensure_affected(rows, "attachment")
    }

    /// Takes a file from whoever has it; it is deleted from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, RELEASE, [id, now.instant()], execute)?;
        Ok(())
    }

    /// Finds a file that belongs to somebody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<AttachmentRow>> {
        query!(self.0, FIND as AttachmentRow, [id], fetch_optional)
    }

    /// Lists the files of a draft in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of_draft(&mut self, draft_hash: &[u8]) -> Result<Vec<AttachmentRow>> {
        query!(
            self.0,
            LIST_OF_DRAFT as AttachmentRow,
            [draft_hash],
            fetch_all
        )
    }

    /// Lists the files of a case in the order in which they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of_case(&mut self, case_id: Uuid) -> Result<Vec<AttachmentRow>> {
        query!(self.0, LIST_OF_CASE as AttachmentRow, [case_id], fetch_all)
    }

    /// Lists up to `limit` files of nobody whose time is over, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_discarded(&mut self, now: DateTime<Utc>, limit: i64) -> Result<Vec<Uuid>> {
        query!(
            self.0,
            LIST_DISCARDED scalar Uuid,
            [now.instant(), limit],
            fetch_all
        )
    }

    /// Forgets a file of nobody after its bytes have gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, DELETE, [id, now.instant()], execute)?;
        Ok(())
    }
}
