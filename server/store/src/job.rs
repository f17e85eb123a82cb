//! Work for later, enqueued in the transaction that makes it necessary.
//!
//! A job is claimed under a lease. Whoever claimed it completes, retries or fails it; when the
//! lease ends without a word, another worker may claim it, so handlers are idempotent.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Result, Tx,
    error::ensure_affected,
    sql::{query, statements},
    value::ToInstant,
};

/// A job to enqueue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Identifier.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// JSON without personal data.
    pub payload: String,
    /// Not before this instant.
    pub run_at: DateTime<Utc>,
    /// How often it is tried.
    pub max_attempts: i64,
    /// A job with this key is enqueued once for as long as the finished one is kept.
    pub dedup_key: Option<String>,
}

/// A row of `job`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct JobRow {
    /// Identifier.
    pub id: Uuid,
    /// Code of the kind.
    pub kind: String,
    /// JSON without personal data.
    pub payload: String,
    /// Not before this instant.
    pub run_at: DateTime<Utc>,
    /// How often it was claimed.
    pub attempts: i64,
    /// How often it is tried.
    pub max_attempts: i64,
    /// The worker that claimed it last.
    pub locked_by: Option<String>,
    /// When the lease ends.
    pub locked_until: Option<DateTime<Utc>>,
    /// See [`NewJob::dedup_key`].
    pub dedup_key: Option<String>,
    /// Why the last attempt failed, without personal data.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was completed.
    pub done_at: Option<DateTime<Utc>>,
    /// When it was given up.
    pub failed_at: Option<DateTime<Utc>>,
}

/// How many jobs stand where, and since when the oldest waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct JobCounts {
    /// To be done, now or later.
    pub waiting: i64,
    /// Of those, due now.
    pub due: i64,
    /// Of those, in the hands of a worker.
    pub running: i64,
    /// Given up.
    pub failed: i64,
    /// When the longest waiting of the due jobs was to be run.
    pub oldest_due_at: Option<DateTime<Utc>>,
}

macro_rules! columns {
    () => {
        "id, kind, payload, run_at, attempts, max_attempts, locked_by, locked_until, dedup_key, \
         last_error, created_at, done_at, failed_at"
    };
}

macro_rules! claim {
    ($skip_locked:literal) => {
        concat!(
            "UPDATE job
            SET locked_by = $1, locked_until = $2, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM job
                WHERE done_at IS NULL AND failed_at IS NULL
                  AND run_at <= $3
                  AND (locked_until IS NULL OR locked_until <= $3)
                  AND attempts < max_attempts
                ORDER BY run_at, id
                LIMIT $4 ",
            $skip_locked,
            ")
            RETURNING ",
            columns!()
        )
    };
}

statements! {
    ENQUEUE = both "INSERT INTO job
            (id, kind, payload, run_at, attempts, max_attempts, dedup_key, created_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7)
        ON CONFLICT (dedup_key) DO NOTHING";
    // A worker that died in the last attempt cannot say so itself.
    FAIL_ABANDONED = both "UPDATE job
        SET failed_at = $1, last_error = 'abandoned', locked_by = NULL, locked_until = NULL
        WHERE done_at IS NULL AND failed_at IS NULL
          AND locked_until <= $1
          AND attempts >= max_attempts";
    CLAIM = sqlite claim!(""), postgres claim!("FOR UPDATE SKIP LOCKED");
    EXTEND = both "UPDATE job SET locked_until = $3
        WHERE id = $1 AND locked_by = $2 AND done_at IS NULL AND failed_at IS NULL";
    COMPLETE = both "UPDATE job
        SET done_at = $3, last_error = NULL, locked_by = NULL, locked_until = NULL
        WHERE id = $1 AND locked_by = $2 AND done_at IS NULL AND failed_at IS NULL";
    RETRY = both "UPDATE job
        SET run_at = $3, last_error = $4, locked_by = NULL, locked_until = NULL
        WHERE id = $1 AND locked_by = $2 AND done_at IS NULL AND failed_at IS NULL";
    FAIL = both "UPDATE job
        SET failed_at = $3, last_error = $4, locked_by = NULL, locked_until = NULL
        WHERE id = $1 AND locked_by = $2 AND done_at IS NULL AND failed_at IS NULL";
    POSTPONE = both "UPDATE job
        SET run_at = $3, attempts = attempts - 1, locked_by = NULL, locked_until = NULL
        WHERE id = $1 AND locked_by = $2 AND done_at IS NULL AND failed_at IS NULL";
    FIND_DUE = both "SELECT id FROM job
        WHERE done_at IS NULL AND failed_at IS NULL
          AND run_at <= $1
          AND (locked_until IS NULL OR locked_until <= $1)
        LIMIT 1";
    COUNT = both "SELECT
            (SELECT COUNT(*) FROM job WHERE done_at IS NULL AND failed_at IS NULL) AS waiting,
            (SELECT COUNT(*) FROM job
                WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $1) AS due,
            (SELECT COUNT(*) FROM job WHERE locked_until > $1) AS running,
            (SELECT COUNT(*) FROM job WHERE failed_at IS NOT NULL) AS failed,
            (SELECT MIN(run_at) FROM job
                WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $1) AS oldest_due_at";
    REVIVE = both "UPDATE job
        SET failed_at = NULL, attempts = 0, run_at = $2
        WHERE id = $1 AND failed_at IS NOT NULL";
    FIND = both concat!("SELECT ", columns!(), " FROM job WHERE id = $1");
    LIST_WAITING = both concat!("SELECT ", columns!(), " FROM job
        WHERE done_at IS NULL AND failed_at IS NULL AND (run_at, id) > ($1, $2)
        ORDER BY run_at, id LIMIT $3");
    LIST_FAILED = both concat!("SELECT ", columns!(), " FROM job
        WHERE failed_at IS NOT NULL AND (failed_at, id) < ($1, $2)
        ORDER BY failed_at DESC, id DESC LIMIT $3");
    LIST_RUNNING = both concat!("SELECT ", columns!(), " FROM job
        WHERE locked_until IS NOT NULL AND locked_until > $1
        ORDER BY locked_until LIMIT $2");
    PRUNE = both "DELETE FROM job
        WHERE id IN (
            SELECT id FROM job WHERE done_at IS NOT NULL AND done_at < $1 ORDER BY done_at LIMIT $2
        )";
}

/// Repository of `job`.
pub struct Jobs<'t>(pub(crate) &'t mut Tx);

impl Jobs<'_> {
    /// Enqueues a job; answers false when one with its key exists already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&mut self, job: &NewJob, now: DateTime<Utc>) -> Result<bool> {
        let rows = query!(
            self.0,
            ENQUEUE,
            [
                job.id,
                &job.kind,
                &job.payload,
                job.run_at.instant(),
                job.max_attempts,
                &job.dedup_key,
                now.instant(),
            ],
            execute
        )?;
        Ok(rows == 1)
    }

    /// Claims up to `limit` jobs that are due, oldest first, until `lease_until`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(
        &mut self,
        worker: &str,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<JobRow>> {
        query!(self.0, FAIL_ABANDONED, [now.instant()], execute)?;
        let mut jobs = query!(
            self.0,
            CLAIM as JobRow,
            [worker, lease_until.instant(), now.instant(), limit],
            fetch_all
        )?;
        // RETURNING promises no order.
        jobs.sort_by_key(|job| (job.run_at, job.id));
        Ok(jobs)
    }

    /// Extends a lease.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when this worker no longer holds the job.
    pub async fn extend(
        &mut self,
        id: Uuid,
        worker: &str,
        lease_until: DateTime<Utc>,
    ) -> Result<()> {
        let rows = query!(self.0, EXTEND, [id, worker, lease_until.instant()], execute)?;
        ensure_affected(rows, "job")
    }

    /// Marks a job done.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when this worker no longer holds the job.
    pub async fn complete(&mut self, id: Uuid, worker: &str, now: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, COMPLETE, [id, worker, now.instant()], execute)?;
        ensure_affected(rows, "job")
    }

    /// Gives a job back to be tried again at `run_at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when this worker no longer holds the job.
    pub async fn retry(
        &mut self,
        id: Uuid,
        worker: &str,
        run_at: DateTime<Utc>,
        error: &str,
    ) -> Result<()> {
        let rows = query!(
            self.0,
            RETRY,
            [id, worker, run_at.instant(), error],
            execute
        )?;
        ensure_affected(rows, "job")
    }

    /// Gives a job back to be done later, as if it had not been tried.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when this worker no longer holds the job.
    pub async fn postpone(&mut self, id: Uuid, worker: &str, run_at: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, POSTPONE, [id, worker, run_at.instant()], execute)?;
        ensure_affected(rows, "job")
    }

    /// Whether a job waits to be claimed. Only a read, so that looking costs the writer nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_due(&mut self, now: DateTime<Utc>) -> Result<bool> {
        let found = query!(self.0, FIND_DUE scalar Uuid, [now.instant()], fetch_optional)?;
        Ok(found.is_some())
    }

    /// Counts the jobs that are not done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&mut self, now: DateTime<Utc>) -> Result<JobCounts> {
        query!(self.0, COUNT as JobCounts, [now.instant()], fetch_one)
    }

    /// Gives a job up.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when this worker no longer holds the job.
    pub async fn fail(
        &mut self,
        id: Uuid,
        worker: &str,
        now: DateTime<Utc>,
        error: &str,
    ) -> Result<()> {
        let rows = query!(self.0, FAIL, [id, worker, now.instant(), error], execute)?;
        ensure_affected(rows, "job")
    }

    /// Lets a job that was given up start over at `run_at`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when there is no such job among the failed.
    pub async fn revive(&mut self, id: Uuid, run_at: DateTime<Utc>) -> Result<()> {
        let rows = query!(self.0, REVIVE, [id, run_at.instant()], execute)?;
        ensure_affected(rows, "job")
    }

    /// Finds a job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&mut self, id: Uuid) -> Result<Option<JobRow>> {
        query!(self.0, FIND as JobRow, [id], fetch_optional)
    }

    /// Lists the jobs that wait or are being done, in the order of their time, after one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_waiting(
        &mut self,
        (at, id): (DateTime<Utc>, Uuid),
        limit: i64,
    ) -> Result<Vec<JobRow>> {
        query!(
            self.0,
            LIST_WAITING as JobRow,
            [at.instant(), id, limit],
            fetch_all
        )
    }

    /// Lists the jobs that are in the hands of a worker.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_running(&mut self, now: DateTime<Utc>, limit: i64) -> Result<Vec<JobRow>> {
        query!(
            self.0,
            LIST_RUNNING as JobRow,
            [now.instant(), limit],
            fetch_all
        )
    }

    /// Lists the jobs that were given up before one, latest first. Begin with the present and
    /// [`Uuid::max`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_failed(
        &mut self,
        (at, id): (DateTime<Utc>, Uuid),
        limit: i64,
    ) -> Result<Vec<JobRow>> {
        query!(
            self.0,
            LIST_FAILED as JobRow,
            [at.instant(), id, limit],
            fetch_all
        )
    }

    /// Deletes up to `limit` jobs done before an instant and answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune(&mut self, done_before: DateTime<Utc>, limit: i64) -> Result<u64> {
        query!(self.0, PRUNE, [done_before.instant(), limit], execute)
    }
}
