//! The check of a report: what is found, whether a case is opened, what becomes of it (Order 121
//! Art. 27 to 36; penalty procedure Art. 18 to 20, 60, 64).

use serde::{Deserialize, Serialize};

use super::command::{Command, CommandKind};
use super::event::{Event, Recorded};
use super::refusal::Refusal;
use super::state::State;
use super::{Case, Facts, account_of};
use crate::actor::{AccountId, Actor};
use crate::clock::RuleId;
use crate::code::{CaseType, HoldReason, NotFiledGround, PenaltyDecision};
use crate::value::Fen;

/// What has come of a report so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Whether anything was found out yet.
    pub found: bool,
    /// Who found the latest; they do not decide on it.
    pub found_by: Option<AccountId>,
    /// A case was opened.
    pub filed: bool,
    /// Why none was.
    pub not_filed: Option<NotFiledGround>,
    /// How the opened case was decided.
    pub decision: Option<PenaltyDecision>,
    /// Money the reporter got.
    pub reward: Option<Fen>,
}

impl Case {
    /// The event of a command of the check.
    pub(super) fn verify(&self, command: Command, facts: &Facts<'_>) -> Result<Event, Refusal> {
        Ok(match command {
            Command::StartVerification => Event::VerificationStarted,
            Command::Extend { reason } => {
                let rule = self.extendable(facts)?;
                Event::Extended { rule, reason }
            }
            Command::FileCase { text } => Event::CaseFiled { text },
            Command::DeclineFiling { not_filed, text } => Event::FilingDeclined {
                ground: not_filed,
                text,
            },
            Command::RecordPenalty { decision, text } => Event::PenaltyDecided { decision, text },
            Command::RecordReward { amount, text } => Event::RewardRecorded { amount, text },
            other => {
                return Err(Refusal::NotInThisProcedure {
                    command: other.kind(),
                });
            }
        })
    }

    /// Nothing is decided before something was found, and who found it does not decide.
    pub(super) fn decision_open(&self, actor: &Actor) -> Result<(), Refusal> {
        if !self.verification.found {
            return Err(Refusal::FindingMissing);
        }
        let account = actor.staff().map(|staff| staff.account);
        if account.is_none() {
            return Err(Refusal::RoleMissing);
        }
        if account == self.verification.found_by {
            return Err(Refusal::FinderMayNotDecide);
        }
        Ok(())
    }

    /// The clock that a head may lengthen now: once, and before the limit of the law is over.
    pub(super) fn extendable(&self, facts: &Facts<'_>) -> Result<RuleId, Refusal> {
        let rule = match (self.case_type(), self.state) {
            (CaseType::Report, State::Filed) => RuleId::PenaltyCase,
            (CaseType::Report, _) => RuleId::Verify,
            _ => RuleId::Result,
        };
        let span = self.spans.iter().rfind(|span| span.rule == rule);
        let span = span
            .filter(|span| span.is_running())
            .ok_or(Refusal::NotInThisState {
                state: self.state,
                command: CommandKind::Extend,
            })?;
        if span.extended {
            return Err(Refusal::AlreadyExtended);
        }
        let wall = span.dates(facts.calendar, facts.profile).wall_at;
        if wall.is_some_and(|wall| facts.now > wall) {
            return Err(Refusal::PeriodOver);
        }
        Ok(rule)
    }

    /// Whether a case of this type may stand still for this reason.
    pub(super) fn may_hold(&self, hold: HoldReason) -> Result<(), Refusal> {
        if HoldReason::of(self.case_type()).contains(&hold) {
            Ok(())
        } else {
            Err(Refusal::HoldNotPossible { hold })
        }
    }

    /// Adds an event of the check.
    pub(super) fn apply_verification(&mut self, recorded: &Recorded) {
        let check = &mut self.verification;
        match &recorded.event {
            Event::VerificationStarted => {
                self.state = State::Verifying;
                *check = Verification::default();
            }
            Event::FindingRecorded { .. } => {
                check.found = true;
                check.found_by = account_of(&recorded.actor);
            }
            Event::CaseFiled { .. } => {
                self.state = State::Filed;
                check.filed = true;
            }
            Event::FilingDeclined { ground, .. } => {
                self.state = State::NotFiled;
                check.not_filed = Some(*ground);
            }
            Event::PenaltyDecided { decision, .. } => {
                self.state = State::Decided;
                check.decision = Some(*decision);
            }
            Event::RewardRecorded { amount, .. } => check.reward = Some(*amount),
            Event::Suspended { .. } => self.state = State::Suspended,
            Event::Resumed { .. } if check.filed => self.state = State::Filed,
            Event::Resumed { .. } => self.state = State::Verifying,
            _ => {}
        }
    }
}
