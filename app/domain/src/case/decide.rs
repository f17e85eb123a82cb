//! Which events may follow. Every refusal is a named rule.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::command::{Area, Command, CommandKind};
use super::event::Event;
use super::refusal::Refusal;
use super::state::State;
use super::table::{By, Row, procedure};
use super::{Case, Facts, ProposedRefusal};
use crate::actor::{AccountId, Actor, ActorRef, Staff};
use crate::clock::{self, RuleId};
use crate::code::{Capability, CaseType, Outcome, Role, TerminationGround};
use crate::locale::business_date;
use crate::value::Fen;

/// A rating may be changed for this many days after it was first given.
const RATING_OPEN_DAYS: i64 = 7;
/// A closed case is filed away after this many days at the earliest.
const ARCHIVE_AFTER_DAYS: u64 = 30;
/// The same words of the same person within this many minutes are a second tap.
const SAID_AGAIN_MINUTES: i64 = 10;

impl Case {
    /// Decides on a command: the events to add, or the rule that stands against it.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn decide(&self, command: Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
        self.may(command.kind(), facts)?;
        let events = match command.kind().area() {
            Area::Course => self.take_course(command, facts)?,
            Area::Review => vec![self.review(command, facts)?],
            Area::Mediation => self.mediate(command, facts)?,
            Area::Verification => vec![self.verify(command, facts)?],
            Area::Watch => vec![self.attend(command, facts)?],
        };
        for event in &events {
            self.not_said_twice(event, facts)?;
        }
        Ok(events)
    }

    /// The events of a command that every case knows.
    fn take_course(&self, command: Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Withdraw { reason } => return Ok(self.withdrawal(reason)),
            Command::Assign { to, number } => {
                self.may_get(to)?;
                Event::Assigned { to, number }
            }
            Command::Note { text } => Event::NoteAdded { text },
            Command::SendMessage { text } => Event::MessageSent { text },
            Command::ContactBusiness { way, result, text } => {
                Event::BusinessContacted { way, result, text }
            }
            Command::RecordSettlement {
                terms,
                amount,
                performed,
            } => Event::SettlementRecorded {
                terms,
                amount,
                performed,
                perform_by: None,
            },
            Command::Merge { into, text } => return self.merge(into, text),
            closing @ Command::Close { .. } => return self.close(closing, facts),
            Command::CallBack {
                result,
                satisfaction,
                text,
            } => Event::CalledBack {
                result,
                satisfaction,
                text,
            },
            Command::Rate {
                satisfaction,
                reasons,
                comment,
                wants_call,
            } => {
                if satisfaction.needs_reason() && reasons.is_empty() {
                    return Err(Refusal::RatingReasonMissing);
                }
                Event::Rated {
                    satisfaction,
                    reasons,
                    comment,
                    wants_call,
                }
            }
            Command::Reopen { reason } => Event::Reopened { reason },
            Command::Archive => Event::Archived,
            Command::Distribute { organisation, text } => {
                self.pass_on(organisation.as_str(), text, facts)?
            }
            Command::Sign => Event::SignedFor,
            Command::SendBack { reason, text } => self.send_back(reason, text, facts)?,
            other => {
                return Err(Refusal::NotInThisProcedure {
                    command: other.kind(),
                });
            }
        };
        Ok(vec![event])
    }

    /// The event of a command of the review.
    fn review(&self, command: Command, facts: &Facts<'_>) -> Result<Event, Refusal> {
        Ok(match command {
            Command::RequestMaterial { items, due } => {
                self.material_date(due, facts)?;
                Event::MaterialRequested { items, due }
            }
            Command::SupplyMaterial { text } => Event::MaterialSupplied { text },
            Command::Accept => Event::Accepted,
            Command::ProposeRefusal { ground, reason } => Event::RefusalProposed { ground, reason },
            Command::ApproveRefusal => self.approve_refusal()?,
            Command::RejectRefusal { reason } => Event::RefusalRejected { reason },
            _ => Event::ReviewStarted,
        })
    }

    /// A form posted twice must not store the same words twice.
    fn not_said_twice(&self, event: &Event, facts: &Facts<'_>) -> Result<(), Refusal> {
        let by = ActorRef::from(facts.actor);
        let said = self.last_words.as_ref().is_some_and(|words| {
            words.event == *event
                && words.by == by
                && (facts.now - words.at).num_minutes() < SAID_AGAIN_MINUTES
        });
        if said {
            Err(Refusal::AlreadySaid)
        } else {
            Ok(())
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

    /// The results that `close` would accept now; none where the case cannot be closed.
    ///
    /// A reopened complaint ends by mediation only when it was accepted before: an authority
    /// mediates what it has accepted (Order 121 Art. 15, 18). Who may not investigate hands a
    /// report over (Order 121 Art. 28); who may tells the reporter at the review who is competent
    /// (Art. 34), and otherwise only after the decision whether a case is opened.
    pub fn possible_outcomes(&self) -> &'static [Outcome] {
        use CaseType as T;
        use Outcome as O;
        let closes = procedure(self.case_type(), self.organisation_kind)
            .iter()
            .any(|row| row.command == CommandKind::Close && row.from.contains(&self.state));
        if !closes {
            return &[];
        }
        match (self.case_type(), self.state) {
            (T::Complaint, State::Refused) => &[O::Refused],
            (T::Complaint, State::Accepted) => &[
                O::MediatedAgreement,
                O::MediatedAtOnce,
                O::Terminated,
                O::Transferred,
                O::ToPolice,
            ],
            (T::Complaint, State::Mediating) => &[O::Terminated, O::Transferred, O::ToPolice],
            (T::Complaint, State::Terminated) => &[O::Terminated],
            (T::Complaint, State::Performing) => &[O::MediatedAgreement],
            (T::Complaint, State::Reopened) if self.accepted_at.is_some() => &[
                O::MediatedAgreement,
                O::MediatedAtOnce,
                O::Terminated,
                O::Transferred,
            ],
            (T::Complaint, State::Agreed) => &[O::MediatedAgreement, O::MediatedAtOnce],
            (T::Complaint, State::Settled) => &[O::SettledStation],
            (T::Complaint, _) => &[O::Transferred],
            (T::Report, _) if !self.organisation_kind.may(Capability::Investigate) => {
                &[O::Transferred]
            }
            (T::Report, State::Reviewing) => &[O::Answered, O::Transferred, O::ToPolice],
            (T::Report, State::NotFiled) => &[O::Answered],
            (T::Report, State::Decided) => &[O::ToCase],
            (T::Report, _) => &[O::Transferred, O::ToPolice],
            (T::Consultation | T::LegalAid, _) => &[O::Answered, O::Transferred],
            (T::Suggestion, _) => &[O::Adopted, O::PartlyAdopted, O::NotAdopted, O::Transferred],
        }
    }

    /// Everything a command needs before its content is looked at: procedure, state, role,
    /// organisation and separation of duties.
    fn may(&self, command: CommandKind, facts: &Facts<'_>) -> Result<(), Refusal> {
        let row = procedure(self.case_type(), self.organisation_kind)
            .iter()
            .find(|row| row.command == command)
            .ok_or(Refusal::NotInThisProcedure { command })?;
        self.actor_may(row, facts)?;
        facts
            .actor
            .staff()
            .map_or(Ok(()), |staff| self.impartial(staff))?;
        if !row.from.contains(&self.state) {
            return Err(Refusal::NotInThisState {
                state: self.state,
                command,
            });
        }
        match command {
            CommandKind::RequestMaterial => self.material_date(business_date(facts.now), facts),
            CommandKind::ProposeRefusal => self.first_person(facts.actor),
            CommandKind::ApproveRefusal => self.second_person(facts.actor),
            CommandKind::Distribute if self.places(facts).is_empty() => {
                Err(Refusal::PlaceNotPossible)
            }
            CommandKind::SendBack => self.sender(facts).map(|_| ()),
            CommandKind::ContactBusiness
            | CommandKind::RecordSettlement
            | CommandKind::StartInquiry
            | CommandKind::InviteBusiness
            | CommandKind::ScheduleSession
            | CommandKind::RecordSession
            | CommandKind::Propose => self.mediation_open(command),
            CommandKind::Terminate => {
                self.mediation_open(command)?;
                self.nothing_waits_for_a_head()
            }
            CommandKind::RequestRecusal => self.may_be_challenged().map(|_| ()),
            CommandKind::DecideRecusal => self.may_decide_on_recusal(facts.actor).map(|_| ()),
            CommandKind::Resume => self.nothing_waits_for_a_head(),
            CommandKind::RecordConsent | CommandKind::AnswerProposal => {
                self.mediation_open(command)?;
                self.something_to_say(command, facts.actor)
            }
            CommandKind::FileCase | CommandKind::DeclineFiling | CommandKind::RecordPenalty => {
                self.decision_open(facts.actor)
            }
            CommandKind::RecordReward if !self.verification.filed => Err(Refusal::NotInThisState {
                state: self.state,
                command,
            }),
            CommandKind::Flag
            | CommandKind::Unflag
            | CommandKind::ReportUp
            | CommandKind::AnswerSupervision
            | CommandKind::Urge => self.watch_open(command, facts),
            CommandKind::StartVerification | CommandKind::Close | CommandKind::Merge => {
                self.instructed()
            }
            CommandKind::Extend => self.extendable(facts).map(|_| ()),
            CommandKind::Rate => self.rating_open(facts.now),
            CommandKind::Archive => self.archive_date(business_date(facts.now)),
            _ => Ok(()),
        }
    }

    fn actor_may(&self, row: &Row, facts: &Facts<'_>) -> Result<(), Refusal> {
        match (facts.actor, row.by) {
            (Actor::System, _)
            | (Actor::Complainant, By::Complainant | By::Either(_) | By::Parties(_))
            | (Actor::Respondent, By::Respondent | By::Parties(_)) => Ok(()),
            (Actor::Staff(staff), By::Staff(roles) | By::Either(roles) | By::Parties(roles)) => {
                if staff.organisation != self.organisation {
                    return Err(Refusal::OtherOrganisation);
                }
                holds_one_of(staff, roles)
            }
            (Actor::Staff(staff), By::Overseer(roles)) => {
                let own = staff.organisation == self.organisation;
                if !own && !facts.above.contains(&staff.organisation) {
                    return Err(Refusal::OtherOrganisation);
                }
                holds_one_of(staff, roles)
            }
            _ => Err(Refusal::RoleMissing),
        }
    }

    /// A refusal is proposed by a person who did not register the case.
    fn first_person(&self, actor: &Actor) -> Result<(), Refusal> {
        let Staff { account, .. } = actor.staff().ok_or(Refusal::RoleMissing)?;
        if self.registered_by == Some(*account) {
            return Err(Refusal::RegistrarMayNotPropose);
        }
        Ok(())
    }

    /// A refusal is approved by a second person, who did not register the case either.
    fn second_person(&self, actor: &Actor) -> Result<(), Refusal> {
        let Staff { account, .. } = actor.staff().ok_or(Refusal::RoleMissing)?;
        if self.registered_by == Some(*account) {
            return Err(Refusal::RegistrarMayNotApprove);
        }
        let proposer = self
            .proposed_refusal
            .as_ref()
            .and_then(|refusal| refusal.by);
        if proposer == Some(*account) {
            return Err(Refusal::ProposerMayNotApprove);
        }
        Ok(())
    }

    fn may_get(&self, account: AccountId) -> Result<(), Refusal> {
        if self.stood_down(account) {
            return Err(Refusal::StoodDown);
        }
        match &self.assignee {
            Some(assignee) if assignee.account == account => Err(Refusal::AlreadyAssigned),
            _ => Ok(()),
        }
    }

    fn approve_refusal(&self) -> Result<Event, Refusal> {
        let Some(ProposedRefusal { ground, reason, .. }) = &self.proposed_refusal else {
            return Err(Refusal::NotInThisState {
                state: self.state,
                command: CommandKind::ApproveRefusal,
            });
        };
        Ok(Event::RefusalApproved {
            ground: *ground,
            reason: reason.clone(),
        })
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
        let review = clock::run(
            RuleId::L1,
            self.reviewed_from,
            &[],
            facts.calendar,
            facts.profile,
        );
        let wall = review.due.unwrap_or_else(|| business_date(facts.now));
        let earlier = wall.iter_days().rev().skip(1);
        earlier
            .take(30)
            .find(|day| facts.calendar.day(*day).kind.is_worked())
            .unwrap_or(wall)
    }

    /// Closing without agreement ends the mediation first, if that was not done before: the reply
    /// is the reason.
    fn close(&self, command: Command, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
        let Command::Close {
            outcome,
            reply,
            recovered,
            termination,
        } = command
        else {
            return Err(Refusal::NotInThisProcedure {
                command: command.kind(),
            });
        };
        self.closing(outcome, reply.is_some(), termination, facts)?;
        let decided = self.mediation.termination.as_ref();
        let ground = decided
            .map(|termination| termination.ground)
            .or(termination)
            .filter(|_| outcome == Outcome::Terminated);
        let ending = ground.zip(reply.clone()).filter(|_| decided.is_none());
        let ending = ending.map(|(ground, reason)| Event::MediationTerminated { ground, reason });
        let closed = Event::Closed {
            outcome,
            reply,
            recovered,
            termination: ground,
        };
        Ok(ending.into_iter().chain([closed]).collect())
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
        if outcome != Outcome::Terminated || self.mediation.termination.is_some() {
            return Ok(());
        }
        let ground = termination.ok_or(Refusal::TerminationGroundMissing)?;
        self.may_terminate(ground, facts)
    }

    /// Before acceptance a withdrawal simply ends the case, afterwards it ends the mediation
    /// (Order 121 Art. 23(1)).
    fn withdrawal(&self, reason: Option<crate::value::LongText>) -> Vec<Event> {
        let termination = self
            .accepted_at
            .map(|_| TerminationGround::WithdrawnOrSettled);
        vec![
            Event::Withdrawn { reason },
            Event::Closed {
                outcome: Outcome::Withdrawn,
                reply: None,
                recovered: Fen::ZERO,
                termination,
            },
        ]
    }

    fn rating_open(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self.rated_at {
            Some(first) if (now - first).num_days() >= RATING_OPEN_DAYS => {
                Err(Refusal::RatingFinal)
            }
            _ => Ok(()),
        }
    }

    fn archive_date(&self, today: NaiveDate) -> Result<(), Refusal> {
        let closed = self.closed_at.map_or(today, business_date);
        let from = closed
            .checked_add_days(Days::new(ARCHIVE_AFTER_DAYS))
            .unwrap_or(closed);
        if today < from {
            Err(Refusal::ArchiveTooEarly { from })
        } else {
            Ok(())
        }
    }
}

fn holds_one_of(staff: &Staff, roles: &[Role]) -> Result<(), Refusal> {
    let holds = roles.iter().any(|role| staff.roles.contains(role));
    holds.then_some(()).ok_or(Refusal::RoleMissing)
}
