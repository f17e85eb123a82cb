//! What is kept with a file, sealed under the key of its draft or its case.

use data_encoding::HEXLOWER;
use domain::attachment::{Attachment, Media};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use crate::ports::{BlobName, BlobPart, Random};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::{FileKey, Place, Vault};

/// A file with what opens its bytes.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Content {
    /// The file.
    pub(super) file: Attachment,
    /// Its key, in hexadecimal digits.
    key: String,
    /// The copy that is given out instead, of a picture.
    pub(super) copy: Option<PictureCopy>,
}

/// A copy that holds the picture and nothing else.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct PictureCopy {
    pub(super) media: Media,
    pub(super) size: u64,
}

impl Content {
    pub(super) fn new(file: Attachment, key: &FileKey, copy: Option<PictureCopy>) -> Self {
        Self {
            file,
            key: HEXLOWER.encode(key.as_bytes()),
            copy,
        }
    }

    pub(super) fn key(&self) -> Result<FileKey, Trouble> {
        let bytes = HEXLOWER.decode(self.key.as_bytes()).ok();
        bytes
            .and_then(|bytes| FileKey::from_bytes(&bytes))
            .ok_or(Trouble::Broken("key of a file"))
    }

    /// Seals it for a draft.
    pub(super) fn for_draft(&self, vault: &Vault, random: &dyn Random) -> Result<Vec<u8>, Trouble> {
        let plaintext = serde_json::to_vec(self)?;
        Ok(vault
            .drafts()
            .seal(place(&self.file.id), &plaintext, random))
    }

    /// Seals it for a case.
    pub(super) fn for_case(
        &self,
        record: &CaseRecord,
        random: &dyn Random,
    ) -> Result<Vec<u8>, Trouble> {
        let plaintext = serde_json::to_vec(self)?;
        Ok(record.seal(place(&self.file.id), &plaintext, random))
    }

    /// Opens what belongs to a case.
    pub(super) fn of_case(record: &CaseRecord, id: &Uuid, sealed: &[u8]) -> Result<Self, Trouble> {
        let plaintext = record.unseal(place(id), sealed)?;
        Ok(serde_json::from_slice(&plaintext)?)
    }
}

/// The files of a draft.
pub(super) async fn of_draft(
    vault: &Vault,
    tx: &mut Tx,
    draft_hash: &[u8],
) -> Result<Vec<Content>, Trouble> {
    let rows = tx.attachments().list_of_draft(draft_hash).await?;
    let open = |row: &store::AttachmentRow| {
        let plaintext = vault.drafts().open(place(&row.id), &row.sealed)?;
        Ok(serde_json::from_slice(&plaintext)?)
    };
    rows.iter().map(open).collect()
}

/// Moves the files of a draft to the case it became and answers them.
pub(crate) async fn move_to_case(
    vault: &Vault,
    random: &dyn Random,
    tx: &mut Tx,
    draft_hash: &[u8],
    record: &CaseRecord,
) -> Result<Vec<Attachment>, Trouble> {
    let contents = of_draft(vault, tx, draft_hash).await?;
    for content in &contents {
        let sealed = content.for_case(record, random)?;
        tx.attachments()
            .move_to_case(content.file.id, draft_hash, record.file.id, &sealed)
            .await?;
    }
    Ok(contents.into_iter().map(|content| content.file).collect())
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "attachment",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

/// The bytes as they came in.
pub(super) fn original(file: Uuid) -> BlobName {
    BlobName {
        file,
        part: BlobPart::Original,
    }
}

/// The copy of a picture.
pub(super) fn served(file: Uuid) -> BlobName {
    BlobName {
        file,
        part: BlobPart::Served,
    }
}
