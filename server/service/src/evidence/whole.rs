//! Files that are there as a whole, sealed and stored like those that come in.

use domain::attachment::{Attachment, Digest, FileName, Media};
use domain::case::Fault;
use sha2::{Digest as _, Sha256};

use super::collect::{Announced, announce};
use super::content::{Content, PictureCopy, original, served};
use super::picture;
use crate::Services;
use crate::ports::BlobName;
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::{FileKey, FrameWriter};

/// A picture with the copy that is given out instead.
pub(crate) struct WholePicture {
    media: Media,
    bytes: Vec<u8>,
    digest: Digest,
    copy: picture::Copy,
}

/// A file that is stored and waits for its row.
pub(crate) struct Stored {
    /// What the case says of it.
    pub(crate) file: Attachment,
    /// What is kept with it, sealed under the key of the case.
    pub(crate) sealed: Vec<u8>,
}

impl WholePicture {
    /// Makes the copy.
    ///
    /// # Errors
    /// As for a picture that comes in.
    pub(crate) fn new(bytes: Vec<u8>, media: Media) -> Result<Self, Fault> {
        Ok(Self {
            copy: picture::copy_of(&bytes, media)?,
            digest: Digest::of_hash(Sha256::digest(&bytes).into()),
            bytes,
            media,
        })
    }

    /// Stores it under a key of its own for this case.
    ///
    /// # Errors
    /// When the store of blobs fails.
    pub(crate) async fn store(
        &self,
        services: &Services,
        record: &CaseRecord,
        name: &str,
    ) -> Result<Stored, Trouble> {
        let (id, random) = (services.new_id(), services.random());
        let key = FileKey::generate(&**random);
        write(services, &key, original(id), &self.bytes).await?;
        write(services, &key, served(id), &self.copy.bytes).await?;
        let file = Attachment {
            id,
            media: self.media,
            size: self.bytes.len() as u64,
            digest: self.digest.clone(),
            name: FileName::of(name, self.media),
            note: None,
            received_at: services.now(),
        };
        let copy = PictureCopy {
            media: self.copy.media,
            size: self.copy.bytes.len() as u64,
        };
        let content = Content::new(file.clone(), &key, Some(copy));
        let sealed = content.for_case(record, &**random)?;
        Ok(Stored { file, sealed })
    }
}

/// A file that the program made for a case, stored and announced. Dropped before its case has it,
/// nothing of it stays.
pub(crate) struct Made {
    pub(crate) stored: Stored,
    announced: Announced,
}

impl Made {
    /// Stores the bytes under a key of their own.
    ///
    /// # Errors
    /// When it cannot be announced, or the store of blobs fails.
    pub(crate) async fn keep(
        services: &Services,
        record: &CaseRecord,
        bytes: &[u8],
        media: Media,
        name: &str,
    ) -> Result<Self, Trouble> {
        let announced = announce(services).await?;
        let (id, random) = (announced.id, services.random());
        let key = FileKey::generate(&**random);
        write(services, &key, original(id), bytes).await?;
        let file = Attachment {
            id,
            media,
            size: bytes.len() as u64,
            digest: Digest::of_hash(Sha256::digest(bytes).into()),
            name: FileName::of(name, media),
            note: None,
            received_at: services.now(),
        };
        let content = Content::new(file.clone(), &key, None);
        let sealed = content.for_case(record, &**random)?;
        let stored = Stored { file, sealed };
        Ok(Self { stored, announced })
    }

    /// Its case has it now.
    pub(crate) fn given(self) {
        self.announced.given();
    }
}

async fn write(
    services: &Services,
    key: &FileKey,
    name: BlobName,
    bytes: &[u8],
) -> Result<(), Trouble> {
    let sink = services.blobs().create(name).await?;
    let mut writer = FrameWriter::new(key, name, sink);
    writer.write(bytes).await?;
    writer.finish().await?;
    Ok(())
}
