//! A case as another register lists it.

use serde::{Deserialize, Serialize};

use super::{Column, Flaw, Row, RowProblem};
use crate::case::{Case, Consents, Event, Filing, Intake, Others, ParsedFiling, Respondent};
use crate::code::{Capability, CaseType, Channel, Outcome, Problem, ReportProblem};
use crate::locale::Locale;
use crate::value::{
    Address, BusinessName, CaseNumber, Facts, Fen, LongText, ShortText, TextError, normalise,
};

/// What the other register says of a case. The list names no person, so the case has none here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Type of the case.
    pub case_type: CaseType,
    /// Its number there.
    pub number: Option<ShortText>,
    /// The business.
    pub respondent: Option<Respondent>,
    /// Kind of problem of a complaint.
    pub problem: Option<Problem>,
    /// Kind of violation of a report.
    pub violation: Option<ReportProblem>,
    /// What was asked for.
    pub facts: Facts,
    /// Where it happened.
    pub place: Option<ShortText>,
    /// The problem in detail.
    pub detail: Option<LongText>,
    /// Where it stood there, in the words of that register.
    pub status: Option<ShortText>,
    /// Who handled it there.
    pub organisation: Option<ShortText>,
    /// Which department did.
    pub department: Option<ShortText>,
}

/// How far the case has come in the other register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was decided: it begins here from the start.
    Open,
    /// It was accepted: here it goes on from there.
    Accepted,
    /// It is over: here it is a record that nobody works on.
    Ended(Outcome),
}

/// A row that can be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What the register says.
    pub imported: Imported,
    /// How the case came in there.
    pub channel: Channel,
    /// How far it has come.
    pub stage: Stage,
    /// What was answered.
    pub feedback: Option<LongText>,
}

/// What tells a row from all others: its number in the other register, else all it says. Two rows
/// with the same identity are the same case.
pub fn identity(row: &Row) -> String {
    let number = normalise::compact(row.cell(Column::Number));
    if number.is_empty() {
        row.cells()
            .each_ref()
            .map(|cell| normalise::tidy(cell))
            .join("\u{1f}")
    } else {
        number
    }
}

impl Record {
    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its column.
    pub fn read(line: u32, row: &Row) -> Result<Self, Vec<RowProblem>> {
        let mut reader = CellReader {
            line,
            row,
            problems: Vec::new(),
        };
        let record = reader.record();
        match record {
            Some(record) if reader.problems.is_empty() => Ok(record),
            _ => Err(reader.problems),
        }
    }

    /// The events that bring the case to where it stood: it came in, was perhaps reviewed and
    /// accepted or closed, each by whoever takes it over, at that moment.
    pub fn take_over(self, intake: Intake) -> Vec<Event> {
        let decides = intake.organisation_kind.may(Capability::Decide);
        let case_type = self.imported.case_type;
        let first = Case::register(self.filing(), intake);
        let note = |text: LongText| Event::NoteAdded { text };
        let mut events = vec![first];
        match self.stage {
            Stage::Ended(outcome) => {
                events.push(Event::Closed {
                    outcome,
                    reply: self.feedback,
                    recovered: Fen::ZERO,
                    termination: None,
                });
                events.push(Event::Archived);
            }
            Stage::Accepted if case_type == CaseType::Complaint && decides => {
                events.extend([Event::ReviewStarted, Event::Accepted]);
                events.extend(self.feedback.map(note));
            }
            Stage::Accepted | Stage::Open => events.extend(self.feedback.map(note)),
        }
        events
    }

    /// A case number of this system in the number column: the case may be here already.
    pub fn own_number(row: &Row) -> Option<CaseNumber> {
        CaseNumber::parse(row.cell(Column::Number)).ok()
    }

    fn filing(&self) -> ParsedFiling {
        ParsedFiling {
            filing: Filing::Imported(Box::new(self.imported.clone())),
            others: Others::default(),
            consents: Consents::default(),
            to: None,
            channel: Some(self.channel),
        }
    }
}

/// Reads the cells of a row and keeps every problem.
struct CellReader<'a> {
    line: u32,
    row: &'a Row,
    problems: Vec<RowProblem>,
}

impl CellReader<'_> {
    fn record(&mut self) -> Option<Record> {
        let case_type = self.case_type();
        let channel = self.channel();
        let number = self.number();
        let respondent = self.respondent();
        let facts = self.text(Column::Facts, Facts::parse);
        if facts.is_none() && self.row.cell(Column::Facts).trim().is_empty() {
            self.refuse(Column::Facts, Flaw::Missing);
        }
        let place = self.text(Column::Place, ShortText::parse);
        let detail = self.text(Column::Detail, LongText::parse);
        let status = self.text(Column::Status, ShortText::parse);
        let organisation = self.text(Column::Organisation, ShortText::parse);
        let department = self.text(Column::Department, ShortText::parse);
        let feedback = self.text(Column::Feedback, LongText::parse);
        let (outcome, feedback) = split_outcome(feedback);
        let stage = self.stage(outcome);
        let case_type = case_type?;
        let (problem, violation) = self.problem(case_type);
        Some(Record {
            imported: Imported {
                case_type,
                number,
                respondent,
                problem,
                violation,
                facts: facts?,
                place,
                detail,
                status,
                organisation,
                department,
            },
            channel: channel?,
            stage: stage?,
            feedback,
        })
    }

    fn refuse(&mut self, column: Column, flaw: Flaw) {
        self.problems
            .push(RowProblem::of_cell(self.line, column, flaw));
    }

    fn text<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, TextError>,
    ) -> Option<T> {
        let cell = self.row.cell(column);
        if normalise::tidy(cell).is_empty() {
            return None;
        }
        match parse(cell) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(
                    column,
                    match error {
                        TextError::Missing => Flaw::Missing,
                        TextError::TooShort { .. } => Flaw::TooShort,
                        TextError::TooLong { .. } => Flaw::TooLong,
                        TextError::ControlCharacter => Flaw::ControlCharacter,
                    },
                );
                None
            }
        }
    }

    /// A code by its label in either language or by itself.
    fn code<T: Copy>(
        &mut self,
        column: Column,
        all: &[T],
        names: impl Fn(T) -> [&'static str; 3],
        flaw: Flaw,
    ) -> Option<T> {
        let cell = folded(self.row.cell(column));
        if cell.is_empty() {
            return None;
        }
        let found = all
            .iter()
            .copied()
            .find(|code| names(*code).iter().any(|name| folded(name) == cell));
        if found.is_none() {
            self.refuse(column, flaw);
        }
        found
    }

    fn case_type(&mut self) -> Option<CaseType> {
        let cell = self.row.cell(Column::Type);
        if cell.trim().is_empty() {
            self.refuse(Column::Type, Flaw::Missing);
            return None;
        }
        let short = CaseType::from_short_code(&normalise::compact(cell));
        let by_old_name = match normalise::compact(cell).as_str() {
            "申诉" => Some(CaseType::Complaint),
            "建议" | "意见" => Some(CaseType::Suggestion),
            "援助" => Some(CaseType::LegalAid),
            _ => None,
        };
        short.or(by_old_name).or_else(|| {
            self.code(
                Column::Type,
                CaseType::ALL,
                |code| names(code.code(), |locale| code.label(locale)),
                Flaw::UnknownType,
            )
        })
    }

    /// The list may leave it out; then the case came from another department.
    fn channel(&mut self) -> Option<Channel> {
        if self.row.cell(Column::Channel).trim().is_empty() {
            return Some(Channel::Department);
        }
        self.code(
            Column::Channel,
            Channel::ALL,
            |code| names(code.code(), |locale| code.label(locale)),
            Flaw::UnknownChannel,
        )
    }

    /// As it is written there, in half-width characters.
    fn number(&mut self) -> Option<ShortText> {
        let number = normalise::half_width(self.row.cell(Column::Number));
        if is_rounded(&normalise::compact(&number)) {
            self.refuse(Column::Number, Flaw::Rounded);
            return None;
        }
        if number.trim().is_empty() {
            return None;
        }
        match ShortText::parse(&number) {
            Ok(number) => Some(number),
            Err(TextError::TooLong { .. }) => {
                self.refuse(Column::Number, Flaw::TooLong);
                None
            }
            Err(_) => {
                self.refuse(Column::Number, Flaw::ControlCharacter);
                None
            }
        }
    }

    fn respondent(&mut self) -> Option<Respondent> {
        let name = self.text(Column::Business, BusinessName::parse);
        let address = self.text(Column::BusinessAddress, Address::parse);
        Some(Respondent {
            name: name?,
            address,
            credit_code: None,
        })
    }

    fn problem(&mut self, case_type: CaseType) -> (Option<Problem>, Option<ReportProblem>) {
        match case_type {
            CaseType::Complaint => (
                self.code(
                    Column::Problem,
                    Problem::ALL,
                    |code| names(code.code(), |locale| code.label(locale)),
                    Flaw::UnknownProblem,
                ),
                None,
            ),
            CaseType::Report => (
                None,
                self.code(
                    Column::Problem,
                    ReportProblem::ALL,
                    |code| names(code.code(), |locale| code.label(locale)),
                    Flaw::UnknownProblem,
                ),
            ),
            CaseType::Consultation | CaseType::Suggestion | CaseType::LegalAid => (None, None),
        }
    }

    fn stage(&mut self, outcome: Option<Outcome>) -> Option<Stage> {
        let cell = folded(self.row.cell(Column::Status));
        let stage = match cell.as_str() {
            "" | "待受理" | "未受理" | "待初查" | "未初查" | "待审查" | "已登记" | "已收到"
            | "待答复" | "已申请" | "审查中" | "初查中" | "待补正" | "拟不予受理" | "重新办理"
            | "协商和解中" => Stage::Open,
            "已受理" | "受理" | "办理中" | "处理中" | "调解中" | "已达成协议" | "已和解" => {
                Stage::Accepted
            }
            "不予受理" | "不受理" => Stage::Ended(Outcome::Refused),
            "已办结" | "办结" | "已归档" | "归档" | "已反馈" | "已完成" => {
                Stage::Ended(outcome.unwrap_or(Outcome::Answered))
            }
            _ => {
                self.refuse(Column::Status, Flaw::UnknownStatus);
                return None;
            }
        };
        Some(stage)
    }
}

fn folded(text: &str) -> String {
    normalise::compact(text).to_lowercase()
}

fn names(code: &'static str, label: impl Fn(Locale) -> &'static str) -> [&'static str; 3] {
    [label(Locale::ZhCn), label(Locale::En), code]
}

/// What a spreadsheet makes of a long number: `9.90101E+20`. Dashes are gone already.
fn is_rounded(number: &str) -> bool {
    let lower = number.to_ascii_lowercase();
    lower.split_once("e+").is_some_and(|(digits, exponent)| {
        let is_figure = |text: &str, point: bool| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_digit() || (point && c == '.'))
        };
        is_figure(digits, true) && is_figure(exponent, false)
    })
}

/// Feedback that begins with a result as [`super::outgoing_row`] writes it.
fn split_outcome(feedback: Option<LongText>) -> (Option<Outcome>, Option<LongText>) {
    let Some(text) = feedback else {
        return (None, None);
    };
    let found = Outcome::ALL.iter().copied().find_map(|outcome| {
        let rest = text.as_str().strip_prefix(outcome.label(Locale::ZhCn))?;
        let rest = rest
            .strip_prefix('：')
            .or(rest.is_empty().then_some(rest))?;
        Some((outcome, LongText::parse(rest).ok()))
    });
    match found {
        Some((outcome, rest)) => (Some(outcome), rest),
        None => (None, Some(text)),
    }
}
