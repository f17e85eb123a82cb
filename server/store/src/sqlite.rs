//! How SQLite is opened.

use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::Hold;

/// Limits of the embedded database. The defaults suit a county on a small machine.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// Reading connections; one for each core by default, each with a cache of 4 MB.
    pub readers: u32,
    /// Requests that may wait for the writer before others are told to come back.
    pub queue: usize,
    /// Requests that share one commit at most.
    pub batch: usize,
    /// How long a batch stays open for more requests that are already waiting.
    pub batch_window: Duration,
    /// How long a statement waits for another process. Below five seconds, so that a person is
    /// told within five.
    pub busy_timeout: Duration,
    /// How long the writer must be idle before it empties the write-ahead log.
    pub idle: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            readers: thread::available_parallelism()
                .ok()
                .and_then(|cores| u32::try_from(cores.get()).ok())
                .unwrap_or(1),
            queue: 256,
            batch: 64,
            batch_window: Duration::from_millis(2),
            busy_timeout: Duration::from_secs(4),
            idle: Duration::from_secs(1),
        }
    }
}

/// A database file and the options its connections share.
#[derive(Debug, Clone)]
pub(crate) struct SqliteFile {
    path: PathBuf,
    pub(crate) options: SqliteOptions,
}

impl SqliteFile {
    pub(crate) fn new(path: &Path, options: SqliteOptions) -> Self {
        Self {
            path: path.to_owned(),
            options,
        }
    }

    fn connect_options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.path)
            .busy_timeout(self.options.busy_timeout)
            .journal_mode(SqliteJournalMode::Wal)
            // An answer promises that the case survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("mmap_size", "0")
            .pragma("cache_size", "-4096")
            .pragma("temp_store", "MEMORY")
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            // So that the append-only triggers see the delete within a REPLACE as well.
            .pragma("recursive_triggers", "ON")
            .pragma("journal_size_limit", "67108864")
            .statement_cache_capacity(200)
            .disable_statement_logging()
    }

    /// Claims the file for this process; `None` when another one has it.
    pub(crate) fn hold(&self) -> std::io::Result<Option<Hold>> {
        Hold::on(&self.path)
    }

    /// Opens a connection that may write, and creates the file when it is missing.
    pub(crate) async fn open_writer(&self) -> sqlx::Result<SqliteConnection> {
        self.connect_options()
            .create_if_missing(true)
            .connect()
            .await
    }

    /// Opens the pool of connections that refuse to write.
    pub(crate) async fn open_readers(&self) -> sqlx::Result<SqlitePool> {
        SqlitePoolOptions::new()
            .max_connections(self.options.readers.max(1))
            .acquire_timeout(self.options.busy_timeout)
            .connect_with(self.connect_options().pragma("query_only", "ON"))
            .await
    }

    /// Moves the write-ahead log into the database and truncates it.
    ///
    /// Answers false when a reader still needs it. It does so at once: a truncating checkpoint
    /// that waits for readers makes every writer wait with it, hence a connection of its own.
    pub(crate) async fn empty_log(&self) -> sqlx::Result<bool> {
        let options = self.connect_options().busy_timeout(Duration::ZERO);
        let mut connection = options.connect().await?;
        let busy = sqlx::query_scalar::<_, i64>("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&mut connection)
            .await;
        connection.close().await?;
        Ok(busy? == 0)
    }
}
