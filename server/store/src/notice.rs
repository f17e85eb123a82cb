//! What staff are told on their desk.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `notice`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NoticeRow {
    /// Identifier.
    pub id: Uuid,
    /// The organisation it concerns.
    pub organisation_id: Uuid,
    /// Whom it is for; everybody in the organisation when `None`.
    pub account_id: Option<Uuid>,
    /// The case.
    pub case_id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// What it is about: for a deadline the code of the clock.
    pub subject: String,
    /// Code of the level.
    pub level: String,
    /// A notice with this key is given once.
    pub dedup_key: String,
    /// When it was given.
    pub created_at: DateTime<Utc>,
    /// When somebody it is for saw it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A notice with the number of its case.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UnseenRow {
    /// The notice.
    #[sqlx(flatten)]
    pub notice: NoticeRow,
    /// Number of the case.
    pub number: String,
}

macro_rules! columns {
    () => {
        "id, organisation_id, account_id, case_id, kind, subject, level, dedup_key, created_at, \
         seen_at"
    };
}

statements! {
    ADD = both concat!("INSERT INTO notice (", columns!(), ")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)
        ON CONFLICT (dedup_key) DO NOTHING");
    LIST_UNSEEN = both "SELECT n.id, n.organisation_id, n.account_id, n.case_id, n.kind, n.subject,
            n.level, n.dedup_key, n.created_at, n.seen_at, f.number
        FROM notice n JOIN case_file f ON f.id = n.case_id
        WHERE n.seen_at IS NULL AND n.organisation_id = $1
          AND (n.account_id IS NULL OR n.account_id = $2)
        ORDER BY n.created_at DESC, n.id DESC LIMIT $3";
    MARK_SEEN = both "UPDATE notice SET seen_at = $4
        WHERE id = $1 AND organisation_id = $2 AND (account_id IS NULL OR account_id = $3)
          AND seen_at IS NULL";
    PRUNE = both "DELETE FROM notice
        WHERE id IN (
            SELECT id FROM notice WHERE seen_at IS NOT NULL AND seen_at < $1
            ORDER BY seen_at LIMIT $2
        )";
}

/// Repository of `notice`.
pub struct Notices<'t>(pub(crate) &'t mut Tx);

impl Notices<'_> {
    /// Gives a notice; answers false when one with its key was given already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add(&mut self, row: &NoticeRow) -> Result<bool> {
        let rows = query!(
            self.0,
            ADD,
            [
                row.id,
                row.organisation_id,
                row.account_id,
                row.case_id,
                &row.kind,
                &row.subject,
                &row.level,
                &row.dedup_key,
                row.created_at.instant(),
            ],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Lists what a person of an organisation has not seen, latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_unseen(
        &mut self,
        organisation_id: Uuid,
        account_id: Uuid,
        limit: i64,
    ) -> Result<Vec<UnseenRow>> {
        query!(
            self.0,
            LIST_UNSEEN as UnseenRow,
            [organisation_id, account_id, limit],
            fetch_all
        )
    }

    /// Marks a notice seen by a person of an organisation; answers false when it is not for them
    /// or was seen before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_seen(
        &mut self,
        id: Uuid,
        organisation_id: Uuid,
        account_id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let rows = query!(
            self.0,
            MARK_SEEN,
            [id, organisation_id, account_id, now.instant()],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Deletes up to `limit` notices seen before an instant and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune(&mut self, seen_before: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, PRUNE, [seen_before.instant(), limit], execute)
    }
}
