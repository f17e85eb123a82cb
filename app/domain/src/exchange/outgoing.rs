//! What the table says of a case that leaves this system.

use super::{Column, Row};
use crate::case::{Case, Filing};
use crate::code::{Problem, ReportProblem};
use crate::locale::Locale;
use crate::mask;
use crate::value::{Address, Fen, LongText, ShortText};

/// The table is read by other systems and always in Chinese.
const TABLE: Locale = Locale::ZhCn;

/// Who handles a case, by name.
#[derive(Debug, Clone, Copy)]
pub struct Handling<'a> {
    /// The organisation.
    pub organisation: &'a str,
    /// The part of it that has the case; empty where it has no parts.
    pub department: &'a str,
}

/// The row of a case. Masked, the names of the people in it and whatever looks like a telephone,
/// identity or card number are hidden in its texts; no other cell holds anything of a person.
pub fn outgoing_row(case: &Case, handling: Handling<'_>, masked: bool) -> Row {
    let shown = |text: &str| {
        if masked {
            masked_text(case, text)
        } else {
            text.to_owned()
        }
    };
    let mut row = Row::default();
    row.set(Column::Number, case.number.as_str());
    row.set(Column::Type, case.case_type().label(TABLE));
    row.set(Column::Channel, case.channel.label(TABLE));
    if let Some(respondent) = case.filing.respondent() {
        row.set(Column::Business, respondent.name.as_str());
        let address = respondent.address.as_ref();
        let address = address.map(Address::as_str);
        row.set(Column::BusinessAddress, address.unwrap_or_default());
    }
    row.set(Column::Facts, shown(case.filing.facts().as_str()));
    row.set(Column::Problem, problem(case));
    row.set(Column::Detail, shown(&detail(case)));
    if let Filing::Imported(imported) = &case.filing {
        let place = imported.place.as_ref().map(ShortText::as_str);
        row.set(Column::Place, shown(place.unwrap_or_default()));
    }
    row.set(Column::Status, case.state.label(TABLE));
    row.set(Column::Organisation, handling.organisation);
    row.set(Column::Department, handling.department);
    row.set(Column::Feedback, shown(&feedback(case)));
    row
}

fn problem(case: &Case) -> &'static str {
    let code = case.filing.problem_code().unwrap_or_default();
    let of_complaint = Problem::parse(code).map(|problem| problem.label(TABLE));
    let of_report = || ReportProblem::parse(code).map(|problem| problem.label(TABLE));
    of_complaint.or_else(|_| of_report()).unwrap_or_default()
}

/// Goods and claims; of an imported case, what its register said.
fn detail(case: &Case) -> String {
    if let Filing::Imported(imported) = &case.filing {
        let detail = imported.detail.as_ref().map(LongText::as_str);
        return detail.unwrap_or_default().to_owned();
    }
    let mut parts = Vec::new();
    if let Some(item) = case.filing.item() {
        parts.push(format!(
            "{}（{}）",
            item.name.as_str(),
            item.category.label(TABLE)
        ));
    }
    let claims: Vec<String> = case
        .filing
        .claims()
        .iter()
        .map(|claim| match claim.amount.filter(|sum| *sum > Fen::ZERO) {
            Some(amount) => format!("{} {amount}", claim.kind.label(TABLE)),
            None => claim.kind.label(TABLE).to_owned(),
        })
        .collect();
    if !claims.is_empty() {
        parts.push(claims.join("、"));
    }
    parts.join("；")
}

/// The result and the reply: `已答复：…`.
fn feedback(case: &Case) -> String {
    let Some(ending) = &case.ending else {
        return String::new();
    };
    let outcome = ending.outcome.label(TABLE);
    match &ending.reply {
        Some(reply) => format!("{outcome}：{}", reply.as_str()),
        None => outcome.to_owned(),
    }
}

/// A text without the names of the people of the case and without their numbers.
fn masked_text(case: &Case, text: &str) -> String {
    let people = case
        .filing
        .person()
        .into_iter()
        .chain(&case.others.agent)
        .chain(&case.others.co_complainants);
    let mut masked = mask::text(text);
    for person in people {
        let name = person.name.as_str();
        masked = masked.replace(name, &mask::name(name));
        if let Some(address) = &person.address {
            masked = masked.replace(address.as_str(), &mask::address(address.as_str()));
        }
    }
    masked
}
