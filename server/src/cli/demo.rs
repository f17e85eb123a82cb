//! `weiquan demo`: a fictional county to look at.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use clap::Args;
use domain::locale::business_date;
use service::demo::{self, Options, Report};
use service::ports::Clock as _;

use super::out;
use crate::config::Config;
use crate::ports::{SystemClock, SystemRandom};
use crate::{keys, start};

/// Fills an empty data directory; equal seeds give equal content.
#[derive(Debug, Args)]
pub struct Demo {
    /// Number of cases.
    #[arg(long, value_name = "N", default_value_t = 400)]
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

/// Fills the database and prints the accounts.
pub async fn run(config: &Config, command: &Demo) -> anyhow::Result<()> {
    let today = command
        .today
        .unwrap_or_else(|| business_date(SystemClock.now()));
    let (database, hold) = start::database_held(config).await?;
    let keys = keys::load_or_create(&config.data, &SystemRandom)?;
    let options = Options {
        cases: command.cases,
        seed: command.seed,
        today,
    };
    let mut progress = Progress::new(options.cases);
    let mut tell = |cases: u32| progress.tell(cases);
    let files = start::blobs(config);
    let filled = demo::fill(database.clone(), keys, files, &options, &mut tell).await;
    database.close().await?;
    drop(hold);
    let report = filled?;
    progress.end(report.cases);
    if command.json {
        print_json(&report)
    } else {
        print_text(&report);
        Ok(())
    }
}

/// How far the county has come, on standard error.
struct Progress {
    all: u32,
    began: Instant,
    told: Instant,
}

impl Progress {
    /// A line every so often.
    const EVERY: Duration = Duration::from_secs(5);

    fn new(all: u32) -> Self {
        let now = Instant::now();
        Self {
            all,
            began: now,
            told: now,
        }
    }

    fn tell(&mut self, cases: u32) {
        if self.told.elapsed() >= Self::EVERY {
            self.told = Instant::now();
            out::progress(format_args!("{cases} of {} cases", self.all));
        }
    }

    /// The rate that was measured, people and their passwords included.
    fn end(&self, cases: u32) {
        let seconds = self.began.elapsed().as_secs_f64();
        let rate = f64::from(cases) / seconds.max(0.001);
        out::progress(format_args!(
            "{cases} cases in {seconds:.1} s, {rate:.0} a second"
        ));
    }
}

fn print_json(report: &Report) -> anyhow::Result<()> {
    for account in &report.accounts {
        out::line(serde_json::to_string(account)?);
    }
    Ok(())
}

fn print_text(report: &Report) {
    out::line(format_args!(
        "{} fictional cases. Accounts (name, password, role):",
        report.cases
    ));
    for account in &report.accounts {
        out::line(format_args!(
            "  {:<12} {:<20} {}",
            account.login,
            account.password,
            account.role.code()
        ));
    }
    out::line("Cases to try (number, receipt, what happened):");
    for sample in &report.samples {
        out::line(format_args!(
            "  {} {} {}",
            sample.number, sample.receipt, sample.story
        ));
    }
}
