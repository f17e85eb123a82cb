//! `weiquan export FILE`: all cases as CSV or XLSX.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use service::exchange::{self, Format};

use super::out;
use crate::config::Config;
use crate::start;

/// Writes all cases, newest first, into a table of thirteen columns. The export is on record with
/// its number of cases and the hash of the file.
#[derive(Debug, Args)]
pub struct Export {
    /// A new file that ends in .csv or .xlsx.
    file: PathBuf,
    /// Do not hide personal data, for this reason, which goes on record.
    #[arg(long, value_name = "REASON")]
    clear: Option<String>,
}

/// Exports.
pub async fn run(config: &Config, command: &Export) -> anyhow::Result<()> {
    let ending = command.file.extension().and_then(|ending| ending.to_str());
    let Some(format) = ending.and_then(Format::parse) else {
        bail!("the name of the file must end in .csv or .xlsx");
    };
    let file = File::create_new(&command.file)
        .with_context(|| format!("cannot create {}", command.file.display()))?;
    let services = start::services_beside(config).await?;
    let mut told = 0;
    let mut tell = |cases: usize| {
        if cases >= told + 10_000 {
            told = cases;
            out::progress(format_args!("{cases} cases"));
        }
    };
    let out = BufWriter::new(file);
    let reason = command.clear.as_deref();
    let done = exchange::export_all(&services, format, reason, out, &mut tell).await;
    services.close().await?;
    let cases = match done {
        Ok(cases) => cases,
        Err(failure) => {
            // What is there is no whole table.
            std::fs::remove_file(&command.file)?;
            return Err(failure.into());
        }
    };
    out::line(format_args!("{cases} cases in {}", command.file.display()));
    Ok(())
}
