//! Official documents, filled for staff who may see what stands in them.
//!
//! They hold names, telephones and addresses in clear, so filling one is a look like any other:
//! allowed to the same people, and on record. How they are set on paper is not decided here
//! (`docs/decisions/0023-official-documents.md`).

use domain::document::{Document, Issuer, Template};
use domain::locale::business_date;
use domain::view::Viewer;

use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::{Answer, Services, desk};

/// One document of a case as it would be issued today.
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
        let issuer = issuer(services, &record).await?;
        let today = business_date(services.now());
        let document = record.case.document(template, issuer, today)?;
        let field = format!("document:{}", template.code());
        let look = desk::Look::new(services, viewer, &record, &field, None)?;
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { look.write(tx).await }));
        work.await?;
        Ok::<_, Trouble>(document)
    };
    services.answer(filled.await)
}

/// The organisation that has the case; who handles it there is written in by hand.
async fn issuer(services: &Services, record: &CaseRecord) -> Result<Issuer, Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.organisations().load(record.case.organisation.0).await?;
    Ok(Issuer {
        name: row.name_zh,
        phone: row.phone,
        address: row.address,
        contact: None,
    })
}
