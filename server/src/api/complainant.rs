//! What the person who filed may do, by receipt or after a one-time code.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::case::{CommandKind, RawCommand};
use domain::view::{SurveyView, TrackView};
use serde::Deserialize;
use service::survey;

use super::body::Body;
use super::receipt::{CasePass, SurveyPass};
use super::{schema, version};
use crate::http::App;
use crate::http::problem::Problem;

/// The case as it is now, with its version.
type Tracked = Result<Response, Problem>;

/// `trackCase`.
///
/// # Errors
/// 404 when no case has this receipt.
#[utoipa::path(
    get,
    path = "/api/v1/case",
    operation_id = "trackCase",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    responses((status = 200, body = schema::TrackedCase, description = "The case")),
)]
pub async fn track(State(app): State<App>, pass: CasePass) -> Tracked {
    Ok(tagged(pass.track(&app.services).await?))
}

/// Body of `sendMessage` and `supplyMaterial`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(default)]
    text: Option<String>,
}

impl Words {
    fn command(self, kind: CommandKind) -> RawCommand {
        RawCommand {
            text: self.text,
            ..RawCommand::bare(kind)
        }
    }
}

/// `sendMessage`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/messages",
    operation_id = "sendMessage",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Words,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn send_message(
    State(app): State<App>,
    pass: CasePass,
    Body(words): Body<Words>,
) -> Tracked {
    act(&app, &pass, words.command(CommandKind::SendMessage)).await
}

/// `supplyMaterial`: answers a request for material; files are added with `addEvidence` before.
///
/// # Errors
/// 404, 422 as the use case answers, 409 while the case does not wait for material.
#[utoipa::path(
    post,
    path = "/api/v1/case/material",
    operation_id = "supplyMaterial",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Words,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn supply_material(
    State(app): State<App>,
    pass: CasePass,
    Body(words): Body<Words>,
) -> Tracked {
    act(&app, &pass, words.command(CommandKind::SupplyMaterial)).await
}

/// Body of `giveConsent` and `answerProposal`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YesOrNo {
    #[serde(default)]
    agrees: Option<bool>,
    #[serde(default)]
    text: Option<String>,
}

impl YesOrNo {
    fn command(self, kind: CommandKind) -> RawCommand {
        RawCommand {
            agrees: self.agrees,
            text: self.text,
            ..RawCommand::bare(kind)
        }
    }
}

/// `giveConsent`: whether the person wants mediation (Order 121 Art. 18).
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/consent",
    operation_id = "giveConsent",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = YesOrNo,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn give_consent(
    State(app): State<App>,
    pass: CasePass,
    Body(body): Body<YesOrNo>,
) -> Tracked {
    act(&app, &pass, body.command(CommandKind::RecordConsent)).await
}

/// Body of `requestRecusal`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recusal {
    #[serde(default)]
    text: Option<String>,
}

/// `requestRecusal`: the person asks that somebody else handle the case (Order 121 Art. 21).
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/recusal",
    operation_id = "requestRecusal",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Recusal,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn request_recusal(
    State(app): State<App>,
    pass: CasePass,
    Body(body): Body<Recusal>,
) -> Tracked {
    let command = RawCommand {
        text: body.text,
        ..RawCommand::bare(CommandKind::RequestRecusal)
    };
    act(&app, &pass, command).await
}

/// `answerProposal`: yes or no to the terms on the table.
///
/// # Errors
/// 404, 422 as the use case answers, 409 while nothing is proposed.
#[utoipa::path(
    post,
    path = "/api/v1/case/proposal-answers",
    operation_id = "answerProposal",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = YesOrNo,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn answer_proposal(
    State(app): State<App>,
    pass: CasePass,
    Body(body): Body<YesOrNo>,
) -> Tracked {
    act(&app, &pass, body.command(CommandKind::AnswerProposal)).await
}

/// Body of `proposeTerms`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    #[serde(default)]
    terms: Option<String>,
    #[serde(default)]
    amount_fen: Option<i64>,
    #[serde(default)]
    #[schema(value_type = Option<chrono::NaiveDate>)]
    perform_by: Option<String>,
}

/// `proposeTerms`: the person's own terms, in place of those on the table.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/proposals",
    operation_id = "proposeTerms",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Proposal,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn propose_terms(
    State(app): State<App>,
    pass: CasePass,
    Body(body): Body<Proposal>,
) -> Tracked {
    let command = RawCommand {
        terms: body.terms,
        amount_fen: body.amount_fen,
        perform_by: body.perform_by,
        ..RawCommand::bare(CommandKind::Propose)
    };
    act(&app, &pass, command).await
}

/// Body of `withdrawCase` and `reopenCase`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    #[serde(default)]
    reason: Option<String>,
}

impl Reason {
    fn command(self, kind: CommandKind) -> RawCommand {
        RawCommand {
            reason: self.reason,
            ..RawCommand::bare(kind)
        }
    }
}

/// `withdrawCase`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/withdrawal",
    operation_id = "withdrawCase",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Reason,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn withdraw(State(app): State<App>, pass: CasePass, Body(body): Body<Reason>) -> Tracked {
    act(&app, &pass, body.command(CommandKind::Withdraw)).await
}

/// Body of `urgeCase`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Urging {
    #[serde(default)]
    text: Option<String>,
}

/// `urgeCase`: once a day.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/urging",
    operation_id = "urgeCase",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Urging,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn urge(State(app): State<App>, pass: CasePass, Body(body): Body<Urging>) -> Tracked {
    let command = RawCommand {
        text: body.text,
        ..RawCommand::bare(CommandKind::Urge)
    };
    act(&app, &pass, command).await
}

/// `reopenCase`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/reopening",
    operation_id = "reopenCase",
    tag = "complainant",
    security(("receipt" = []), ("visit" = [])),
    request_body = Reason,
    responses((status = 200, body = schema::TrackedCase, description = "The case as it is now")),
)]
pub async fn reopen(State(app): State<App>, pass: CasePass, Body(body): Body<Reason>) -> Tracked {
    act(&app, &pass, body.command(CommandKind::Reopen)).await
}

/// Body of `answerSurvey`.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    #[serde(default)]
    satisfaction: Option<u8>,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    comment: Option<String>,
    #[serde(default)]
    wants_call: Option<bool>,
}

/// `answerSurvey`, by receipt or by the survey's own token.
///
/// # Errors
/// 404, 409, 410, 422 as the use case answers.
#[utoipa::path(
    post,
    path = "/api/v1/case/survey",
    operation_id = "answerSurvey",
    tag = "complainant",
    security(("receipt" = []), ("visit" = []), ("survey" = [])),
    request_body = Answer,
    responses((status = 200, body = inline(schema::SurveyAnswered), description = "The case for a receipt, the survey for its own token")),
)]
pub async fn answer_survey(
    State(app): State<App>,
    pass: SurveyPass,
    Body(answer): Body<Answer>,
) -> Tracked {
    match pass {
        SurveyPass::Case(pass) => act(&app, &pass, answer.into()).await,
        SurveyPass::Token(token) => {
            Ok(Json(answer_by_token(&app, &token, answer).await?).into_response())
        }
    }
}

async fn answer_by_token(app: &App, token: &str, answer: Answer) -> Result<SurveyView, Problem> {
    let score = answer
        .satisfaction
        .ok_or_else(|| Problem::of_field("missing", "satisfaction"))?;
    let view = survey::answer(&app.services, token, score).await?;
    if answer.reasons.is_empty() && answer.comment.is_none() && answer.wants_call.is_none() {
        return Ok(view);
    }
    let comment = answer.comment.unwrap_or_default();
    let wants_call = answer.wants_call.unwrap_or_default();
    Ok(survey::explain(&app.services, token, answer.reasons, comment, wants_call).await?)
}

impl From<Answer> for RawCommand {
    fn from(answer: Answer) -> Self {
        Self {
            satisfaction: answer.satisfaction,
            reasons: answer.reasons,
            comment: answer.comment,
            wants_call: answer.wants_call,
            ..Self::bare(CommandKind::Rate)
        }
    }
}

async fn act(app: &App, pass: &CasePass, command: RawCommand) -> Tracked {
    Ok(tagged(pass.act(&app.services, command).await?))
}

fn tagged(view: TrackView) -> Response {
    version::tagged(view.version, view)
}
