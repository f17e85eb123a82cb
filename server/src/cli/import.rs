//! `weiquan import FILE`: cases of another register, from CSV or XLSX.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use domain::exchange::RowProblem;
use domain::locale::Locale;
use service::exchange::{self, ImportProgress, Limits};

use super::out;
use crate::config::Config;
use crate::start;

/// Takes cases over from a table of thirteen columns; a case that is here already is passed over,
/// so an import that was interrupted is simply done again.
#[derive(Debug, Args)]
pub struct Import {
    /// CSV (UTF-8 or GB18030) or XLSX.
    file: PathBuf,
    /// Code of the organisation for cases that name none; the intake desk unless given.
    #[arg(long, value_name = "CODE")]
    organisation: Option<String>,
}

/// Imports, or lists what is wrong and changes nothing.
pub async fn run(config: &Config, command: &Import) -> anyhow::Result<()> {
    let length = std::fs::metadata(&command.file)
        .with_context(|| format!("cannot read {}", command.file.display()))?
        .len();
    if length > Limits::COMMAND.bytes as u64 {
        bail!("the file is larger than 2 GiB; split it");
    }
    let bytes = std::fs::read(&command.file)
        .with_context(|| format!("cannot read {}", command.file.display()))?;
    let services = start::services_beside(config).await?;
    let organisation = command.organisation.as_deref();
    let mut tell = |so_far: ImportProgress| {
        if so_far.rows.is_multiple_of(10_000) {
            out::progress(format_args!("{} cases", so_far.rows));
        }
    };
    let done = exchange::import_all(&services, bytes, organisation, &mut tell).await;
    services.close().await?;
    match done? {
        Ok(done) => {
            out::line(format_args!(
                "{} cases taken over, {} were here before",
                done.imported, done.known
            ));
            Ok(())
        }
        Err((problems, count)) => {
            for problem in &problems {
                out::progress(said(problem));
            }
            bail!("{count} problems, nothing was taken over");
        }
    }
}

/// One problem in words: where, and what to do.
fn said(problem: &RowProblem) -> String {
    let mut text = String::new();
    if problem.line > 0 {
        // Writing to a string never fails.
        let _ = write!(text, "line {}: ", problem.line);
    }
    if let Some(column) = problem.column {
        let _ = write!(text, "{}: ", column.label(Locale::ZhCn));
    }
    if let Some(heading) = &problem.heading {
        let _ = write!(text, "{heading:?}: ");
    }
    text + problem.flaw.label(Locale::En)
}
