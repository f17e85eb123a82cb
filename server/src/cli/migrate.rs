//! `weiquan migrate`: brings the database up to date and does nothing else.

use super::out;
use crate::config::Config;
use crate::start;

/// Migrates.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let (database, hold) = start::database_held(config).await?;
    database.close().await?;
    drop(hold);
    out::line("the database is up to date");
    Ok(())
}
