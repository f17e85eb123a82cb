//! Gives files that have come in to their draft or case.

use chrono::TimeDelta;
use domain::actor::{Actor, ActorRef};
use domain::attachment::{Attachment, Room};
use domain::view::{EvidenceKept, EvidenceView, Failure};
use futures::FutureExt as _;
use store::Tx;
use uuid::Uuid;

use super::content::{self, Content};
use super::in_draft;
use super::intake::{Incoming, Intake, Owner, wrong};
use crate::casework::{self, Find};
use crate::drafts::KEPT_DAYS;
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::{Services, showing};

/// Gives the files of an intake to whom they are for.
pub(super) async fn keep(intake: Intake, shared: bool) -> Result<EvidenceKept, Trouble> {
    let Intake {
        services,
        owner,
        files,
        known,
        ..
    } = intake;
    let contents: Vec<Content> = files.iter().map(|file| file.content.clone()).collect();
    let all = match owner {
        Owner::Draft(hash) => give_to_draft(&services, hash, contents.clone()).await?,
        Owner::Case { find, actor } => {
            give_to_case(&services, &find, &actor, &contents, shared).await?
        }
    };
    for Incoming { announced, .. } in files {
        announced.given();
    }
    let named = |ids: Vec<Uuid>| -> Vec<EvidenceView> {
        let mine = all.iter().filter(|view| ids.contains(&view.id));
        mine.cloned().collect()
    };
    Ok(EvidenceKept {
        added: named(contents.iter().map(|content| content.file.id).collect()),
        known: named(known),
    })
}

async fn give_to_draft(
    services: &Services,
    hash: Vec<u8>,
    new: Vec<Content>,
) -> Result<Vec<EvidenceView>, Trouble> {
    let writer = Writer::new(services);
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { write_to_draft(tx, &writer, &hash, new).await }));
    match work.await {
        Err(Trouble::Store(store::Error::NotFound(_))) => Err(Failure::Expired.into()),
        done => done,
    }
}

/// The draft is held while its files are counted, so two tabs cannot fill it twice.
async fn write_to_draft(
    tx: &mut Tx,
    writer: &Writer,
    hash: &[u8],
    new: Vec<Content>,
) -> Result<Vec<EvidenceView>, Trouble> {
    let expires = writer.now + TimeDelta::days(KEPT_DAYS);
    tx.drafts().touch(hash, writer.now, expires).await?;
    let mut all = content::of_draft(&writer.vault, tx, hash).await?;
    let held = all.iter().map(|content| &content.file);
    check_room(held, new.iter().map(|content| &content.file))?;
    for content in new {
        let sealed = content.for_draft(&writer.vault, &*writer.random)?;
        tx.attachments()
            .give_to_draft(content.file.id, hash, &sealed, writer.now)
            .await?;
        all.push(content);
    }
    Ok(all
        .into_iter()
        .map(|content| in_draft(content.file))
        .collect())
}

/// The files of a case are counted in its events, and events are added only where nobody was
/// faster, so the count holds.
async fn give_to_case(
    services: &Services,
    find: &Find,
    actor: &Actor,
    new: &[Content],
    shared: bool,
) -> Result<Vec<EvidenceView>, Trouble> {
    let once = || give_once(services, find, actor, new, shared).boxed();
    casework::until_nobody_was_faster(once).await
}

async fn give_once(
    services: &Services,
    find: &Find,
    actor: &Actor,
    new: &[Content],
    shared: bool,
) -> Result<Vec<EvidenceView>, Trouble> {
    let mut record = casework::load(services, find).await?;
    let writer = Writer::new(services);
    if !new.is_empty() {
        write_to_case(services, &mut record, &writer, actor, new, shared).await?;
    }
    let profile = record.profile(&writer.targets);
    Ok(showing::evidence(&record, &writer.facts(actor, &profile)).files)
}

async fn write_to_case(
    services: &Services,
    record: &mut CaseRecord,
    writer: &Writer,
    actor: &Actor,
    new: &[Content],
    shared: bool,
) -> Result<(), Trouble> {
    let files: Vec<Attachment> = new.iter().map(|content| content.file.clone()).collect();
    let held = record.case.evidence.iter().map(|evidence| &evidence.file);
    check_room(held, &files)?;
    let seal = |content: &Content| {
        let sealed = content.for_case(record, &*writer.random)?;
        Ok((content.file.id, sealed))
    };
    let sealed = new.iter().map(seal).collect::<Result<Vec<_>, Trouble>>()?;
    let event = record.case.add_evidence(files, shared, actor)?;
    let write = record.append(vec![event], &ActorRef::from(actor), writer)?;
    let (case, now) = (record.file.id, writer.now);
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.cases().append(&write).await?;
            for (id, sealed) in &sealed {
                tx.attachments()
                    .give_to_case(*id, case, sealed, now)
                    .await?;
            }
            Ok::<(), Trouble>(())
        })
    });
    work.await
}

fn check_room<'a>(
    held: impl IntoIterator<Item = &'a Attachment>,
    new: impl IntoIterator<Item = &'a Attachment>,
) -> Result<(), Trouble> {
    let held = held.into_iter();
    let mut room = Room::taken(held.map(|file| (file.media, file.size)));
    for file in new {
        room.admit(file.media, file.size).map_err(wrong)?;
    }
    Ok(())
}
