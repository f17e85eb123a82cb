//! Sets official documents on paper, one at a time: it takes a core for a moment, and nobody's
//! page waits for that.

use std::sync::OnceLock;

use domain::document::Document;
use domain::view::Failure;
use futures::future::BoxFuture;
use service::ports::Typesetter;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::site;

/// The typesetter of this process.
#[derive(Debug, Default)]
pub struct Typesetting {
    turn: Mutex<()>,
}

/// Made for the first document: the typeface takes memory that most processes never need.
static TYPESETTER: OnceLock<Option<documents::Typesetter>> = OnceLock::new();

impl Typesetter for Typesetting {
    fn typeset(&self, document: Document) -> BoxFuture<'_, Result<Vec<u8>, Failure>> {
        Box::pin(async move {
            let _turn = self.turn.lock().await;
            let set = spawn_blocking(move || {
                let typesetter = TYPESETTER.get_or_init(load).as_ref()?;
                let pdf = typesetter.typeset(&document);
                pdf.inspect_err(|error| {
                    tracing::error!(%error, template = document.template.code());
                })
                .ok()
            });
            set.await.ok().flatten().ok_or_else(|| Failure::Internal {
                reference: "typesetting".to_owned(),
            })
        })
    }
}

fn load() -> Option<documents::Typesetter> {
    let Some(face) = site::typeface() else {
        tracing::error!("the typeface of official documents is missing: run `make site`");
        return None;
    };
    let typesetter = documents::Typesetter::new(face);
    typesetter
        .inspect_err(|error| tracing::error!(%error, "typeface of official documents"))
        .ok()
}
