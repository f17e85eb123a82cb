//! Takes files in, one after the other, and gives them to their draft or case together.

use bytes::Bytes;
use domain::actor::Actor;
use domain::attachment::{Attachment, Digest, FileName, HEAD_LENGTH, LARGEST_FILE, Media, Room};
use domain::case::{Fault, FieldProblem};
use domain::value::ShortText;
use domain::view::{EvidenceKept, Failure, Viewer};
use futures::{Stream, StreamExt as _, TryStreamExt as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::collect::{Announced, announce};
use super::content::{self, Content, PictureCopy, original, served};
use super::{keep, picture};
use crate::casework::{self, Find};
use crate::trouble::Trouble;
use crate::vault::{FileKey, FrameWriter, opened, token_hash};
use crate::{Answer, Services, desk, tracking};

/// Whose the files will be.
pub(super) enum Owner {
    /// A draft, by the hash of its token.
    Draft(Vec<u8>),
    /// A case.
    Case {
        /// Which.
        find: Find,
        /// Who adds to it.
        actor: Actor,
    },
}

/// A file whose bytes are all there.
pub(super) struct Incoming {
    pub(super) content: Content,
    pub(super) announced: Announced,
}

/// Files on their way in. Dropped before [`Intake::keep`], nothing of them stays.
pub struct Intake {
    pub(super) services: Services,
    pub(super) owner: Owner,
    pub(super) files: Vec<Incoming>,
    /// What came in again.
    pub(super) known: Vec<Uuid>,
    /// What the draft or case held before.
    held: Vec<Attachment>,
    room: Room,
}

impl Intake {
    /// For the draft of this token.
    ///
    /// # Errors
    /// [`Failure::Expired`] without such a draft.
    pub async fn for_draft(services: &Services, token: &str) -> Answer<Self> {
        let begun = async {
            let hash = token_hash(token);
            let mut tx = services.database().read().await?;
            let draft = tx.drafts().find(&hash, services.now()).await?;
            draft
                .filter(|draft| draft.filed_case_id.is_none())
                .ok_or(Failure::Expired)?;
            let contents = content::of_draft(services.vault(), &mut tx, &hash).await?;
            let held = contents.into_iter().map(|content| content.file).collect();
            Ok(Self::new(services, Owner::Draft(hash), held))
        };
        services.answer(begun.await)
    }

    /// For the case behind a cookie token, by the person who filed.
    ///
    /// # Errors
    /// [`Failure::Expired`] when the half hour is over, [`Failure::Refused`] by the rules.
    pub async fn for_complainant(services: &Services, token: &str) -> Answer<Self> {
        let find = services.answer(tracking::by_token(services, token))?;
        services.answer(Self::for_case(services, find, Actor::Complainant).await)
    }

    /// For the case behind a receipt (HTTP interface).
    ///
    /// # Errors
    /// [`Failure::NotFound`] for an unknown receipt, [`Failure::Refused`] by the rules.
    pub async fn by_receipt(services: &Services, receipt: &str) -> Answer<Self> {
        let find = services.answer(tracking::by_receipt(services, receipt))?;
        services.answer(Self::for_case(services, find, Actor::Complainant).await)
    }

    /// For a case, by staff.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a case the viewer may not see, [`Failure::Refused`] by the rules.
    pub async fn for_staff(services: &Services, viewer: &Viewer, number: &str) -> Answer<Self> {
        let begun = async {
            let record = desk::seen(services, viewer, number).await?;
            let actor = Actor::Staff(viewer.staff.clone());
            Self::for_case(services, Find::Id(record.file.id), actor).await
        };
        services.answer(begun.await)
    }

    async fn for_case(services: &Services, find: Find, actor: Actor) -> Result<Self, Trouble> {
        let record = casework::load(services, &find).await?;
        record.case.may_add_evidence(&actor)?;
        let held = record.case.evidence.into_iter();
        let held = held.map(|evidence| evidence.file).collect();
        Ok(Self::new(services, Owner::Case { find, actor }, held))
    }

    fn new(services: &Services, owner: Owner, held: Vec<Attachment>) -> Self {
        Self {
            services: services.clone(),
            owner,
            room: Room::taken(held.iter().map(|file| (file.media, file.size))),
            held,
            files: Vec::new(),
            known: Vec::new(),
        }
    }

    /// Takes one file in. The same bytes again are no mistake: they are there already.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with the [`Fault`] of the field `file`; the files before it stay.
    pub async fn take<S, E>(&mut self, name: &str, note: &str, bytes: S) -> Answer<()>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
    {
        let taken = self.take_in(name, note, bytes).await;
        self.services.answer(taken)
    }

    async fn take_in<S, E>(&mut self, name: &str, note: &str, bytes: S) -> Result<(), Trouble>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
    {
        let note = note_of(note)?;
        let (head, rest) = split_head(bytes).await?;
        let media = Media::sniff(&head).map_err(wrong)?;
        // Whether there is room at all, before anything is written.
        self.room.clone().admit(media, 1).map_err(wrong)?;
        let announced = announce(&self.services).await?;
        let key = FileKey::generate(&**self.services.random());
        let (size, digest) = self.write_original(&announced, &key, &head, rest).await?;
        if let Some(known) = self.same(&digest) {
            self.known.push(known);
            return Ok(());
        }
        let mut room = self.room;
        room.admit(media, size).map_err(wrong)?;
        let copy = if media.is_image() {
            Some(self.write_copy(announced.id, &key, media).await?)
        } else {
            None
        };
        let file = Attachment {
            id: announced.id,
            media,
            size,
            digest,
            name: FileName::of(name, media),
            note,
            received_at: self.services.now(),
        };
        self.room = room;
        self.files.push(Incoming {
            content: Content::new(file, &key, copy),
            announced,
        });
        Ok(())
    }

    async fn write_original<S, E>(
        &self,
        announced: &Announced,
        key: &FileKey,
        head: &[u8],
        mut rest: S,
    ) -> Result<(u64, Digest), Trouble>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
    {
        let name = original(announced.id);
        let sink = self.services.blobs().create(name).await?;
        let mut writer = FrameWriter::new(key, name, sink);
        let mut hasher = Sha256::new();
        let mut size = 0;
        let mut next = Some(Bytes::copy_from_slice(head));
        while let Some(bytes) = next {
            size += bytes.len() as u64;
            if size > LARGEST_FILE {
                return Err(wrong(Fault::FileTooLarge));
            }
            hasher.update(&bytes);
            writer.write(&bytes).await?;
            next = rest.try_next().await.map_err(|_| cut_off())?;
        }
        writer.finish().await?;
        Ok((size, Digest::of_hash(hasher.finalize().into())))
    }

    /// The file with these bytes that is there, or came in a moment ago.
    fn same(&self, digest: &Digest) -> Option<Uuid> {
        let came = self.files.iter().map(|incoming| &incoming.content.file);
        let mut all = self.held.iter().chain(came);
        all.find(|file| file.digest == *digest).map(|file| file.id)
    }

    /// Reads the picture back, so that its bytes are in memory only while they are worked on and
    /// not while they arrive.
    async fn write_copy(
        &self,
        id: Uuid,
        key: &FileKey,
        media: Media,
    ) -> Result<PictureCopy, Trouble> {
        let turn = self.services.pictures().acquire().await;
        let _turn = turn.map_err(|_| Trouble::Broken("no turn for pictures"))?;
        let sealed = self.services.blobs().open(original(id)).await?;
        let pieces: Vec<Bytes> = opened(key, original(id), sealed).try_collect().await?;
        let work = move || picture::copy_of(&pieces.concat(), media);
        // A decoder that panics has met a picture it cannot read.
        let made = tokio::task::spawn_blocking(work).await;
        let copy = made.unwrap_or(Err(Fault::FileUnreadable)).map_err(wrong)?;
        let sink = self.services.blobs().create(served(id)).await?;
        let mut writer = FrameWriter::new(key, served(id), sink);
        writer.write(&copy.bytes).await?;
        writer.finish().await?;
        Ok(PictureCopy {
            media: copy.media,
            size: copy.bytes.len() as u64,
        })
    }

    /// Gives the files to their draft or case, all of them in one transaction. `shared` says
    /// whether the person who filed sees what staff add.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when somebody else was faster and there is no room any more,
    /// [`Failure::Refused`] by the rules of the case, [`Failure::Expired`] without the draft.
    pub async fn keep(self, shared: bool) -> Answer<EvidenceKept> {
        let services = self.services.clone();
        services.answer(keep::keep(self, shared).await)
    }
}

fn note_of(typed: &str) -> Result<Option<ShortText>, Trouble> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let note = ShortText::parse(typed).map_err(|error| {
        let problem = FieldProblem::new("note", Fault::from(error));
        Failure::Invalid(vec![problem])
    })?;
    Ok(Some(note))
}

/// The first bytes, by which the kind is known, and the rest.
async fn split_head<S, E>(
    mut bytes: S,
) -> Result<(Vec<u8>, impl Stream<Item = Result<Bytes, E>> + Unpin + Send), Trouble>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
{
    let mut head = Vec::new();
    while head.len() < HEAD_LENGTH {
        match bytes.next().await {
            Some(Ok(piece)) => head.extend_from_slice(&piece),
            Some(Err(_)) => return Err(cut_off()),
            None => break,
        }
    }
    Ok((head, bytes))
}

/// What is wrong with a file.
pub(super) fn wrong(fault: Fault) -> Trouble {
    Failure::Invalid(vec![FieldProblem::new("file", fault)]).into()
}

/// The connection broke: whoever sent the file is not there to be told.
fn cut_off() -> Trouble {
    wrong(Fault::FileUnreadable)
}
