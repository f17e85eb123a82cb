//! What becomes of an issued document: it reaches those it is for, or counts no more.

use domain::actor::{Actor, ActorRef};
use domain::case::Event;
use domain::document::{RawDelivery, parse_void_reason};
use domain::view::{Failure, Viewer};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use uuid::Uuid;

use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::{Answer, Services, casework, desk};

/// Records how a document reached somebody.
///
/// # Errors
/// [`Failure::NotFound`] for a case or document there is not, [`Failure::Invalid`],
/// [`Failure::Refused`] by the rules.
pub async fn deliver(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    id: Uuid,
    delivery: &RawDelivery,
) -> Answer<()> {
    let delivery = delivery.parse().map_err(Failure::Invalid)?;
    let event = |record: &CaseRecord, writer: &Writer| {
        let actor = Actor::Staff(viewer.staff.clone());
        let profile = record.profile(&writer.targets);
        let facts = writer.facts(&actor, &profile);
        let case = &record.case;
        let event = case.deliver_document(id, delivery.clone(), &facts)?;
        Ok(event)
    };
    let once = || change(services, viewer, number, id, false, &event);
    services.answer(casework::until_nobody_was_faster(once).await)
}

/// Voids a document: it counts no more and keeps its number.
///
/// # Errors
/// As [`deliver`].
pub async fn void(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    id: Uuid,
    reason: &str,
) -> Answer<()> {
    let reason = parse_void_reason(reason).map_err(Failure::Invalid)?;
    let event = |record: &CaseRecord, _: &Writer| {
        let case = &record.case;
        let event = case.void_document(id, reason.clone(), &viewer.staff)?;
        Ok(event)
    };
    let once = || change(services, viewer, number, id, true, &event);
    services.answer(casework::until_nobody_was_faster(once).await)
}

type Decide<'a> = dyn Fn(&CaseRecord, &Writer) -> Result<Option<Event>, Trouble> + Sync + 'a;

/// Adds an event about a document, and marks it as void where that is what happens.
fn change<'a>(
    services: &'a Services,
    viewer: &'a Viewer,
    number: &'a str,
    id: Uuid,
    voids: bool,
    decide: &'a Decide<'a>,
) -> BoxFuture<'a, Result<(), Trouble>> {
    let changed = async move {
        let mut record = desk::seen(services, viewer, number).await?;
        let writer = Writer::new(services);
        let event = decide(&record, &writer)?.ok_or(Failure::NotFound)?;
        let actor = ActorRef::from(&Actor::Staff(viewer.staff.clone()));
        let write = record.append(vec![event], &actor, &writer)?;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                tx.cases().append(&write).await?;
                if voids {
                    tx.documents().void(id, writer.now).await?;
                }
                Ok::<(), Trouble>(())
            })
        });
        work.await
    };
    changed.boxed()
}
