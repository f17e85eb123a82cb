//! The satisfaction survey behind a one-time link.

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::case::{Command, Fault, FieldProblem, Rating};
use domain::code::{DissatisfactionReason, Satisfaction};
use domain::value::Comment;
use domain::view::{Failure, SurveyView};
use store::{Codes, SurveyRow};

use crate::casework::{self, Find};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::token_hash;
use crate::{Answer, Services};

/// Days for which an answer can be changed.
const OPEN_DAYS: i64 = 7;

/// The survey of a token. Looking never writes.
///
/// # Errors
/// [`Failure::NotFound`] for an unknown token, [`Failure::Expired`] after thirty days without an
/// answer.
pub async fn open(services: &Services, token: &str) -> Answer<SurveyView> {
    let found = async {
        let (row, record) = find(services, token).await?;
        view(services, &row, &record)
    };
    services.answer(found.await)
}

/// The one tap. A good answer counts at once; one of the two worst waits for its reason.
///
/// # Errors
/// As [`open`], and [`Failure::Refused`] once the answer is final.
pub async fn answer(services: &Services, token: &str, score: u8) -> Answer<SurveyView> {
    services.answer(tap(services, token, score).await)
}

async fn tap(services: &Services, token: &str, score: u8) -> Result<SurveyView, Trouble> {
    let satisfaction = Satisfaction::from_score(score)
        .map_err(|_| Failure::Invalid(vec![FieldProblem::new("score", Fault::UnknownCode)]))?;
    let (row, _) = find_open(services, token).await?;
    let id = row.id;
    let now = services.now();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.surveys().answer(id, score.into(), now).await }));
    work.await?;
    if !satisfaction.needs_reason() {
        let rating = Rating {
            satisfaction,
            reasons: Vec::new(),
            comment: None,
            wants_call: false,
        };
        count(services, &row, rating).await?;
    }
    let (row, record) = find(services, token).await?;
    view(services, &row, &record)
}

/// The second, voluntary step: reasons by code, words, a wish to be called.
///
/// # Errors
/// [`Failure::Invalid`] when a bad answer has no reason or a field is wrong.
pub async fn explain(
    services: &Services,
    token: &str,
    reasons: Vec<String>,
    comment: String,
    wants_call: bool,
) -> Answer<SurveyView> {
    services.answer(second_step(services, token, &reasons, &comment, wants_call).await)
}

async fn second_step(
    services: &Services,
    token: &str,
    reasons: &[String],
    comment: &str,
    wants_call: bool,
) -> Result<SurveyView, Trouble> {
    let (row, _) = find_open(services, token).await?;
    let satisfaction = satisfaction(&row)?.ok_or_else(|| wrong("score", Fault::Missing))?;
    let reasons = reasons
        .iter()
        .map(|code| {
            DissatisfactionReason::parse(code).map_err(|_| wrong("reasons", Fault::UnknownCode))
        })
        .collect::<Result<Vec<_>, _>>()?;
    if satisfaction.needs_reason() && reasons.is_empty() {
        return Err(wrong("reasons", Fault::Missing));
    }
    let comment = Some(comment.trim()).filter(|text| !text.is_empty());
    let comment = comment
        .map(|text| Comment::parse(text).map_err(|error| wrong("comment", error.into())))
        .transpose()?;
    count(
        services,
        &row,
        Rating {
            satisfaction,
            reasons,
            comment,
            wants_call,
        },
    )
    .await?;
    let (row, record) = find(services, token).await?;
    view(services, &row, &record)
}

fn wrong(field: &str, fault: Fault) -> Trouble {
    Failure::Invalid(vec![FieldProblem::new(field, fault)]).into()
}

/// Makes the answer part of the case. A case that was reopened meanwhile keeps it in the survey
/// only.
async fn count(services: &Services, row: &SurveyRow, rating: Rating) -> Result<(), Trouble> {
    let reasons: Codes = rating.reasons.iter().map(|reason| reason.code()).collect();
    let wants_call = rating.wants_call;
    let command = Command::Rate {
        satisfaction: rating.satisfaction,
        reasons: rating.reasons,
        comment: rating.comment,
        wants_call,
    };
    let find = Find::Id(row.case_id);
    match casework::act(services, &find, &Actor::Complainant, None, command).await {
        Ok(_)
        | Err(Trouble::Told(Failure::Refused(domain::case::Refusal::NotInThisState { .. }))) => {}
        Err(trouble) => return Err(trouble),
    }
    let (id, now) = (row.id, services.now());
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.surveys()
                .complete(id, &reasons, None, wants_call, now)
                .await
        })
    });
    Ok(work.await?)
}

async fn find(services: &Services, token: &str) -> Result<(SurveyRow, CaseRecord), Trouble> {
    let row = {
        let mut tx = services.database().read().await?;
        tx.surveys().find_by_token(&token_hash(token)).await?
    };
    let row = row.ok_or_else(crate::services::not_found)?;
    if row.answered_at.is_none() && row.expires_at <= services.now() {
        return Err(Failure::Expired.into());
    }
    let record = casework::load(services, &Find::Id(row.case_id)).await?;
    Ok((row, record))
}

async fn find_open(services: &Services, token: &str) -> Result<(SurveyRow, CaseRecord), Trouble> {
    let (row, record) = find(services, token).await?;
    if is_final(services, &row) {
        return Err(domain::case::Refusal::RatingFinal.into());
    }
    Ok((row, record))
}

fn is_final(services: &Services, row: &SurveyRow) -> bool {
    row.answered_at
        .is_some_and(|answered| services.now() - answered >= TimeDelta::days(OPEN_DAYS))
}

fn satisfaction(row: &SurveyRow) -> Result<Option<Satisfaction>, Trouble> {
    let broken = || Trouble::Broken("score of a survey");
    let Some(score) = row.score else {
        return Ok(None);
    };
    let score = u8::try_from(score).map_err(|_| broken())?;
    Satisfaction::from_score(score)
        .map(Some)
        .map_err(|_| broken())
}

fn view(services: &Services, row: &SurveyRow, record: &CaseRecord) -> Result<SurveyView, Trouble> {
    let satisfaction = satisfaction(row)?;
    let rating = record
        .case
        .rating
        .as_ref()
        .filter(|rating| Some(rating.satisfaction) == satisfaction);
    let counts_at_once = satisfaction.is_some_and(|satisfaction| !satisfaction.needs_reason());
    Ok(SurveyView {
        number: record.case.number.clone(),
        closed_at: record.case.closed_at,
        satisfaction,
        reasons: rating
            .map(|rating| rating.reasons.clone())
            .unwrap_or_default(),
        comment: rating
            .and_then(|rating| rating.comment.as_ref())
            .map(|text| text.as_str().to_owned()),
        wants_call: row.wants_call,
        complete: counts_at_once || !row.reasons.0.is_empty(),
        is_final: is_final(services, row),
    })
}
