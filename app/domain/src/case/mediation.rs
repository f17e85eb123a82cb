//! Mediation: what both sides want, when they meet, what lies on the table, why it stands still
//! (Order 121 Art. 18 to 25).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Event, Recorded};
use super::state::State;
use super::{Case, Settlement};
use crate::code::{HoldReason, SessionWay, Side, TerminationGround};
use crate::value::{Fen, LongText, ShortText};

/// A value for each side, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// The consumer said yes or no.
    pub consumer: Option<bool>,
    /// The business said yes or no.
    pub business: Option<bool>,
}

impl Sides {
    /// What one side said.
    pub const fn of(self, side: Side) -> Option<bool> {
        match side {
            Side::Consumer => self.consumer,
            Side::Business => self.business,
        }
    }

    /// Whether both said yes.
    pub const fn agree(self) -> bool {
        matches!((self.consumer, self.business), (Some(true), Some(true)))
    }

    pub(super) const fn with(mut self, side: Side, says: bool) -> Self {
        match side {
            Side::Consumer => self.consumer = Some(says),
            Side::Business => self.business = Some(says),
        }
        self
    }
}

/// When both sides meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// How.
    pub way: SessionWay,
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// Where; the room, or the number to call.
    pub place: ShortText,
}

/// Terms that wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Who proposes; `None` for the office.
    pub by: Option<Side>,
    /// What each side shall do.
    pub terms: LongText,
    /// Money for the consumer.
    pub amount: Fen,
    /// By when it shall be done.
    pub perform_by: Option<NaiveDate>,
    /// Answers so far; who proposes has said yes.
    pub answers: Sides,
}

/// Why the mediation stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Reason.
    pub hold: HoldReason,
    /// In words; both sides read it.
    pub text: LongText,
    /// Day on which the office looks again, unless others decide how long it takes.
    pub review_on: Option<NaiveDate>,
}

/// The decision that mediation has ended without agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termination {
    /// Statutory ground.
    pub ground: TerminationGround,
    /// Why it applies; both sides read it.
    pub reason: LongText,
}

/// The mediation of a complaint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mediation {
    /// Who is willing; mediation begins when both are.
    pub consents: Sides,
    /// The next meeting.
    pub session: Option<Session>,
    /// Terms that wait for an answer.
    pub proposal: Option<Proposal>,
    /// Why it stands still.
    pub suspension: Option<Suspension>,
    /// How it ended without agreement.
    pub termination: Option<Termination>,
    /// The business was given a link to answer by.
    pub invited: bool,
}

impl Case {
    /// The state to which an accepted complaint returns: mediation goes on once both sides wanted
    /// it.
    fn working_state(&self) -> State {
        if self.mediation.consents.agree() {
            State::Mediating
        } else {
            State::Accepted
        }
    }

    /// Adds an event of the mediation.
    pub(super) fn apply_mediation(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ConsentRecorded { side, agrees, .. } => {
                self.mediation.consents = self.mediation.consents.with(*side, *agrees);
                if self.state != State::Investigating {
                    self.state = self.working_state();
                }
            }
            Event::InquiryStarted { .. } => self.state = State::Investigating,
            Event::FindingRecorded { .. } => self.state = self.working_state(),
            Event::SessionScheduled { way, at, place } => {
                self.mediation.session = Some(Session {
                    way: *way,
                    at: *at,
                    place: place.clone(),
                });
            }
            Event::SessionRecorded { .. } => self.mediation.session = None,
            Event::Proposed {
                by,
                terms,
                amount,
                perform_by,
            } => {
                let answers = Sides::default();
                self.mediation.proposal = Some(Proposal {
                    by: *by,
                    terms: terms.clone(),
                    amount: *amount,
                    perform_by: *perform_by,
                    answers: by.map_or(answers, |side| answers.with(side, true)),
                });
            }
            Event::ProposalAnswered { side, agrees, .. } => self.answered(*side, *agrees),
            Event::Suspended {
                hold,
                text,
                review_on,
            } => {
                self.state = State::Suspended;
                self.mediation.suspension = Some(Suspension {
                    hold: *hold,
                    text: text.clone(),
                    review_on: *review_on,
                });
            }
            Event::Resumed { .. } => {
                self.state = self.working_state();
                self.mediation.suspension = None;
            }
            Event::MediationTerminated { ground, reason } => {
                self.state = State::Terminated;
                self.end_mediation();
                self.mediation.termination = Some(Termination {
                    ground: *ground,
                    reason: reason.clone(),
                });
            }
            Event::SettlementRecorded { .. } => self.settled(&recorded.event),
            Event::PerformanceRecorded { performed, .. } => self.performed(*performed),
            Event::BusinessInvited => self.mediation.invited = true,
            _ => {}
        }
    }

    /// Terms that both sides agreed to.
    fn settled(&mut self, event: &Event) {
        let Event::SettlementRecorded {
            terms,
            amount,
            performed,
            perform_by,
        } = event
        else {
            return;
        };
        self.state = self.settled_state(*performed);
        self.end_mediation();
        self.settlement = Some(Settlement {
            terms: terms.clone(),
            amount: *amount,
            performed: *performed,
            perform_by: *perform_by,
            broken: false,
        });
    }

    /// The agreement was kept, or was not.
    fn performed(&mut self, performed: bool) {
        if let Some(settlement) = &mut self.settlement {
            settlement.performed = performed;
            settlement.broken = !performed;
        }
        if performed {
            self.state = State::Agreed;
        }
    }

    /// A no takes the terms off the table; they may be replaced by others.
    fn answered(&mut self, side: Side, agrees: bool) {
        if let Some(proposal) = self.mediation.proposal.as_mut().filter(|_| agrees) {
            proposal.answers = proposal.answers.with(side, true);
        } else {
            self.mediation.proposal = None;
        }
    }

    /// Nothing waits any more once there is an agreement or an end.
    pub(super) fn end_mediation(&mut self) {
        self.mediation.session = None;
        self.mediation.proposal = None;
        self.mediation.suspension = None;
        self.recusal.asked = None;
    }
}
