//! A demonstration: a fictional county whose past was lived through the real use cases, so that
//! every event, clock, survey and job in it is real.
//!
//! `story` says how far cases have come, `subject`, `elsewhere` and `matter` what they are about,
//! `plan` puts both together with times and words, and this module does what was planned, in the
//! order of time. Equal options give equal content.

mod chance;
mod county;
mod elsewhere;
mod filing;
mod matter;
mod merchant;
mod people;
mod plan;
mod play;
mod ports;
mod story;
mod subject;
#[cfg(test)]
mod tests;
mod timeline;
mod words;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::case::State;
use domain::code::Role;
use serde::Serialize;
use store::Database;

use crate::services::DEMO;
use crate::vault::Keys;
use crate::{Failure, Services, StartError};

use plan::Plan;
use play::Stage;
use ports::{SeededRandom, SetClock};

/// Days before the last midnight on which the county was set up; older than every case.
const FOUNDED_DAYS: i64 = 150;

/// What kind of demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Number of cases.
    pub cases: u32,
    /// Seed of everything that looks random, passwords and receipts included.
    pub seed: u64,
    /// The day on which the county is seen: everything happened before it began.
    pub today: NaiveDate,
}

/// What a demonstration holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The staff accounts, with their passwords.
    pub accounts: Vec<DemoAccount>,
    /// Number of cases.
    pub cases: u32,
    /// One case of each story.
    pub samples: Vec<DemoSample>,
}

/// A staff account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub login: String,
    /// Password, which follows from the seed.
    pub password: String,
    /// Chief role.
    pub role: Role,
    /// All roles.
    pub roles: Vec<Role>,
    /// Staff number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Code of the organisation.
    pub organisation: String,
}

/// A case to try something on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoSample {
    /// What happened to it, such as `overdue` or `rated_1`.
    pub story: String,
    /// Case number.
    pub number: String,
    /// Receipt, which opens it.
    pub receipt: String,
    /// Where it stands.
    pub state: State,
}

/// Why a demonstration cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database holds organisations already.
    #[error("the database already holds data; a demonstration needs an empty one")]
    NotEmpty,
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The use cases do not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A use case refused a step, which is a defect.
    #[error("the demonstration got stuck at {step}: {failure}")]
    Stuck {
        /// What was to be done.
        step: String,
        /// What stood against it.
        failure: Failure,
    },
}

/// Fills a migrated, empty database.
///
/// # Errors
/// [`Error::NotEmpty`] when the database holds organisations, otherwise what the database says.
pub async fn fill(database: Database, keys: Keys, options: &Options) -> Result<Report, Error> {
    if !database
        .read()
        .await?
        .organisations()
        .list()
        .await?
        .is_empty()
    {
        return Err(Error::NotEmpty);
    }
    let clock = Arc::new(SetClock::default());
    let end = timeline::end(options.today);
    clock.set(end - TimeDelta::days(FOUNDED_DAYS));
    let random = Arc::new(SeededRandom::new(options.seed));
    let services = Services::new(database, keys, clock.clone(), random).await?;
    mark(&services, options).await?;
    let (accounts, stage) = Stage::build(services, clock, options.seed).await?;
    let plans = plans(options, &stage);
    let samples = stage.play(plans).await?;
    Ok(Report {
        accounts,
        cases: options.cases,
        samples,
    })
}

/// Marks the database before anything else, so that a demonstration that was interrupted is known
/// for one.
async fn mark(services: &Services, options: &Options) -> Result<(), store::Error> {
    let now = services.now();
    let about = serde_json::json!({
        "cases": options.cases, "seed": options.seed, "today": options.today,
    });
    let about = about.to_string();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.settings().put(DEMO, &about, now).await }));
    work.await
}

fn plans(options: &Options, stage: &Stage) -> Vec<Plan> {
    let calendar = stage.calendar();
    (0..)
        .zip(story::told(options.cases))
        .map(|(place, story)| plan::plan(story, place, options.seed, options.today, &calendar))
        .collect()
}
