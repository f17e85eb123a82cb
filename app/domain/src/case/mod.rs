//! A case: the sum of its events.
//!
//! [`Case::register`] makes the first event, [`Case::decide`] tells which events may follow a
//! command, [`Case::apply`] adds one, [`Case::allowed`] tells a screen which commands would be
//! accepted. Nothing else changes a case.
//!
//! To add a step of the procedure: add the [`Command`] and its [`CommandKind`], the [`Event`], a
//! row in [`table`], its arm in `decide` and in `apply`, and the clocks it moves in `spans`.

mod command;
mod deadline;
mod decide;
mod draft;
mod event;
mod evidence;
mod fault;
mod filing;
mod lapse;
mod mediation;
mod mediation_rules;
mod merging;
mod news;
mod passing;
mod raw_command;
mod recusal;
mod refusal;
mod repeat;
mod reveal;
mod spans;
mod state;
pub mod table;
mod verification;
mod watch;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use command::{Area, Command, CommandKind, ContactResult, ContactWay};
pub use deadline::DueTimes;
pub use draft::{Draft, DraftStep, KEPT_ON_PHONE_HOURS, PRIVACY_NOTICE, WrittenOffline};
pub use event::{Event, Recorded, Registered};
pub use evidence::Evidence;
pub(crate) use fault::Reader;
pub use fault::{Fault, FieldProblem};
pub use filing::{
    Claimed, Consents, Filing, Item, Others, ParsedFiling, Person, RawClaim, RawFiling, RawItem,
    RawPerson, RawRespondent, Respondent,
};
pub use mediation::{Mediation, Proposal, Session, Sides, Suspension, Termination};
pub use news::News;
pub use passing::{Passed, Place};
pub use raw_command::RawCommand;
pub use recusal::Recusal;
pub use refusal::Refusal;
pub use repeat::{Earlier, Finding, Hint, hints};
pub use spans::Span;
pub use state::State;
pub use verification::Verification;
pub use watch::{Supervision, Watch};

use crate::actor::{AccountId, Actor, ActorRef, OrganisationId, StaffNumber};
use crate::calendar::Calendar;
use crate::clock::{ClockProfile, RuleSet};
use crate::code::{
    Capability, CaseType, Channel, DissatisfactionReason, OrganisationKind, Outcome, RefusalGround,
    Satisfaction, TerminationGround, codes,
};
use crate::document::IssuedDocument;
use crate::locale::business_date;
use crate::value::{CaseNumber, Comment, Fen, LongText};

/// Everything a decision may depend on beside the case itself.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The present instant.
    pub now: DateTime<Utc>,
    /// Who acts.
    pub actor: &'a Actor,
    /// Working days and holidays.
    pub calendar: &'a Calendar,
    /// Periods of the organisation under the law of the case.
    pub profile: &'a ClockProfile,
    /// The organisations above and below the one that has the case; only needed to pass it on.
    pub reachable: &'a [Place],
    /// The organisations above it; only needed to supervise it.
    pub above: &'a [OrganisationId],
}

codes! {
    /// The queue of the desk in which a case waits.
    pub enum Queue {
        Unreviewed = "unreviewed", "待受理", "To review";
        Open = "open", "办理中", "In progress";
        CallBack = "call_back", "待回访", "To call back";
        Done = "done", "已完成", "Done";
    }
}

/// The responsible person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// Account.
    pub account: AccountId,
    /// Staff number.
    pub number: StaffNumber,
}

impl Assignee {
    fn new(account: AccountId, number: &StaffNumber) -> Self {
        Self {
            account,
            number: number.clone(),
        }
    }
}

/// A refusal that waits for a second person, or was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedRefusal {
    /// Statutory ground.
    pub ground: RefusalGround,
    /// Why it applies.
    pub reason: LongText,
    /// Account that proposed it.
    pub by: Option<AccountId>,
}

/// Material the complainant was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialRequest {
    /// What is missing.
    pub items: LongText,
    /// Last day.
    pub due: NaiveDate,
}

/// What both sides agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Terms.
    pub terms: LongText,
    /// Money for the consumer.
    pub amount: Fen,
    /// Done, on the spot or later.
    pub performed: bool,
    /// By when it shall be done.
    #[serde(default)]
    pub perform_by: Option<NaiveDate>,
    /// Known not to have been done in time.
    #[serde(default)]
    pub broken: bool,
}

/// How the case ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Result.
    pub outcome: Outcome,
    /// Written reply.
    pub reply: Option<LongText>,
    /// Money the consumer got back.
    pub recovered: Fen,
    /// Ground of termination.
    pub termination: Option<TerminationGround>,
}

/// The rating that counts now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// One of five levels.
    pub satisfaction: Satisfaction,
    /// Reasons.
    pub reasons: Vec<DissatisfactionReason>,
    /// Free words.
    pub comment: Option<Comment>,
    /// Whether a call is welcome.
    pub wants_call: bool,
}

/// Something somebody wrote into a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
    /// Note, message or material: the words stand in it.
    pub event: Event,
}

/// A case as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Public number.
    pub number: CaseNumber,
    /// What was filed.
    pub filing: Filing,
    /// Everybody else the filing names.
    pub others: Others,
    /// What was agreed to.
    pub consents: Consents,
    /// How it came in.
    pub channel: Channel,
    /// Organisation that has it.
    pub organisation: OrganisationId,
    /// Kind of that organisation.
    pub organisation_kind: OrganisationKind,
    /// Law of the day of receipt.
    pub rule_set: RuleSet,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// Receipt by the authority that reviews it (Order 121 Art. 15): later than the first where
    /// somebody else had it before.
    pub reviewed_from: DateTime<Utc>,
    /// The ways it went from one organisation to another.
    pub passed: Vec<Passed>,
    /// Account that registered it, when staff did.
    pub registered_by: Option<AccountId>,
    /// Where it stands.
    pub state: State,
    /// Number of events.
    pub version: u32,
    /// Responsible person.
    pub assignee: Option<Assignee>,
    /// Acceptance (start of the mediation period).
    pub accepted_at: Option<DateTime<Utc>>,
    /// Refusal proposed or given.
    pub proposed_refusal: Option<ProposedRefusal>,
    /// Open request for material.
    pub material: Option<MaterialRequest>,
    /// The latest request for material, when its last day passed and nothing had come.
    pub lapsed: Option<MaterialRequest>,
    /// Mediation.
    pub mediation: Mediation,
    /// The check of a report.
    pub verification: Verification,
    /// Whose impartiality was in doubt.
    pub recusal: Recusal,
    /// Why and by whom it is watched.
    pub watch: Watch,
    /// Settlement.
    pub settlement: Option<Settlement>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the consumer was called back after it ended.
    pub called_back: bool,
    /// The rating.
    pub rating: Option<Rating>,
    /// When it was first given.
    pub rated_at: Option<DateTime<Utc>>,
    /// Files, in the order in which they came.
    pub evidence: Vec<Evidence>,
    /// Documents that were issued, in their order.
    pub issued: Vec<IssuedDocument>,
    /// The latest words, to notice when they are said twice.
    pub last_words: Option<Words>,
    /// Times of the clocks, running and stopped.
    pub spans: Vec<Span>,
}

/// Where a new case lands and under which number.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Public number.
    pub number: CaseNumber,
    /// How it came in.
    pub channel: Channel,
    /// Organisation that gets it.
    pub organisation: OrganisationId,
    /// Kind of that organisation.
    pub organisation_kind: OrganisationKind,
    /// Receipt, UTC.
    pub received_at: DateTime<Utc>,
}

impl Case {
    /// The first event of a new case.
    pub fn register(parsed: ParsedFiling, intake: Intake) -> Event {
        Event::Registered(Box::new(Registered {
            number: intake.number,
            filing: parsed.filing,
            others: parsed.others,
            consents: parsed.consents,
            channel: intake.channel,
            organisation: intake.organisation,
            organisation_kind: intake.organisation_kind,
            rule_set: RuleSet::for_received(business_date(intake.received_at)),
            received_at: intake.received_at,
        }))
    }

    /// Adds up all events of a case.
    ///
    /// # Errors
    /// [`BrokenHistory`] when the list does not begin with a registration or has gaps.
    pub fn from_events(events: &[Recorded]) -> Result<Self, BrokenHistory> {
        let (first, rest) = events.split_first().ok_or(BrokenHistory)?;
        let mut case = Self::begin(first)?;
        for event in rest {
            if event.version != case.version + 1 {
                return Err(BrokenHistory);
            }
            case.apply(event);
        }
        Ok(case)
    }

    fn begin(first: &Recorded) -> Result<Self, BrokenHistory> {
        let Event::Registered(registered) = &first.event else {
            return Err(BrokenHistory);
        };
        if first.version != 1 {
            return Err(BrokenHistory);
        }
        let mut case = Self {
            number: registered.number.clone(),
            filing: registered.filing.clone(),
            others: registered.others.clone(),
            consents: registered.consents.clone(),
            channel: registered.channel,
            organisation: registered.organisation,
            organisation_kind: registered.organisation_kind,
            rule_set: registered.rule_set,
            received_at: registered.received_at,
            reviewed_from: registered.received_at,
            passed: Vec::new(),
            registered_by: account_of(&first.actor),
            state: table::first_state(registered.filing.case_type()),
            version: 1,
            assignee: None,
            accepted_at: None,
            proposed_refusal: None,
            material: None,
            lapsed: None,
            mediation: Mediation::default(),
            verification: Verification::default(),
            recusal: Recusal::default(),
            watch: Watch::default(),
            settlement: None,
            ending: None,
            closed_at: None,
            called_back: false,
            rating: None,
            rated_at: None,
            evidence: Vec::new(),
            issued: Vec::new(),
            last_words: None,
            spans: Vec::new(),
        };
        case.move_clocks(first);
        Ok(case)
    }

    /// Adds one event. Events were decided before; they are facts and never refused.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.version = recorded.version;
        match &recorded.event {
            Event::ReviewStarted
            | Event::MaterialRequested { .. }
            | Event::MaterialSupplied { .. }
            | Event::MaterialLapsed { .. }
            | Event::Accepted
            | Event::RefusalProposed { .. }
            | Event::RefusalApproved { .. }
            | Event::RefusalRejected { .. } => self.apply_review(recorded),
            Event::Assigned { to, number } => self.assignee = Some(Assignee::new(*to, number)),
            Event::CalledBack { result, .. } => {
                self.called_back |= *result != ContactResult::Unreachable;
            }
            Event::EvidenceAdded { .. } | Event::EvidenceRemoved { .. } => {
                self.apply_evidence(recorded);
            }
            Event::DocumentIssued { .. }
            | Event::DocumentVoided { .. }
            | Event::DocumentDelivered { .. }
            | Event::DocumentOpened { .. } => self.apply_document(recorded),
            Event::Archived => self.state = State::Archived,
            Event::PassedOn { .. } | Event::SignedFor | Event::SentBack { .. } => {
                self.move_between(recorded);
            }
            Event::Closed { .. } | Event::Reopened { .. } | Event::Rated { .. } => {
                self.apply_ending(recorded);
            }
            Event::Registered(_)
            | Event::NoteAdded { .. }
            | Event::MessageSent { .. }
            | Event::BusinessContacted { .. }
            | Event::BusinessAnswered { .. }
            | Event::MergedInto { .. }
            | Event::TookIn { .. }
            | Event::Withdrawn { .. } => {}
            Event::Flagged { .. }
            | Event::Unflagged { .. }
            | Event::ReportedUp { .. }
            | Event::Instructed { .. }
            | Event::Supervised { .. }
            | Event::SupervisionAnswered { .. }
            | Event::Urged { .. } => self.apply_watch(recorded),
            Event::VerificationStarted
            | Event::Extended { .. }
            | Event::CaseFiled { .. }
            | Event::FilingDeclined { .. }
            | Event::PenaltyDecided { .. }
            | Event::RewardRecorded { .. } => self.apply_verification(recorded),
            Event::FindingRecorded { .. } | Event::Suspended { .. } | Event::Resumed { .. }
                if self.case_type() == CaseType::Report =>
            {
                self.apply_verification(recorded);
            }
            Event::RecusalRequested { .. } | Event::RecusalDecided { .. } => {
                self.apply_recusal(recorded);
            }
            Event::ConsentRecorded { .. }
            | Event::InquiryStarted { .. }
            | Event::FindingRecorded { .. }
            | Event::BusinessInvited
            | Event::SessionScheduled { .. }
            | Event::SessionRecorded { .. }
            | Event::Proposed { .. }
            | Event::ProposalAnswered { .. }
            | Event::Suspended { .. }
            | Event::Resumed { .. }
            | Event::MediationTerminated { .. }
            | Event::SettlementRecorded { .. }
            | Event::PerformanceRecorded { .. } => self.apply_mediation(recorded),
        }
        if recorded.event.is_words() {
            self.last_words = Some(Words {
                by: recorded.actor.clone(),
                at: recorded.at,
                event: recorded.event.clone(),
            });
        }
        self.move_clocks(recorded);
    }

    /// A case that comes to an authority from somebody who is none is received anew: its limits of
    /// the law begin there.
    fn move_between(&mut self, recorded: &Recorded) {
        let decided_before = self.organisation_kind.may(Capability::Decide);
        self.apply_passing(&recorded.event);
        let decides_now = self.organisation_kind.may(Capability::Decide);
        if decides_now && !decided_before {
            self.reviewed_from = recorded.at;
        }
        if decides_now != decided_before {
            self.stop_all(recorded.at);
            self.start_intake(recorded.at);
        }
    }

    fn apply_review(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ReviewStarted => {
                self.state = table::review_state(self.case_type(), self.organisation_kind);
            }
            Event::MaterialRequested { items, due } => {
                self.state = State::Supplement;
                self.material = Some(MaterialRequest {
                    items: items.clone(),
                    due: *due,
                });
                self.lapsed = None;
            }
            Event::MaterialSupplied { .. } => {
                self.state = State::Reviewing;
                self.material = None;
            }
            Event::MaterialLapsed { .. } => {
                self.state = State::Reviewing;
                self.lapsed = self.material.take();
            }
            Event::Accepted => {
                self.state = State::Accepted;
                self.accepted_at = Some(recorded.at);
            }
            Event::RefusalProposed { ground, reason } => {
                self.state = State::RefusalProposed;
                let by = account_of(&recorded.actor);
                self.proposed_refusal = Some(ProposedRefusal {
                    ground: *ground,
                    reason: reason.clone(),
                    by,
                });
            }
            Event::RefusalApproved { .. } => self.state = State::Refused,
            Event::RefusalRejected { .. } => {
                self.state = State::Reviewing;
                self.proposed_refusal = None;
            }
            _ => {}
        }
    }

    fn apply_ending(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Closed {
                outcome,
                reply,
                recovered,
                termination,
            } => {
                if self.state != State::Refused {
                    self.proposed_refusal = None;
                }
                self.material = None;
                self.end_mediation();
                self.state = State::Closed;
                self.closed_at = Some(recorded.at);
                self.ending = Some(Ending {
                    outcome: *outcome,
                    reply: reply.clone(),
                    recovered: *recovered,
                    termination: *termination,
                });
            }
            Event::Reopened { .. } => {
                self.state = State::Reopened;
                self.closed_at = None;
                self.called_back = false;
                self.proposed_refusal = None;
                self.mediation = Mediation::default();
                self.settlement = None;
                self.ending = None;
                self.rating = None;
                self.rated_at = None;
            }
            Event::Rated {
                satisfaction,
                reasons,
                comment,
                wants_call,
            } => {
                self.rated_at.get_or_insert(recorded.at);
                self.rating = Some(Rating {
                    satisfaction: *satisfaction,
                    reasons: reasons.clone(),
                    comment: comment.clone(),
                    wants_call: *wants_call,
                });
            }
            _ => {}
        }
    }

    /// Type of the case.
    pub fn case_type(&self) -> CaseType {
        self.filing.case_type()
    }

    /// The queue in which the case waits.
    pub fn queue(&self) -> Queue {
        match self.state {
            State::Registered
            | State::Received
            | State::New
            | State::Applied
            | State::Distributed
            | State::Reviewing
            | State::Supplement
            | State::RefusalProposed => Queue::Unreviewed,
            State::Accepted
            | State::Verifying
            | State::Filed
            | State::NotFiled
            | State::Decided
            | State::Investigating
            | State::Mediating
            | State::Suspended
            | State::Performing
            | State::Terminated
            | State::Negotiating
            | State::Agreed
            | State::Settled
            | State::Refused
            | State::Reopened => Queue::Open,
            State::Closed if !self.called_back && self.filing.person().is_some() => Queue::CallBack,
            State::Closed | State::Archived => Queue::Done,
        }
    }

    pub(super) fn settled_state(&self, performed: bool) -> State {
        if table::procedure(self.case_type(), self.organisation_kind) == table::STATION_COMPLAINT {
            State::Settled
        } else if performed {
            State::Agreed
        } else {
            State::Performing
        }
    }
}

fn account_of(actor: &ActorRef) -> Option<AccountId> {
    match actor {
        ActorRef::Staff { account, .. } => Some(*account),
        _ => None,
    }
}

/// A list of events that is no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the events do not add up to a case")]
pub struct BrokenHistory;
