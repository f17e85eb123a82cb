//! Copies of a SQLite database, and the keys of its cases kept apart from them.
//!
//! The data part of a backup opens nothing: the wrapped data keys of the cases are moved into a
//! file of their own, so that an erased case stays erased once the key parts from before have
//! expired, however long the data parts are kept.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::{Error, Result};

/// Moves the wrapped case keys of a copied database into a new file.
///
/// # Errors
/// When one of the files cannot be read or written.
pub async fn separate_keys(copy: &Path, keys: &Path) -> Result<()> {
    let mut connection = open_both(copy, keys).await?;
    let moved = run(
        &mut connection,
        &[
            "CREATE TABLE kept.case_key (case_id BLOB NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT",
            "INSERT INTO kept.case_key SELECT id, wrapped_key FROM main.case_file
                WHERE wrapped_key IS NOT NULL",
            "UPDATE main.case_file SET wrapped_key = NULL WHERE wrapped_key IS NOT NULL",
        ],
    )
    .await;
    close(connection, moved).await
}

/// Puts the wrapped case keys back into a copied database.
///
/// # Errors
/// When one of the files cannot be read or written.
pub async fn join_keys(copy: &Path, keys: &Path) -> Result<()> {
    let mut connection = open_both(copy, keys).await?;
    let moved = run(
        &mut connection,
        &[
            "UPDATE main.case_file SET wrapped_key = kept.case_key.wrapped
            FROM kept.case_key WHERE kept.case_key.case_id = main.case_file.id",
        ],
    )
    .await;
    close(connection, moved).await
}

async fn open_both(copy: &Path, keys: &Path) -> Result<SqliteConnection> {
    let failed = |error| Error::from_driver(error, "backup");
    let mut connection = SqliteConnectOptions::new()
        .filename(copy)
        // The attached file is opened with the rights of this one.
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        // What is moved away must not linger in free pages.
        .pragma("secure_delete", "ON")
        .disable_statement_logging()
        .connect()
        .await
        .map_err(failed)?;
    sqlx::query("ATTACH DATABASE $1 AS kept")
        .bind(keys.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await
        .map_err(failed)?;
    Ok(connection)
}

/// Both files change together or not at all.
async fn run(connection: &mut SqliteConnection, statements: &[&'static str]) -> sqlx::Result<()> {
    let mut transaction = connection.begin().await?;
    for statement in statements {
        sqlx::query(*statement).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}

async fn close(connection: SqliteConnection, done: sqlx::Result<()>) -> Result<()> {
    let closed = connection.close().await;
    done.and(closed)
        .map_err(|error| Error::from_driver(error, "backup"))
}
