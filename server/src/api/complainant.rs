//! What the person who filed may do, by receipt.

use axum::Json;
use axum::extract::State;
use domain::case::{CommandKind, RawCommand};
use domain::view::TrackView;
use serde::Deserialize;
use service::tracking;

use super::body::Body;
use super::receipt::Receipt;
use crate::http::App;
use crate::http::problem::Problem;

type Tracked = Result<Json<TrackView>, Problem>;

/// `trackCase`.
///
/// # Errors
/// 404 when no case has this receipt.
pub async fn track(State(app): State<App>, Receipt(receipt): Receipt) -> Tracked {
    Ok(Json(
        tracking::track_by_receipt(&app.services, &receipt).await?,
    ))
}

/// Body of `sendMessage`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    #[serde(default)]
    text: Option<String>,
}

/// `sendMessage`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
pub async fn send_message(
    State(app): State<App>,
    Receipt(receipt): Receipt,
    Body(message): Body<Message>,
) -> Tracked {
    let command = RawCommand {
        text: message.text,
        ..RawCommand::bare(CommandKind::SendMessage)
    };
    act(&app, &receipt, command).await
}

/// Body of `withdrawCase` and `reopenCase`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    #[serde(default)]
    reason: Option<String>,
}

/// `withdrawCase`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
pub async fn withdraw(
    State(app): State<App>,
    Receipt(receipt): Receipt,
    Body(body): Body<Reason>,
) -> Tracked {
    let command = RawCommand {
        reason: body.reason,
        ..RawCommand::bare(CommandKind::Withdraw)
    };
    act(&app, &receipt, command).await
}

/// `reopenCase`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
pub async fn reopen(
    State(app): State<App>,
    Receipt(receipt): Receipt,
    Body(body): Body<Reason>,
) -> Tracked {
    let command = RawCommand {
        reason: body.reason,
        ..RawCommand::bare(CommandKind::Reopen)
    };
    act(&app, &receipt, command).await
}

/// Body of `answerSurvey`.
#[derive(Debug, Deserialize)]
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

/// `answerSurvey`.
///
/// # Errors
/// 404, 409, 422 as the use case answers.
pub async fn answer_survey(
    State(app): State<App>,
    Receipt(receipt): Receipt,
    Body(answer): Body<Answer>,
) -> Tracked {
    let command = RawCommand {
        satisfaction: answer.satisfaction,
        reasons: answer.reasons,
        comment: answer.comment,
        wants_call: answer.wants_call,
        ..RawCommand::bare(CommandKind::Rate)
    };
    act(&app, &receipt, command).await
}

async fn act(app: &App, receipt: &str, command: RawCommand) -> Tracked {
    Ok(Json(
        tracking::act_by_receipt(&app.services, receipt, command).await?,
    ))
}
