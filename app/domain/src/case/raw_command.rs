//! A command as it arrives from a form or from JSON, before it is known to be right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::command::{Command, CommandKind, ContactResult, ContactWay};
use super::fault::{Fault, FieldProblem, Reader};
use crate::actor::{AccountId, StaffNumber};
use crate::code::{DissatisfactionReason, Outcome, RefusalGround, Satisfaction, TerminationGround};
use crate::value::{Comment, Fen, LongText};

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
            CommandKind::Close => self.close(reader)?,
            CommandKind::CallBack => self.call_back(reader)?,
            CommandKind::Rate => self.rate(reader)?,
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

fn day(text: &str) -> Result<NaiveDate, Fault> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Fault::NotADate)
}
