//! What the person who filed sees.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::desk::OrganisationView;
use super::document::OwnDocument;
use super::evidence::EvidenceList;
use crate::actor::StaffNumber;
use crate::case::{CommandKind, MaterialRequest, Mediation, Session, Settlement, State};
use crate::clock::RuleId;
use crate::code::{
    Attendance, CaseType, DeliveryWay, DissatisfactionReason, Flag, HoldReason, NotFiledGround,
    Outcome, PenaltyDecision, RefusalGround, Satisfaction, Side, SupervisionLevel,
    TerminationGround,
};
use crate::document::Template;
use crate::locale::Locale;
use crate::value::{CaseNumber, Fen};

/// The answer to a filing. It is the only time the receipt is given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Public number.
    pub number: CaseNumber,
    /// Receipt in groups of four.
    pub receipt: String,
    /// Receipt of the filing, UTC.
    pub received_at: DateTime<Utc>,
    /// Clocks that began.
    pub clocks: Vec<FiledClock>,
}

/// One clock of a new case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledClock {
    /// Which clock.
    pub clock: RuleId,
    /// Last day of the target.
    pub due: Option<NaiveDate>,
    /// Last second of the target.
    pub due_at: Option<DateTime<Utc>>,
    /// Last day the law allows.
    pub wall: Option<NaiveDate>,
    /// Last second the law allows.
    pub wall_at: Option<DateTime<Utc>>,
    /// What sets the limit, in Chinese.
    pub basis: String,
    /// What sets the limit, in English.
    pub basis_en: String,
    /// The calendar of a year is not published yet.
    pub provisional: bool,
}

/// The next date a person can count on, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDate {
    /// Which clock.
    pub clock: RuleId,
    /// Start of the clock, a business day; with `clock` it leads to the explanation.
    pub from: NaiveDate,
    /// Last day; `None` while the clock is paused.
    pub by: Option<NaiveDate>,
    /// What sets the limit, in Chinese.
    pub basis: String,
    /// What sets the limit, in English.
    pub basis_en: String,
    /// The calendar of a year is not published yet.
    pub provisional: bool,
    /// The date has passed.
    pub overdue: bool,
}

/// Who did a step, as the reader may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepBy {
    /// The person who filed.
    Complainant,
    /// The business.
    Respondent,
    /// The product itself.
    System,
    /// Staff, by number.
    Staff(StaffNumber),
}

/// One step of the history. Which members are set depends on the kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Place in the case.
    pub version: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: StepBy,
    /// Name of the event (`domain::case::Event::kind`); its title is `case.step.<kind>`.
    pub kind: String,
    /// Whether the person who filed sees it.
    pub public: bool,
    /// Words that belong to it.
    pub text: Option<String>,
    /// A day that belongs to it.
    pub due: Option<NaiveDate>,
    /// Money that belongs to it.
    pub amount: Option<Fen>,
    /// Result.
    pub outcome: Option<Outcome>,
    /// Ground of refusal.
    pub ground: Option<RefusalGround>,
    /// Ground of termination.
    pub termination: Option<TerminationGround>,
    /// New responsible person.
    pub assigned_to: Option<StaffNumber>,
    /// Rating.
    pub satisfaction: Option<Satisfaction>,
    /// Whose will, terms or answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Yes or no: willing, agreed, performed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agrees: Option<bool>,
    /// When both sides meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Session>,
    /// Who came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Attendance>,
    /// Why mediation stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldReason>,
    /// Which organisation got the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceName>,
    /// What else was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

/// A decision that has no member of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// Why no case was opened.
    NotFiled(NotFiledGround),
    /// How the opened case ended.
    Penalty(PenaltyDecision),
    /// Which clock was lengthened.
    Extended(RuleId),
    /// Why the case stands out.
    Flag(Flag),
    /// How hard a supervisor pushes it.
    Supervision(SupervisionLevel),
    /// Which document was issued or voided.
    Document(Template),
    /// How a document reached somebody.
    Delivered(DeliveryWay),
}

impl Decided {
    /// In words.
    pub fn label(self, locale: Locale) -> &'static str {
        match self {
            Self::NotFiled(ground) => ground.label(locale),
            Self::Penalty(decision) => decision.label(locale),
            Self::Flag(flag) => flag.label(locale),
            Self::Supervision(level) => level.label(locale),
            Self::Document(template) => template.label(locale),
            Self::Delivered(way) => way.label(locale),
            Self::Extended(rule) => rule.label().of(locale),
        }
    }
}

/// The name of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceName {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl PlaceName {
    /// The name in a language.
    pub fn of(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.zh,
            Locale::En => &self.en,
        }
    }
}

/// The rating a person gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingView {
    /// One of five levels.
    pub satisfaction: Satisfaction,
    /// Reasons.
    pub reasons: Vec<DissatisfactionReason>,
    /// Free words.
    pub comment: Option<String>,
}

/// A case as its own complainant sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackView {
    /// Public number.
    pub number: CaseNumber,
    /// Type.
    pub case_type: CaseType,
    /// Where it stands.
    pub state: State,
    /// Version of the case.
    pub version: u32,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Who handles it.
    pub organisation: OrganisationView,
    /// Staff number of the responsible person.
    pub handler: Option<StaffNumber>,
    /// The business.
    pub respondent: Option<String>,
    /// Goods or service.
    pub item: Option<String>,
    /// What the person wrote.
    pub facts: String,
    /// The next date.
    pub next: Option<NextDate>,
    /// Clocks that run.
    pub clocks: Vec<FiledClock>,
    /// Material asked for.
    pub material: Option<MaterialRequest>,
    /// Mediation.
    #[serde(default)]
    pub mediation: Mediation,
    /// What was agreed.
    #[serde(default)]
    pub settlement: Option<Settlement>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Money got back.
    pub recovered: Option<Fen>,
    /// The written reply or the reason of a refusal.
    pub reply: Option<String>,
    /// Ground of refusal.
    pub ground: Option<RefusalGround>,
    /// The rating.
    pub rating: Option<RatingView>,
    /// Token of the survey page, once the case is closed.
    pub survey: Option<String>,
    /// History, oldest first.
    pub steps: Vec<Step>,
    /// The files the person sees.
    pub evidence: EvidenceList,
    /// Issued documents addressed to the person.
    #[serde(default)]
    pub documents: Vec<OwnDocument>,
    /// What the person may do now.
    pub allowed: Vec<CommandKind>,
}

/// The answer to whoever asks for a one-time code, whether one is sent or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeAsked {
    /// Token with which the code is redeemed.
    pub request: String,
    /// When the code ends, UTC.
    pub expires_at: DateTime<Utc>,
}

/// What lets a person in to one case without its receipt, for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Opens the case until then.
    pub pass: String,
    /// When it ends, UTC.
    pub until: DateTime<Utc>,
}
