//! What every command needs before it can work: database, keys, use cases.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use service::Services;
use service::blobs::LocalBlobs;
use service::ports::{BlobStore, Clock, Random};
use store::{Database, Hold, SqliteOptions};

use crate::config::Config;
use crate::keys;
use crate::ports::{SystemClock, SystemRandom};

/// Name of the SQLite database in the data directory.
pub const DATABASE_FILE: &str = "weiquan.db";
/// Name of the directory of files in the data directory.
pub const BLOB_DIRECTORY: &str = "files";

/// Opens the database of a configuration, which must be there, without changing its schema.
///
/// # Errors
/// When there is none, or it cannot be opened.
pub async fn existing_database(config: &Config) -> anyhow::Result<Database> {
    let file = config.data.join(DATABASE_FILE);
    if config.database_url.is_none() && !file.exists() {
        bail!("there is no database at {}", file.display());
    }
    open(config).await
}

async fn open(config: &Config) -> anyhow::Result<Database> {
    match &config.database_url {
        Some(url) => Database::connect(url)
            .await
            .context("cannot connect to PostgreSQL"),
        None => sqlite(&config.data).await,
    }
}

async fn sqlite(data: &Path) -> anyhow::Result<Database> {
    keys::create_private_directory(data)
        .with_context(|| format!("cannot create the data directory {}", data.display()))?;
    let file = data.join(DATABASE_FILE);
    Database::open_sqlite(&file, SqliteOptions::default())
        .await
        .with_context(|| format!("cannot open {}", file.display()))
}

/// The database for a process that has it alone. As long as the claim lives, no other such process
/// has the same SQLite database; PostgreSQL is shared.
///
/// # Errors
/// When another process has the database, or it cannot be opened or migrated.
pub async fn database_held(config: &Config) -> anyhow::Result<(Database, Hold)> {
    let database = open(config).await?;
    let Some(hold) = database.try_hold()? else {
        database.close().await?;
        bail!(
            "another process serves {} or works on its jobs; SQLite has one such process at a time",
            config.data.join(DATABASE_FILE).display()
        );
    };
    // Only now: nobody else is working with the tables of before.
    database.migrate().await?;
    Ok((database, hold))
}

/// The use cases for a process that serves or works on jobs, with the machine's clock and random
/// source, and the claim of [`database_held`].
///
/// # Errors
/// When another process has the database, or database or keys are not usable.
pub async fn services_held(config: &Config) -> anyhow::Result<(Services, Hold)> {
    let (database, hold) = database_held(config).await?;
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    Ok((services_over(config, database, clock, random).await?, hold))
}

/// Where the bytes of files lie.
pub fn blobs(config: &Config) -> Arc<dyn BlobStore> {
    Arc::new(LocalBlobs::new(config.data.join(BLOB_DIRECTORY)))
}

/// The use cases for a short command that may run beside a server. Small transactions of another
/// process are safe, so that an account can be recovered while the county works; the schema is
/// changed only where no server would be surprised by it.
///
/// # Errors
/// When the schema is not that of this program and a server has the database, or database or keys
/// are not usable.
pub async fn services_beside(config: &Config) -> anyhow::Result<Services> {
    let database = open(config).await?;
    match database.try_hold()? {
        Some(hold) => {
            database.migrate().await?;
            drop(hold);
        }
        None => database.check_statements().await.context(
            "a server of another version has the database: use its program, or stop it first",
        )?,
    }
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    services_over(config, database, clock, random).await
}

/// The use cases with a clock and a random source of the caller's own.
///
/// # Errors
/// When database or keys are not usable.
pub async fn services_with(
    config: &Config,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> anyhow::Result<Services> {
    let database = open(config).await?;
    database.migrate().await?;
    services_over(config, database, clock, random).await
}

async fn services_over(
    config: &Config,
    database: Database,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> anyhow::Result<Services> {
    let keys = keys::load_or_create(&config.data, &SystemRandom)?;
    Ok(Services::new(database, keys, blobs(config), clock, random).await?)
}
