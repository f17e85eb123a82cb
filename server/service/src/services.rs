//! Everything the use cases need, made once at start.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::BASE32_NOPAD;
use domain::calendar::Calendar;
use domain::clock::ClockTargets;
use domain::locale::business_date;
use domain::offer::{Offered, Offers};
use domain::view::OrganisationView;
use store::Database;
use tokio::sync::{Mutex, Notify, Semaphore};
use uuid::Uuid;

use crate::passwords::Passwords;
use crate::ports::{BlobStore, Clock, Random};
use crate::trouble::Trouble;
use crate::vault::{Keys, Vault};
use crate::{Answer, Failure, clock_targets, code_offers, organisations, statistics};

/// Everything the use cases need. Cheap to clone.
#[derive(Clone)]
pub struct Services(Arc<Inner>);

struct Inner {
    database: Database,
    vault: Arc<Vault>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    blobs: Arc<dyn BlobStore>,
    pictures: Semaphore,
    passwords: Passwords,
    calendar: RwLock<Arc<Calendar>>,
    targets: RwLock<Arc<ClockTargets>>,
    offers: RwLock<Arc<Offers>>,
    work: Notify,
    /// The public figures, for a few minutes.
    figures: Mutex<statistics::Kept>,
}

/// Why the use cases cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The working-day calendar.
    #[error("the working-day calendar cannot be read: {0}")]
    Calendar(String),
    /// A target of a clock.
    #[error("a target of a clock cannot be read")]
    Target,
    /// A decision on a code list.
    #[error("a decision on a code list cannot be read")]
    Offer,
    /// The database was written with another master key.
    #[error("the key file does not belong to this database")]
    OtherKey,
}

impl Services {
    /// Prepares the use cases over a migrated database.
    ///
    /// # Errors
    /// When the calendar cannot be read or the key file belongs to another database.
    pub async fn new(
        database: Database,
        keys: Keys,
        blobs: Arc<dyn BlobStore>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, StartError> {
        let vault = Arc::new(Vault::new(&keys));
        check_key(&database, &vault, clock.now()).await?;
        let calendar = load_calendar(&database).await?;
        let targets = clock_targets::load(&mut database.read().await?).await?;
        let offers = code_offers::load(&mut database.read().await?).await?;
        Ok(Self(Arc::new(Inner {
            database,
            vault,
            clock,
            passwords: Passwords::new(random.clone()),
            random,
            blobs,
            pictures: Semaphore::new(PICTURES),
            calendar: RwLock::new(Arc::new(calendar)),
            targets: RwLock::new(Arc::new(targets)),
            offers: RwLock::new(Arc::new(offers)),
            work: Notify::new(),
            figures: Mutex::default(),
        })))
    }

    /// The organisation that answers for the whole county, for headers and footers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn county(&self) -> Answer<Option<OrganisationView>> {
        self.answer(organisations::county(self).await)
    }

    /// The business day at this moment.
    pub fn today(&self) -> NaiveDate {
        business_date(self.now())
    }

    /// Whether writes are possible.
    ///
    /// # Errors
    /// [`Failure::Busy`] or [`Failure::Internal`] when they are not.
    pub async fn check_ready(&self) -> Answer<()> {
        let checked = self.database().check_writable(self.now()).await;
        self.answer(checked.map_err(Trouble::from))
    }

    /// Closes the database after the last answer.
    ///
    /// # Errors
    /// When the last checkpoint fails.
    pub async fn close(&self) -> Result<(), store::Error> {
        self.database().close().await
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    /// Tells the worker of this process that a job was enqueued.
    pub(crate) fn wake_worker(&self) {
        self.0.work.notify_one();
    }

    /// Waits for [`Self::wake_worker`].
    pub(crate) async fn work_arrived(&self) {
        self.0.work.notified().await;
    }

    pub(crate) fn database(&self) -> &Database {
        &self.0.database
    }

    pub(crate) fn vault(&self) -> &Arc<Vault> {
        &self.0.vault
    }

    pub(crate) fn random(&self) -> &Arc<dyn Random> {
        &self.0.random
    }

    /// Where the bytes of files lie.
    pub(crate) fn blobs(&self) -> &Arc<dyn BlobStore> {
        &self.0.blobs
    }

    /// Admits those who unpack a picture, which takes much memory.
    pub(crate) fn figures(&self) -> &Mutex<statistics::Kept> {
        &self.0.figures
    }

    pub(crate) fn pictures(&self) -> &Semaphore {
        &self.0.pictures
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn calendar(&self) -> Arc<Calendar> {
        self.0
            .calendar
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Computes with another calendar from now on.
    pub(crate) fn set_calendar(&self, calendar: Calendar) {
        let mut shared = self
            .0
            .calendar
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *shared = Arc::new(calendar);
    }

    /// The targets that administrators have set.
    pub(crate) fn targets(&self) -> Arc<ClockTargets> {
        let shared = self.0.targets.read();
        shared.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Promises other targets from now on.
    pub(crate) fn set_targets(&self, targets: ClockTargets) {
        let shared = self.0.targets.write();
        *shared.unwrap_or_else(PoisonError::into_inner) = Arc::new(targets);
    }

    /// What may be chosen from the code lists today.
    pub fn offered(&self) -> Offered {
        self.offers().on(self.today())
    }

    /// What administrators decided on the code lists.
    pub(crate) fn offers(&self) -> Arc<Offers> {
        let shared = self.0.offers.read();
        shared.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Offers other items from now on.
    pub(crate) fn set_offers(&self, offers: Offers) {
        let shared = self.0.offers.write();
        *shared.unwrap_or_else(PoisonError::into_inner) = Arc::new(offers);
    }

    /// A new identifier that sorts by time.
    pub(crate) fn new_id(&self) -> Uuid {
        let mut bytes = [0; 10];
        self.random().fill(&mut bytes);
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// Turns what went wrong into what the caller is told, and logs the rest.
    pub(crate) fn answer<T>(&self, result: Result<T, Trouble>) -> Answer<T> {
        result.map_err(|trouble| trouble.told(|| self.reference()))
    }

    fn reference(&self) -> String {
        let mut bytes = [0; 5];
        self.random().fill(&mut bytes);
        BASE32_NOPAD.encode(&bytes)
    }

    /// Whether this database holds the fictional demonstration county.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_demo(&self) -> Answer<bool> {
        self.answer(self.is_marked_demo().await)
    }

    pub(crate) async fn is_marked_demo(&self) -> Result<bool, Trouble> {
        let mut tx = self.database().read().await?;
        Ok(tx.settings().find(DEMO).await?.is_some())
    }
}

/// Pictures that are unpacked at the same time.
const PICTURES: usize = 1;
/// Setting that marks a demonstration.
pub(crate) const DEMO: &str = "demo";
/// Setting that tells which master key the data were sealed with.
const KEY_CHECK: &str = "key_check";

async fn check_key(
    database: &Database,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), StartError> {
    let check = format!("\"{}\"", vault.derived_token("key check", b"weiquan"));
    let found = database.read().await?.settings().find(KEY_CHECK).await?;
    match found {
        Some(row) if row.value == check => Ok(()),
        Some(_) => Err(StartError::OtherKey),
        None => {
            let written: Result<(), store::Error> = database
                .write(move |tx| {
                    Box::pin(async move { tx.settings().put(KEY_CHECK, &check, now).await })
                })
                .await;
            Ok(written?)
        }
    }
}

/// The built-in years, overlaid with what an administrator imported.
async fn load_calendar(database: &Database) -> Result<Calendar, StartError> {
    let broken = |error: &dyn std::fmt::Display| StartError::Calendar(error.to_string());
    let mut calendar = Calendar::built_in().map_err(|error| broken(&error))?;
    for row in database.read().await?.calendars().list().await? {
        let plan = serde_json::from_str(&row.plan).map_err(|error| broken(&error))?;
        let year = i32::try_from(row.year).map_err(|error| broken(&error))?;
        calendar = calendar
            .with_year(year, plan)
            .map_err(|error| broken(&error))?;
    }
    Ok(calendar)
}

/// A failure that a use case tells in many places.
pub(crate) fn not_found() -> Trouble {
    Trouble::Told(Failure::NotFound)
}
