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
    let ending = ending.unwrap_or_default();
    let Some(format) = Format::parse(ending) else {
        bail!("the name of the file must end in .csv or .xlsx");
    };
    if command.file.exists() {
        bail!("{} is there already", command.file.display());
    }
    // Half a table never has the name of a whole one.
    let part = command.file.with_extension(format!("{ending}.part"));
    let file = File::create(&part).with_context(|| format!("cannot create {}", part.display()))?;
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
            std::fs::remove_file(&part)?;
            return Err(failure.into());
        }
    };
    std::fs::rename(&part, &command.file)?;
    out::line(format_args!("{cases} cases in {}", command.file.display()));
    Ok(())
}
