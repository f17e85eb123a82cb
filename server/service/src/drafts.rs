//! Drafts: what a person has typed so far, kept on the server page by page.

use chrono::TimeDelta;
use domain::actor::ActorRef;
use domain::case::{Draft, DraftStep};
use domain::code::Channel;
use domain::view::{Failure, Filed};
use serde::{Deserialize, Serialize};
use store::{DraftRow, Tx};

use crate::filing::{NewCase, Registration};
use crate::trouble::Trouble;
use crate::vault::{Place, Vault, new_token, token_hash};
use crate::{Answer, Services};

/// Days for which a draft is kept after the last page.
pub(crate) const KEPT_DAYS: i64 = 14;
/// Hours for which the confirmation of a filed draft can be seen again.
const CONFIRMATION_HOURS: i64 = 24;

/// What a draft row holds: still typed, or already filed.
#[derive(Serialize, Deserialize)]
enum Content {
    Typed(Box<Draft>),
    Filed(Box<Filed>),
}

/// The draft of this token; `None` when there is none, it is over or it was filed.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn load(services: &Services, token: &str) -> Answer<Option<Draft>> {
    let content = services.answer(content(services, token).await)?;
    Ok(content.and_then(|content| match content {
        Content::Typed(draft) => Some(*draft),
        Content::Filed(_) => None,
    }))
}

/// Saves the draft after a page; makes a new one without a (valid) token. Returns the token to
/// keep in the cookie. Nothing is refused here: wrong values are kept and shown with their errors.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be kept at the moment.
pub async fn save(
    services: &Services,
    token: Option<&str>,
    draft: Draft,
    step: DraftStep,
) -> Answer<String> {
    services.answer(keep(services, token, draft, step).await)
}

async fn keep(
    services: &Services,
    token: Option<&str>,
    mut draft: Draft,
    step: DraftStep,
) -> Result<String, Trouble> {
    if !draft.visited.contains(&step) {
        draft.visited.push(step);
    }
    let usable = match token {
        Some(token) => matches!(content(services, token).await?, Some(Content::Typed(_))),
        None => false,
    };
    let token = token
        .filter(|_| usable)
        .map_or_else(|| new_token(&**services.random()), str::to_owned);
    let hash = token_hash(&token);
    let sealed = seal(services, &hash, &Content::Typed(Box::new(draft)))?;
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let expires = now + TimeDelta::days(KEPT_DAYS);
            tx.drafts()
                .save(&hash, &sealed, step.code(), now, expires)
                .await
        })
    });
    work.await?;
    Ok(token)
}

/// Files the draft. Doing it twice gives the same answer.
///
/// # Errors
/// [`Failure::Expired`] without a draft, [`Failure::Invalid`] with every wrong field.
pub async fn file(services: &Services, token: &str) -> Answer<Filed> {
    services.answer(file_draft(services, token).await)
}

async fn file_draft(services: &Services, token: &str) -> Result<Filed, Trouble> {
    let draft = match content(services, token).await? {
        Some(Content::Typed(draft)) => draft,
        Some(Content::Filed(filed)) => return Ok(*filed),
        None => return Err(Failure::Expired.into()),
    };
    let parsed = draft.parse(&services.offered()).map_err(Failure::Invalid)?;
    let request = NewCase {
        parsed,
        channel: Channel::Web,
        organisation: None,
        actor: ActorRef::Complainant,
    };
    let registration = Registration::prepare(services, request);
    let hash = token_hash(token);
    let written = services
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let writer = registration.writer.clone();
                if let Some(filed) = filed_before(&writer.vault, tx, &hash, writer.now).await? {
                    return Ok(filed);
                }
                // Held until the end, so that no file comes in which would stay behind.
                let expires = writer.now + TimeDelta::days(KEPT_DAYS);
                tx.drafts().touch(&hash, writer.now, expires).await?;
                let id = registration.id();
                let filed = registration.write_with_evidence(tx, &hash).await?;
                let content = serde_json::to_vec(&Content::Filed(Box::new(filed.clone())))?;
                let sealed = writer
                    .vault
                    .drafts()
                    .seal(place(&hash), &content, &*writer.random);
                let expires = writer.now + TimeDelta::hours(CONFIRMATION_HOURS);
                tx.drafts()
                    .mark_filed(&hash, id, &sealed, writer.now, expires)
                    .await?;
                Ok(filed)
            })
        })
        .await;
    services.wake_worker();
    match written {
        // On PostgreSQL a second tap may find the row already taken; its answer is the answer.
        Err(Trouble::Store(store::Error::NotFound(_))) => match content(services, token).await? {
            Some(Content::Filed(filed)) => Ok(*filed),
            _ => Err(Failure::Expired.into()),
        },
        written => written,
    }
}

async fn filed_before(
    vault: &Vault,
    tx: &mut Tx,
    hash: &[u8],
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Filed>, Trouble> {
    let Some(row) = tx.drafts().find(hash, now).await? else {
        return Err(Failure::Expired.into());
    };
    match open(vault, &row)? {
        Content::Filed(filed) => Ok(Some(*filed)),
        Content::Typed(_) => Ok(None),
    }
}

/// The answer to a draft that was filed, for the confirmation page.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn filed(services: &Services, token: &str) -> Answer<Option<Filed>> {
    let content = services.answer(content(services, token).await)?;
    Ok(content.and_then(|content| match content {
        Content::Filed(filed) => Some(*filed),
        Content::Typed(_) => None,
    }))
}

/// Throws the draft away (the person starts anew).
///
/// # Errors
/// [`Failure::Busy`] when it cannot be done at the moment.
pub async fn discard(services: &Services, token: &str) -> Answer<()> {
    let hash = token_hash(token);
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.drafts().delete(&hash).await }));
    let done: Result<(), store::Error> = work.await;
    services.answer(done.map_err(Trouble::from))
}

async fn content(services: &Services, token: &str) -> Result<Option<Content>, Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.drafts().find(&token_hash(token), services.now()).await?;
    row.map(|row| open(services.vault(), &row)).transpose()
}

fn open(vault: &Vault, row: &DraftRow) -> Result<Content, Trouble> {
    let plaintext = vault.drafts().open(place(&row.token_hash), &row.sealed)?;
    Ok(serde_json::from_slice(&plaintext)?)
}

fn seal(services: &Services, hash: &[u8], content: &Content) -> Result<Vec<u8>, Trouble> {
    let plaintext = serde_json::to_vec(content)?;
    Ok(services
        .vault()
        .drafts()
        .seal(place(hash), &plaintext, &**services.random()))
}

fn place(hash: &[u8]) -> Place<'_> {
    Place {
        table: "draft",
        row: hash,
        column: "sealed",
        version: 0,
    }
}
