//! What an administrator sees of jobs and messages, and what they can do about them.

use chrono::{DateTime, Utc};
use domain::case::FieldProblem;
use domain::code::Role;
use domain::mask;
use domain::message::Template;
use domain::value::{CaseNumber, ShortText};
use domain::view::{
    Failure, JobOverview, JobPage, JobState, JobView, MessageState, OutboxPage, OutboxView,
    RevealField, Viewer,
};
use store::{JobRow, ListedMessageRow, OutboxList, OutboxRow};
use uuid::Uuid;

use super::Job;
use super::deliver;
use crate::casework::{self, Find};
use crate::trouble::Trouble;
use crate::{Answer, Services, desk};

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

/// One page of the jobs that stand where `state` says (a code of [`JobState`]; the failed ones for
/// anything else); `cursor` is [`JobPage::next`] of the page before.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    state: &str,
    cursor: &str,
) -> Answer<JobPage> {
    let overview = overview(services, viewer).await?;
    let state = JobState::parse(state).unwrap_or(JobState::Failed);
    let rows = services.answer(rows(services, state, cursor).await)?;
    let next = match state {
        JobState::Failed => next_page(&rows, |job| Some((job.failed_at?, job.id))),
        JobState::Waiting => next_page(&rows, |job| Some((job.run_at, job.id))),
        // There are few workers.
        JobState::Running => None,
    };
    Ok(JobPage {
        overview,
        state,
        jobs: rows.into_iter().map(job_view).collect(),
        next,
    })
}

async fn rows(services: &Services, state: JobState, cursor: &str) -> Result<Vec<JobRow>, Trouble> {
    let now = services.now();
    let from = read_cursor(cursor);
    let mut tx = services.database().read().await?;
    let mut jobs = tx.jobs();
    let rows = match state {
        JobState::Failed => {
            jobs.list_failed(from.unwrap_or((now, Uuid::max())), PAGE)
                .await?
        }
        JobState::Waiting => {
            let first = (DateTime::UNIX_EPOCH, Uuid::nil());
            jobs.list_waiting(from.unwrap_or(first), PAGE).await?
        }
        JobState::Running => jobs.list_running(now, PAGE).await?,
    };
    Ok(rows)
}

fn job_view(row: JobRow) -> JobView {
    JobView {
        id: row.id,
        kind: row.kind,
        attempts: count(row.attempts),
        most: count(row.max_attempts),
        error: row.last_error.unwrap_or_default(),
        created_at: row.created_at,
        run_at: row.run_at,
        held_until: row.locked_until,
        failed_at: row.failed_at,
    }
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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

/// Keeps a message that waits from going out, for good.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] when it does not
/// wait any more or its gateway is being asked.
pub async fn cancel(services: &Services, viewer: &Viewer, id: Uuid) -> Answer<()> {
    administrator(viewer)?;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let is_cancelled = tx.outbox().cancel(id, now).await?;
            is_cancelled
                .then_some(())
                .ok_or_else(crate::services::not_found)
        })
    });
    services.answer(work.await)
}

/// Whom a message is for, in clear; the look is recorded with its reason in the access chain of
/// the case.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::Invalid`] without a reason,
/// [`Failure::NotFound`] for an unknown message and for one of an erased case.
pub async fn reveal(
    services: &Services,
    viewer: &Viewer,
    id: Uuid,
    reason: &str,
) -> Answer<String> {
    administrator(viewer)?;
    services.answer(look(services, viewer, id, reason).await)
}

async fn look(
    services: &Services,
    viewer: &Viewer,
    id: Uuid,
    reason: &str,
) -> Result<String, Trouble> {
    let reason = ShortText::parse(reason)
        .map_err(|error| Failure::Invalid(vec![FieldProblem::new("reason", error.into())]))?;
    let row = {
        let mut tx = services.database().read().await?;
        tx.outbox().find(id).await?
    };
    let row = row.ok_or_else(crate::services::not_found)?;
    let parcel = deliver::open(services, &row).await?;
    let parcel = parcel.ok_or_else(crate::services::not_found)?;
    let case = row.case_id.ok_or_else(crate::services::not_found)?;
    let record = casework::load(services, &Find::Id(case)).await?;
    desk::put_on_record(services, viewer, &record, RevealField::Phone, &reason).await?;
    Ok(parcel.to)
}

/// One message of the outbox.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator, [`Failure::NotFound`] without one.
pub async fn message(services: &Services, viewer: &Viewer, id: Uuid) -> Answer<OutboxView> {
    administrator(viewer)?;
    let found = async {
        let row = {
            let mut tx = services.database().read().await?;
            tx.outbox().find_listed(id).await?
        };
        let row = row.ok_or_else(crate::services::not_found)?;
        view(services, row, services.is_marked_demo().await?)
    };
    services.answer(found.await)
}

/// One page of the outbox, latest first. `state` is a code of [`MessageState`], empty for all;
/// `cursor` is [`OutboxPage::next`] of the page before.
///
/// # Errors
/// [`Failure::NotAllowed`] for anybody but an administrator.
pub async fn outbox(
    services: &Services,
    viewer: &Viewer,
    state: &str,
    cursor: &str,
) -> Answer<OutboxPage> {
    administrator(viewer)?;
    let state = MessageState::parse(state).ok();
    services.answer(page(services, state, cursor).await)
}

async fn page(
    services: &Services,
    state: Option<MessageState>,
    cursor: &str,
) -> Result<OutboxPage, Trouble> {
    let from = read_cursor(cursor).unwrap_or((services.now(), Uuid::max()));
    let list = match state {
        None => OutboxList::All,
        Some(MessageState::Waiting) => OutboxList::Waiting,
        Some(MessageState::Sent) => OutboxList::Sent,
        Some(MessageState::Failed) => OutboxList::Failed,
        Some(MessageState::Cancelled) => OutboxList::Cancelled,
    };
    let rows = {
        let mut tx = services.database().read().await?;
        tx.outbox().list(list, from, PAGE).await?
    };
    let next = next_page(&rows, |row| Some((row.message.created_at, row.message.id)));
    let is_demo = services.is_marked_demo().await?;
    let messages = rows.into_iter().map(|row| view(services, row, is_demo));
    Ok(OutboxPage {
        state,
        messages: messages.collect::<Result<_, Trouble>>()?,
        next,
    })
}

/// Where the page after a full one begins.
fn next_page<R>(rows: &[R], place: impl Fn(&R) -> Option<(DateTime<Utc>, Uuid)>) -> Option<String> {
    let is_full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= PAGE;
    let (at, id) = rows.last().filter(|_| is_full).and_then(place)?;
    Some(format!("{}-{}", at.timestamp_micros(), id.simple()))
}

fn read_cursor(cursor: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (micros, id) = cursor.split_once('-')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}

fn view(services: &Services, row: ListedMessageRow, is_demo: bool) -> Result<OutboxView, Trouble> {
    let message = row.message;
    let parcel = deliver::opened(services, &message, row.wrapped_key.as_deref())?;
    let template =
        Template::parse(&message.template).map_err(|_| Trouble::Broken("template of a message"))?;
    let (recipient, text) = parcel
        .map(|parcel| (mask::phone(&parcel.to), parcel.text))
        .unzip();
    let state = state_of(&message);
    let is_waiting = state == MessageState::Waiting;
    Ok(OutboxView {
        id: message.id,
        channel: message.channel,
        template,
        number: row
            .number
            .and_then(|number| CaseNumber::parse(&number).ok()),
        recipient,
        text: text.filter(|_| is_demo),
        created_at: message.created_at,
        send_after: message.send_after,
        sent_at: message.sent_at,
        failed_at: message.failed_at,
        state,
        attempts: count(message.attempts),
        next_try_at: row.run_at.filter(|_| is_waiting),
        error: row.last_error.filter(|_| message.sent_at.is_none()),
        kept: message.sent_at.is_some() && message.provider_ref.is_none(),
    })
}

fn state_of(message: &OutboxRow) -> MessageState {
    if message.sent_at.is_some() {
        MessageState::Sent
    } else if message.cancelled_at.is_some() {
        MessageState::Cancelled
    } else if message.failed_at.is_some() {
        MessageState::Failed
    } else {
        MessageState::Waiting
    }
}

fn administrator(viewer: &Viewer) -> Answer<()> {
    if viewer.staff.has_role(Role::Admin) {
        Ok(())
    } else {
        Err(Failure::NotAllowed)
    }
}
