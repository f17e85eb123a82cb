//! Going on with an unsent filing at another telephone, by a code of six digits.

use domain::case::FieldProblem;
use domain::handover::{Handover, LIFETIME, MISSES, PhoneEnd};
use domain::one_time_code::OneTimeCode;
use domain::view::Failure;
use store::DraftCodeRow;

use crate::trouble::Trouble;
use crate::vault::{Lookup, Place, token_hash};
use crate::{Answer, Services, drafts};

/// Makes a code for the draft of this token, in place of the one it had, and answers it as the
/// person reads it. `phone_end` is typed again on the other device.
///
/// # Errors
/// [`Failure::Invalid`] for what are no four digits, [`Failure::Expired`] without a draft,
/// [`Failure::Busy`] when it cannot be kept at the moment.
pub async fn make(services: &Services, token: &str, phone_end: &str) -> Answer<String> {
    services.answer(try_make(services, token, phone_end).await)
}

async fn try_make(services: &Services, token: &str, phone_end: &str) -> Result<String, Trouble> {
    let end = PhoneEnd::parse(phone_end)
        .map_err(|fault| Failure::Invalid(vec![FieldProblem::new("phone_end", fault)]))?;
    drafts::load(services, token)
        .await?
        .ok_or(Failure::Expired)?;
    let mut bits = [0; 8];
    services.random().fill(&mut bits);
    let handover = Handover::new(OneTimeCode::from_random(u64::from_le_bytes(bits)), end);
    let vault = services.vault();
    let code_hash = vault.lookup(Lookup::DraftCode, &handover.reveal());
    let sealed = vault
        .drafts()
        .seal(place(&code_hash), token.as_bytes(), &**services.random());
    let row = DraftCodeRow {
        sealed,
        draft_hash: token_hash(token),
        expires_at: services.now() + LIFETIME,
        code_hash,
    };
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.draft_codes().replace(&row).await }));
    let is_made = work.await.map_err(Trouble::Store)?;
    // Another filing has the same six and four digits: the next try makes others.
    let is_made = is_made
        .then_some(())
        .ok_or(Failure::Busy { retry_after: 1 });
    is_made?;
    Ok(handover.shown())
}

/// Redeems a code, once; the answer is the token of its draft.
///
/// # Errors
/// [`Failure::Invalid`] for what is no code; [`Failure::NotFound`] for a wrong one and one that is
/// over, used, or ended because too many wrong ones were tried: which of them is not told.
pub async fn redeem(services: &Services, code: &str, phone_end: &str) -> Answer<String> {
    services.answer(try_redeem(services, code, phone_end).await)
}

async fn try_redeem(services: &Services, code: &str, phone_end: &str) -> Result<String, Trouble> {
    let typed = Handover::parse(code, phone_end).map_err(Failure::Invalid)?;
    let hash = services.vault().lookup(Lookup::DraftCode, &typed.reveal());
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let found = tx.draft_codes().take(&hash, MISSES, now).await?;
            if found.is_none() {
                tx.draft_codes().miss(now).await?;
            }
            Ok::<_, store::Error>(found)
        })
    });
    // A wrong code has been counted by now: refusing inside would undo that.
    let row = work
        .await
        .map_err(Trouble::Store)?
        .ok_or(Failure::NotFound)?;
    let token = services
        .vault()
        .drafts()
        .open(place(&row.code_hash), &row.sealed)?;
    let token = std::str::from_utf8(&token);
    let token = token.map_err(|_| Trouble::Broken("token of a draft"))?;
    Ok(token.to_owned())
}

fn place(code_hash: &[u8]) -> Place<'_> {
    Place {
        table: "draft_code",
        row: code_hash,
        column: "sealed",
        version: 0,
    }
}
