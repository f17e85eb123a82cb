//! Which events may follow. Every refusal is a named rule.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::command::{Command, CommandKind};
use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use super::table::{By, Row, procedure};
use super::{Case, Facts};
use crate::actor::{Actor, Staff};
use crate::clock::{self, RuleId};
use crate::code::{CaseType, Outcome, TerminationGround};
use crate::locale::business_date;
use crate::value::Fen;

/// A rating may be changed for this many days after it was first given.
const RATING_OPEN_DAYS: i64 = 7;
/// A closed case is filed away after this many days at the earliest.
const ARCHIVE_AFTER_DAYS: u64 = 30;

impl Case {
    /// Decides on a command: the events to add, or the rule that stands against it.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn decide(&self, command: Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
        self.may(command.kind(), facts)?;
        match command {
            Command::StartReview => Ok(vec![Event::ReviewStarted]),
            Command::RequestMaterial { items, due } => {
                self.material_date(due, facts)?;
                Ok(vec![Event::MaterialRequested { items, due }])
            }
            Command::SupplyMaterial { text } => Ok(vec![Event::MaterialSupplied { text }]),
            Command::Accept => Ok(vec![Event::Accepted]),
            Command::ProposeRefusal { ground, reason } => Ok(vec![Event::RefusalProposed { ground, reason }]),
            Command::ApproveRefusal => self.approve_refusal(),
            Command::RejectRefusal { reason } => Ok(vec![Event::RefusalRejected { reason }]),
            Command::Assign { to, number } => {
                if self.assignee.as_ref().is_some_and(|assignee| assignee.account == to) {
                    return Err(Refusal::AlreadyAssigned);
                }
                Ok(vec![Event::Assigned { to, number }])
            }
            Command::Note { text } => Ok(vec![Event::NoteAdded { text }]),
            Command::SendMessage { text } => Ok(vec![Event::MessageSent { text }]),
            Command::ContactBusiness { way, result, text } => {
                Ok(vec![Event::BusinessContacted { way, result, text }])
            }
            Command::RecordSettlement { terms, amount, performed } => {
                Ok(vec![Event::SettlementRecorded { terms, amount, performed }])
            }
            Command::Close { outcome, reply, recovered, termination } => {
                self.closing(outcome, reply.is_some(), termination, facts)?;
                Ok(vec![Event::Closed { outcome, reply, recovered, termination }])
            }
            Command::Withdraw { reason } => Ok(self.withdrawal(reason)),
            Command::CallBack { result, satisfaction, text } => {
                Ok(vec![Event::CalledBack { result, satisfaction, text }])
            }
            Command::Rate { satisfaction, reasons, comment, wants_call } => {
                if satisfaction.needs_reason() && reasons.is_empty() {
                    return Err(Refusal::RatingReasonMissing);
                }
                Ok(vec![Event::Rated { satisfaction, reasons, comment, wants_call }])
            }
            Command::Reopen { reason } => Ok(vec![Event::Reopened { reason }]),
            Command::Archive => Ok(vec![Event::Archived]),
        }
    }

    /// The commands the rules would accept now from this actor, in the order of the procedure.
    pub fn allowed(&self, facts: &Facts<'_>) -> Vec<CommandKind> {
        procedure(self.case_type(), self.organisation_kind)
            .iter()
            .map(|row| row.command)
            .filter(|command| self.may(*command, facts).is_ok())
            .collect()
    }

    /// The results that `close` would accept now.
    pub fn possible_outcomes(&self) -> &'static [Outcome] {
        use Outcome as O;
        match (self.case_type(), self.state) {
            (CaseType::Complaint, State::Reviewing) => &[O::Transferred],
            (CaseType::Complaint, State::Refused) => &[O::Refused],
            (CaseType::Complaint, State::Accepted) => {
                &[O::MediatedAgreement, O::MediatedAtOnce, O::Terminated, O::Transferred, O::ToPolice]
            }
            (CaseType::Complaint, State::Reopened) => {
                &[O::MediatedAgreement, O::MediatedAtOnce, O::Terminated, O::Transferred]
            }
            (CaseType::Complaint, State::Agreed) => &[O::MediatedAgreement, O::MediatedAtOnce],
            (CaseType::Complaint, State::Negotiating) => &[O::Transferred],
            (CaseType::Complaint, State::Settled) => &[O::SettledStation],
            (CaseType::Report, State::Reviewing) => &[O::Answered, O::ToCase, O::Transferred, O::ToPolice],
            (CaseType::Consultation, _) => &[O::Answered, O::Transferred],
            (CaseType::Suggestion, _) => &[O::Adopted, O::PartlyAdopted, O::NotAdopted, O::Transferred],
            (CaseType::LegalAid, State::Reviewing) => &[O::Answered, O::Transferred],
            _ => &[],
        }
    }

    /// Everything a command needs before its content is looked at: procedure, state, role,
    /// organisation and separation of duties.
    fn may(&self, command: CommandKind, facts: &Facts<'_>) -> Result<(), Refusal> {
        let row = procedure(self.case_type(), self.organisation_kind)
            .iter()
            .find(|row| row.command == command)
            .ok_or(Refusal::NotInThisProcedure { command })?;
        self.actor_may(row, facts.actor)?;
        if !row.from.contains(&self.state) {
            return Err(Refusal::NotInThisState { state: self.state, command });
        }
        match command {
            CommandKind::ApproveRefusal => self.second_person(facts.actor),
            CommandKind::Rate => self.rating_open(facts.now),
            CommandKind::Archive => self.archive_date(business_date(facts.now)),
            _ => Ok(()),
        }
    }

    fn actor_may(&self, row: &Row, actor: &Actor) -> Result<(), Refusal> {
        match (actor, row.by) {
            (Actor::System, _) | (Actor::Complainant, By::Complainant | By::Either(_)) => Ok(()),
            (Actor::Staff(staff), By::Staff(roles) | By::Either(roles)) => {
                if staff.organisation != self.organisation {
                    return Err(Refusal::OtherOrganisation);
                }
                roles.iter().any(|role| staff.roles.contains(role)).then_some(()).ok_or(Refusal::RoleMissing)
            }
            _ => Err(Refusal::RoleMissing),
        }
    }

    /// A refusal is proposed by one account and approved by another, neither the registrar.
    fn second_person(&self, actor: &Actor) -> Result<(), Refusal> {
        let Some(Staff { account, .. }) = actor.staff() else { return Ok(()) };
        if self.registered_by == Some(*account) {
            return Err(Refusal::RegistrarMayNotApprove);
        }
        if self.proposed_refusal.as_ref().is_some_and(|proposed| proposed.by == Some(*account)) {
            return Err(Refusal::ProposerMayNotApprove);
        }
        Ok(())
    }

    fn approve_refusal(&self) -> Result<Vec<Event>, Refusal> {
        let proposed = self.proposed_refusal.as_ref().ok_or(Refusal::NotInThisState {
            state: self.state,
            command: CommandKind::ApproveRefusal,
        })?;
        Ok(vec![Event::RefusalApproved { ground: proposed.ground, reason: proposed.reason.clone() }])
    }

    /// Material may be due from today until one working day before the review must end (L1).
    fn material_date(&self, due: NaiveDate, facts: &Facts<'_>) -> Result<(), Refusal> {
        if due < business_date(facts.now) {
            return Err(Refusal::MaterialDateOver);
        }
        let latest = self.last_material_day(facts);
        if due > latest {
            return Err(Refusal::MaterialDateTooLate { latest });
        }
        Ok(())
    }

    /// The last day on which material may be due: one working day before L1 ends.
    pub fn last_material_day(&self, facts: &Facts<'_>) -> NaiveDate {
        let review = clock::run(RuleId::L1, self.received_at, &[], facts.calendar, facts.profile);
        let wall = review.due.unwrap_or_else(|| business_date(facts.now));
        let earlier = wall.iter_days().rev().skip(1);
        earlier.take(30).find(|day| facts.calendar.day(*day).kind.is_worked()).unwrap_or(wall)
    }

    fn closing(
        &self,
        outcome: Outcome,
        has_reply: bool,
        termination: Option<TerminationGround>,
        facts: &Facts<'_>,
    ) -> Result<(), Refusal> {
        if !self.possible_outcomes().contains(&outcome) {
            return Err(Refusal::OutcomeNotPossible { outcome });
        }
        if !has_reply && self.state != State::Refused {
            return Err(Refusal::ReplyMissing);
        }
        if outcome != Outcome::Terminated {
            return Ok(());
        }
        match termination {
            None => Err(Refusal::TerminationGroundMissing),
            Some(TerminationGround::SixtyDaysElapsed) => {
                let started = self.accepted_at.unwrap_or(self.received_at);
                let period = clock::run(RuleId::L2, started, &[], facts.calendar, facts.profile);
                if period.due_at.is_some_and(|end| facts.now > end) {
                    Ok(())
                } else {
                    Err(Refusal::MediationPeriodNotOver)
                }
            }
            Some(_) => Ok(()),
        }
    }

    /// Before acceptance a withdrawal simply ends the case, afterwards it ends the mediation
    /// (Order 121 Art. 23(1)).
    fn withdrawal(&self, reason: Option<crate::value::LongText>) -> Vec<Event> {
        let termination = self.accepted_at.map(|_| TerminationGround::WithdrawnOrSettled);
        vec![
            Event::Withdrawn { reason },
            Event::Closed { outcome: Outcome::Withdrawn, reply: None, recovered: Fen::ZERO, termination },
        ]
    }

    fn rating_open(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self.rated_at {
            Some(first) if (now - first).num_days() >= RATING_OPEN_DAYS => Err(Refusal::RatingFinal),
            _ => Ok(()),
        }
    }

    fn archive_date(&self, today: NaiveDate) -> Result<(), Refusal> {
        let closed = self.closed_at.map(business_date).unwrap_or(today);
        let from = closed.checked_add_days(Days::new(ARCHIVE_AFTER_DAYS)).unwrap_or(closed);
        if today < from { Err(Refusal::ArchiveTooEarly { from }) } else { Ok(()) }
    }
}
