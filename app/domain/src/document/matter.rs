//! The facts of a case as they stand in a document: names, dates and sums in Chinese, ready to be
//! printed.

use serde::Serialize;

use super::words::{date, date_of, numeral, time_of, yuan, yuan_in_capitals};
use crate::case::{Case, Claimed, Filing, Item, Person, ProposedRefusal, Respondent, Settlement};
use crate::code::{
    CaseType, NotFiledGround, PenaltyDecision, Problem, RefusalGround, ReportProblem,
    TerminationGround,
};
use crate::locale::Locale;
use crate::value::Fen;

const ZH: Locale = Locale::ZhCn;

/// A person or a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address or place of business.
    pub address: Option<String>,
    /// Unified social credit code of a business.
    pub credit_code: Option<String>,
}

/// What was bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Goods {
    /// Goods or service.
    pub name: String,
    /// Its class.
    pub category: String,
    /// Order number.
    pub order_no: Option<String>,
    /// Day or month of purchase.
    pub purchased_on: Option<String>,
}

/// What the complainant agreed to (the two boxes of template 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// The result may be published.
    pub publication: bool,
    /// Mediation may be entrusted (Order 121 Art. 19).
    pub entrusted_mediation: bool,
}

/// Material that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// What.
    pub items: String,
    /// Last day.
    pub due: String,
}

/// A ground of the law among all it could have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// Its number in the article: `三`.
    pub number: String,
    /// The texts of the article, in its order.
    pub texts: Vec<&'static str>,
    /// Why it applies, in the words of the office.
    pub reason: Option<String>,
}

/// When and where both sides meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// Date and time.
    pub time: String,
    /// Room or address.
    pub place: String,
}

/// What both sides agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// In words.
    pub text: String,
    /// Money for the consumer in figures, if there is any.
    pub amount: Option<String>,
    /// The same in the capitals of banks.
    pub amount_in_capitals: Option<String>,
    /// By when it shall be done.
    pub perform_by: Option<String>,
    /// Done on the spot.
    pub performed: bool,
}

/// The facts of a case for all templates; each takes what it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Matter {
    /// Number of the case.
    pub case_number: String,
    /// 投诉 or 举报.
    pub kind: &'static str,
    /// The organisation decides by law; otherwise it helps both sides to settle.
    pub by_law: bool,
    /// Day of receipt.
    pub received_on: String,
    /// Day on which an authority received it (Order 121 Art. 15).
    pub received_by_authority_on: String,
    /// How it came in.
    pub channel: &'static str,
    /// Who filed it; nobody for an anonymous report.
    pub person: Option<Party>,
    /// Who acts for that person (Order 121 Art. 11).
    pub agent: Option<Party>,
    /// People with the same dispute (Order 121 Art. 12).
    pub more_people: Vec<Party>,
    /// The business.
    pub respondent: Option<Party>,
    /// Further businesses.
    pub more_respondents: Vec<Party>,
    /// What it is about, to stand between 关于 and 的投诉 or 的举报.
    pub subject: String,
    /// What happened, in the person's words.
    pub facts: String,
    /// What was bought.
    pub goods: Option<Goods>,
    /// What is asked for, one by one.
    pub claims: Vec<String>,
    /// The money asked for, if any is.
    pub claimed: Option<String>,
    /// What the person agreed to, where they were asked.
    pub agreed: Option<Agreed>,
    /// Open request for material.
    pub request: Option<Request>,
    /// Day of acceptance.
    pub accepted_on: Option<String>,
    /// Why it was not accepted (Order 121 Art. 16).
    pub refusal: Option<Ground>,
    /// The meeting ahead.
    pub meeting: Option<Meeting>,
    /// Why mediation ended (Order 121 Art. 23).
    pub termination: Option<Ground>,
    /// The settlement.
    pub terms: Option<Terms>,
    /// Who got the case.
    pub recipient: Option<String>,
    /// What came of a report.
    pub result: Option<String>,
}

impl Matter {
    /// The facts of a case.
    pub(super) fn of(case: &Case) -> Self {
        let filing = &case.filing;
        let session = case.mediation.session.as_ref();
        Self {
            case_number: case.number.to_string(),
            kind: case.case_type().label(ZH),
            by_law: case.by_law(),
            received_on: date_of(case.received_at),
            received_by_authority_on: date_of(case.reviewed_from),
            channel: case.channel.label(ZH),
            person: filing.person().map(Party::of_person),
            agent: case.others.agent.as_ref().map(Party::of_person),
            more_people: case
                .others
                .co_complainants
                .iter()
                .map(Party::of_person)
                .collect(),
            respondent: filing.respondent().map(Party::of_business),
            more_respondents: case
                .others
                .more_respondents
                .iter()
                .map(Party::of_business)
                .collect(),
            subject: subject(filing),
            facts: filing.facts().to_string(),
            goods: filing.item().map(Goods::of),
            claims: filing.claims().iter().map(claim).collect(),
            claimed: some_money(filing.claimed_amount()).map(yuan),
            agreed: agreed(case),
            request: case.material.as_ref().map(|asked| Request {
                items: asked.items.to_string(),
                due: date(asked.due),
            }),
            accepted_on: case.accepted_at.map(date_of),
            refusal: case.proposed_refusal.as_ref().map(Ground::of_refusal),
            meeting: session.map(|session| Meeting {
                time: time_of(session.at),
                place: session.place.to_string(),
            }),
            termination: Ground::of_termination(case),
            terms: case.settlement.as_ref().map(Terms::of),
            recipient: case.passed.last().map(|last| last.to_name.clone()),
            result: result(case),
        }
    }
}

impl Party {
    fn of_person(person: &Person) -> Self {
        Self {
            name: person.name.to_string(),
            phone: Some(person.phone.to_string()),
            address: person.address.as_ref().map(ToString::to_string),
            credit_code: None,
        }
    }

    fn of_business(business: &Respondent) -> Self {
        Self {
            name: business.name.to_string(),
            phone: None,
            address: business.address.as_ref().map(ToString::to_string),
            credit_code: business.credit_code.as_ref().map(ToString::to_string),
        }
    }
}

impl Goods {
    fn of(item: &Item) -> Self {
        Self {
            name: item.name.to_string(),
            category: item.category.label(ZH).to_owned(),
            order_no: item.order_no.as_ref().map(ToString::to_string),
            purchased_on: item.purchased_on.map(|rough| match rough.day() {
                Some(day) => date(day),
                None => rough.label(ZH),
            }),
        }
    }
}

impl Ground {
    fn of_refusal(refusal: &ProposedRefusal) -> Self {
        Self::among(
            RefusalGround::ALL,
            refusal.ground,
            RefusalGround::label,
            Some(refusal.reason.to_string()),
        )
    }

    fn of_termination(case: &Case) -> Option<Self> {
        let ground = case.termination_ground()?;
        let end = case.mediation.termination.as_ref();
        Some(Self::among(
            TerminationGround::ALL,
            ground,
            TerminationGround::label,
            end.map(|end| end.reason.to_string()),
        ))
    }

    fn among<G: Copy + PartialEq>(
        all: &[G],
        ground: G,
        label: fn(G, Locale) -> &'static str,
        reason: Option<String>,
    ) -> Self {
        let number = (1..).zip(all).find(|(_, one)| **one == ground);
        Self {
            number: number
                .map(|(number, _)| numeral(number))
                .unwrap_or_default(),
            texts: all.iter().map(|one| label(*one, ZH)).collect(),
            reason,
        }
    }
}

impl Terms {
    fn of(settlement: &Settlement) -> Self {
        let money = some_money(settlement.amount);
        Self {
            text: settlement.terms.to_string(),
            amount: money.map(yuan),
            amount_in_capitals: money.map(yuan_in_capitals),
            perform_by: settlement.perform_by.map(date),
            performed: settlement.performed,
        }
    }
}

fn some_money(sum: Fen) -> Option<Fen> {
    Some(sum).filter(|sum| *sum != Fen::ZERO)
}

fn claim(claimed: &Claimed) -> String {
    let kind = claimed.kind.label(ZH);
    match claimed.amount {
        Some(amount) => format!("{kind}（{}）", yuan(amount)),
        None => kind.to_owned(),
    }
}

/// A list taken over from elsewhere does not say what the person agreed to.
fn agreed(case: &Case) -> Option<Agreed> {
    let asked = case.filing.imported().is_none();
    asked.then_some(Agreed {
        publication: case.consents.publication,
        entrusted_mediation: case.consents.entrusted_mediation,
    })
}

fn problem_words(problem: Problem) -> String {
    match problem {
        Problem::Other => "有关问题".to_owned(),
        problem => format!("{}问题", problem.label(ZH)),
    }
}

fn violation_words(problem: Option<ReportProblem>) -> &'static str {
    match problem {
        None | Some(ReportProblem::Other) => "违法行为",
        Some(problem) => problem.label(ZH),
    }
}

/// What a case is about, to stand between 关于 and 的投诉.
fn subject(filing: &Filing) -> String {
    let business = filing
        .respondent()
        .map_or("", |business| business.name.as_str());
    match filing {
        Filing::Complaint { item, problem, .. } => {
            format!("{business}“{}”{}", item.name, problem_words(*problem))
        }
        Filing::Report { problem, .. } => format!("{business}涉嫌{}", violation_words(*problem)),
        Filing::Imported(imported) if imported.case_type == CaseType::Report => {
            format!("{business}涉嫌{}", violation_words(imported.violation))
        }
        Filing::Imported(imported) => {
            let problem = imported.problem.map(problem_words);
            format!(
                "{business}{}",
                problem.unwrap_or_else(|| "有关问题".to_owned())
            )
        }
        _ => business.to_owned(),
    }
}

/// What the reporter is told: the reply the case ended with, else only what was decided. Words
/// that were written for the office stay in the office (Order 121 Art. 37).
fn result(case: &Case) -> Option<String> {
    let reply = case
        .ending
        .as_ref()
        .and_then(|ending| ending.reply.as_ref());
    let check = &case.verification;
    let decided = check.decision.map(PenaltyDecision::notice);
    let decided = decided.or_else(|| check.not_filed.map(NotFiledGround::notice));
    reply.map(ToString::to_string).or(decided)
}

impl PenaltyDecision {
    fn notice(self) -> String {
        match self {
            Self::Penalty => "经立案调查，违法事实成立，已依法作出行政处罚决定。".to_owned(),
            Self::NoPenalty => "经立案调查，依法决定不予行政处罚。".to_owned(),
            Self::Dropped => "经立案调查，依法决定撤销案件。".to_owned(),
            Self::Transferred => "经立案调查，依法移送其他有管辖权的机关处理。".to_owned(),
            Self::ToPolice => "经立案调查，因涉嫌犯罪，已依法移送公安机关处理。".to_owned(),
        }
    }
}

impl NotFiledGround {
    fn notice(self) -> String {
        match self {
            Self::OtherLawful => "经核查，依法决定不予立案。".to_owned(),
            ground => format!("经核查，{}，依法决定不予立案。", ground.label(ZH)),
        }
    }
}
