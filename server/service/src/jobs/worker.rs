//! Does the jobs that are due, one after the other, alone or beside other workers.

use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE32_NOPAD;
use futures::FutureExt as _;
use store::JobRow;

use super::{
    Job, clean_up, deadline, deliver, lapse, link, message, survey, timetable, tracking_code,
};
use crate::ports::Outside;
use crate::trouble::Trouble;
use crate::{Answer, Services, anchors, evidence};

/// How long a claim lasts unless it is renewed. Longer than [`TIME_LIMIT`].
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How long one job may take.
const TIME_LIMIT: Duration = Duration::from_secs(45);
/// How often a worker looks by itself: jobs of other processes, jobs for later.
const POLL: Duration = Duration::from_secs(1);
/// Jobs of one claim.
const BATCH: i64 = 16;
/// First pause after a failed try, in seconds; each further one is twice as long.
const FIRST_PAUSE: i64 = 5;
/// Longest pause, in seconds.
const LONGEST_PAUSE: i64 = 3_600;
/// The longest that somebody outside may ask to wait for.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(1);

/// How a job went when it did not go wrong.
pub(super) enum Done {
    /// It is done.
    Now,
    /// It is not its time; tried again then, as if it had not been tried.
    Later(DateTime<Utc>),
}

/// How a job went wrong. The words are for the administrator and hold no personal data.
pub(super) enum Setback {
    /// It may work another time.
    Again(String),
    /// It may, but not before so much time has passed.
    NotBefore(String, TimeDelta),
    /// It will not.
    GiveUp(String),
}

impl From<Trouble> for Setback {
    fn from(trouble: Trouble) -> Self {
        Self::Again(trouble.to_string())
    }
}

impl From<store::Error> for Setback {
    fn from(error: store::Error) -> Self {
        Trouble::from(error).into()
    }
}

pub(super) type Handled = Result<Done, Setback>;

/// What a handler works with.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) services: Services,
    pub(super) outside: Outside,
    /// No further try follows this one.
    pub(super) is_last: bool,
}

/// Does jobs. Any number of workers share the jobs of one PostgreSQL database; SQLite has one
/// process at a time ([`store::Database::try_hold`]).
pub struct Worker {
    services: Services,
    outside: Outside,
    name: String,
}

impl Worker {
    /// A worker with the ways out of the house. In a demonstration none of them is used.
    pub fn new(services: Services, outside: Outside) -> Self {
        let mut bytes = [0; 5];
        services.random().fill(&mut bytes);
        Self {
            services,
            outside,
            name: BASE32_NOPAD.encode(&bytes),
        }
    }

    /// Works until `shutdown` is ready; the jobs in hand are finished first. Woken when this
    /// process enqueues a job, and looks every second for those of others.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) {
        let mut shutdown = pin!(shutdown);
        loop {
            let did = self.run_due(BATCH).await.unwrap_or_default();
            if shutdown.as_mut().now_or_never().is_some() {
                return;
            }
            if did > 0 {
                continue;
            }
            tokio::select! {
                () = shutdown.as_mut() => return,
                () = self.services.work_arrived() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Claims up to `limit` jobs that are due, does them and answers how many it did.
    ///
    /// # Errors
    /// [`crate::Failure::Busy`] or [`crate::Failure::Internal`] when the database does not answer;
    /// a job that goes wrong is none.
    pub async fn run_due(&self, limit: i64) -> Answer<usize> {
        self.services.answer(self.round(limit).await)
    }

    async fn round(&self, limit: i64) -> Result<usize, Trouble> {
        timetable::advance(&self.services).await?;
        let now = self.services.now();
        let is_due = {
            let mut tx = self.services.database().read().await?;
            tx.jobs().is_due(now).await?
        };
        if !is_due {
            return Ok(0);
        }
        let name = self.name.clone();
        let work = self.services.database().write(move |tx| {
            Box::pin(async move { tx.jobs().claim(&name, now, now + LEASE, limit).await })
        });
        let jobs: Result<Vec<JobRow>, store::Error> = work.await;
        let mut did = 0;
        for (place, job) in jobs?.into_iter().enumerate() {
            // The lease of the first has only begun.
            if place > 0 && !self.renews(&job).await? {
                continue;
            }
            let handled = self.attempt(&job).await;
            self.settle(&job, handled).await?;
            did += 1;
        }
        Ok(did)
    }

    /// Whether the job is still this worker's, for another lease.
    async fn renews(&self, job: &JobRow) -> Result<bool, Trouble> {
        let (id, name, until) = (job.id, self.name.clone(), self.services.now() + LEASE);
        let work = self
            .services
            .database()
            .write(move |tx| Box::pin(async move { tx.jobs().extend(id, &name, until).await }));
        still_held(work.await)
    }

    /// Runs the handler apart, so that its panic is a failed try and nothing more.
    async fn attempt(&self, job: &JobRow) -> Handled {
        let what = Job::read(&job.kind, &job.payload)
            .map_err(|_| Setback::GiveUp("unknown job".to_owned()))?;
        let tools = Tools {
            services: self.services.clone(),
            outside: self.outside.clone(),
            is_last: job.attempts >= job.max_attempts,
        };
        let task = tokio::spawn(tokio::time::timeout(TIME_LIMIT, handle(tools, what)));
        match task.await {
            Ok(Ok(handled)) => handled,
            Ok(Err(_)) => Err(Setback::Again("took too long".to_owned())),
            Err(_) => Err(Setback::Again("panicked".to_owned())),
        }
    }

    async fn settle(&self, job: &JobRow, handled: Handled) -> Result<(), Trouble> {
        let now = self.services.now();
        let (id, name) = (job.id, self.name.clone());
        let (attempts, is_last) = (job.attempts, job.attempts >= job.max_attempts);
        if let Err(Setback::Again(error) | Setback::NotBefore(error, _) | Setback::GiveUp(error)) =
            &handled
        {
            tracing::warn!(job = %job.id, kind = job.kind, attempts, error, "a job failed");
        }
        let work = self.services.database().write(move |tx| {
            Box::pin(async move {
                let mut jobs = tx.jobs();
                match handled {
                    Ok(Done::Now) => jobs.complete(id, &name, now).await,
                    Ok(Done::Later(at)) => jobs.postpone(id, &name, at).await,
                    Err(Setback::Again(error)) if !is_last => {
                        jobs.retry(id, &name, now + pause(attempts), &error).await
                    }
                    Err(Setback::NotBefore(error, wait)) if !is_last => {
                        let wait = wait.min(LONGEST_WAIT).max(pause(attempts));
                        jobs.retry(id, &name, now + wait, &error).await
                    }
                    Err(
                        Setback::Again(error)
                        | Setback::NotBefore(error, _)
                        | Setback::GiveUp(error),
                    ) => jobs.fail(id, &name, now, &error).await,
                }
            })
        });
        if !still_held(work.await)? {
            tracing::warn!(job = %job.id, kind = job.kind, "another worker took over a job");
        }
        Ok(())
    }
}

/// Whether the job was this worker's when it was written to.
fn still_held(written: Result<(), store::Error>) -> Result<bool, Trouble> {
    match written {
        Ok(()) => Ok(true),
        Err(store::Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The pause after the n-th failed try: 5 s, 10 s, 20 s … up to an hour.
fn pause(attempts: i64) -> TimeDelta {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(20);
    TimeDelta::seconds((FIRST_PAUSE << doublings).min(LONGEST_PAUSE))
}

async fn handle(tools: Tools, job: Job) -> Handled {
    match job {
        Job::Notify {
            case,
            version,
            template,
        } => message::notify(&tools, case, version, template).await,
        Job::Deliver { message } => deliver::deliver(&tools, message).await,
        Job::SendLink { link } => link::send(&tools, link).await,
        Job::SurveyInvitation { survey } => survey::invite(&tools, survey).await,
        Job::SurveyReminder { survey } => survey::remind(&tools, survey).await,
        Job::TrackingCode { request } => tracking_code::send(&tools, request).await,
        Job::LapseMaterial { case, .. } => lapse::lapse(&tools, case).await,
        Job::DeadlineScan {} => deadline::scan(&tools).await,
        Job::CleanUp {} => clean_up::clean_up(&tools).await,
        Job::CollectFiles {} => {
            evidence::collect(&tools.services).await?;
            Ok(Done::Now)
        }
        Job::Anchor {} => {
            anchors::keep(&tools.services).await?;
            Ok(Done::Now)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses = [1, 2, 3, 10, 11, 100].map(|attempts| super::pause(attempts).num_seconds());
        assert_eq!(pauses, [5, 10, 20, 2_560, 3_600, 3_600]);
    }
}
