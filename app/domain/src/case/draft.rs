//! A filing while a person is still writing it: everything as typed, page by page.

use serde::{Deserialize, Serialize};

use super::fault::{Fault, FieldProblem};
use super::filing::{
    Consents, ParsedFiling, RawClaim, RawFiling, RawItem, RawPerson, RawRespondent,
};
use crate::business::RawBusiness;
use crate::code::{CaseType, Claim, codes};
use crate::offer::Offered;
use crate::value::{Fen, RoughDate};

/// Version of the privacy notice that the filing pages show.
pub const PRIVACY_NOTICE: &str = "1";

codes! {
    /// The pages of the filing form. Which ones a person sees depends on the type of case.
    pub enum DraftStep {
        Kind = "kind", "办理事项", "What you need";
        Business = "business", "商家", "The business";
        Purchase = "purchase", "消费情况", "The purchase";
        Story = "story", "事情经过", "What happened";
        Evidence = "evidence", "证据材料", "Evidence";
        Wishes = "wishes", "诉求", "What you ask for";
        Contact = "contact", "联系方式", "How to reach you";
        Check = "check", "核对", "Check";
    }
}

impl DraftStep {
    /// The question pages for a type of case, in order, without the final check.
    pub fn pages(case_type: CaseType) -> &'static [Self] {
        match case_type {
            CaseType::Complaint => &[
                Self::Kind,
                Self::Business,
                Self::Purchase,
                Self::Story,
                Self::Evidence,
                Self::Wishes,
                Self::Contact,
            ],
            CaseType::Report => &[
                Self::Kind,
                Self::Business,
                Self::Story,
                Self::Evidence,
                Self::Contact,
            ],
            CaseType::LegalAid => &[Self::Kind, Self::Story, Self::Evidence, Self::Contact],
            CaseType::Consultation | CaseType::Suggestion => {
                &[Self::Kind, Self::Story, Self::Contact]
            }
        }
    }

    /// The fields a page asks for, by their path in the filing.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Kind => &["type"],
            Self::Business => &["respondent."],
            Self::Purchase => &["item."],
            Self::Story => &["facts", "problem"],
            // Files are judged as they come; none is needed to go on.
            Self::Evidence => &[],
            Self::Wishes => &["claims"],
            Self::Contact => &["complainant.", "consents."],
            Self::Check => &[""],
        }
    }
}

/// Hours for which a phone keeps what was typed on it and not sent.
pub const KEPT_ON_PHONE_HOURS: u32 = 72;

/// The first words of a filing, written without a network: as typed, right or wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenOffline {
    /// Type of case, by code.
    pub case_type: String,
    /// Name of the business; empty where none is involved.
    pub respondent_name: String,
    /// Its address or link.
    pub respondent_address: String,
    /// What happened.
    pub facts: String,
}

/// Everything typed so far. Nothing is dropped because it is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Type of case, by code.
    pub case_type: String,
    /// Organisation the person chose or the poster named.
    pub to: String,
    /// Name of the business.
    pub respondent_name: String,
    /// Its address or link.
    pub respondent_address: String,
    /// Its credit code.
    pub respondent_credit_code: String,
    /// Goods or service.
    pub item_name: String,
    /// Class, by code.
    pub item_category: String,
    /// Order number.
    pub item_order_no: String,
    /// Year of purchase.
    pub purchased_year: String,
    /// Month of purchase.
    pub purchased_month: String,
    /// Day of purchase; may stay empty.
    pub purchased_day: String,
    /// Kind of problem, by code.
    pub problem: String,
    /// What happened.
    pub facts: String,
    /// Claims, by code.
    pub claims: Vec<String>,
    /// Money asked for, in yuan as typed.
    pub claim_amount: String,
    /// Name.
    pub complainant_name: String,
    /// Telephone.
    pub complainant_phone: String,
    /// Address.
    pub complainant_address: String,
    /// Ticked: privacy notice read.
    pub privacy: bool,
    /// Ticked: the result may be published.
    pub publication: bool,
    /// Ticked: mediation may be entrusted.
    pub entrusted_mediation: bool,
    /// Pages the person has been through.
    pub visited: Vec<DraftStep>,
}

impl Draft {
    /// Begins with what a poster names. The newest poster says where the case goes; a business that
    /// the person has named stays.
    pub fn begin_from_poster(&mut self, to: &str, business: Option<RawBusiness>) {
        to.clone_into(&mut self.to);
        if let Some(business) = business
            && self.respondent_name.trim().is_empty()
        {
            self.respondent_name = business.name;
            self.respondent_address = business.address;
            self.respondent_credit_code = business.credit_code;
        }
    }

    /// Begins with what a person wrote on the phone while there was no network.
    pub fn begin_from_phone(written: WrittenOffline) -> Self {
        let mut draft = Self {
            case_type: written.case_type,
            respondent_name: written.respondent_name,
            respondent_address: written.respondent_address,
            facts: written.facts,
            ..Self::default()
        };
        let asked = [DraftStep::Kind, DraftStep::Business, DraftStep::Story];
        let pages = draft.chosen_type().map_or(&[][..], DraftStep::pages);
        draft.visited = pages
            .iter()
            .copied()
            .filter(|page| asked.contains(page))
            .collect();
        draft
    }

    /// Whether this draft would be lost if what was written on the phone took its place: it says
    /// something, and something else.
    pub fn differs_from(&self, written: &WrittenOffline) -> bool {
        let says_something = [&self.respondent_name, &self.facts, &self.item_name]
            .iter()
            .any(|text| !text.trim().is_empty());
        let same = self.case_type == written.case_type
            && self.respondent_name == written.respondent_name
            && self.respondent_address == written.respondent_address
            && self.facts == written.facts;
        says_something && !same
    }

    /// Type of case, once a valid one is chosen.
    pub fn chosen_type(&self) -> Option<CaseType> {
        CaseType::parse(&self.case_type).ok()
    }

    /// The page after this one.
    pub fn next_step(&self, step: DraftStep) -> DraftStep {
        let pages = self
            .chosen_type()
            .map_or(&[DraftStep::Kind][..], DraftStep::pages);
        let mut after = pages.iter().skip_while(|page| **page != step).skip(1);
        after.next().copied().unwrap_or(DraftStep::Check)
    }

    /// The page before this one; `None` before the first.
    pub fn previous_step(&self, step: DraftStep) -> Option<DraftStep> {
        let pages = self
            .chosen_type()
            .map_or(&[DraftStep::Kind][..], DraftStep::pages);
        if step == DraftStep::Check {
            return pages.last().copied();
        }
        pages
            .iter()
            .take_while(|page| **page != step)
            .last()
            .copied()
    }

    /// Place of a page and number of pages, for 「第 2 步，共 6 步」.
    pub fn place(&self, step: DraftStep) -> Option<(usize, usize)> {
        let pages = DraftStep::pages(self.chosen_type().unwrap_or(CaseType::Complaint));
        let place = pages.iter().position(|page| *page == step)?;
        Some((place + 1, pages.len()))
    }

    /// What is wrong on one page; the check page answers for all pages.
    pub fn problems(&self, step: DraftStep, offered: &Offered) -> Vec<FieldProblem> {
        let mine = |problem: &FieldProblem| {
            step.fields()
                .iter()
                .any(|field| problem.field == *field || problem.field.starts_with(field))
        };
        self.parse(offered)
            .err()
            .unwrap_or_default()
            .into_iter()
            .filter(mine)
            .collect()
    }

    /// The first page that still has something wrong.
    pub fn first_unfinished(&self, offered: &Offered) -> Option<DraftStep> {
        let pages = self
            .chosen_type()
            .map_or(&[DraftStep::Kind][..], DraftStep::pages);
        pages
            .iter()
            .copied()
            .find(|page| !self.problems(*page, offered).is_empty())
    }

    /// Parses the whole draft.
    ///
    /// # Errors
    /// All refused fields at once.
    pub fn parse(&self, offered: &Offered) -> Result<ParsedFiling, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let purchased_on = self.purchased_on(&mut problems);
        let claims = self.claims(&mut problems);
        let parsed = self.raw(purchased_on, claims).parse(offered);
        match parsed {
            Ok(parsed) if problems.is_empty() => Ok(parsed),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }

    fn purchased_on(&self, problems: &mut Vec<FieldProblem>) -> Option<String> {
        let parts = [
            &self.purchased_year,
            &self.purchased_month,
            &self.purchased_day,
        ];
        if parts.iter().all(|part| part.trim().is_empty())
            || self.chosen_type() != Some(CaseType::Complaint)
        {
            return None;
        }
        match RoughDate::from_inputs(
            &self.purchased_year,
            &self.purchased_month,
            &self.purchased_day,
        ) {
            Ok(date) => Some(date.to_string()),
            Err(error) => {
                problems.push(FieldProblem::new("item.purchased_on", Fault::from(error)));
                None
            }
        }
    }

    /// The amount belongs to the first claim about money. Only a complaint has claims: what was
    /// typed before the type was changed must not stand in the way of the other types.
    fn claims(&self, problems: &mut Vec<FieldProblem>) -> Vec<RawClaim> {
        if self.chosen_type() != Some(CaseType::Complaint) {
            return Vec::new();
        }
        let typed = self.claim_amount.trim();
        let amount = match Fen::parse(typed) {
            Ok(amount) => Some(amount.get()),
            Err(_) if typed.is_empty() => None,
            Err(error) => {
                problems.push(FieldProblem::new("claims.amount", Fault::from(error)));
                None
            }
        };
        let about_money = |code: &String| Claim::parse(code).is_ok_and(Claim::has_amount);
        let place = self.claims.iter().position(about_money).unwrap_or(0);
        self.claims
            .iter()
            .enumerate()
            .map(|(index, kind)| RawClaim {
                kind: Some(kind.clone()),
                amount_fen: amount.filter(|_| index == place),
            })
            .collect()
    }

    fn raw(&self, purchased_on: Option<String>, claims: Vec<RawClaim>) -> RawFiling {
        let text = |value: &str| Some(value.to_owned()).filter(|text| !text.trim().is_empty());
        let complaint = self.chosen_type() == Some(CaseType::Complaint);
        let has_business = matches!(
            self.chosen_type(),
            Some(CaseType::Complaint | CaseType::Report)
        );
        RawFiling {
            case_type: text(&self.case_type),
            complainant: Some(RawPerson {
                name: text(&self.complainant_name),
                phone: text(&self.complainant_phone),
                address: text(&self.complainant_address),
            }),
            respondent: has_business.then(|| RawRespondent {
                name: text(&self.respondent_name),
                address: text(&self.respondent_address),
                credit_code: text(&self.respondent_credit_code),
            }),
            item: complaint.then(|| RawItem {
                name: text(&self.item_name),
                category: text(&self.item_category),
                order_no: text(&self.item_order_no),
                purchased_on,
            }),
            problem: text(&self.problem).filter(|_| has_business),
            claims,
            facts: text(&self.facts),
            consents: Some(Consents {
                privacy_notice: if self.privacy {
                    PRIVACY_NOTICE.to_owned()
                } else {
                    String::new()
                },
                publication: self.publication,
                entrusted_mediation: self.entrusted_mediation,
            }),
            to: text(&self.to),
            ..RawFiling::default()
        }
    }
}
