//! Evidence: files that come in with a draft or into a case, and go out again.
//!
//! A file is announced in the database, sealed frame by frame into the store of blobs while its
//! bytes arrive, and then given to its draft or case in one transaction. Whatever breaks in between
//! leaves a file of nobody, which [`collect`] deletes. Of a picture a copy is made that holds
//! nothing but the picture; it is what everybody gets, while the original keeps its bytes and its
//! SHA-256. The key of a file is sealed with its draft or its case, so erasing a case erases its
//! files.

mod collect;
mod content;
mod intake;
mod keep;
mod opening;
mod picture;
mod whole;

use domain::actor::Actor;
use domain::view::{EvidenceView, Failure, StepBy, Viewer};
use futures::FutureExt as _;
use uuid::Uuid;

pub(crate) use collect::collect;
pub(crate) use content::move_to_case;
pub use intake::Intake;
pub(crate) use opening::open_for_copy;
pub use opening::{Look, OpenFile, open_by_receipt, open_for_complainant, open_for_staff};
pub(crate) use whole::{Made, Stored, WholePicture};

use crate::casework::{self, Find};
use crate::record::Writer;
use crate::trouble::Trouble;
use crate::vault::token_hash;
use crate::{Answer, Services, desk, tracking};

/// The files of a draft; none where there is no draft.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn of_draft(services: &Services, token: &str) -> Answer<Vec<EvidenceView>> {
    let found = async {
        let mut tx = services.database().read().await?;
        let contents = content::of_draft(services.vault(), &mut tx, &token_hash(token)).await?;
        let views = contents.into_iter().map(|content| in_draft(content.file));
        Ok::<_, Trouble>(views.collect())
    };
    services.answer(found.await)
}

fn in_draft(file: domain::attachment::Attachment) -> EvidenceView {
    EvidenceView {
        id: file.id,
        media: file.media,
        size: file.size,
        sha256: file.digest,
        name: file.name.as_str().to_owned(),
        note: file.note.map(String::from),
        by: StepBy::Complainant,
        at: file.received_at,
        shared: true,
        can_open: true,
        can_remove: true,
    }
}

/// Takes a file out of a draft; its bytes are deleted. One that is not there is taken out.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be done at the moment.
pub async fn remove_from_draft(services: &Services, token: &str, id: Uuid) -> Answer<()> {
    let hash = token_hash(token);
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let row = tx.attachments().find(id).await?;
            let mine = row.is_some_and(|row| row.draft_hash.as_deref() == Some(&hash));
            if mine {
                tx.attachments().release(id, now).await?;
            }
            Ok::<(), Trouble>(())
        })
    });
    services.answer(work.await)
}

/// Takes a file away that the person who filed added to their case.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::Refused`] with the rule, [`Failure::Expired`].
pub async fn remove_for_complainant(services: &Services, token: &str, id: Uuid) -> Answer<()> {
    let removed = async {
        let find = tracking::by_token(services, token)?;
        remove(services, &find, &Actor::Complainant, id).await
    };
    services.answer(removed.await)
}

/// Takes a file away that this person added to a case.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::Refused`] with the rule.
pub async fn remove_for_staff(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    id: Uuid,
) -> Answer<()> {
    let removed = async {
        let record = desk::seen(services, viewer, number).await?;
        let actor = Actor::Staff(viewer.staff.clone());
        remove(services, &Find::Id(record.file.id), &actor, id).await
    };
    services.answer(removed.await)
}

async fn remove(services: &Services, find: &Find, actor: &Actor, id: Uuid) -> Result<(), Trouble> {
    let once = || remove_once(services, find, actor, id).boxed();
    casework::until_nobody_was_faster(once).await
}

async fn remove_once(
    services: &Services,
    find: &Find,
    actor: &Actor,
    id: Uuid,
) -> Result<(), Trouble> {
    let mut record = casework::load(services, find).await?;
    let writer = Writer::new(services);
    let profile = record.profile(&writer.targets);
    let event = record
        .case
        .remove_evidence(id, &writer.facts(actor, &profile))?
        .ok_or(Failure::NotFound)?;
    let write = record.append(vec![event], &actor.into(), &writer)?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.cases().append(&write).await?;
            tx.attachments().release(id, writer.now).await?;
            Ok::<(), Trouble>(())
        })
    });
    work.await
}
