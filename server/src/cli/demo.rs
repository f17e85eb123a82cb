//! `weiquan demo`: a fictional county to look at.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;

use crate::config::Config;

/// Fills an empty data directory; equal seeds give equal content.
#[derive(Debug, Args)]
pub struct Demo {
    /// Number of cases.
    #[arg(long, value_name = "N", default_value_t = 60)]
    cases: u32,
    /// Seed of everything that looks random, passwords and receipts included.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The day on which the county is seen; today unless given.
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// Print the accounts as JSON lines.
    #[arg(long)]
    json: bool,
}

/// Fills the directory and prints the accounts.
pub async fn run(_config: Config, command: Demo) -> anyhow::Result<()> {
    let Demo {
        cases: _,
        seed: _,
        today: _,
        json: _,
    } = command;
    bail!("the demonstration is not built yet")
}
