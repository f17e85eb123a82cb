//! Goes on with reviews whose material did not come in time.

use domain::actor::ActorRef;
use domain::case::Event;
use domain::view::Failure;
use futures::FutureExt as _;
use uuid::Uuid;

use super::Job;
use super::worker::{Done, Handled, Tools};
use crate::Services;
use crate::casework::{self, Find};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;

/// The job of a request for material that was just made, and when it is due.
pub(crate) fn job_of(record: &CaseRecord) -> Option<(Job, chrono::DateTime<chrono::Utc>)> {
    let asked = matches!(record.events.last()?.event, Event::MaterialRequested { .. });
    let at = record.case.material_lapses_at().filter(|_| asked)?;
    let job = Job::LapseMaterial {
        case: record.file.id,
        version: record.case.version.into(),
    };
    Some((job, at))
}

/// Lapses the request that is open now, if its last day is over; a later request has a job of its
/// own.
pub(super) async fn lapse(tools: &Tools, case: Uuid) -> Handled {
    let once = || lapse_once(&tools.services, case).boxed();
    match casework::until_nobody_was_faster(once).await {
        // An erased case waits for nothing.
        Ok(()) | Err(Trouble::Told(Failure::NotFound)) => Ok(Done::Now),
        Err(trouble) => Err(trouble.into()),
    }
}

async fn lapse_once(services: &Services, case: Uuid) -> Result<(), Trouble> {
    let mut record = casework::load(services, &Find::Id(case)).await?;
    let writer = Writer::new(services);
    let Some(event) = record.case.lapse_material(writer.now) else {
        return Ok(());
    };
    let write = record.append(vec![event], &ActorRef::System, &writer)?;
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.cases().append(&write).await }));
    work.await?;
    Ok(())
}
