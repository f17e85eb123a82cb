//! `weiquan backup DIR`: a consistent copy in two parts, also while the service runs.

use std::path::PathBuf;

use clap::Args;
use service::ports::Clock as _;

use super::out;
use crate::config::Config;
use crate::ports::SystemClock;
use crate::{backup, start};

/// Makes a backup.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where backups are kept; each gets a directory named after its time.
    directory: PathBuf,
}

/// Backs up.
pub async fn run(config: &Config, command: &Backup) -> anyhow::Result<()> {
    let database = start::existing_database(config).await?;
    let made = backup::make(
        &database,
        &config.data,
        &command.directory,
        SystemClock.now(),
    )
    .await;
    database.close().await?;
    let made = made?;
    out::line(format_args!("data: {}", made.data.display()));
    out::line(format_args!("keys: {}", made.keys.display()));
    if !made.has_database {
        out::line("the database is on PostgreSQL: back it up with pg_dump");
    }
    Ok(())
}
