//! Gives files out again.

use std::io;

use bytes::Bytes;
use domain::attachment::{FileName, Media};
use domain::view::{Failure, Viewer};
use futures::StreamExt as _;
use futures::stream::BoxStream;
use uuid::Uuid;

use super::content::{Content, original, served};
use crate::casework;
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::opened;
use crate::{Answer, Services, desk, tracking};

/// A file on its way out. Of a picture it is the copy without the camera's data.
pub struct OpenFile {
    /// Identifier.
    pub id: Uuid,
    /// What the bytes are.
    pub media: Media,
    /// How many there are.
    pub size: u64,
    /// Name for the person's own disk.
    pub name: FileName,
    /// The bytes; an error ends them when the stored file is not whole.
    pub bytes: BoxStream<'static, io::Result<Bytes>>,
}

/// A file of the case behind a cookie token.
///
/// # Errors
/// [`Failure::NotFound`] for a file the person does not see, [`Failure::Expired`].
pub async fn open_for_complainant(services: &Services, token: &str, id: Uuid) -> Answer<OpenFile> {
    let found = async {
        let find = tracking::by_token(services, token)?;
        shared(services, casework::load(services, &find).await?, id).await
    };
    services.answer(found.await)
}

/// A file of the case behind a receipt (HTTP interface).
///
/// # Errors
/// [`Failure::NotFound`] for an unknown receipt or a file the person does not see.
pub async fn open_by_receipt(services: &Services, receipt: &str, id: Uuid) -> Answer<OpenFile> {
    let found = async {
        let find = tracking::by_receipt(services, receipt)?;
        shared(services, casework::load(services, &find).await?, id).await
    };
    services.answer(found.await)
}

async fn shared(services: &Services, record: CaseRecord, id: Uuid) -> Result<OpenFile, Trouble> {
    match record.case.evidence_of(id) {
        Some(evidence) if evidence.shared => open(services, &record, id).await,
        _ => Err(Failure::NotFound.into()),
    }
}

/// Why staff open a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// To glance at a picture beside the case.
    Glance,
    /// To take it along: goes on record.
    Download,
}

/// A file of a case, for staff who may see the complainant's data in clear. A download goes on
/// record in the access chain of the case.
///
/// # Errors
/// [`Failure::NotFound`] for a case the viewer may not see or a file it does not hold,
/// [`Failure::Refused`] when the role does not allow it.
pub async fn open_for_staff(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    id: Uuid,
    look: Look,
) -> Answer<OpenFile> {
    let found = async {
        let record = desk::seen(services, viewer, number).await?;
        record.case.evidence_of(id).ok_or(Failure::NotFound)?;
        record.case.may_reveal(&viewer.staff)?;
        let file = open(services, &record, id).await?;
        if look == Look::Download {
            let look = desk::Look::new(services, viewer, &record, &format!("evidence:{id}"), None)?;
            let work = services
                .database()
                .write(move |tx| Box::pin(async move { look.write(tx).await }));
            work.await?;
        }
        Ok(file)
    };
    services.answer(found.await)
}

async fn open(services: &Services, record: &CaseRecord, id: Uuid) -> Result<OpenFile, Trouble> {
    open_for_copy(services, record, id, false).await
}

/// The same, byte for byte `as_it_came` where the reader handed it in.
pub(crate) async fn open_for_copy(
    services: &Services,
    record: &CaseRecord,
    id: Uuid,
    as_it_came: bool,
) -> Result<OpenFile, Trouble> {
    let row = {
        let mut tx = services.database().read().await?;
        tx.attachments().find(id).await?
    };
    let row = row.filter(|row| row.case_id == Some(record.file.id));
    let row = row.ok_or(Trouble::Broken("a file of a case has no row"))?;
    let content = Content::of_case(record, &id, &row.sealed)?;
    let (name, media, size) = match content.copy.filter(|_| !as_it_came) {
        Some(copy) => (served(id), copy.media, copy.size),
        None => (original(id), content.file.media, content.file.size),
    };
    let sealed = services.blobs().open(name).await?;
    Ok(OpenFile {
        id,
        media,
        size,
        name: FileName::of(content.file.name.as_str(), media),
        bytes: opened(&content.key()?, name, sealed).boxed(),
    })
}
