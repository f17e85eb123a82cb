//! Short-lived form rows: what was typed and what was wrong, so that a page can show it again
//! without anything in the address bar but an opaque id.

use chrono::TimeDelta;
use domain::view::FormState;
use store::FormRow;
use uuid::Uuid;

use crate::trouble::Trouble;
use crate::vault::{Place, token_hash};
use crate::{Answer, Services};

/// Hours for which a form row is kept.
const KEPT_HOURS: i64 = 1;

/// Keeps a form state for an hour; `owner` (session, draft or tracking token, or "" for nobody)
/// must ask for it again. Returns the id for the URL.
///
/// # Errors
/// [`domain::view::Failure::Busy`] when it cannot be kept at the moment.
pub async fn keep(services: &Services, owner: &str, state: FormState) -> Answer<String> {
    let id = services.new_id();
    let kept = async {
        let sealed = services.vault().forms().seal(
            place(&id),
            &serde_json::to_vec(&state)?,
            &**services.random(),
        );
        let expires_at = services.now() + TimeDelta::hours(KEPT_HOURS);
        let row = FormRow {
            id,
            owner_hash: token_hash(owner),
            sealed,
            expires_at,
        };
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.forms().insert(&row).await }));
        work.await?;
        Ok::<_, Trouble>(id.to_string())
    };
    services.answer(kept.await)
}

/// The form state of an id; empty when it is over or belongs to somebody else.
///
/// # Errors
/// [`domain::view::Failure::Internal`] when the database fails.
pub async fn load(services: &Services, owner: &str, id: &str) -> Answer<FormState> {
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(FormState::default());
    };
    let found = async {
        let mut tx = services.database().read().await?;
        let Some(row) = tx
            .forms()
            .find(id, &token_hash(owner), services.now())
            .await?
        else {
            return Ok(FormState::default());
        };
        let plaintext = services.vault().forms().open(place(&id), &row.sealed)?;
        Ok::<_, Trouble>(serde_json::from_slice(&plaintext)?)
    };
    services.answer(found.await)
}

/// The same; a state with something to be shown once is gone afterwards, so that a password or a
/// token cannot be read again at the address of its page.
///
/// # Errors
/// As [`load`]; [`domain::view::Failure::Busy`] when it cannot be removed at the moment.
pub async fn take(services: &Services, owner: &str, id: &str) -> Answer<FormState> {
    let state = load(services, owner, id).await?;
    let (Some(_), Ok(id)) = (&state.shown, id.parse::<Uuid>()) else {
        return Ok(state);
    };
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.forms().delete(id).await }));
    let was_there: Result<bool, store::Error> = work.await;
    let is_first = services.answer(was_there.map_err(Trouble::from))?;
    Ok(if is_first {
        state
    } else {
        FormState::default()
    })
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "form",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}
