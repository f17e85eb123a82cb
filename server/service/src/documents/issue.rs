//! Issues a document: it gets its number, is set on paper, kept as it is for ever, and is an event
//! of its case, all or nothing.
//!
//! The number stands in the document, so the paper is set before the transaction that takes the
//! number. Whoever finds it taken meanwhile begins again, so a series has no gaps.

use chrono::Datelike as _;
use domain::actor::{Actor, ActorRef};
use domain::attachment::Media;
use domain::document::{Checkable, DocumentNumber, Template};
use domain::locale::Locale;
use domain::value::CheckCode;
use domain::view::Viewer;
use futures::FutureExt as _;
use store::{DocumentRow, Unique};

use super::issuer;
use crate::evidence::Made;
use crate::ports::{Random, Typesetter};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::{Answer, Services, casework, desk};

/// Issues a document of a case. `check_at` is the address under which everybody checks documents,
/// without the code.
///
/// # Errors
/// [`crate::Failure::NotFound`] for a case the viewer may not see, [`crate::Failure::Refused`] by
/// the rules, [`crate::Failure::Internal`] when it cannot be typeset.
pub async fn issue(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    template: Template,
    check_at: &str,
    typesetter: &dyn Typesetter,
) -> Answer<()> {
    let once = || issue_once(services, viewer, number, template, check_at, typesetter).boxed();
    services.answer(casework::until_nobody_was_faster(once).await)
}

async fn issue_once(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    template: Template,
    check_at: &str,
    typesetter: &dyn Typesetter,
) -> Result<(), Trouble> {
    let mut record = desk::seen(services, viewer, number).await?;
    record.case.may_issue(template, &viewer.staff)?;
    let writer = Writer::new(services);
    let mut row = next_in_series(services, &record, template).await?;
    let (issuer, sign) = issuer(services, &record).await?;
    let given = DocumentNumber::new(&sign, template, row.issued_on, row.serial);
    given.as_str().clone_into(&mut row.number);
    let code = new_code(&*writer.random);
    row.check_code = code.compact();
    let mut document = record.case.document(template, issuer, row.issued_on)?;
    document.number = Some(given.clone());
    document.check = Some(Checkable {
        code: code.clone(),
        address: format!("{check_at}/{}", code.compact()),
    });
    let pdf = typesetter.typeset(document).await?;
    let name = template.label(Locale::ZhCn);
    let made = Made::keep(services, &record, &pdf, Media::Pdf, name).await?;
    row.file_id = made.stored.file.id;
    row.sha256 = made.stored.file.digest.as_str().to_owned();

    let actor = Actor::Staff(viewer.staff.clone());
    let profile = record.profile(&writer.targets);
    let facts = writer.facts(&actor, &profile);
    let file = made.stored.file.clone();
    let event = record.case.issue(template, given, code, file, &facts)?;
    let write = record.append(vec![event], &ActorRef::from(&actor), &writer)?;
    let sealed = made.stored.sealed.clone();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.cases().append(&write).await?;
            let mut attachments = tx.attachments();
            attachments
                .give_to_case(row.file_id, row.case_id, &sealed, writer.now)
                .await?;
            tx.documents().insert(&row).await?;
            Ok::<(), Trouble>(())
        })
    });
    work.await.map_err(|trouble| match trouble {
        Trouble::Store(store::Error::Duplicate(Unique::DocumentSerial)) => {
            Trouble::Store(store::Error::Conflict { actual: 0 })
        }
        other => other,
    })?;
    made.given();
    Ok(())
}

/// The row of the next document in its series; what depends on the paper is filled in later.
async fn next_in_series(
    services: &Services,
    record: &CaseRecord,
    template: Template,
) -> Result<DocumentRow, Trouble> {
    let (organisation_id, issued_on) = (record.case.organisation.0, services.today());
    let year = i64::from(issued_on.year());
    let serial = {
        let mut tx = services.database().read().await?;
        let mut documents = tx.documents();
        let next = documents.next_serial(organisation_id, template.code(), year);
        next.await?
    };
    Ok(DocumentRow {
        file_id: uuid::Uuid::nil(),
        case_id: record.file.id,
        organisation_id,
        template: template.code().to_owned(),
        year,
        serial,
        number: String::new(),
        issued_on,
        sha256: String::new(),
        check_code: String::new(),
        voided_at: None,
    })
}

fn new_code(random: &dyn Random) -> CheckCode {
    let mut bits = [0; 8];
    random.fill(&mut bits);
    CheckCode::from_bits(u64::from_be_bytes(bits))
}
