//! What the business sees behind its link.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::desk::{ClaimView, OrganisationView};
use super::document::OwnDocument;
use super::tracking::Step;
use crate::case::{CommandKind, Mediation, Settlement, State};
use crate::code::Outcome;
use crate::value::CaseNumber;

/// A complaint as the business it is about sees it: what is claimed and why, never how the
/// consumer can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RespondentCase {
    /// Public number.
    pub number: CaseNumber,
    /// Where it stands.
    pub state: State,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Who handles it.
    pub organisation: OrganisationView,
    /// The business, as the consumer named it.
    pub respondent: Option<String>,
    /// The consumer, masked.
    pub consumer: Option<String>,
    /// Goods or service.
    pub item: Option<String>,
    /// What the consumer wrote.
    pub facts: String,
    /// What the consumer wants.
    pub claims: Vec<ClaimView>,
    /// Until when an answer is asked for; none once it was given.
    pub answer_by: Option<NaiveDate>,
    /// Mediation.
    pub mediation: Mediation,
    /// What was agreed.
    pub settlement: Option<Settlement>,
    /// Issued documents addressed to the business.
    #[serde(default)]
    pub documents: Vec<OwnDocument>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// History, oldest first, as far as it concerns the business.
    pub steps: Vec<Step>,
    /// What the business may do now.
    pub allowed: Vec<CommandKind>,
    /// Until when the link works.
    pub until: DateTime<Utc>,
    /// The instant of the page.
    pub now: DateTime<Utc>,
}

/// The link of a business, for the officer who passes it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessLinkView {
    /// Token of the page `/b/…`.
    pub token: String,
    /// Until when it works.
    pub until: DateTime<Utc>,
}
