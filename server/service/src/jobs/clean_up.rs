//! Deletes what is over, in small bites so that nobody waits for it.

use chrono::TimeDelta;
use domain::one_time_code::REMEMBERED;

use super::worker::{Done, Handled, Tools};
use crate::trouble::Trouble;

/// Rows of one transaction.
const BATCH: i64 = 500;
/// How long finished jobs are kept: as long as nothing may be enqueued twice.
const JOBS_KEPT: TimeDelta = TimeDelta::days(7);
/// How long messages are kept after they went out.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(30);
/// How long notices are kept after somebody saw them.
const NOTICES_KEPT: TimeDelta = TimeDelta::days(30);

/// For how long the page behind the link of a business says that it is over.
const BUSINESS_LINKS_KEPT: TimeDelta = TimeDelta::days(30);

/// Deletes expired drafts, forms, sessions, unfinished registrations, links, one-time codes,
/// remembered answers, queries and spent proofs, and finished jobs, messages and notices that have
/// been kept long enough.
pub(super) async fn clean_up(tools: &Tools) -> Handled {
    let services = &tools.services;
    let now = services.now();
    loop {
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                let deleted = [
                    tx.drafts().delete_expired(now, BATCH).await?,
                    tx.draft_codes().delete_expired(now, BATCH).await?,
                    tx.forms().delete_expired(now, BATCH).await?,
                    tx.sessions().delete_expired(now, BATCH).await?,
                    tx.idempotency().delete_expired(now, BATCH).await?,
                    tx.unfinished().delete_expired(now, BATCH).await?,
                    tx.case_links().delete_expired(now, BATCH).await?,
                    tx.business_links()
                        .delete_expired(now - BUSINESS_LINKS_KEPT, BATCH)
                        .await?,
                    tx.kept().delete_expired(now, BATCH).await?,
                    tx.tracking_codes().prune(now - REMEMBERED, BATCH).await?,
                    tx.spent_proofs().delete_expired(now, BATCH).await?,
                    tx.jobs().prune(now - JOBS_KEPT, BATCH).await?,
                    tx.outbox().prune(now - MESSAGES_KEPT, BATCH).await?,
                    tx.notices().prune(now - NOTICES_KEPT, BATCH).await?,
                ];
                let most = deleted.into_iter().max().unwrap_or_default();
                Ok::<u64, store::Error>(most)
            })
        });
        let most = work.await.map_err(Trouble::Store)?;
        if most < BATCH.unsigned_abs() {
            return Ok(Done::Now);
        }
    }
}
