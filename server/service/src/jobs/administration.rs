//! What an administrator sees of jobs and messages, and what they can do about them.

use chrono::{DateTime, Utc};
use domain::code::Role;
use domain::mask;
use domain::message::Template;
use domain::value::CaseNumber;
use domain::view::{FailedJob, Failure, JobOverview, OutboxPage, OutboxView, Viewer};
use store::{JobRow, OutboxRow};
use uuid::Uuid;

use super::Job;
use super::deliver;
use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Rows of one page.
const PAGE: i64 = 50;

/// How the work in the background stands.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn overview(services: &Services, viewer: &Viewer) -> Answer<JobOverview> {
    administrator(viewer)?;
    let counted = async {
        let mut tx = services.database().read().await?;
        let counts = tx.jobs().count(services.now()).await?;
        Ok::<_, Trouble>(JobOverview {
            waiting: counts.waiting.unsigned_abs(),
            due: counts.due.unsigned_abs(),
            running: counts.running.unsigned_abs(),
            failed: counts.failed.unsigned_abs(),
            oldest_due_at: counts.oldest_due_at,
        })
    };
    services.answer(counted.await)
}

/// The jobs that were given up, latest first, at most fifty.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list_failed(services: &Services, viewer: &Viewer) -> Answer<Vec<FailedJob>> {
    administrator(viewer)?;
    let listed = async {
        let mut tx = services.database().read().await?;
        let rows = tx.jobs().list_failed(PAGE).await?;
        Ok::<_, Trouble>(rows.into_iter().filter_map(failed).collect())
    };
    services.answer(listed.await)
}

fn failed(row: JobRow) -> Option<FailedJob> {
    Some(FailedJob {
        id: row.id,
        kind: row.kind,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        error: row.last_error.unwrap_or_default(),
        created_at: row.created_at,
        failed_at: row.failed_at?,
    })
}

/// Lets a job that was given up start over at once. A message whose outcome is not known may then
/// go out a second time: that is for the administrator to weigh.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] when there is no
/// such job among the failed.
pub async fn retry(services: &Services, viewer: &Viewer, id: Uuid) -> Answer<()> {
    administrator(viewer)?;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let job = tx
                .jobs()
                .find(id)
                .await?
                .filter(|job| job.failed_at.is_some());
            let job = job.ok_or_else(crate::services::not_found)?;
            tx.jobs().revive(id, now).await?;
            if let Ok(Job::Deliver { message }) = Job::read(&job.kind, &job.payload) {
                match tx.outbox().reopen(message).await {
                    // Sent after all, or gone: the job will find nothing to do.
                    Ok(()) | Err(store::Error::NotFound(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok::<(), Trouble>(())
        })
    });
    services.answer(work.await)?;
    services.wake_worker();
    Ok(())
}

/// One page of the outbox, latest first; `cursor` is [`OutboxPage::next`] of the page before.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn outbox(services: &Services, viewer: &Viewer, cursor: &str) -> Answer<OutboxPage> {
    administrator(viewer)?;
    services.answer(page(services, cursor).await)
}

async fn page(services: &Services, cursor: &str) -> Result<OutboxPage, Trouble> {
    let from = read_cursor(cursor).unwrap_or((services.now(), Uuid::max()));
    let rows = {
        let mut tx = services.database().read().await?;
        tx.outbox().list(from, PAGE).await?
    };
    let is_full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= PAGE;
    let next = rows.last().filter(|_| is_full).map(write_cursor);
    let is_demo = services.is_marked_demo().await?;
    let mut messages = Vec::with_capacity(rows.len());
    for row in rows {
        messages.push(view(services, row, is_demo).await?);
    }
    Ok(OutboxPage { messages, next })
}

fn write_cursor(row: &OutboxRow) -> String {
    format!("{}-{}", row.created_at.timestamp_micros(), row.id.simple())
}

fn read_cursor(cursor: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (micros, id) = cursor.split_once('-')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}

async fn view(services: &Services, row: OutboxRow, is_demo: bool) -> Result<OutboxView, Trouble> {
    let parcel = deliver::open(services, &row).await?;
    let number = match row.case_id {
        Some(id) => {
            let mut tx = services.database().read().await?;
            tx.cases().find(id).await?.map(|file| file.number)
        }
        None => None,
    };
    let template =
        Template::parse(&row.template).map_err(|_| Trouble::Broken("template of a message"))?;
    let (recipient, text) = parcel
        .map(|parcel| (mask::phone(&parcel.to), parcel.text))
        .unzip();
    Ok(OutboxView {
        id: row.id,
        channel: row.channel,
        template,
        number: number.and_then(|number| CaseNumber::parse(&number).ok()),
        recipient,
        text: text.filter(|_| is_demo),
        created_at: row.created_at,
        send_after: row.send_after,
        sent_at: row.sent_at,
        failed_at: row.failed_at,
        kept: row.sent_at.is_some() && row.provider_ref.is_none(),
    })
}

fn administrator(viewer: &Viewer) -> Answer<()> {
    if viewer.staff.has_role(Role::Admin) {
        Ok(())
    } else {
        Err(Failure::NotAllowed)
    }
}
