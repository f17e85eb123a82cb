//! Messages to people outside, written in the transaction that causes them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A row of `outbox`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OutboxRow {
    /// Identifier.
    pub id: Uuid,
    /// The case it is about.
    pub case_id: Option<Uuid>,
    /// Code of the channel: `sms`, `email` or `inbox`.
    pub channel: String,
    /// Code of the template.
    pub template: String,
    /// Addressee and variables, sealed.
    pub sealed: Vec<u8>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Not before this instant.
    pub send_after: DateTime<Utc>,
    /// When the gateway was asked, unless it surely did not send.
    pub tried_at: Option<DateTime<Utc>>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub failed_at: Option<DateTime<Utc>>,
    /// When somebody said that it is not to go out; `failed_at` is the same instant.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// How often the gateway was asked.
    pub attempts: i64,
    /// A message with this key is written once.
    pub dedup_key: String,
    /// What the gateway calls it; `None` on a sent one: nothing left the house.
    pub provider_ref: Option<String>,
}

/// A message to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// Identifier.
    pub id: Uuid,
    /// The case it is about.
    pub case_id: Option<Uuid>,
    /// Code of the channel: `sms`, `email` or `inbox`.
    pub channel: String,
    /// Code of the template.
    pub template: String,
    /// Addressee and variables, sealed.
    pub sealed: Vec<u8>,
    /// Not before this instant.
    pub send_after: DateTime<Utc>,
    /// A message with this key is written once.
    pub dedup_key: String,
}

/// A message with its case and the job that delivers it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ListedMessageRow {
    /// The message.
    #[sqlx(flatten)]
    pub message: OutboxRow,
    /// Number of its case.
    pub number: Option<String>,
    /// Wrapped data key of its case; `None` once that is erased.
    pub wrapped_key: Option<Vec<u8>>,
    /// When it is tried next, while it waits.
    pub run_at: Option<DateTime<Utc>>,
    /// Why the last try failed, without personal data.
    pub last_error: Option<String>,
}

/// Which messages to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxList {
    /// Every one.
    All,
    /// Neither sent nor given up.
    Waiting,
    /// Sent, or kept here where nothing leaves.
    Sent,
    /// Given up, but not because somebody said so.
    Failed,
    /// Given up because somebody said so.
    Cancelled,
}

macro_rules! columns {
    () => {
        "id, case_id, channel, template, sealed, created_at, send_after, tried_at, sent_at, \
         failed_at, cancelled_at, attempts, dedup_key, provider_ref"
    };
}

macro_rules! listed {
    ($which:literal) => {
        concat!(
            "SELECT o.id, o.case_id, o.channel, o.template, o.sealed, o.created_at, o.send_after,
                o.tried_at, o.sent_at, o.failed_at, o.cancelled_at, o.attempts, o.dedup_key,
                o.provider_ref, f.number, f.wrapped_key, j.run_at, j.last_error
            FROM outbox o
            LEFT JOIN case_file f ON f.id = o.case_id
            LEFT JOIN job j ON j.id = o.id
            WHERE ",
            $which
        )
    };
}

macro_rules! list {
    ($state:literal) => {
        concat!(
            listed!("(o.created_at, o.id) < ($1, $2) "),
            $state,
            " ORDER BY o.created_at DESC, o.id DESC LIMIT $3"
        )
    };
}

statements! {
    ADD = both "INSERT INTO outbox
            (id, case_id, channel, template, sealed, created_at, send_after, dedup_key)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (dedup_key) DO NOTHING";
    TRY = both "UPDATE outbox SET tried_at = $2, attempts = attempts + 1
        WHERE id = $1 AND tried_at IS NULL AND sent_at IS NULL AND failed_at IS NULL";
    RELEASE = both "UPDATE outbox SET tried_at = NULL WHERE id = $1 AND sent_at IS NULL";
    // A gateway that answers late is right: the message did go out.
    MARK_SENT = both "UPDATE outbox
        SET sent_at = $2, provider_ref = $3, failed_at = NULL, cancelled_at = NULL
        WHERE id = $1 AND sent_at IS NULL";
    MARK_FAILED = both "UPDATE outbox SET failed_at = $2
        WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL";
    // While the gateway is being asked it is too late.
    CANCEL = both "UPDATE outbox SET failed_at = $2, cancelled_at = $2
        WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL AND tried_at IS NULL";
    REOPEN = both "UPDATE outbox SET tried_at = NULL, failed_at = NULL
        WHERE id = $1 AND sent_at IS NULL";
    FIND = both concat!("SELECT ", columns!(), " FROM outbox WHERE id = $1");
    FIND_LISTED = both listed!("o.id = $1");
    LIST_ALL = both list!("");
    LIST_WAITING = both list!("AND o.sent_at IS NULL AND o.failed_at IS NULL");
    LIST_SENT = both list!("AND o.sent_at IS NOT NULL");
    LIST_FAILED = both list!("AND o.failed_at IS NOT NULL AND o.cancelled_at IS NULL");
    LIST_CANCELLED = both list!("AND o.failed_at IS NOT NULL AND o.cancelled_at IS NOT NULL");
    LIST_FOR_CASE = both concat!("SELECT ", columns!(), " FROM outbox
        WHERE case_id = $1 ORDER BY created_at, id");
    PRUNE = both "DELETE FROM outbox
        WHERE id IN (
            SELECT id FROM outbox WHERE sent_at IS NOT NULL AND sent_at < $1
            ORDER BY sent_at LIMIT $2
        )";
}

/// Repository of `outbox`.
pub struct Outbox<'t>(pub(crate) &'t mut Tx);

impl Outbox<'_> {
    /// Writes a message; answers false when one with its key exists already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add(&mut self, message: &NewMessage, now: DateTime<Utc>) -> Result<bool> {
        let rows = query!(
            self.0,
            ADD,
            [
                message.id,
                message.case_id,
                &message.channel,
                &message.template,
                &message.sealed,
                now.instant(),
                message.send_after.instant(),
                &message.dedup_key,
            ],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Notes that the gateway is about to be asked. Answers false when it was asked before and
    /// what came of it is not known, or the message is settled: then nobody may ask.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let rows = query!(self.0, TRY, [id, now.instant()], execute)?;
        Ok(rows == 1)
    }

    /// Notes that the gateway surely did not send it, so it may be asked again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release(&mut self, id: Uuid) -> Result<()> {
        query!(self.0, RELEASE, [id], execute)?;
        Ok(())
    }

    /// Notes that it went out, and what the gateway calls it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_sent(
        &mut self,
        id: Uuid,
        now: DateTime<Utc>,
        provider_ref: Option<&str>,
    ) -> Result<()> {
        query!(
            self.0,
            MARK_SENT,
            [id, now.instant(), provider_ref],
            execute
        )?;
        Ok(())
    }

    /// Gives it up, unless it is settled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_failed(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        query!(self.0, MARK_FAILED, [id, now.instant()], execute)?;
        Ok(())
    }

    /// Keeps a message that waits from going out; false when it is not waiting, or the gateway is
    /// being asked at this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel(&mut self, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let rows = query!(self.0, CANCEL, [id, now.instant()], execute)?;
        Ok(rows == 1)
    }

    /// Lets one that was given up be sent after all.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is none or it went out.
    pub async fn reopen(&mut self, id: Uuid) -> Result<()> {
        let rows = query!(self.0, REOPEN, [id], execute)?;
        ensure_affected(rows, "outbox")
    }

    /// Finds a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<OutboxRow>> {
        query!(self.0, FIND as OutboxRow, [id], fetch_optional)
    }

    /// Finds a message with its case and its job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_listed(&mut self, id: Uuid) -> Result<Option<ListedMessageRow>> {
        query!(
            self.0,
            FIND_LISTED as ListedMessageRow,
            [id],
            fetch_optional
        )
    }

    /// Lists messages written before one, latest first. Begin with the present and
    /// [`Uuid::max`], continue with time and id of the last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &mut self,
        list: OutboxList,
        (at, id): (DateTime<Utc>, Uuid),
        limit: i64,
    ) -> Result<Vec<ListedMessageRow>> {
        macro_rules! rows {
            ($sql:ident) => {
                query!(
                    self.0,
                    $sql as ListedMessageRow,
                    [at.instant(), id, limit],
                    fetch_all
                )
            };
        }
        match list {
            OutboxList::All => rows!(LIST_ALL),
            OutboxList::Waiting => rows!(LIST_WAITING),
            OutboxList::Sent => rows!(LIST_SENT),
            OutboxList::Failed => rows!(LIST_FAILED),
            OutboxList::Cancelled => rows!(LIST_CANCELLED),
        }
    }

    /// Lists the messages about a case, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_for_case(&mut self, case_id: Uuid) -> Result<Vec<OutboxRow>> {
        query!(self.0, LIST_FOR_CASE as OutboxRow, [case_id], fetch_all)
    }

    /// Deletes up to `limit` messages sent before an instant and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune(&mut self, sent_before: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, PRUNE, [sent_before.instant(), limit], execute)
    }
}
