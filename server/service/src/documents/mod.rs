//! Official documents: looked at before they are issued, issued under a number, voided, delivered,
//! opened by those they are for, and checked by everybody.
//!
//! They hold names, telephones and addresses in clear, so a look at one by staff is a look like any
//! other: allowed to the same people, and on record. How they are set on paper is not decided here
//! (`docs/decisions/0023-official-documents.md`).

mod check;
mod delivery;
mod issue;
mod opening;

use domain::actor::Actor;
use domain::case::Facts;
use domain::document::{Document, IssuedDocument, Issuer, Template};
use domain::locale::business_date;
use domain::view::{DocumentsView, IssuedView, Viewer};

pub use check::check;
pub use delivery::{deliver, void};
pub use issue::issue;
pub use opening::{open_by_receipt, open_for_complainant, open_for_respondent, open_for_staff};

use crate::record::{CaseRecord, Writer};
use crate::showing::step_by;
use crate::trouble::Trouble;
use crate::{Answer, Services, desk};

/// One document of a case as it would be issued today, without a number.
///
/// # Errors
/// [`crate::Failure::NotFound`] for a case the viewer may not see, [`crate::Failure::Refused`] when
/// the role does not allow it or the case has no such document.
pub async fn fill(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    template: Template,
) -> Answer<Document> {
    let filled = async {
        let record = desk::seen(services, viewer, number).await?;
        record.case.may_reveal(&viewer.staff)?;
        let (issuer, _) = issuer(services, &record).await?;
        let today = business_date(services.now());
        let document = record.case.document(template, issuer, today)?;
        let field = format!("document:{}", template.code());
        look(services, viewer, &record, &field).await?;
        Ok::<_, Trouble>(document)
    };
    services.answer(filled.await)
}

/// The documents of a case: those it has the facts for, and those that were issued.
///
/// # Errors
/// [`crate::Failure::NotFound`] for a case the viewer may not see, [`crate::Failure::Refused`] when
/// the role does not allow it.
pub async fn list(services: &Services, viewer: &Viewer, number: &str) -> Answer<DocumentsView> {
    let listed = async {
        let record = desk::seen(services, viewer, number).await?;
        record.case.may_reveal(&viewer.staff)?;
        let writer = Writer::new(services);
        let profile = record.profile(&writer.targets);
        let actor = Actor::Staff(viewer.staff.clone());
        let facts = writer.facts(&actor, &profile);
        let issued = record.case.issued.iter().rev();
        Ok(DocumentsView {
            number: record.case.number.clone(),
            ready: record.case.documents(),
            issuable: record.case.issuable(&viewer.staff),
            issued: issued
                .map(|issued| shown(&record, issued, viewer, &facts))
                .collect(),
            today: business_date(services.now()),
        })
    };
    services.answer(listed.await)
}

fn shown(
    record: &CaseRecord,
    issued: &IssuedDocument,
    viewer: &Viewer,
    facts: &Facts<'_>,
) -> IssuedView {
    let case = &record.case;
    IssuedView {
        id: issued.file.id,
        template: issued.template,
        number: issued.number.clone(),
        on: issued.on,
        code: issued.code.clone(),
        sha256: issued.file.digest.clone(),
        by: step_by(&issued.by),
        void: issued.void.clone(),
        deliveries: issued.deliveries.clone(),
        opened: issued.opened.clone(),
        can_void: case.may_void(issued, &viewer.staff).is_ok(),
        can_deliver: case.may_deliver(issued, facts.actor).is_ok(),
    }
}

/// The organisation that has the case, with what its numbers begin with; who handles the case
/// there is written in by hand.
async fn issuer(services: &Services, record: &CaseRecord) -> Result<(Issuer, String), Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.organisations().load(record.case.organisation.0).await?;
    let sign = row.document_sign.unwrap_or_else(|| row.name_zh.clone());
    let issuer = Issuer {
        name: row.name_zh,
        phone: row.phone,
        address: row.address,
        contact: None,
    };
    Ok((issuer, sign))
}

/// Puts a look of staff on record.
async fn look(
    services: &Services,
    viewer: &Viewer,
    record: &CaseRecord,
    field: &str,
) -> Result<(), Trouble> {
    let look = desk::Look::new(services, viewer, record, field, None)?;
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { look.write(tx).await }));
    work.await?;
    Ok(())
}
