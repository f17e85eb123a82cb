//! Which clocks an event starts, pauses and stops. The dates themselves come from
//! [`crate::clock`], so that a new calendar changes dates without touching the case.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::{Event, Recorded};
use super::{Case, ContactResult};
use crate::actor::ActorRef;
use crate::calendar::Calendar;
use crate::clock::{self, Clock, ClockProfile, Pause, PauseReason, RuleId, Start};
use crate::code::{Capability, CaseType};

/// One run of one clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which clock.
    pub rule: RuleId,
    /// Start.
    pub started_at: DateTime<Utc>,
    /// Stop; `None` while it runs.
    pub stopped_at: Option<DateTime<Utc>>,
    /// Pauses.
    pub pauses: Vec<Pause>,
    /// A head gave more time.
    #[serde(default)]
    pub extended: bool,
}

impl Span {
    /// Whether it still runs (or is paused).
    pub fn is_running(&self) -> bool {
        self.stopped_at.is_none()
    }

    /// Its dates under a calendar and a profile.
    pub fn dates(&self, calendar: &Calendar, profile: &ClockProfile) -> Clock {
        let run = if self.extended {
            clock::run_extended
        } else {
            clock::run
        };
        let start = Start::Instant(self.started_at);
        run(self.rule, start, &self.pauses, calendar, profile)
    }
}

impl Case {
    /// Moves the clocks as the event demands.
    pub(super) fn move_clocks(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        let by_staff = matches!(recorded.actor, ActorRef::Staff { .. });
        match &recorded.event {
            Event::Registered(_) => self.start_intake(self.received_at),
            Event::PassedOn { .. } => self.start(RuleId::Sign, at),
            Event::SignedFor | Event::SentBack { .. } => self.stop(RuleId::Sign, at),
            Event::ReviewStarted if self.reviews_nothing() => self.stop(RuleId::Review, at),
            Event::MaterialRequested { .. } => self.pause(PauseReason::ConsumerSupplement, at),
            Event::MaterialSupplied { .. } | Event::MaterialLapsed { .. } => {
                self.resume(PauseReason::ConsumerSupplement, at);
            }
            Event::Accepted => {
                self.stop_all(at);
                for rule in [RuleId::MediationStart, RuleId::Result, RuleId::Mediate] {
                    self.start(rule, at);
                }
            }
            Event::RefusalApproved { .. } => self.stop_all(at),
            Event::BusinessContacted {
                result: ContactResult::Reached | ContactResult::Declined,
                ..
            } => {
                self.stop(RuleId::MediationStart, at);
            }
            Event::Closed { .. } => {
                self.stop_all(at);
                if self.filing.person().is_some() {
                    self.start(RuleId::Callback, at);
                }
            }
            Event::CalledBack { .. } if self.called_back => self.stop(RuleId::Callback, at),
            Event::Reopened { .. } => {
                self.stop_all(at);
                self.start(RuleId::Result, at);
            }
            event => self.move_work_clocks(event, at),
        }
        let opened = matches!(recorded.event, Event::DocumentOpened { .. });
        if recorded.actor == ActorRef::Respondent && !opened {
            self.stop(RuleId::MediationStart, at);
            self.stop(RuleId::Business, at);
        }
        if by_staff && recorded.event.is_reply() {
            self.stop(RuleId::FirstReply, at);
            self.stop(RuleId::ReportNotice, at);
        }
        self.restart_progress(recorded);
    }

    /// The clocks of a mediation, an inquiry or the check of a report.
    fn move_work_clocks(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::SettlementRecorded { .. } => {
                for rule in [
                    RuleId::MediationStart,
                    RuleId::Mediate,
                    RuleId::Business,
                    RuleId::Preliminary,
                ] {
                    self.stop(rule, at);
                }
            }
            Event::ConsentRecorded { .. }
            | Event::SessionScheduled { .. }
            | Event::Proposed { .. } => self.stop(RuleId::MediationStart, at),
            Event::BusinessInvited => {
                self.stop(RuleId::Business, at);
                self.start(RuleId::Business, at);
            }
            Event::InquiryStarted { .. } => self.start(RuleId::Preliminary, at),
            Event::FindingRecorded { .. } => self.stop(RuleId::Preliminary, at),
            Event::Flagged { flag, .. }
                if flag.is_reported() && !self.is_running(RuleId::Major) =>
            {
                self.start(RuleId::Major, at);
            }
            Event::Unflagged { .. } if !self.watch.flags.iter().any(|flag| flag.is_reported()) => {
                self.stop(RuleId::Major, at);
            }
            Event::ReportedUp { .. } => self.stop(RuleId::Major, at),
            Event::TookIn { received_at, .. } if self.is_running(RuleId::Verify) => {
                self.stop(RuleId::Verify, *received_at);
                self.start(RuleId::Verify, *received_at);
            }
            Event::VerificationStarted => self.start_verification(at),
            Event::Extended { rule, .. } => self.extend(*rule),
            Event::CaseFiled { .. } | Event::FilingDeclined { .. } => {
                self.stop_all(at);
                if self.filing.person().is_some() {
                    self.start(RuleId::ReportNotice, at);
                }
                if self.verification.filed {
                    self.start(RuleId::PenaltyCase, at);
                }
            }
            Event::PenaltyDecided { .. } => self.stop(RuleId::PenaltyCase, at),
            Event::Suspended { hold, .. } => self.pause(hold.pauses(), at),
            Event::Resumed { .. } => self.resume_all(at),
            Event::MediationTerminated { .. } => {
                self.stop_all(at);
                self.start(RuleId::TerminationNotice, at);
            }
            _ => {}
        }
    }

    /// The clocks that run from receipt (catalogue of clocks; Order 121 Art. 15 for L1).
    pub(super) fn start_intake(&mut self, at: DateTime<Utc>) {
        let authority = self.organisation_kind.may(Capability::Decide);
        let rules: &[RuleId] = match self.case_type() {
            CaseType::Complaint if authority => &[
                RuleId::Review,
                RuleId::FirstReply,
                RuleId::Refuse,
                RuleId::Decide,
            ],
            CaseType::Complaint => &[RuleId::FirstReply, RuleId::Decide],
            CaseType::Report if self.organisation_kind.may(Capability::Investigate) => &[
                RuleId::Review,
                RuleId::FirstReply,
                RuleId::Decide,
                RuleId::Verify,
            ],
            CaseType::Report => &[RuleId::Review, RuleId::FirstReply],
            CaseType::Consultation => &[RuleId::Consult],
            CaseType::Suggestion => &[RuleId::Suggest],
            CaseType::LegalAid => &[RuleId::FirstReply],
        };
        for rule in rules {
            self.start(*rule, at);
        }
    }

    /// What is to be done with a report is decided; its check has a new limit where it was taken up
    /// again with new facts (L9).
    fn start_verification(&mut self, at: DateTime<Utc>) {
        self.stop(RuleId::Decide, at);
        if !self.is_running(RuleId::Verify) {
            self.stop_all(at);
            self.start(RuleId::Verify, at);
        }
    }

    fn extend(&mut self, rule: RuleId) {
        let spans = self.spans.iter_mut().rev();
        let mut running = spans.filter(|span| span.rule == rule && span.is_running());
        if let Some(span) = running.next() {
            span.extended = true;
        }
    }

    /// A report or an application for legal aid is reviewed when somebody takes it up.
    fn reviews_nothing(&self) -> bool {
        matches!(self.case_type(), CaseType::Report | CaseType::LegalAid)
    }

    /// Every open case owes the consumer a visible step in time (C-PROGRESS).
    fn restart_progress(&mut self, recorded: &Recorded) {
        let words_of_a_party =
            matches!(
                recorded.event,
                Event::MessageSent { .. }
                    | Event::EvidenceAdded { .. }
                    | Event::EvidenceRemoved { .. }
                    | Event::BusinessAnswered { .. }
                    | Event::ConsentRecorded { .. }
                    | Event::Proposed { .. }
                    | Event::ProposalAnswered { .. }
                    | Event::Urged { .. }
            ) && matches!(recorded.actor, ActorRef::Complainant | ActorRef::Respondent);
        // A day that passes is no step of the office.
        let passed_by = matches!(recorded.event, Event::MaterialLapsed { .. });
        if words_of_a_party || passed_by || !recorded.event.is_public() {
            return;
        }
        self.stop(RuleId::Progress, recorded.at);
        if self.state.is_open() && self.filing.person().is_some() {
            self.start(RuleId::Progress, recorded.at);
        }
    }

    pub(super) fn is_running(&self, rule: RuleId) -> bool {
        let mut spans = self.spans.iter();
        spans.any(|span| span.rule == rule && span.is_running())
    }

    fn start(&mut self, rule: RuleId, at: DateTime<Utc>) {
        self.spans.push(Span {
            rule,
            started_at: at,
            stopped_at: None,
            pauses: Vec::new(),
            extended: false,
        });
    }

    fn stop(&mut self, rule: RuleId, at: DateTime<Utc>) {
        for span in self
            .spans
            .iter_mut()
            .filter(|span| span.rule == rule && span.is_running())
        {
            span.stopped_at = Some(at);
        }
    }

    pub(super) fn stop_all(&mut self, at: DateTime<Utc>) {
        for span in self.spans.iter_mut().filter(|span| span.is_running()) {
            span.stopped_at = Some(at);
        }
    }

    /// Every running clock gets the pause; which clocks it stops is in their terms.
    fn pause(&mut self, reason: PauseReason, at: DateTime<Utc>) {
        for span in self.spans.iter_mut().filter(|span| span.is_running()) {
            span.pauses.push(Pause {
                reason,
                from: at,
                to: None,
            });
        }
    }

    /// A mediation goes on: whatever it waited for is there.
    fn resume_all(&mut self, at: DateTime<Utc>) {
        for reason in PauseReason::ALL {
            self.resume(reason, at);
        }
    }

    fn resume(&mut self, reason: PauseReason, at: DateTime<Utc>) {
        let pauses = self
            .spans
            .iter_mut()
            .flat_map(|span| span.pauses.iter_mut());
        for pause in pauses.filter(|pause| pause.reason == reason && pause.to.is_none()) {
            pause.to = Some(at);
        }
    }
}
