//! Cases that stand out: marked, reported upward, pushed by those above, urged by the person
//! (escalation words of the procedure; C-MAJOR).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::command::{Command, CommandKind};
use super::event::{Event, Recorded};
use super::refusal::Refusal;
use super::state::State;
use super::{Case, Facts};
use crate::clock::RuleId;
use crate::code::{CaseType, Flag, SupervisionLevel};
use crate::locale::business_date;
use crate::value::LongText;

/// A person urges once within this many hours.
const URGED_AGAIN_HOURS: i64 = 24;

/// What a supervisor asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// How hard they push.
    pub level: SupervisionLevel,
    /// What they ask for.
    pub text: LongText,
    /// By when it is answered.
    pub due: NaiveDate,
}

/// Why and by whom a case is watched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Its marks, in the order in which they were set.
    pub flags: Vec<Flag>,
    /// What a head said to do, the latest.
    pub instruction: Option<LongText>,
    /// What a supervisor waits for.
    pub supervision: Option<Supervision>,
    /// How often the person urged.
    pub urged: u32,
    /// When they did last.
    pub urged_at: Option<DateTime<Utc>>,
}

impl Case {
    /// The event of a command about watching.
    pub(super) fn attend(&self, command: Command, facts: &Facts<'_>) -> Result<Event, Refusal> {
        Ok(match command {
            Command::Flag { flag, text } => {
                if self.watch.flags.contains(&flag) {
                    return Err(Refusal::AlreadyFlagged);
                }
                Event::Flagged { flag, text }
            }
            Command::Unflag { flag, reason } => {
                if !self.watch.flags.contains(&flag) {
                    return Err(Refusal::NotFlagged);
                }
                Event::Unflagged { flag, reason }
            }
            Command::ReportUp { text } => Event::ReportedUp { text },
            Command::Instruct { text } => Event::Instructed { text },
            Command::Supervise { level, text, due } => {
                if due < business_date(facts.now) {
                    return Err(Refusal::SupervisionDateOver);
                }
                Event::Supervised { level, text, due }
            }
            Command::AnswerSupervision { text } => Event::SupervisionAnswered { text },
            Command::Urge { text } => Event::Urged { text },
            other => {
                return Err(Refusal::NotInThisProcedure {
                    command: other.kind(),
                });
            }
        })
    }

    /// Whether a command about watching has anything to be about.
    pub(super) fn watch_open(
        &self,
        command: CommandKind,
        facts: &Facts<'_>,
    ) -> Result<(), Refusal> {
        let is_open = match command {
            CommandKind::Flag => Flag::ALL.len() > self.watch.flags.len(),
            CommandKind::Unflag => !self.watch.flags.is_empty(),
            CommandKind::ReportUp => self.is_running(RuleId::Major),
            CommandKind::AnswerSupervision => self.watch.supervision.is_some(),
            _ => return self.urging_open(facts.now),
        };
        is_open.then_some(()).ok_or(Refusal::NotInThisState {
            state: self.state,
            command,
        })
    }

    fn urging_open(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let pause = TimeDelta::hours(URGED_AGAIN_HOURS);
        match self.watch.urged_at {
            Some(last) if now - last < pause => Err(Refusal::AlreadyUrged),
            _ => Ok(()),
        }
    }

    /// A major report leaves the review only once a head has said what to do (S2-041).
    pub(super) fn instructed(&self) -> Result<(), Refusal> {
        let waits = self.case_type() == CaseType::Report
            && self.state == State::Reviewing
            && self.watch.flags.contains(&Flag::Major)
            && self.watch.instruction.is_none();
        if waits {
            Err(Refusal::InstructionMissing)
        } else {
            Ok(())
        }
    }

    /// Adds an event about watching.
    pub(super) fn apply_watch(&mut self, recorded: &Recorded) {
        let watch = &mut self.watch;
        match &recorded.event {
            Event::Flagged { flag, .. } => watch.flags.push(*flag),
            Event::Unflagged { flag, .. } => watch.flags.retain(|known| known != flag),
            Event::Instructed { text } => watch.instruction = Some(text.clone()),
            Event::Supervised { level, text, due } => {
                watch.supervision = Some(Supervision {
                    level: *level,
                    text: text.clone(),
                    due: *due,
                });
            }
            Event::SupervisionAnswered { .. } => watch.supervision = None,
            Event::Urged { .. } => {
                watch.urged += 1;
                watch.urged_at = Some(recorded.at);
            }
            _ => {}
        }
    }
}
