//! A demonstration: a fictional county whose past was lived through the real use cases, so that
//! every event, clock, survey and job in it is real.
//!
//! `story` says how far the cases of the last weeks have come, `history` what a whole year brought,
//! `hot_spot` what everybody talks about; `subject`, `elsewhere` and `matter` say what cases are
//! about, `plan` puts it together with times and words, and `ledger` writes it day by day. Equal
//! options give equal content, and more cases give the same county with more of everything.

mod chance;
mod county;
mod elsewhere;
mod filing;
mod history;
mod hot_spot;
mod ledger;
mod matter;
mod merchant;
mod people;
mod plan;
mod play;
mod ports;
mod shot;
mod story;
mod subject;
#[cfg(test)]
mod tests;
mod timeline;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::calendar::Calendar;
use domain::case::State;
use domain::code::Role;
use domain::locale::business_date;
use serde::Serialize;
use store::Database;

use crate::ports::BlobStore;
use crate::services::DEMO;
use crate::vault::Keys;
use crate::{Failure, Services, StartError};

use chance::Chance;
use plan::Plan;
use play::Stage;
use ports::{SeededRandom, SetClock};

/// Days before the last midnight on which the county was set up; older than every case.
const FOUNDED_DAYS: i64 = 400;

/// Cases that are told as stories, one of each at least; all others are the year's.
const STORIES: u32 = 80;
/// Jobs of so many last days wait to be done; what was due before was done long ago.
const JOB_DAYS: i64 = 3;

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

/// Fills a migrated, empty database; tells every now and then how many cases there are.
///
/// # Errors
/// [`Error::NotEmpty`] when the database holds organisations, otherwise what the database says.
pub async fn fill(
    database: Database,
    keys: Keys,
    blobs: Arc<dyn BlobStore>,
    options: &Options,
    progress: &mut (dyn FnMut(u32) + Send),
) -> Result<Report, Error> {
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
    let services = Services::new(database, keys, blobs, clock.clone(), random).await?;
    mark(&services, options).await?;
    let (accounts, stage) = Stage::build(services, clock, options.seed).await?;
    let samples = stage.live(options, progress).await?;
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

/// The cases of a demonstration, day by day, so that only one day of them is planned at a time.
struct Almanac {
    options: Options,
    calendar: Arc<Calendar>,
    /// Stories and hot spots, by the day on which they came in.
    told: BTreeMap<NaiveDate, Vec<Plan>>,
    /// How many further cases came in on each day.
    history: BTreeMap<NaiveDate, u32>,
}

/// Places of hot spots and of the year lie apart from those of the stories.
const HOT_SPOTS: u32 = 1 << 24;
const HISTORY: u32 = 1 << 25;

impl Almanac {
    fn new(options: Options, calendar: Arc<Calendar>) -> Self {
        let spots = options.cases >= hot_spot::FROM;
        let stories = options.cases.min(STORIES);
        let spent = stories + if spots { hot_spot::cases() } else { 0 };
        let rest = options.cases.saturating_sub(spent);
        let mut almanac = Self {
            history: history::days(&calendar, options.today, rest)
                .into_iter()
                .collect(),
            told: BTreeMap::new(),
            options,
            calendar,
        };
        for (place, story) in (0..).zip(story::told(stories)) {
            let calendar = almanac.calendar.clone();
            almanac.tell(plan::plan(
                story,
                place,
                options.seed,
                options.today,
                &calendar,
            ));
        }
        if spots {
            almanac.tell_hot_spots();
        }
        almanac
    }

    fn tell(&mut self, plan: Plan) {
        let day = business_date(plan.received);
        self.told.entry(day).or_default().push(plan);
    }

    fn tell_hot_spots(&mut self) {
        let mut place = HOT_SPOTS;
        for spot in &hot_spot::HOT_SPOTS {
            for number in 0..spot.cases {
                let mut chance = Chance::new(self.options.seed, place);
                let script = spot.script(number, self.options.today, &mut chance);
                let plan = self.plan(script, place, chance);
                self.tell(plan);
                place += 1;
            }
        }
    }

    fn plan(&self, script: plan::Script, place: u32, mut chance: Chance) -> Plan {
        let channel = plan::channel_at(script.site, script.online, &mut chance);
        let today = self.options.today;
        plan::of_script(script, channel, place, today, &self.calendar, chance)
    }

    /// Every day on which something came in, oldest first.
    fn days(&self) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self
            .told
            .keys()
            .chain(self.history.keys())
            .copied()
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What came in on a day. `before` is the number of cases of the year before it.
    fn on(&mut self, day: NaiveDate, before: &mut u32) -> Vec<Plan> {
        let mut plans = self.told.remove(&day).unwrap_or_default();
        let count = self.history.get(&day).copied().unwrap_or(0);
        let end = timeline::end(self.options.today);
        for _ in 0..count {
            let place = HISTORY + *before;
            *before += 1;
            let mut chance = Chance::new(self.options.seed, place);
            let script = history::script(&self.calendar, day, end, &mut chance);
            plans.push(self.plan(script, place, chance));
        }
        plans
    }
}
