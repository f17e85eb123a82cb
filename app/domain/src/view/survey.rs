//! What a survey respondent sees.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::code::{DissatisfactionReason, Satisfaction};
use crate::value::CaseNumber;

/// One survey, found by its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyView {
    /// Case the survey is about.
    pub number: CaseNumber,
    /// When the case was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The answer so far.
    pub satisfaction: Option<Satisfaction>,
    /// Reasons so far.
    pub reasons: Vec<DissatisfactionReason>,
    /// Words so far.
    pub comment: Option<String>,
    /// Whether the person asked for a call.
    pub wants_call: bool,
    /// The answer counts: a good one at once, a bad one with its reason.
    pub complete: bool,
    /// The answer can no longer be changed.
    pub is_final: bool,
}
