//! What happened to a case. Events are only ever added; the case is what they add up to.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Assignee;
use super::command::{ContactResult, ContactWay};
use super::filing::{Consents, Filing, Others};
use super::passing::Place;
use crate::actor::{AccountId, ActorRef, OrganisationId, StaffNumber};
use crate::attachment::{Attachment, FileName};
use crate::clock::{RuleId, RuleSet};
use crate::code::{
    Attendance, Channel, DissatisfactionReason, Flag, HoldReason, NotFiledGround, OrganisationKind,
    Outcome, PenaltyDecision, RefusalGround, ReturnReason, Satisfaction, SessionWay, Side,
    SupervisionLevel, TerminationGround,
};
use crate::document::{Delivery, DocumentNumber, Template};
use crate::value::{CaseNumber, CheckCode, Comment, Fen, LongText, ShortText};

/// An event with its place in the case, its time and who caused it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Place in the case, from 1 without gaps.
    pub version: u32,
    /// When it was recorded, UTC.
    pub at: DateTime<Utc>,
    /// Who caused it.
    pub actor: ActorRef,
    /// What happened.
    pub event: Event,
}

/// The first event: everything the person filed and where it landed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Public case number.
    pub number: CaseNumber,
    /// What was filed; never changed afterwards.
    pub filing: Filing,
    /// Everybody else the filing names.
    pub others: Others,
    /// What the person agreed to and which privacy notice they saw.
    pub consents: Consents,
    /// How it came in.
    pub channel: Channel,
    /// Organisation that has the case.
    pub organisation: OrganisationId,
    /// Its kind decides which procedure follows.
    pub organisation_kind: OrganisationKind,
    /// Law in force on the day of receipt.
    pub rule_set: RuleSet,
    /// Receipt in the sense of Order 121 Art. 15; starts the clocks.
    pub received_at: DateTime<Utc>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The case came in.
    Registered(Box<Registered>),
    /// An officer began the review.
    ReviewStarted,
    /// The case went to another organisation.
    PassedOn {
        /// Where to.
        to: Place,
        /// Why; internal.
        text: LongText,
    },
    /// That organisation took it.
    SignedFor,
    /// That organisation sent it back.
    SentBack {
        /// Where to.
        to: Place,
        /// Reason.
        reason: ReturnReason,
        /// In words; internal.
        text: LongText,
    },
    /// Material was asked for.
    MaterialRequested {
        /// What is missing.
        items: LongText,
        /// Last day for it.
        due: NaiveDate,
    },
    /// The complainant answered the request.
    MaterialSupplied {
        /// What was added.
        text: LongText,
    },
    /// The day passed and nothing had come.
    MaterialLapsed {
        /// That day.
        due: NaiveDate,
    },
    /// The complaint was accepted.
    Accepted,
    /// Somebody proposed a refusal.
    RefusalProposed {
        /// Statutory ground.
        ground: RefusalGround,
        /// Why it applies.
        reason: LongText,
    },
    /// A second person confirmed it; the notice is out.
    RefusalApproved {
        /// Statutory ground.
        ground: RefusalGround,
        /// Why it applies.
        reason: LongText,
    },
    /// A second person sent it back.
    RefusalRejected {
        /// What to look at again.
        reason: LongText,
    },
    /// The case has a responsible person.
    Assigned {
        /// Account of that person.
        to: AccountId,
        /// Staff number of that person.
        number: StaffNumber,
    },
    /// Internal note.
    NoteAdded {
        /// The note.
        text: LongText,
    },
    /// A message that both consumer and office see.
    MessageSent {
        /// The message.
        text: LongText,
    },
    /// The business was contacted.
    BusinessContacted {
        /// Way of contact.
        way: ContactWay,
        /// What came of it.
        result: ContactResult,
        /// What was said; internal.
        text: LongText,
    },
    /// Both sides settled.
    SettlementRecorded {
        /// What was agreed.
        terms: LongText,
        /// Money for the consumer.
        amount: Fen,
        /// Done on the spot.
        performed: bool,
        /// By when it shall be done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        perform_by: Option<NaiveDate>,
    },
    /// One side said whether it wants mediation.
    ConsentRecorded {
        /// Whose will.
        side: Side,
        /// Yes or no.
        agrees: bool,
        /// What was said about it; internal.
        text: Option<LongText>,
    },
    /// The office began to look into the facts.
    InquiryStarted {
        /// What is to be found out; internal.
        text: LongText,
    },
    /// What the inquiry found.
    FindingRecorded {
        /// Facts and evidence; internal.
        text: LongText,
    },
    /// The business was given a link to answer by.
    BusinessInvited,
    /// The business gave its account.
    BusinessAnswered {
        /// What it says.
        text: LongText,
        /// Whether the consumer may read it.
        shared: bool,
    },
    /// Both sides were invited to a meeting.
    SessionScheduled {
        /// How.
        way: SessionWay,
        /// When, UTC.
        at: DateTime<Utc>,
        /// Where.
        place: ShortText,
    },
    /// What came of a meeting.
    SessionRecorded {
        /// Who came.
        attendance: Attendance,
        /// What was said; internal.
        text: LongText,
    },
    /// Terms were proposed.
    Proposed {
        /// Whose; `None` for those of the office.
        by: Option<Side>,
        /// What each side shall do.
        terms: LongText,
        /// Money for the consumer.
        amount: Fen,
        /// By when.
        perform_by: Option<NaiveDate>,
    },
    /// One side answered the terms.
    ProposalAnswered {
        /// Who.
        side: Side,
        /// Yes or no.
        agrees: bool,
        /// What was said about it.
        text: Option<LongText>,
    },
    /// The case stands out.
    Flagged {
        /// Why.
        flag: Flag,
        /// In words; internal.
        text: LongText,
    },
    /// It does not any more.
    Unflagged {
        /// Which mark went.
        flag: Flag,
        /// Why; internal.
        reason: LongText,
    },
    /// The organisation above was told.
    ReportedUp {
        /// What; internal.
        text: LongText,
    },
    /// A head said what to do.
    Instructed {
        /// What; internal.
        text: LongText,
    },
    /// A supervisor pushes the case.
    Supervised {
        /// How hard.
        level: SupervisionLevel,
        /// What is asked for; internal.
        text: LongText,
        /// By when it is answered.
        due: NaiveDate,
    },
    /// The supervisor was answered.
    SupervisionAnswered {
        /// What was done; internal.
        text: LongText,
    },
    /// The person asked how long it takes.
    Urged {
        /// Their words.
        text: Option<LongText>,
    },
    /// A report is being checked.
    VerificationStarted,
    /// A head gave more time.
    Extended {
        /// For which clock.
        rule: RuleId,
        /// Why; internal.
        reason: LongText,
    },
    /// A case was opened.
    CaseFiled {
        /// What speaks for a violation; internal.
        text: LongText,
    },
    /// No case was opened.
    FilingDeclined {
        /// Ground.
        ground: NotFiledGround,
        /// Why it applies; internal.
        text: LongText,
    },
    /// The opened case was decided.
    PenaltyDecided {
        /// How.
        decision: PenaltyDecision,
        /// In short; internal.
        text: LongText,
    },
    /// The reporter got a reward.
    RewardRecorded {
        /// Money.
        amount: Fen,
        /// How; internal.
        text: LongText,
    },
    /// It is asked that the responsible person leave the case.
    RecusalRequested {
        /// Who asks; `None` for that person, or the office.
        by: Option<Side>,
        /// Whom it is about.
        of: Assignee,
    },
    /// A head decided about that.
    RecusalDecided {
        /// Whom it is about.
        of: Assignee,
        /// They stand down.
        granted: bool,
    },
    /// A mediation or the check of a report stands still.
    Suspended {
        /// Reason.
        hold: HoldReason,
        /// In words.
        text: LongText,
        /// Day on which the office looks again.
        review_on: Option<NaiveDate>,
    },
    /// It goes on.
    Resumed {
        /// Why.
        text: LongText,
    },
    /// Mediation ended without agreement.
    MediationTerminated {
        /// Statutory ground.
        ground: TerminationGround,
        /// Why it applies.
        reason: LongText,
    },
    /// The agreement was kept, or was not.
    PerformanceRecorded {
        /// Whether it was kept.
        performed: bool,
        /// How it is known; internal.
        text: LongText,
    },
    /// The matter is handled under another number.
    MergedInto {
        /// Which.
        number: CaseNumber,
    },
    /// Another case about the same matter was merged into this one.
    TookIn {
        /// Its number.
        number: CaseNumber,
        /// When it was received, UTC: a repeated report starts the time for the check anew.
        received_at: DateTime<Utc>,
    },
    /// The case ended.
    Closed {
        /// Result.
        outcome: Outcome,
        /// Written reply.
        reply: Option<LongText>,
        /// Money the consumer got back.
        recovered: Fen,
        /// Ground of termination.
        termination: Option<TerminationGround>,
    },
    /// The complainant took the case back.
    Withdrawn {
        /// Why.
        reason: Option<LongText>,
    },
    /// The consumer was called back.
    CalledBack {
        /// Whether they were reached.
        result: ContactResult,
        /// What they said of the handling.
        satisfaction: Option<Satisfaction>,
        /// Their words.
        text: Option<LongText>,
    },
    /// The consumer rated the handling.
    Rated {
        /// One of five levels.
        satisfaction: Satisfaction,
        /// Reasons.
        reasons: Vec<DissatisfactionReason>,
        /// Free words.
        comment: Option<Comment>,
        /// Whether a call is welcome.
        wants_call: bool,
    },
    /// The case was taken up again.
    Reopened {
        /// Why.
        reason: LongText,
    },
    /// Files were handed in, all in one go.
    EvidenceAdded {
        /// The files.
        files: Vec<Attachment>,
        /// Whether the person who filed sees them.
        shared: bool,
    },
    /// A file was taken away again; its bytes are gone.
    EvidenceRemoved {
        /// Which.
        id: Uuid,
        /// Its name.
        name: FileName,
        /// Whether the person who filed saw it.
        shared: bool,
    },
    /// A document was signed and given its number.
    DocumentIssued {
        /// Which of the national set.
        template: Template,
        /// Its number.
        number: DocumentNumber,
        /// Day of issue.
        on: NaiveDate,
        /// By which it is checked.
        code: CheckCode,
        /// The PDF.
        file: Attachment,
    },
    /// A document counts no more; its number stays used.
    DocumentVoided {
        /// Which.
        id: Uuid,
        /// Of which template.
        template: Template,
        /// Its number.
        number: DocumentNumber,
        /// Why; internal.
        reason: LongText,
    },
    /// A document reached somebody.
    DocumentDelivered {
        /// Which.
        id: Uuid,
        /// Whom, how and when.
        delivery: Delivery,
    },
    /// A side opened a document through its receipt or link for the first time.
    DocumentOpened {
        /// Which.
        id: Uuid,
        /// Who.
        by: Side,
    },
    /// The case was filed away.
    Archived,
}

impl Event {
    /// Stable name, as stored beside the sealed content.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Registered(_) => "registered",
            Self::ReviewStarted => "review_started",
            Self::PassedOn { .. } => "passed_on",
            Self::SignedFor => "signed_for",
            Self::SentBack { .. } => "sent_back",
            Self::MaterialRequested { .. } => "material_requested",
            Self::MaterialSupplied { .. } => "material_supplied",
            Self::MaterialLapsed { .. } => "material_lapsed",
            Self::Accepted => "accepted",
            Self::RefusalProposed { .. } => "refusal_proposed",
            Self::RefusalApproved { .. } => "refusal_approved",
            Self::RefusalRejected { .. } => "refusal_rejected",
            Self::Assigned { .. } => "assigned",
            Self::NoteAdded { .. } => "note_added",
            Self::MessageSent { .. } => "message_sent",
            Self::BusinessContacted { .. } => "business_contacted",
            Self::ConsentRecorded { .. } => "consent_recorded",
            Self::InquiryStarted { .. } => "inquiry_started",
            Self::FindingRecorded { .. } => "finding_recorded",
            Self::BusinessInvited => "business_invited",
            Self::BusinessAnswered { .. } => "business_answered",
            Self::SessionScheduled { .. } => "session_scheduled",
            Self::SessionRecorded { .. } => "session_recorded",
            Self::Proposed { .. } => "proposed",
            Self::ProposalAnswered { .. } => "proposal_answered",
            Self::Flagged { .. } => "flagged",
            Self::Unflagged { .. } => "unflagged",
            Self::ReportedUp { .. } => "reported_up",
            Self::Instructed { .. } => "instructed",
            Self::Supervised { .. } => "supervised",
            Self::SupervisionAnswered { .. } => "supervision_answered",
            Self::Urged { .. } => "urged",
            Self::VerificationStarted => "verification_started",
            Self::Extended { .. } => "extended",
            Self::CaseFiled { .. } => "case_filed",
            Self::FilingDeclined { .. } => "filing_declined",
            Self::PenaltyDecided { .. } => "penalty_decided",
            Self::RewardRecorded { .. } => "reward_recorded",
            Self::RecusalRequested { .. } => "recusal_requested",
            Self::RecusalDecided { .. } => "recusal_decided",
            Self::Suspended { .. } => "suspended",
            Self::Resumed { .. } => "resumed",
            Self::MediationTerminated { .. } => "mediation_terminated",
            Self::PerformanceRecorded { .. } => "performance_recorded",
            Self::SettlementRecorded { .. } => "settlement_recorded",
            Self::MergedInto { .. } => "merged_into",
            Self::TookIn { .. } => "took_in",
            Self::Closed { .. } => "closed",
            Self::Withdrawn { .. } => "withdrawn",
            Self::CalledBack { .. } => "called_back",
            Self::Rated { .. } => "rated",
            Self::Reopened { .. } => "reopened",
            Self::EvidenceAdded { .. } => "evidence_added",
            Self::EvidenceRemoved { .. } => "evidence_removed",
            Self::DocumentIssued { .. } => "document_issued",
            Self::DocumentVoided { .. } => "document_voided",
            Self::DocumentDelivered { .. } => "document_delivered",
            Self::DocumentOpened { .. } => "document_opened",
            Self::Archived => "archived",
        }
    }

    /// Whether this step, done by staff, answers the person: it says what was decided, asked or
    /// written, and so stops the clock of the first reply (C-FIRSTREPLY).
    pub fn is_reply(&self) -> bool {
        matches!(
            self,
            Self::MaterialRequested { .. }
                | Self::Accepted
                | Self::RefusalApproved { .. }
                | Self::MessageSent { .. }
                | Self::SessionScheduled { .. }
                | Self::Proposed { by: None, .. }
                | Self::SettlementRecorded { .. }
                | Self::MediationTerminated { .. }
                | Self::Closed { .. }
        )
    }

    /// Whether the consumer sees this step on their tracking page.
    pub fn is_public(&self) -> bool {
        if let Some(template) = self.document() {
            return template.is_for(Side::Consumer);
        }
        !matches!(
            self,
            Self::RefusalProposed { .. }
                | Self::RefusalRejected { .. }
                | Self::NoteAdded { .. }
                | Self::TookIn { .. }
                | Self::Flagged { .. }
                | Self::Unflagged { .. }
                | Self::ReportedUp { .. }
                | Self::Instructed { .. }
                | Self::Supervised { .. }
                | Self::SupervisionAnswered { .. }
                | Self::CalledBack { .. }
                | Self::BusinessInvited
                | Self::BusinessAnswered { shared: false, .. }
                | Self::EvidenceAdded { shared: false, .. }
                | Self::EvidenceRemoved { shared: false, .. }
                | Self::DocumentDelivered { .. }
                | Self::DocumentOpened { .. }
                | Self::Archived
        )
    }

    /// Whether the words of this step are for the office alone, though the step itself is public.
    pub fn has_inner_words(&self) -> bool {
        matches!(
            self,
            Self::BusinessContacted { .. }
                | Self::PassedOn { .. }
                | Self::SentBack { .. }
                | Self::ConsentRecorded { .. }
                | Self::InquiryStarted { .. }
                | Self::FindingRecorded { .. }
                | Self::SessionRecorded { .. }
                | Self::PerformanceRecorded { .. }
                | Self::Extended { .. }
                | Self::CaseFiled { .. }
                | Self::FilingDeclined { .. }
                | Self::PenaltyDecided { .. }
                | Self::RewardRecorded { .. }
                | Self::DocumentVoided { .. }
        )
    }

    /// The document that is issued or voided with this step.
    fn document(&self) -> Option<Template> {
        match self {
            Self::DocumentIssued { template, .. } | Self::DocumentVoided { template, .. } => {
                Some(*template)
            }
            _ => None,
        }
    }

    /// Whether the business sees this step on the page behind its link.
    pub fn is_for_the_business(&self) -> bool {
        if let Some(template) = self.document() {
            return template.is_for(Side::Business);
        }
        matches!(
            self,
            Self::Accepted
                | Self::ConsentRecorded { .. }
                | Self::BusinessInvited
                | Self::BusinessAnswered { .. }
                | Self::SessionScheduled { .. }
                | Self::SessionRecorded { .. }
                | Self::Proposed { .. }
                | Self::ProposalAnswered { .. }
                | Self::RecusalRequested { .. }
                | Self::RecusalDecided { .. }
                | Self::Suspended { .. }
                | Self::Resumed { .. }
                | Self::SettlementRecorded { .. }
                | Self::MediationTerminated { .. }
                | Self::PerformanceRecorded { .. }
                | Self::Withdrawn { .. }
                | Self::Closed { .. }
                | Self::Reopened { .. }
        )
    }

    /// Whether the step is nothing but words that somebody wrote.
    pub(super) fn is_words(&self) -> bool {
        matches!(
            self,
            Self::NoteAdded { .. }
                | Self::MessageSent { .. }
                | Self::MaterialSupplied { .. }
                | Self::BusinessAnswered { .. }
        )
    }
}
