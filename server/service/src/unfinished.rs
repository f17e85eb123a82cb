//! Registrations that are begun: several telephone calls may be under way at once.
//!
//! What was typed is sealed and belongs to the account; it is kept for a day after the last word
//! and goes when the case is registered.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::mask;
use domain::view::{Failure, UnfinishedView, Viewer};
use store::UnfinishedRow;
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::vault::{Place, Vault};
use crate::{Answer, Services};

/// Hours for which it is kept after the last change.
const KEPT_HOURS: i64 = 24;
/// Most that one officer has at once; further ones replace nothing and are refused.
const MOST: i64 = 20;
/// Most bytes of what is typed, sealed form included.
const LARGEST: usize = 64 * 1024;

/// What was typed, by the name of its control.
pub type Values = BTreeMap<String, String>;

/// Keeps what was typed: under `id`, or as a new one without a (valid) id. Answers the id.
///
/// # Errors
/// [`Failure::NotAllowed`] without a desk role, [`Failure::TooMany`] when twenty are open already,
/// [`Failure::Busy`].
pub async fn keep(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    values: &Values,
) -> Answer<String> {
    services.answer(save(services, viewer, id, values).await)
}

async fn save(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    values: &Values,
) -> Result<String, Trouble> {
    if !domain::business::may_keep(&viewer.staff) {
        return Err(Failure::NotAllowed.into());
    }
    let (now, account) = (services.now(), viewer.staff.account.0);
    let known = {
        let mut tx = services.database().read().await?;
        let known = match id.parse::<Uuid>() {
            Ok(id) => tx.unfinished().find(id, account, now).await?,
            Err(_) => None,
        };
        let open = tx.unfinished().list(account, now, MOST).await?.len();
        if known.is_none() && i64::try_from(open).is_ok_and(|open| open >= MOST) {
            return Err(Failure::TooMany { retry_after: 60 }.into());
        }
        known
    };
    let id = known
        .as_ref()
        .map_or_else(|| services.new_id(), |row| row.id);
    let plaintext = serde_json::to_vec(values)?;
    if plaintext.len() > LARGEST {
        return Err(Failure::Invalid(Vec::new()).into());
    }
    let random = services.random();
    let row = UnfinishedRow {
        id,
        account_id: account,
        sealed: services
            .vault()
            .drafts()
            .seal(place(&id), &plaintext, &**random),
        created_at: known.map_or(now, |row| row.created_at),
        updated_at: now,
        expires_at: now + TimeDelta::hours(KEPT_HOURS),
    };
    let written = services
        .database()
        .write(move |tx| Box::pin(async move { tx.unfinished().save(&row).await }));
    written.await?;
    Ok(id.simple().to_string())
}

/// What was typed; `None` when it is over or somebody else's.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn load(services: &Services, viewer: &Viewer, id: &str) -> Answer<Option<Values>> {
    let found = async {
        let Ok(id) = id.parse::<Uuid>() else {
            return Ok(None);
        };
        let mut tx = services.database().read().await?;
        let account = viewer.staff.account.0;
        let row = tx.unfinished().find(id, account, services.now()).await?;
        row.map(|row| open(services.vault(), &row)).transpose()
    };
    services.answer(found.await)
}

/// Those of the viewer, last kept first.
///
/// # Errors
/// [`Failure::Internal`] when the database fails.
pub async fn list(services: &Services, viewer: &Viewer) -> Answer<Vec<UnfinishedView>> {
    let found = async {
        let mut tx = services.database().read().await?;
        let account = viewer.staff.account.0;
        let rows = tx.unfinished().list(account, services.now(), MOST).await?;
        rows.iter()
            .map(|row| {
                Ok::<_, Trouble>(UnfinishedView {
                    id: row.id.simple().to_string(),
                    about: about(&open(services.vault(), row)?),
                    kept_at: row.updated_at,
                })
            })
            .collect()
    };
    services.answer(found.await)
}

/// Throws one away.
///
/// # Errors
/// [`Failure::Busy`] when it cannot be done at the moment.
pub async fn discard(services: &Services, viewer: &Viewer, id: &str) -> Answer<()> {
    let discarded = async {
        let Ok(id) = id.parse::<Uuid>() else {
            return Ok(());
        };
        let account = viewer.staff.account.0;
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.unfinished().delete(id, account).await }));
        Ok::<_, Trouble>(work.await?)
    };
    services.answer(discarded.await)
}

/// Person, business and goods in one line, the person masked.
fn about(values: &Values) -> String {
    let typed = |name: &str| values.get(name).map(|text| text.trim()).unwrap_or_default();
    let person = typed("complainant_name");
    let person = if person.is_empty() {
        String::new()
    } else {
        mask::name(person)
    };
    let parts = [
        person.as_str(),
        typed("respondent_name"),
        typed("item_name"),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn open(vault: &Vault, row: &UnfinishedRow) -> Result<Values, Trouble> {
    let plaintext = vault.drafts().open(place(&row.id), &row.sealed)?;
    Ok(serde_json::from_slice(&plaintext)?)
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "unfinished",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}
