//! What stands against a step of the mediation.

use chrono::{DateTime, NaiveDate, Utc};

use super::command::{Command, CommandKind};
use super::event::Event;
use super::mediation::{Proposal, Sides};
use super::refusal::Refusal;
use super::state::State;
use super::{Case, Facts};
use crate::actor::Actor;
use crate::clock::{self, RuleId};
use crate::code::{Capability, HoldReason, Role, Side, TerminationGround};
use crate::locale::business_date;
use crate::value::LongText;

/// A mediation that the office itself holds up is looked at again within this many working days.
const REVIEW_WITHIN: usize = 10;

impl Case {
    /// The events of a command of the mediation.
    pub(super) fn mediate(
        &self,
        command: Command,
        facts: &Facts<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::RecordConsent { side, agrees, text } => {
                let side = speaks_for(facts.actor, side)?.ok_or(Refusal::SideMissing)?;
                if self.mediation.consents.of(side) == Some(agrees) {
                    return Err(Refusal::ConsentKnown);
                }
                Event::ConsentRecorded { side, agrees, text }
            }
            Command::StartInquiry { text } => Event::InquiryStarted { text },
            Command::RecordFinding { text } => Event::FindingRecorded { text },
            Command::InviteBusiness => Event::BusinessInvited,
            Command::StateAnswer { text, shared } => Event::BusinessAnswered { text, shared },
            Command::ScheduleSession { way, at, place } => {
                still_ahead(at, facts.now)?;
                Event::SessionScheduled { way, at, place }
            }
            Command::RecordSession { attendance, text } => {
                Event::SessionRecorded { attendance, text }
            }
            Command::Propose {
                side,
                terms,
                amount,
                perform_by,
            } => {
                performable(perform_by, facts)?;
                Event::Proposed {
                    by: speaks_for(facts.actor, side)?,
                    terms,
                    amount,
                    perform_by,
                }
            }
            Command::AnswerProposal { side, agrees, text } => {
                return self.answer(side, agrees, text, facts);
            }
            Command::RequestRecusal { side, text } => {
                return self.challenge(speaks_for(facts.actor, side)?, text);
            }
            Command::DecideRecusal { agrees, text } => {
                return self.decide_recusal(agrees, text, facts.actor);
            }
            Command::Suspend {
                hold,
                text,
                review_on,
            } => {
                self.may_hold(hold)?;
                review_date(hold, review_on, facts)?;
                Event::Suspended {
                    hold,
                    text,
                    review_on,
                }
            }
            Command::Resume { text } => Event::Resumed { text },
            Command::Terminate {
                termination,
                reason,
            } => {
                self.may_terminate(termination, facts)?;
                Event::MediationTerminated {
                    ground: termination,
                    reason,
                }
            }
            Command::RecordPerformance { performed, text } => {
                Event::PerformanceRecorded { performed, text }
            }
            other => {
                return Err(Refusal::NotInThisProcedure {
                    command: other.kind(),
                });
            }
        };
        Ok(vec![event])
    }

    /// An answer; the second yes makes the terms an agreement (Order 121 Art. 24).
    fn answer(
        &self,
        side: Option<Side>,
        agrees: bool,
        text: Option<LongText>,
        facts: &Facts<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        let side = speaks_for(facts.actor, side)?.ok_or(Refusal::SideMissing)?;
        let proposal = self.open_proposal()?;
        if proposal.answers.of(side).is_some() {
            return Err(Refusal::AlreadyAnswered);
        }
        let mut events = vec![Event::ProposalAnswered { side, agrees, text }];
        if agrees && proposal.answers.with(side, true).agree() {
            events.push(Event::SettlementRecorded {
                terms: proposal.terms.clone(),
                amount: proposal.amount,
                performed: false,
                perform_by: proposal.perform_by,
            });
        }
        Ok(events)
    }

    fn open_proposal(&self) -> Result<&Proposal, Refusal> {
        let proposal = self.mediation.proposal.as_ref();
        proposal.ok_or(Refusal::NothingProposed)
    }

    /// Whether anything is left to say for whoever this actor speaks for.
    pub(super) fn something_to_say(
        &self,
        command: CommandKind,
        actor: &Actor,
    ) -> Result<(), Refusal> {
        let (said, refusal) = match command {
            CommandKind::RecordConsent => (self.mediation.consents, Refusal::ConsentKnown),
            _ => (self.open_proposal()?.answers, Refusal::AlreadyAnswered),
        };
        let yes = |side| Sides::of(said, side) == Some(true);
        let done = match own_side(actor) {
            Some(side) => yes(side),
            None => said.agree(),
        };
        if done { Err(refusal) } else { Ok(()) }
    }

    /// A hotline brings about no settlement, and a reopened complaint is mediated at once only
    /// when it was accepted before it was closed.
    pub(super) fn mediation_open(&self, command: CommandKind) -> Result<(), Refusal> {
        let settles = self.organisation_kind.may(Capability::Settle);
        if command != CommandKind::ContactBusiness && !settles {
            return Err(Refusal::NotInThisProcedure { command });
        }
        if self.state == State::Reopened && self.accepted_at.is_none() {
            return Err(Refusal::NotInThisState {
                state: self.state,
                command,
            });
        }
        Ok(())
    }

    /// Sixty days have to be over for TM5, the days of an appraisal not counted (Order 121
    /// Art. 22, 23(5)); that the case should not have been accepted (TM6) is found by a head.
    pub(super) fn may_terminate(
        &self,
        ground: TerminationGround,
        facts: &Facts<'_>,
    ) -> Result<(), Refusal> {
        match ground {
            TerminationGround::SixtyDaysElapsed if !self.mediation_period_over(facts) => {
                Err(Refusal::MediationPeriodNotOver)
            }
            TerminationGround::GroundFoundLater if !is_head(facts.actor) => {
                Err(Refusal::TerminationNeedsHead)
            }
            _ => Ok(()),
        }
    }

    fn mediation_period_over(&self, facts: &Facts<'_>) -> bool {
        let started = self.accepted_at.unwrap_or(self.received_at);
        let mediation = self.spans.iter().rev();
        let pauses = mediation
            .into_iter()
            .find(|span| span.rule == RuleId::Mediate)
            .map_or(&[][..], |span| &span.pauses);
        let period = clock::run(RuleId::L2, started, pauses, facts.calendar, facts.profile);
        period.due_at.is_some_and(|end| facts.now > end)
    }
}

const fn own_side(actor: &Actor) -> Option<Side> {
    match actor {
        Actor::Complainant => Some(Side::Consumer),
        Actor::Respondent => Some(Side::Business),
        Actor::Staff(_) | Actor::System => None,
    }
}

/// For whom somebody speaks: a party for itself, staff for whom they name, or for the office.
fn speaks_for(actor: &Actor, named: Option<Side>) -> Result<Option<Side>, Refusal> {
    match (own_side(actor), named) {
        (Some(own), Some(named)) if own != named => Err(Refusal::OtherSide),
        (Some(own), _) => Ok(Some(own)),
        (None, named) => Ok(named),
    }
}

fn is_head(actor: &Actor) -> bool {
    matches!(actor, Actor::System)
        || actor.has_role(Role::DepartmentHead)
        || actor.has_role(Role::Leader)
}

fn still_ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
    if at > now {
        Ok(())
    } else {
        Err(Refusal::SessionOver)
    }
}

fn performable(by: Option<NaiveDate>, facts: &Facts<'_>) -> Result<(), Refusal> {
    match by {
        Some(day) if day < business_date(facts.now) => Err(Refusal::PerformanceDateOver),
        _ => Ok(()),
    }
}

/// The day on which a mediation that the office holds up is looked at again.
fn review_date(
    hold: HoldReason,
    review_on: Option<NaiveDate>,
    facts: &Facts<'_>,
) -> Result<(), Refusal> {
    if hold.lasts_until_decided() {
        return Ok(());
    }
    let today = business_date(facts.now);
    let latest = last_review_day(facts);
    match review_on {
        None => Err(Refusal::ReviewDateMissing),
        Some(day) if day < today || day > latest => Err(Refusal::ReviewDateOutside { latest }),
        Some(_) => Ok(()),
    }
}

/// The last day on which the office may look again: the tenth working day from now.
fn last_review_day(facts: &Facts<'_>) -> NaiveDate {
    let today = business_date(facts.now);
    let worked = |day: &NaiveDate| facts.calendar.day(*day).kind.is_worked();
    let days = today.iter_days().skip(1).filter(worked);
    days.take(REVIEW_WITHIN).last().unwrap_or(today)
}
