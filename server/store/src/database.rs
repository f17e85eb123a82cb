//! The database: one of two engines, opened, migrated, read, written and closed alike.

use std::{path::Path, str::FromStr, time::Duration};

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use sqlx::{
    ConnectOptions, Connection, Executor, PgPool, SqlSafeStr, SqlitePool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{
    Error, Hold, Result, SqliteOptions, Tx, sql::all_statements, sqlite::SqliteFile,
    writer::WriterHandle,
};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database, one process.
    Sqlite,
    /// PostgreSQL, any number of processes.
    Postgres,
}

/// The database. Clones share its connections.
#[derive(Clone)]
pub struct Database {
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Sqlite {
        file: SqliteFile,
        readers: SqlitePool,
        writer: WriterHandle,
    },
    Postgres {
        options: Box<PgConnectOptions>,
        pool: PgPool,
    },
}

impl Database {
    /// Opens the SQLite database in a file, which is created when missing, and starts its writer.
    ///
    /// # Errors
    /// When the file cannot be opened, or is not a database.
    pub async fn open_sqlite(path: &Path, options: SqliteOptions) -> Result<Self> {
        let file = SqliteFile::new(path, options);
        let open = |error| Error::from_driver(error, "open");
        let connection = file.open_writer().await.map_err(open)?;
        let readers = file.open_readers().await.map_err(open)?;
        let writer = WriterHandle::spawn(file.clone(), connection);
        Ok(Self {
            backend: Backend::Sqlite {
                file,
                readers,
                writer,
            },
        })
    }

    /// Connects to PostgreSQL 15 or later at a `postgres://` address.
    ///
    /// # Errors
    /// When the address cannot be read or nobody answers there.
    pub async fn connect(url: &str) -> Result<Self> {
        let connect = |error| Error::from_driver(error, "connect");
        let options = PgConnectOptions::from_str(url)
            .map_err(connect)?
            .application_name("weiquan")
            .disable_statement_logging();
        // A person is told within five seconds that the database is busy.
        let limited = options
            .clone()
            .statement_cache_capacity(200)
            .options([("lock_timeout", "4s"), ("statement_timeout", "30s")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(4))
            .connect_with(limited)
            .await
            .map_err(connect)?;
        Ok(Self {
            backend: Backend::Postgres {
                options: Box::new(options),
                pool,
            },
        })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self.backend {
            Backend::Sqlite { .. } => Engine::Sqlite,
            Backend::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Claims the database for a process that serves it or works on its jobs. `None` when another
    /// process has claimed the same SQLite file; PostgreSQL is shared by any number.
    ///
    /// # Errors
    /// When the file beside the database that carries the claim cannot be opened.
    pub fn try_hold(&self) -> Result<Option<Hold>> {
        match &self.backend {
            Backend::Sqlite { file, .. } => file
                .hold()
                .map_err(|error| Error::from_driver(error.into(), "hold")),
            Backend::Postgres { .. } => Ok(Some(Hold::nothing())),
        }
    }

    /// Brings the schema up to date. A migration that dies half-way leaves nothing behind.
    ///
    /// # Errors
    /// [`Error::Migrate`] when the database is newer than this program, was altered, or a
    /// migration fails.
    pub async fn migrate(&self) -> Result<()> {
        let connect = |error| Error::from_driver(error, "connect");
        let migrated = match &self.backend {
            Backend::Sqlite { file, .. } => {
                let mut connection = file.open_writer().await.map_err(connect)?;
                let migrated = SQLITE.run_direct(None, &mut connection, false).await;
                connection.close().await.map_err(connect)?;
                migrated
            }
            Backend::Postgres { options, .. } => {
                let mut connection = options.connect().await.map_err(connect)?;
                let migrated = POSTGRES.run_direct(None, &mut connection, false).await;
                connection.close().await.map_err(connect)?;
                migrated
            }
        };
        migrated.map_err(|error| Error::Migrate(error.into()))
    }

    /// Begins to read. What the transaction sees is one state of the database.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection comes free in time.
    pub async fn read(&self) -> Result<Tx> {
        let begin = |error| Error::from_driver(error, "begin");
        match &self.backend {
            Backend::Sqlite { readers, .. } => {
                let transaction = readers.begin().await.map_err(begin)?;
                Ok(Tx::sqlite_reader(transaction))
            }
            Backend::Postgres { pool, .. } => {
                let transaction = pool
                    .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await
                    .map_err(begin)?;
                Ok(Tx::postgres(transaction))
            }
        }
    }

    /// Does `work` in one transaction: kept as a whole when it answers `Ok`, else not at all.
    ///
    /// The work speaks to its [`Tx`] only. On SQLite every other writer waits for it, so whatever
    /// is slow (hashing, encryption, network) is done before. Once begun it runs to its end even
    /// when the caller goes away.
    ///
    /// # Errors
    /// What the work answers; [`Error::Busy`] when too many wait; any error of the commit.
    ///
    /// # Panics
    /// When the work panics: the caller gets that panic, other requests do not notice.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.submit(work).await,
            Backend::Postgres { pool, .. } => {
                let begun = pool.begin().await;
                let begun = begun.map_err(|error| Error::from_driver(error, "begin"))?;
                let mut tx = Tx::postgres(begun);
                let result = work(&mut tx).await;
                let ended = tx.end(result.is_ok()).await;
                if result.is_ok() {
                    ended.map_err(|error| Error::from_driver(error, "commit"))?;
                }
                result
            }
        }
    }

    /// Proves with a small durable write that the database takes writes.
    ///
    /// # Errors
    /// The reason why it does not.
    pub async fn check_writable(&self, now: DateTime<Utc>) -> Result<()> {
        self.write(move |tx| {
            Box::pin(async move { tx.settings().put("store.probe", "true", now).await })
        })
        .await
    }

    /// Prepares every statement, which proves that program and schema fit each other.
    ///
    /// # Errors
    /// The first statement that does not fit, by name.
    pub async fn check_statements(&self) -> Result<()> {
        match &self.backend {
            Backend::Sqlite { readers, .. } => {
                let acquired = readers.acquire().await;
                let mut connection =
                    acquired.map_err(|error| Error::from_driver(error, "acquire"))?;
                for sql in all_statements() {
                    let prepared = connection.prepare(sql.sqlite.into_sql_str()).await;
                    prepared.map_err(|error| Error::from_driver(error, sql.name))?;
                }
            }
            Backend::Postgres { pool, .. } => {
                let acquired = pool.acquire().await;
                let mut connection =
                    acquired.map_err(|error| Error::from_driver(error, "acquire"))?;
                for sql in all_statements() {
                    let prepared = connection.prepare(sql.postgres.into_sql_str()).await;
                    prepared.map_err(|error| Error::from_driver(error, sql.name))?;
                }
            }
        }
        Ok(())
    }

    /// Copies the database into a new file while it is being read and written: the copy is one
    /// state of it. Answers false on PostgreSQL, which has its own tools for this.
    ///
    /// # Errors
    /// When the new file exists or cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<bool> {
        let Backend::Sqlite { file, .. } = &self.backend else {
            return Ok(false);
        };
        let failed = |error| Error::from_driver(error, "copy");
        // A reader refuses to write, and on the writer everybody would wait for the copy.
        let mut connection = file.open_writer().await.map_err(failed)?;
        let copied = sqlx::query("VACUUM INTO $1")
            .bind(path.to_string_lossy().into_owned())
            .execute(&mut connection)
            .await;
        connection.close().await.map_err(failed)?;
        copied.map(|_| true).map_err(failed)
    }

    /// What the engine itself finds wrong with its pages, indexes and references; nothing when
    /// all is well. PostgreSQL checks its pages as it reads them.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn check_integrity(&self) -> Result<Vec<String>> {
        let Backend::Sqlite { readers, .. } = &self.backend else {
            return Ok(Vec::new());
        };
        let failed = |error| Error::from_driver(error, "integrity");
        let found = sqlx::query_scalar::<_, String>("PRAGMA integrity_check(20)")
            .fetch_all(readers)
            .await
            .map_err(failed)?;
        let orphans = sqlx::query_scalar::<_, String>(
            r#"SELECT "table" || ' refers to a missing row of ' || parent
                FROM pragma_foreign_key_check LIMIT 20"#,
        )
        .fetch_all(readers)
        .await
        .map_err(failed)?;
        let found = found.into_iter().filter(|line| line != "ok");
        Ok(found.chain(orphans).collect())
    }

    /// Finishes the writes that wait, refuses new ones and closes every connection.
    ///
    /// It waits for open reads. On SQLite it leaves one file without a write-ahead log.
    ///
    /// # Errors
    /// When the last checkpoint fails; everything answered before is durable all the same.
    pub async fn close(&self) -> Result<()> {
        match &self.backend {
            Backend::Sqlite {
                readers, writer, ..
            } => {
                let connection = writer.close().await;
                readers.close().await;
                let Some(mut connection) = connection else {
                    return Ok(());
                };
                let close = |error| Error::from_driver(error, "close");
                sqlx::query("PRAGMA optimize")
                    .execute(&mut connection)
                    .await
                    .map_err(close)?;
                connection.close().await.map_err(close)
            }
            Backend::Postgres { pool, .. } => {
                pool.close().await;
                Ok(())
            }
        }
    }
}
