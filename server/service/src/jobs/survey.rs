//! Invites to the survey after a case was closed, and asks once more.

use chrono::TimeDelta;
use domain::message::{Template, Variables};
use store::SurveyRow;
use uuid::Uuid;

use super::Job;
use super::message::{self, Letter};
use super::worker::{Done, Handled, Tools};
use crate::casework;
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::token_hash;

/// From the closing to the invitation: the result comes first.
pub(crate) const INVITED_AFTER: TimeDelta = TimeDelta::hours(1);
/// From the invitation to the reminder.
const REMINDED_AFTER: TimeDelta = TimeDelta::days(3);

/// Sends the link, and plans the one reminder.
pub(super) async fn invite(tools: &Tools, survey: Uuid) -> Handled {
    if let Some(letter) = letter(tools, survey, "survey").await? {
        let at = letter.send_after() + REMINDED_AFTER;
        let reminder = Job::SurveyReminder { survey }.row(tools.services.new_id(), at)?;
        letter.write(&tools.services, Some(reminder)).await?;
    }
    Ok(Done::Now)
}

/// Sends the link once more.
pub(super) async fn remind(tools: &Tools, survey: Uuid) -> Handled {
    if let Some(letter) = letter(tools, survey, "survey_reminder").await? {
        letter.write(&tools.services, None).await?;
    }
    Ok(Done::Now)
}

/// The message with the link; `None` when there is nothing left to ask, or nobody.
async fn letter(tools: &Tools, survey: Uuid, purpose: &str) -> Result<Option<Letter>, Trouble> {
    let services = &tools.services;
    let row = {
        let mut tx = services.database().read().await?;
        tx.surveys().find(survey).await?
    };
    let now = services.now();
    let Some(row) = row.filter(|row| row.answered_at.is_none() && row.expires_at > now) else {
        return Ok(None);
    };
    let Some(record) = message::find(services, row.case_id).await? else {
        return Ok(None);
    };
    let Some(token) = token(tools, &record, &row) else {
        return Ok(None);
    };
    let variables = Variables::of_survey(&record.case.number, &token, &tools.outside.sender);
    let key = format!("{purpose}:{survey}");
    Letter::to(tools, &record, Template::Survey, variables, key)
}

/// The token, unless the case was taken up again since.
fn token(tools: &Tools, record: &CaseRecord, row: &SurveyRow) -> Option<String> {
    let token = casework::survey_of(&tools.services, record)?;
    let is_latest = token_hash(&token) == row.token_hash;
    (is_latest && !record.case.state.is_open()).then_some(token)
}
