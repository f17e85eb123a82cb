//! A command as it arrives from a form or from JSON, before it is known to be right.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::command::{Command, CommandKind, ContactResult, ContactWay};
use super::fault::{Fault, FieldProblem, Reader};
use crate::actor::{AccountId, StaffNumber};
use crate::code::{
    Attendance, DissatisfactionReason, Flag, HoldReason, NotFiledGround, Outcome, PenaltyDecision,
    RefusalGround, ReturnReason, Satisfaction, SessionWay, Side, SupervisionLevel,
    TerminationGround,
};
use crate::locale::BUSINESS_OFFSET;
use crate::value::{CaseNumber, Comment, Fen, LongText, ShortText};

/// All members any command may have, as text. Empty text counts as left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawCommand {
    /// Name of the command.
    pub command: String,
    /// Free text: message, note, what was said, what is supplied.
    pub text: Option<String>,
    /// A reason.
    pub reason: Option<String>,
    /// What material is missing.
    pub items: Option<String>,
    /// A day, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Ground of a refusal.
    pub ground: Option<String>,
    /// Account that gets the case.
    pub to: Option<String>,
    /// Staff number of that account; filled in by the service.
    pub number: Option<String>,
    /// Way of contact.
    pub way: Option<String>,
    /// What came of a contact.
    pub result: Option<String>,
    /// Code of the organisation that gets the case.
    pub organisation: Option<String>,
    /// Side that is spoken for.
    pub side: Option<String>,
    /// Yes or no of that side.
    pub agrees: Option<bool>,
    /// Whether the other side may read it.
    pub shared: Option<bool>,
    /// When both sides meet: an instant (RFC 3339), or date and time at UTC+08:00.
    pub at: Option<String>,
    /// Where they meet.
    pub place: Option<String>,
    /// Who came.
    pub attendance: Option<String>,
    /// Why mediation stands still.
    pub hold: Option<String>,
    /// A day on which the office looks again, `YYYY-MM-DD`.
    pub review_on: Option<String>,
    /// By when terms are to be performed, `YYYY-MM-DD`.
    pub perform_by: Option<String>,
    /// Terms of a settlement.
    pub terms: Option<String>,
    /// Amount in yuan, as typed.
    pub amount: Option<String>,
    /// Amount in fen.
    pub amount_fen: Option<i64>,
    /// Whether a settlement was performed at once.
    pub performed: Option<bool>,
    /// Result of the case.
    pub outcome: Option<String>,
    /// Written reply.
    pub reply: Option<String>,
    /// Money got back in yuan, as typed.
    pub recovered: Option<String>,
    /// Money got back in fen.
    pub recovered_fen: Option<i64>,
    /// Ground of termination.
    pub termination: Option<String>,
    /// Number of the case into which this one is merged.
    pub into: Option<String>,
    /// Why a case stands out.
    pub flag: Option<String>,
    /// How hard a supervisor pushes it.
    pub level: Option<String>,
    /// Why no case is opened.
    pub not_filed: Option<String>,
    /// How an opened case was decided.
    pub decision: Option<String>,
    /// Satisfaction, 1 to 5.
    pub satisfaction: Option<u8>,
    /// Reasons of a rating.
    pub reasons: Vec<String>,
    /// Words with a rating.
    pub comment: Option<String>,
    /// Whether a call is welcome.
    pub wants_call: Option<bool>,
}

impl RawCommand {
    /// A command without members.
    pub fn bare(kind: CommandKind) -> Self {
        Self {
            command: kind.code().to_owned(),
            ..Self::default()
        }
    }

    /// Parses the command, or names every member that is wrong.
    ///
    /// # Errors
    /// All refused members at once.
    pub fn parse(&self) -> Result<Command, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let kind = reader.required("command", Some(&self.command), CommandKind::parse);
        let command = kind.and_then(|kind| self.read(kind, &mut reader));
        reader.finish(command)
    }

    fn read(&self, kind: CommandKind, reader: &mut Reader) -> Option<Command> {
        Some(match kind {
            CommandKind::StartReview => Command::StartReview,
            CommandKind::Accept => Command::Accept,
            CommandKind::ApproveRefusal => Command::ApproveRefusal,
            CommandKind::StartVerification => Command::StartVerification,
            CommandKind::Archive => Command::Archive,
            CommandKind::RequestMaterial => {
                let items = reader.required("items", self.items.as_deref(), LongText::parse);
                let due = reader.required("due", self.due.as_deref(), day);
                Command::RequestMaterial {
                    items: items?,
                    due: due?,
                }
            }
            CommandKind::SupplyMaterial => Command::SupplyMaterial {
                text: self.text(reader)?,
            },
            CommandKind::Note => Command::Note {
                text: self.text(reader)?,
            },
            CommandKind::SendMessage => Command::SendMessage {
                text: self.text(reader)?,
            },
            CommandKind::ProposeRefusal => {
                let ground =
                    reader.required("ground", self.ground.as_deref(), RefusalGround::parse);
                let reason = self.reason(reader);
                Command::ProposeRefusal {
                    ground: ground?,
                    reason: reason?,
                }
            }
            CommandKind::RejectRefusal => Command::RejectRefusal {
                reason: self.reason(reader)?,
            },
            CommandKind::Reopen => Command::Reopen {
                reason: self.reason(reader)?,
            },
            CommandKind::Withdraw => Command::Withdraw {
                reason: reader.optional("reason", self.reason.as_deref(), LongText::parse),
            },
            CommandKind::Assign => self.assign(reader)?,
            CommandKind::ContactBusiness => self.contact_business(reader)?,
            CommandKind::RecordSettlement => self.settlement(reader)?,
            CommandKind::InviteBusiness => Command::InviteBusiness,
            CommandKind::Sign => Command::Sign,
            CommandKind::Distribute => self.passing(reader)?,
            CommandKind::SendBack => self.sending_back(reader)?,
            CommandKind::StartInquiry
            | CommandKind::RecordFinding
            | CommandKind::StateAnswer
            | CommandKind::RecordConsent
            | CommandKind::ScheduleSession
            | CommandKind::RecordSession
            | CommandKind::Propose
            | CommandKind::AnswerProposal
            | CommandKind::RequestRecusal
            | CommandKind::DecideRecusal
            | CommandKind::Suspend
            | CommandKind::Resume
            | CommandKind::Terminate
            | CommandKind::RecordPerformance => self.mediation(kind, reader)?,
            CommandKind::Flag
            | CommandKind::Unflag
            | CommandKind::ReportUp
            | CommandKind::Instruct
            | CommandKind::Supervise
            | CommandKind::AnswerSupervision
            | CommandKind::Urge => self.watching(kind, reader)?,
            CommandKind::Extend
            | CommandKind::FileCase
            | CommandKind::DeclineFiling
            | CommandKind::RecordPenalty
            | CommandKind::RecordReward => self.checking(kind, reader)?,
            CommandKind::Merge => self.merging(reader)?,
            CommandKind::Close => self.close(reader)?,
            CommandKind::CallBack => self.call_back(reader)?,
            CommandKind::Rate => self.rate(reader)?,
        })
    }

    fn mediation(&self, kind: CommandKind, reader: &mut Reader) -> Option<Command> {
        Some(match kind {
            CommandKind::StartInquiry => Command::StartInquiry {
                text: self.text(reader)?,
            },
            CommandKind::RecordFinding => Command::RecordFinding {
                text: self.text(reader)?,
            },
            CommandKind::Resume => Command::Resume {
                text: self.text(reader)?,
            },
            CommandKind::StateAnswer => Command::StateAnswer {
                text: self.text(reader)?,
                shared: self.shared.unwrap_or(false),
            },
            CommandKind::RecordConsent => self.consent(reader)?,
            CommandKind::ScheduleSession => self.session(reader)?,
            CommandKind::RecordSession => self.session_record(reader)?,
            CommandKind::Propose => self.proposal(reader)?,
            CommandKind::AnswerProposal => self.answer(reader)?,
            CommandKind::RequestRecusal => {
                let side = self.side(reader);
                Command::RequestRecusal {
                    side,
                    text: self.text(reader)?,
                }
            }
            CommandKind::DecideRecusal => {
                let agrees = said(reader, "agrees", self.agrees);
                let text = self.text(reader);
                Command::DecideRecusal {
                    agrees: agrees?,
                    text: text?,
                }
            }
            CommandKind::Suspend => self.suspension(reader)?,
            CommandKind::Terminate => self.termination(reader)?,
            CommandKind::RecordPerformance => self.performance(reader)?,
            _ => return None,
        })
    }

    fn passing(&self, reader: &mut Reader) -> Option<Command> {
        let organisation = self.organisation.as_deref();
        let organisation = reader.required("organisation", organisation, ShortText::parse);
        let text = self.text(reader);
        Some(Command::Distribute {
            organisation: organisation?,
            text: text?,
        })
    }

    fn sending_back(&self, reader: &mut Reader) -> Option<Command> {
        let reason = reader.required("reason", self.reason.as_deref(), ReturnReason::parse);
        let text = self.text(reader);
        Some(Command::SendBack {
            reason: reason?,
            text: text?,
        })
    }

    fn text(&self, reader: &mut Reader) -> Option<LongText> {
        reader.required("text", self.text.as_deref(), LongText::parse)
    }

    fn reason(&self, reader: &mut Reader) -> Option<LongText> {
        reader.required("reason", self.reason.as_deref(), LongText::parse)
    }

    fn assign(&self, reader: &mut Reader) -> Option<Command> {
        let to = reader.required("to", self.to.as_deref(), |text| {
            text.parse::<AccountId>().map_err(|_| Fault::UnknownCode)
        });
        let number = reader.required("number", self.number.as_deref(), |text| {
            StaffNumber::parse(text).map_err(|_| Fault::UnknownCode)
        });
        Some(Command::Assign {
            to: to?,
            number: number?,
        })
    }

    fn contact_business(&self, reader: &mut Reader) -> Option<Command> {
        let way = reader.required("way", self.way.as_deref(), ContactWay::parse);
        let result = reader.required("result", self.result.as_deref(), ContactResult::parse);
        let text = self.text(reader);
        Some(Command::ContactBusiness {
            way: way?,
            result: result?,
            text: text?,
        })
    }

    fn settlement(&self, reader: &mut Reader) -> Option<Command> {
        let terms = reader.required("terms", self.terms.as_deref(), LongText::parse);
        let amount = money(reader, "amount", self.amount.as_deref(), self.amount_fen);
        Some(Command::RecordSettlement {
            terms: terms?,
            amount: amount.unwrap_or(Fen::ZERO),
            performed: self.performed.unwrap_or(false),
        })
    }

    fn side(&self, reader: &mut Reader) -> Option<Side> {
        reader.optional("side", self.side.as_deref(), Side::parse)
    }

    fn words(&self, reader: &mut Reader) -> Option<LongText> {
        reader.optional("text", self.text.as_deref(), LongText::parse)
    }

    fn consent(&self, reader: &mut Reader) -> Option<Command> {
        let (side, text) = (self.side(reader), self.words(reader));
        Some(Command::RecordConsent {
            side,
            agrees: said(reader, "agrees", self.agrees)?,
            text,
        })
    }

    fn session(&self, reader: &mut Reader) -> Option<Command> {
        let way = reader.required("way", self.way.as_deref(), SessionWay::parse);
        let at = reader.required("at", self.at.as_deref(), instant);
        let place = reader.required("place", self.place.as_deref(), ShortText::parse);
        Some(Command::ScheduleSession {
            way: way?,
            at: at?,
            place: place?,
        })
    }

    fn session_record(&self, reader: &mut Reader) -> Option<Command> {
        let came = self.attendance.as_deref();
        let attendance = reader.required("attendance", came, Attendance::parse);
        let text = self.text(reader);
        Some(Command::RecordSession {
            attendance: attendance?,
            text: text?,
        })
    }

    fn proposal(&self, reader: &mut Reader) -> Option<Command> {
        let side = self.side(reader);
        let terms = reader.required("terms", self.terms.as_deref(), LongText::parse);
        let amount = money(reader, "amount", self.amount.as_deref(), self.amount_fen);
        let perform_by = reader.optional("perform_by", self.perform_by.as_deref(), day);
        Some(Command::Propose {
            side,
            terms: terms?,
            amount: amount.unwrap_or(Fen::ZERO),
            perform_by,
        })
    }

    fn answer(&self, reader: &mut Reader) -> Option<Command> {
        let (side, text) = (self.side(reader), self.words(reader));
        Some(Command::AnswerProposal {
            side,
            agrees: said(reader, "agrees", self.agrees)?,
            text,
        })
    }

    fn suspension(&self, reader: &mut Reader) -> Option<Command> {
        let hold = reader.required("hold", self.hold.as_deref(), HoldReason::parse);
        let text = self.text(reader);
        let review_on = reader.optional("review_on", self.review_on.as_deref(), day);
        Some(Command::Suspend {
            hold: hold?,
            text: text?,
            review_on,
        })
    }

    fn termination(&self, reader: &mut Reader) -> Option<Command> {
        let ground = self.termination.as_deref();
        let termination = reader.required("termination", ground, TerminationGround::parse);
        let reason = self.reason(reader);
        Some(Command::Terminate {
            termination: termination?,
            reason: reason?,
        })
    }

    fn watching(&self, kind: CommandKind, reader: &mut Reader) -> Option<Command> {
        Some(match kind {
            CommandKind::Flag => {
                let flag = self.flag(reader);
                let text = self.text(reader);
                Command::Flag {
                    flag: flag?,
                    text: text?,
                }
            }
            CommandKind::Unflag => {
                let flag = self.flag(reader);
                let reason = self.reason(reader);
                Command::Unflag {
                    flag: flag?,
                    reason: reason?,
                }
            }
            CommandKind::ReportUp => Command::ReportUp {
                text: self.text(reader)?,
            },
            CommandKind::Instruct => Command::Instruct {
                text: self.text(reader)?,
            },
            CommandKind::Supervise => {
                let level = self.level.as_deref();
                let level = reader.required("level", level, SupervisionLevel::parse);
                let text = self.text(reader);
                let due = reader.required("due", self.due.as_deref(), day);
                Command::Supervise {
                    level: level?,
                    text: text?,
                    due: due?,
                }
            }
            CommandKind::AnswerSupervision => Command::AnswerSupervision {
                text: self.text(reader)?,
            },
            CommandKind::Urge => Command::Urge {
                text: self.words(reader),
            },
            _ => return None,
        })
    }

    fn flag(&self, reader: &mut Reader) -> Option<Flag> {
        reader.required("flag", self.flag.as_deref(), Flag::parse)
    }

    fn checking(&self, kind: CommandKind, reader: &mut Reader) -> Option<Command> {
        Some(match kind {
            CommandKind::Extend => Command::Extend {
                reason: self.reason(reader)?,
            },
            CommandKind::FileCase => Command::FileCase {
                text: self.text(reader)?,
            },
            CommandKind::DeclineFiling => self.not_filing(reader)?,
            CommandKind::RecordPenalty => self.penalty(reader)?,
            CommandKind::RecordReward => self.reward(reader)?,
            _ => return None,
        })
    }

    fn not_filing(&self, reader: &mut Reader) -> Option<Command> {
        let ground = self.not_filed.as_deref();
        let not_filed = reader.required("not_filed", ground, NotFiledGround::parse);
        let text = self.text(reader);
        Some(Command::DeclineFiling {
            not_filed: not_filed?,
            text: text?,
        })
    }

    fn penalty(&self, reader: &mut Reader) -> Option<Command> {
        let decision = self.decision.as_deref();
        let decision = reader.required("decision", decision, PenaltyDecision::parse);
        let text = self.text(reader);
        Some(Command::RecordPenalty {
            decision: decision?,
            text: text?,
        })
    }

    fn reward(&self, reader: &mut Reader) -> Option<Command> {
        let amount = money(reader, "amount", self.amount.as_deref(), self.amount_fen);
        let text = self.text(reader);
        Some(Command::RecordReward {
            amount: amount.unwrap_or(Fen::ZERO),
            text: text?,
        })
    }

    fn performance(&self, reader: &mut Reader) -> Option<Command> {
        let performed = said(reader, "performed", self.performed);
        let text = self.text(reader);
        Some(Command::RecordPerformance {
            performed: performed?,
            text: text?,
        })
    }

    fn merging(&self, reader: &mut Reader) -> Option<Command> {
        let into = reader.required("into", self.into.as_deref(), |text| {
            CaseNumber::parse(text).map_err(|_| Fault::NotACaseNumber)
        });
        let text = self.text(reader);
        Some(Command::Merge {
            into: into?,
            text: text?,
        })
    }

    fn close(&self, reader: &mut Reader) -> Option<Command> {
        let outcome = reader.required("outcome", self.outcome.as_deref(), Outcome::parse);
        let reply = reader.optional("reply", self.reply.as_deref(), LongText::parse);
        let recovered = money(
            reader,
            "recovered",
            self.recovered.as_deref(),
            self.recovered_fen,
        );
        let termination = reader.optional(
            "termination",
            self.termination.as_deref(),
            TerminationGround::parse,
        );
        Some(Command::Close {
            outcome: outcome?,
            reply,
            recovered: recovered.unwrap_or(Fen::ZERO),
            termination,
        })
    }

    fn call_back(&self, reader: &mut Reader) -> Option<Command> {
        let result = reader.required("result", self.result.as_deref(), ContactResult::parse);
        let satisfaction = self.satisfaction(reader);
        let text = reader.optional("text", self.text.as_deref(), LongText::parse);
        Some(Command::CallBack {
            result: result?,
            satisfaction,
            text,
        })
    }

    fn rate(&self, reader: &mut Reader) -> Option<Command> {
        let satisfaction = self.satisfaction(reader);
        if self.satisfaction.is_none() {
            reader.refuse("satisfaction", Fault::Missing);
        }
        let reasons = self
            .reasons
            .iter()
            .filter_map(|text| reader.optional("reasons", Some(text), DissatisfactionReason::parse))
            .collect();
        let comment = reader.optional("comment", self.comment.as_deref(), Comment::parse);
        let wants_call = self.wants_call.unwrap_or(false);
        Some(Command::Rate {
            satisfaction: satisfaction?,
            reasons,
            comment,
            wants_call,
        })
    }

    fn satisfaction(&self, reader: &mut Reader) -> Option<Satisfaction> {
        let score = self.satisfaction?;
        let satisfaction = Satisfaction::from_score(score);
        if satisfaction.is_err() {
            reader.refuse("satisfaction", Fault::UnknownCode);
        }
        satisfaction.ok()
    }
}

fn money(reader: &mut Reader, field: &str, typed: Option<&str>, fen: Option<i64>) -> Option<Fen> {
    match fen.map(Fen::new) {
        Some(Ok(amount)) => Some(amount),
        Some(Err(error)) => {
            reader.refuse(field, error.into());
            None
        }
        None => reader.optional(field, typed, Fen::parse),
    }
}

/// A yes or no that has to be said.
fn said(reader: &mut Reader, field: &str, value: Option<bool>) -> Option<bool> {
    if value.is_none() {
        reader.refuse(field, Fault::Missing);
    }
    value
}

/// An instant, or date and time as a browser's control gives them, at UTC+08:00.
fn instant(text: &str) -> Result<DateTime<Utc>, Fault> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(instant.to_utc());
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
    let local = local.map_err(|_| Fault::NotADate)?;
    let local = local.and_local_timezone(BUSINESS_OFFSET).single();
    local.map_or(Err(Fault::NotADate), |local| Ok(local.to_utc()))
}

fn day(text: &str) -> Result<NaiveDate, Fault> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Fault::NotADate)
}
