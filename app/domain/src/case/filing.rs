//! What somebody files, parsed from a form or from JSON into values that cannot be wrong.

use serde::{Deserialize, Serialize};

use super::fault::{Fault, FieldProblem, Reader};
use crate::code::{CaseType, Channel, Claim, ItemCategory, Problem, ReportProblem};
use crate::exchange::Imported;
use crate::offer::Offered;
use crate::value::{
    Address, BusinessName, CreditCode, Facts, Fen, Name, Phone, RoughDate, ShortText,
};

/// Most claims one complaint may have.
const MOST_CLAIMS: usize = 14;
/// Most people or businesses beside the first.
const MOST_OTHERS: usize = 200;

/// A person who filed, with what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Real name.
    pub name: Name,
    /// Telephone.
    pub phone: Phone,
    /// Postal address; a complaint needs it (Order 121 Art. 10).
    pub address: Option<Address>,
}

/// The business a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respondent {
    /// Name on the licence or the sign.
    pub name: BusinessName,
    /// Place of business, or the shop's link.
    pub address: Option<Address>,
    /// Unified social credit code.
    pub credit_code: Option<CreditCode>,
}

/// The goods or service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it was.
    pub name: ShortText,
    /// Class of goods or services.
    pub category: ItemCategory,
    /// Order number.
    pub order_no: Option<ShortText>,
    /// Day or month of purchase.
    pub purchased_on: Option<RoughDate>,
}

/// One thing the consumer asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// Kind of claim.
    pub kind: Claim,
    /// Money, if the claim is about money.
    pub amount: Option<Fen>,
}

/// What was filed. Each type has exactly what the law or the form asks of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Filing {
    /// 投诉: a dispute the consumer wants settled (Order 121 Art. 3, 10).
    Complaint {
        /// The consumer.
        complainant: Person,
        /// The business.
        respondent: Respondent,
        /// Goods or service.
        item: Item,
        /// Kind of problem.
        problem: Problem,
        /// What the consumer asks for; at least one.
        claims: Vec<Claimed>,
        /// What happened.
        facts: Facts,
    },
    /// 举报: a clue of a violation; may be anonymous (Order 121 Art. 3, 28).
    Report {
        /// The reporter, if they gave their name.
        reporter: Option<Person>,
        /// The business.
        respondent: Respondent,
        /// Kind of violation.
        problem: Option<ReportProblem>,
        /// The clue.
        facts: Facts,
    },
    /// 咨询: a question.
    Consultation {
        /// Who asks.
        asker: Option<Person>,
        /// The question.
        facts: Facts,
    },
    /// 意见建议: a suggestion.
    Suggestion {
        /// Who suggests.
        author: Option<Person>,
        /// The suggestion.
        facts: Facts,
    },
    /// 法律援助: an application for help in court or arbitration.
    LegalAid {
        /// Who applies.
        applicant: Person,
        /// The business, if there is one.
        respondent: Option<Respondent>,
        /// What happened.
        facts: Facts,
    },
    /// A case taken over from another register, of whatever type, with what that register says.
    Imported(Box<Imported>),
}

impl Filing {
    /// Type of the case.
    pub fn case_type(&self) -> CaseType {
        match self {
            Self::Complaint { .. } => CaseType::Complaint,
            Self::Report { .. } => CaseType::Report,
            Self::Consultation { .. } => CaseType::Consultation,
            Self::Suggestion { .. } => CaseType::Suggestion,
            Self::LegalAid { .. } => CaseType::LegalAid,
            Self::Imported(imported) => imported.case_type,
        }
    }

    /// The person who filed, if known.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Complaint {
                complainant: person,
                ..
            }
            | Self::LegalAid {
                applicant: person, ..
            } => Some(person),
            Self::Report {
                reporter: person, ..
            }
            | Self::Consultation { asker: person, .. }
            | Self::Suggestion { author: person, .. } => person.as_ref(),
            Self::Imported(_) => None,
        }
    }

    /// The business, if there is one.
    pub fn respondent(&self) -> Option<&Respondent> {
        match self {
            Self::Complaint { respondent, .. } | Self::Report { respondent, .. } => {
                Some(respondent)
            }
            Self::LegalAid { respondent, .. } => respondent.as_ref(),
            Self::Imported(imported) => imported.respondent.as_ref(),
            Self::Consultation { .. } | Self::Suggestion { .. } => None,
        }
    }

    /// What happened, in the person's own words.
    pub fn facts(&self) -> &Facts {
        match self {
            Self::Complaint { facts, .. }
            | Self::Report { facts, .. }
            | Self::Consultation { facts, .. }
            | Self::Suggestion { facts, .. }
            | Self::LegalAid { facts, .. } => facts,
            Self::Imported(imported) => &imported.facts,
        }
    }

    /// What another register says, where the case was taken over from one.
    pub fn imported(&self) -> Option<&Imported> {
        match self {
            Self::Imported(imported) => Some(imported),
            _ => None,
        }
    }

    /// Goods or service of a complaint.
    pub fn item(&self) -> Option<&Item> {
        match self {
            Self::Complaint { item, .. } => Some(item),
            _ => None,
        }
    }

    /// Claims of a complaint.
    pub fn claims(&self) -> &[Claimed] {
        match self {
            Self::Complaint { claims, .. } => claims,
            _ => &[],
        }
    }

    /// Code of the problem, of either list.
    pub fn problem_code(&self) -> Option<&'static str> {
        match self {
            Self::Complaint { problem, .. } => Some(problem.code()),
            Self::Report { problem, .. } => problem.map(ReportProblem::code),
            Self::Imported(imported) => {
                let violation = imported.violation.map(ReportProblem::code);
                imported.problem.map(Problem::code).or(violation)
            }
            _ => None,
        }
    }

    /// Sum of the money claimed.
    pub fn claimed_amount(&self) -> Fen {
        self.claims()
            .iter()
            .filter_map(|claim| claim.amount)
            .fold(Fen::ZERO, |sum, amount| {
                sum.checked_add(amount).unwrap_or(Fen::MAX)
            })
    }
}

/// What the person agreed to (PIPL Art. 14–17; template 1 of the national documents).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Consents {
    /// Version of the privacy notice that was shown.
    pub privacy_notice: String,
    /// Whether the result may be published without personal data.
    pub publication: bool,
    /// Whether mediation may be entrusted to a consumer association.
    pub entrusted_mediation: bool,
}

/// Everybody beside the person who files and the first business.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// Somebody who acts for the person (Order 121 Art. 11).
    pub agent: Option<Person>,
    /// People with the same dispute (Order 121 Art. 12).
    pub co_complainants: Vec<Person>,
    /// Further businesses.
    pub more_respondents: Vec<Respondent>,
}

/// A filing with everything around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedFiling {
    /// What was filed.
    pub filing: Filing,
    /// Everybody else it names.
    pub others: Others,
    /// What was agreed to.
    pub consents: Consents,
    /// Organisation code, if the person chose one.
    pub to: Option<String>,
    /// Channel, as staff enter it.
    pub channel: Option<Channel>,
}

/// A person as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawPerson {
    /// Name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Address.
    pub address: Option<String>,
}

impl RawPerson {
    fn parse(&self, path: &str, needs_address: bool, reader: &mut Reader) -> Option<Person> {
        let name = reader.required(&format!("{path}.name"), self.name.as_deref(), Name::parse);
        let phone = reader.required(
            &format!("{path}.phone"),
            self.phone.as_deref(),
            Phone::parse,
        );
        let address = reader.address(path, needs_address, self.address.as_deref());
        Some(Person {
            name: name?,
            phone: phone?,
            address,
        })
    }

    fn is_empty(&self) -> bool {
        [&self.name, &self.phone, &self.address]
            .iter()
            .all(|field| field.as_deref().is_none_or(|text| text.trim().is_empty()))
    }
}

/// A business as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawRespondent {
    /// Name.
    pub name: Option<String>,
    /// Address or link.
    pub address: Option<String>,
    /// Credit code.
    pub credit_code: Option<String>,
}

impl RawRespondent {
    fn parse(&self, path: &str, needs_address: bool, reader: &mut Reader) -> Option<Respondent> {
        let name = reader.required(
            &format!("{path}.name"),
            self.name.as_deref(),
            BusinessName::parse,
        );
        let address = reader.address(path, needs_address, self.address.as_deref());
        let credit_code = reader.optional(
            &format!("{path}.credit_code"),
            self.credit_code.as_deref(),
            CreditCode::parse,
        );
        Some(Respondent {
            name: name?,
            address,
            credit_code,
        })
    }
}

/// Goods or service as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawItem {
    /// Name.
    pub name: Option<String>,
    /// Class.
    pub category: Option<String>,
    /// Order number.
    pub order_no: Option<String>,
    /// Date `YYYY-MM-DD` or month `YYYY-MM`.
    pub purchased_on: Option<String>,
}

/// A claim as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawClaim {
    /// Kind.
    pub kind: Option<String>,
    /// Money in fen.
    pub amount_fen: Option<i64>,
}

/// A filing as it arrives, before it is known to be right.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawFiling {
    /// Type of case.
    #[serde(rename = "type")]
    pub case_type: Option<String>,
    /// The person.
    pub complainant: Option<RawPerson>,
    /// The business.
    pub respondent: Option<RawRespondent>,
    /// Goods or service.
    pub item: Option<RawItem>,
    /// Kind of problem.
    pub problem: Option<String>,
    /// Claims.
    pub claims: Vec<RawClaim>,
    /// What happened.
    pub facts: Option<String>,
    /// Consents.
    pub consents: Option<Consents>,
    /// Organisation code.
    pub to: Option<String>,
    /// Channel (staff only).
    pub channel: Option<String>,
    /// Somebody who acts for the person (Order 121 Art. 11).
    pub agent: Option<RawPerson>,
    /// Other people with the same dispute (Order 121 Art. 12).
    pub co_complainants: Vec<RawPerson>,
    /// Other businesses.
    pub more_respondents: Vec<RawRespondent>,
}

/// The code of an organisation: two digits. Whether it is one, the register of the county says.
fn organisation_code(text: &str) -> Result<String, Fault> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| text.to_owned()).ok_or(Fault::UnknownCode)
}

impl RawFiling {
    /// Parses everything, or names every field that is wrong.
    ///
    /// `offered` is what may be chosen on the business day of the filing; a purchase cannot be
    /// later than that day.
    ///
    /// # Errors
    /// All refused fields at once.
    pub fn parse(&self, offered: &Offered) -> Result<ParsedFiling, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let case_type = reader.required("type", self.case_type.as_deref(), CaseType::parse);
        let channel = reader.optional("channel", self.channel.as_deref(), |code| {
            offered.read::<Channel>(code)
        });
        let to = reader.optional("to", self.to.as_deref(), organisation_code);
        let consents = self.consents.clone().unwrap_or_default();
        if consents.privacy_notice.trim().is_empty() || consents.privacy_notice.chars().count() > 20
        {
            reader.refuse("consents.privacy_notice", Fault::NotAgreed);
        }
        let others = self.others(&mut reader);
        let filing = case_type.and_then(|case_type| self.filing(case_type, offered, &mut reader));
        let parsed = filing.map(|filing| ParsedFiling {
            filing,
            others,
            consents,
            to,
            channel,
        });
        reader.finish(parsed)
    }

    fn filing(
        &self,
        case_type: CaseType,
        offered: &Offered,
        reader: &mut Reader,
    ) -> Option<Filing> {
        let facts = reader.required("facts", self.facts.as_deref(), Facts::parse);
        match case_type {
            CaseType::Complaint => {
                let complainant = self.person(reader, true);
                let respondent = self.respondent(reader, true);
                let item = self.item(offered, reader);
                let problem = reader.required("problem", self.problem.as_deref(), |code| {
                    offered.read::<Problem>(code)
                });
                let claims = self.claims(offered, reader);
                Some(Filing::Complaint {
                    complainant: complainant?,
                    respondent: respondent?,
                    item: item?,
                    problem: problem?,
                    claims: claims?,
                    facts: facts?,
                })
            }
            CaseType::Report => {
                let reporter = self.maybe_person(reader);
                let respondent = self.respondent(reader, false);
                let problem = reader.optional("problem", self.problem.as_deref(), |code| {
                    offered.read::<ReportProblem>(code)
                });
                Some(Filing::Report {
                    reporter,
                    respondent: respondent?,
                    problem,
                    facts: facts?,
                })
            }
            CaseType::Consultation => {
                let asker = self.maybe_person(reader);
                Some(Filing::Consultation {
                    asker,
                    facts: facts?,
                })
            }
            CaseType::Suggestion => {
                let author = self.maybe_person(reader);
                Some(Filing::Suggestion {
                    author,
                    facts: facts?,
                })
            }
            CaseType::LegalAid => {
                let applicant = self.person(reader, false);
                let respondent = self
                    .respondent
                    .as_ref()
                    .and_then(|_| self.respondent(reader, false));
                Some(Filing::LegalAid {
                    applicant: applicant?,
                    respondent,
                    facts: facts?,
                })
            }
        }
    }

    fn maybe_person(&self, reader: &mut Reader) -> Option<Person> {
        let given = self
            .complainant
            .as_ref()
            .filter(|person| !person.is_empty());
        given.and_then(|_| self.person(reader, false))
    }

    fn person(&self, reader: &mut Reader, needs_address: bool) -> Option<Person> {
        self.complainant
            .clone()
            .unwrap_or_default()
            .parse("complainant", needs_address, reader)
    }

    fn respondent(&self, reader: &mut Reader, needs_address: bool) -> Option<Respondent> {
        self.respondent
            .clone()
            .unwrap_or_default()
            .parse("respondent", needs_address, reader)
    }

    fn item(&self, offered: &Offered, reader: &mut Reader) -> Option<Item> {
        let raw = self.item.clone().unwrap_or_default();
        let name = reader.required("item.name", raw.name.as_deref(), ShortText::parse);
        let category = reader.required("item.category", raw.category.as_deref(), |code| {
            offered.read::<ItemCategory>(code)
        });
        let order_no = reader.optional("item.order_no", raw.order_no.as_deref(), ShortText::parse);
        let purchased_on =
            reader.optional("item.purchased_on", raw.purchased_on.as_deref(), |text| {
                let date = RoughDate::parse(text).map_err(Fault::from)?;
                date.not_after(offered.day).map_err(Fault::from)
            });
        Some(Item {
            name: name?,
            category: category?,
            order_no,
            purchased_on,
        })
    }

    fn claims(&self, offered: &Offered, reader: &mut Reader) -> Option<Vec<Claimed>> {
        if self.claims.is_empty() {
            reader.refuse("claims", Fault::Missing);
            return None;
        }
        if self.claims.len() > MOST_CLAIMS {
            reader.refuse("claims", Fault::TooLong);
            return None;
        }
        // Every claim is read before the first refused one ends the list.
        let claims: Vec<Option<Claimed>> = self
            .claims
            .iter()
            .enumerate()
            .map(|(place, raw)| {
                let kind = reader.required(
                    &format!("claims.{place}.kind"),
                    raw.kind.as_deref(),
                    |code| offered.read::<Claim>(code),
                );
                let amount = match raw.amount_fen.map(Fen::new) {
                    Some(Err(error)) => {
                        reader.refuse(&format!("claims.{place}.amount_fen"), error.into());
                        None
                    }
                    Some(Ok(amount)) => Some(amount),
                    None => None,
                };
                kind.map(|kind| Claimed { kind, amount })
            })
            .collect();
        claims.into_iter().collect()
    }

    fn others(&self, reader: &mut Reader) -> Others {
        if self.co_complainants.len() > MOST_OTHERS {
            reader.refuse("co_complainants", Fault::TooLong);
        }
        if self.more_respondents.len() > MOST_OTHERS {
            reader.refuse("more_respondents", Fault::TooLong);
        }
        let agent = self
            .agent
            .as_ref()
            .and_then(|raw| raw.parse("agent", false, reader));
        let co_complainants = (self.co_complainants.iter().take(MOST_OTHERS).enumerate())
            .filter_map(|(place, raw)| {
                raw.parse(&format!("co_complainants.{place}"), false, reader)
            })
            .collect();
        let more_respondents = (self.more_respondents.iter().take(MOST_OTHERS).enumerate())
            .filter_map(|(place, raw)| {
                raw.parse(&format!("more_respondents.{place}"), false, reader)
            })
            .collect();
        Others {
            agent,
            co_complainants,
            more_respondents,
        }
    }
}
