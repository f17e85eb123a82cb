//! Deletes the bytes of files that belong to nobody.

use chrono::TimeDelta;
use uuid::Uuid;

use super::content::{original, served};
use crate::Services;
use crate::trouble::Trouble;

/// Minutes until an announced file has to belong to somebody.
const MINUTES: i64 = 15;
/// Files of one round.
const BATCH: i64 = 100;

/// Deletes files whose time is over: taken away, of a draft that is gone, or never fully come in.
pub(crate) async fn collect(services: &Services) -> Result<(), Trouble> {
    loop {
        let now = services.now();
        let ids = {
            let mut tx = services.database().read().await?;
            tx.attachments().list_discarded(now, BATCH).await?
        };
        for id in &ids {
            delete_bytes(services, *id).await?;
        }
        if ids.is_empty() {
            return Ok(());
        }
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                for id in ids {
                    tx.attachments().delete(id, now).await?;
                }
                Ok::<(), Trouble>(())
            })
        });
        work.await?;
    }
}

async fn delete_bytes(services: &Services, id: Uuid) -> Result<(), Trouble> {
    for name in [original(id), served(id)] {
        services.blobs().delete(name).await?;
    }
    Ok(())
}

/// A file that was announced and is not anybody's yet. Dropped, it is deleted in the background;
/// should the process end before that, [`collect`] deletes it.
pub(super) struct Announced {
    services: Option<Services>,
    pub(super) id: Uuid,
}

impl Announced {
    /// Takes charge of an announced file.
    pub(super) fn new(services: &Services, id: Uuid) -> Self {
        Self {
            services: Some(services.clone()),
            id,
        }
    }

    /// The file belongs to somebody now.
    pub(super) fn given(mut self) {
        self.services = None;
    }
}

/// Announces a file that is about to be written.
pub(super) async fn announce(services: &Services) -> Result<Announced, Trouble> {
    let id = services.new_id();
    let now = services.now();
    let until = now + TimeDelta::minutes(MINUTES);
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.attachments().reserve(id, now, until).await }));
    work.await?;
    Ok(Announced::new(services, id))
}

impl Drop for Announced {
    fn drop(&mut self) {
        let Some(services) = self.services.take() else {
            return;
        };
        let id = self.id;
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = discard(&services, id).await {
                    tracing::warn!(%error, "a broken upload waits for the next collection");
                }
            });
        }
    }
}

async fn discard(services: &Services, id: Uuid) -> Result<(), Trouble> {
    delete_bytes(services, id).await?;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.attachments().release(id, now).await?;
            tx.attachments().delete(id, now).await?;
            Ok::<(), Trouble>(())
        })
    });
    work.await
}
