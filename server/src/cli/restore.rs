//! `weiquan restore DIR`: brings a backup back and verifies it.

use std::path::PathBuf;

use clap::Args;

use super::verify;
use crate::backup;
use crate::config::Config;

/// Restores a backup into an empty data directory.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup: the directory with `data` and `keys` in it.
    directory: PathBuf,
    /// The key part, when it lies elsewhere.
    #[arg(long, value_name = "DIR")]
    keys: Option<PathBuf>,
}

/// Restores, then verifies what was restored.
pub async fn run(config: &Config, command: &Restore) -> anyhow::Result<()> {
    backup::restore(&command.directory, command.keys.as_deref(), &config.data).await?;
    verify::run(config).await
}
