//! Work that comes round. Of several workers the one that moves the hand enqueues the job.

use chrono::TimeDelta;

use super::Job;
use crate::Services;
use crate::trouble::Trouble;

/// Name, pause between two runs, and the job.
const TIMETABLE: [(&str, TimeDelta, Job); 4] = [
    ("deadline_scan", TimeDelta::minutes(1), Job::DeadlineScan {}),
    ("clean_up", TimeDelta::hours(1), Job::CleanUp {}),
    // The first of a day computes its root.
    ("anchor", TimeDelta::hours(1), Job::Anchor {}),
    ("collect_files", TimeDelta::minutes(1), Job::CollectFiles {}),
];

/// Enqueues whatever has come round.
pub(super) async fn advance(services: &Services) -> Result<(), Trouble> {
    let now = services.now();
    let rows = {
        let mut tx = services.database().read().await?;
        tx.schedules().list().await?
    };
    for (name, every, job) in TIMETABLE {
        let Some(row) = rows.iter().find(|row| row.name == name) else {
            let work = services
                .database()
                .write(move |tx| Box::pin(async move { tx.schedules().add(name, now).await }));
            work.await.map_err(Trouble::Store)?;
            continue;
        };
        if row.next_run_at > now {
            continue;
        }
        // What was missed while nobody worked is not made up for.
        let (from, to) = (row.next_run_at, now + every);
        let row = job.row(services.new_id(), from)?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                if tx.schedules().advance(name, from, to).await? {
                    tx.jobs().enqueue(&row, now).await?;
                }
                Ok::<(), Trouble>(())
            })
        });
        work.await?;
    }
    Ok(())
}
