//! Issued documents on their way out, to staff and to those they are for.

use domain::actor::{Actor, ActorRef};
use domain::code::Side;
use domain::view::{Failure, Viewer};
use futures::FutureExt as _;
use uuid::Uuid;

use super::look;
use crate::casework::{self, Find};
use crate::evidence::{self, OpenFile};
use crate::record::Writer;
use crate::trouble::Trouble;
use crate::{Answer, Services, desk, respondent, tracking};

/// An issued document, for staff who may see what stands in it. The look goes on record.
///
/// # Errors
/// [`Failure::NotFound`] for a case or document there is not, [`Failure::Refused`] when the role
/// does not allow it.
pub async fn open_for_staff(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    id: Uuid,
) -> Answer<OpenFile> {
    let found = async {
        let record = desk::seen(services, viewer, number).await?;
        record.case.may_reveal(&viewer.staff)?;
        record.case.issued_document(id).ok_or(Failure::NotFound)?;
        let file = evidence::open_for_copy(services, &record, id, true).await?;
        look(services, viewer, &record, &format!("document:{id}")).await?;
        Ok(file)
    };
    services.answer(found.await)
}

/// A document addressed to the person who filed, behind a cookie token.
///
/// # Errors
/// [`Failure::NotFound`] for a document that is not for them, [`Failure::Expired`].
pub async fn open_for_complainant(services: &Services, token: &str, id: Uuid) -> Answer<OpenFile> {
    let found = async {
        let find = tracking::by_token(services, token)?;
        open(services, &find, &Actor::Complainant, Side::Consumer, id).await
    };
    services.answer(found.await)
}

/// A document addressed to the person who filed, behind a receipt (HTTP interface).
///
/// # Errors
/// [`Failure::NotFound`] for an unknown receipt or a document that is not for them.
pub async fn open_by_receipt(services: &Services, receipt: &str, id: Uuid) -> Answer<OpenFile> {
    let found = async {
        let find = tracking::by_receipt(services, receipt)?;
        open(services, &find, &Actor::Complainant, Side::Consumer, id).await
    };
    services.answer(found.await)
}

/// A document addressed to the business, behind its link.
///
/// # Errors
/// [`Failure::NotFound`] for a document that is not for it, [`Failure::Expired`].
pub async fn open_for_respondent(services: &Services, token: &str, id: Uuid) -> Answer<OpenFile> {
    let found = async {
        let find = respondent::by_token(services, token).await?;
        open(services, &find, &Actor::Respondent, Side::Business, id).await
    };
    services.answer(found.await)
}

async fn open(
    services: &Services,
    find: &Find,
    actor: &Actor,
    side: Side,
    id: Uuid,
) -> Result<OpenFile, Trouble> {
    let once = || open_once(services, find, actor, side, id).boxed();
    casework::until_nobody_was_faster(once).await
}

/// The first opening is an event: it shows that the document arrived.
async fn open_once(
    services: &Services,
    find: &Find,
    actor: &Actor,
    side: Side,
    id: Uuid,
) -> Result<OpenFile, Trouble> {
    let mut record = casework::load(services, find).await?;
    let issued = record.case.issued_document(id).ok_or(Failure::NotFound)?;
    let opened = record.case.open_document(issued, side);
    let first = opened.map_err(|_| Failure::NotFound)?;
    let file = evidence::open_for_copy(services, &record, id, true).await?;
    if let Some(event) = first {
        let writer = Writer::new(services);
        let write = record.append(vec![event], &ActorRef::from(actor), &writer)?;
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.cases().append(&write).await }));
        work.await?;
    }
    Ok(file)
}
