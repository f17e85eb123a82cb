//! Opening a case without its receipt: by its number and a one-time code to the telephone.
//!
//! Who asks gets the same answer, after the same work, whether number and telephone belong
//! together or not: asking writes one row and one job, and only the worker looks for the case.

use domain::case::{Fault, FieldProblem};
use domain::one_time_code::{self, CodeRequest, LIFETIME, OneTimeCode, REMEMBERED, TRIES};
use domain::view::{CodeAsked, Failure, Visit};
use store::NewTrackingCode;
use uuid::Uuid;

use crate::jobs::Job;
use crate::trouble::Trouble;
use crate::vault::{Lookup, new_token, token_hash};
use crate::{Answer, Services, tracking};

/// Requests that are looked at to tell whether another may follow.
const MOST: i64 = 16;

/// Asks for a code; the answer names the token with which it is redeemed.
///
/// # Errors
/// [`Failure::Invalid`] for what is no number or no mobile telephone, [`Failure::TooMany`] when
/// codes were asked for too often for this telephone or this case.
pub async fn ask(services: &Services, number: &str, phone: &str) -> Answer<CodeAsked> {
    services.answer(request(services, number, phone).await)
}

async fn request(services: &Services, number: &str, phone: &str) -> Result<CodeAsked, Trouble> {
    let asked = CodeRequest::parse(number, phone).map_err(Failure::Invalid)?;
    let token = new_token(&**services.random());
    let now = services.now();
    let new = NewTrackingCode {
        id: services.new_id(),
        token_hash: token_hash(&token),
        number: asked.number.as_str().to_owned(),
        phone_hash: services.vault().lookup(Lookup::Phone, asked.phone.as_str()),
        expires_at: now + LIFETIME,
    };
    let expires_at = new.expires_at;
    let job = Job::TrackingCode { request: new.id }.row(services.new_id(), now)?;
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let since = now - REMEMBERED;
            let mut codes = tx.tracking_codes();
            let of_phone = codes.list_for_phone(&new.phone_hash, since, MOST).await?;
            let of_case = codes.list_for_number(&new.number, since, MOST).await?;
            let time = one_time_code::wait(&of_phone, now).max(one_time_code::wait(&of_case, now));
            if let Some(time) = time {
                let retry_after = u32::try_from(time.num_seconds().max(1)).unwrap_or(u32::MAX);
                return Err(Failure::TooMany { retry_after }.into());
            }
            codes.ask(&new, now).await?;
            tx.jobs().enqueue(&job, now).await?;
            Ok::<(), Trouble>(())
        })
    });
    work.await?;
    services.wake_worker();
    Ok(CodeAsked {
        request: token,
        expires_at,
    })
}

/// Redeems a code, once; the answer opens the case for half an hour as its receipt does.
///
/// # Errors
/// [`Failure::Invalid`] for what is no code. [`Failure::NotFound`] for a wrong one, one that is
/// over, was used or tried too often, and where none was ever sent: which of them is not told.
pub async fn redeem(services: &Services, request: &str, code: &str) -> Answer<Visit> {
    services.answer(open(services, request, code).await)
}

async fn open(services: &Services, request: &str, code: &str) -> Result<Visit, Trouble> {
    let code = parse(code)?;
    let hash = token_hash(request);
    let vault = services.vault().clone();
    let now = services.now();
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            let tried = tx.tracking_codes().count_try(&hash, TRIES, now).await?;
            let id = tried.as_ref().map_or(Uuid::nil(), |row| row.id);
            let made = tried.as_ref().and_then(|row| row.code_hash.as_deref());
            let is_right = vault.is_one_time_code(&id, code.reveal(), made);
            let case = tried.and_then(|row| row.case_id).filter(|_| is_right);
            if case.is_some() {
                tx.tracking_codes().mark_used(id, now).await?;
            }
            Ok::<_, Trouble>(case)
        })
    });
    // A wrong code has been counted by now: refusing inside would undo that.
    let case = work.await?.ok_or(Failure::NotFound)?;
    tracking::visit(services, case)
}

fn parse(code: &str) -> Result<OneTimeCode, Failure> {
    OneTimeCode::parse(code).map_err(|_| {
        let is_missing = code.trim().is_empty();
        let fault = if is_missing {
            Fault::Missing
        } else {
            Fault::NotACode
        };
        Failure::Invalid(vec![FieldProblem::new("code", fault)])
    })
}
