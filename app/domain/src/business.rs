//! The register of businesses that cases are about.
//!
//! An entry gathers the names under which people complain about one business. It decides nothing:
//! a case is what was filed, whatever the register says.

use serde::{Deserialize, Serialize};

use crate::actor::Staff;
use crate::case::{Fault, FieldProblem, Reader};
use crate::code::{Role, codes};
use crate::value::{Address, BusinessName, CreditCode, Phone, ShortText, normalise};

/// Most further names of one business.
pub const MOST_ALIASES: usize = 10;

codes! {
    /// Branches of the economy: sections of GB/T 4754-2017, those that deal with consumers.
    pub enum Industry {
        Agriculture = "A", "农、林、牧、渔业", "Agriculture, forestry and fishing";
        Manufacturing = "C", "制造业", "Manufacturing";
        Utilities = "D", "电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water";
        Construction = "E", "建筑业（含装修）", "Construction and decoration";
        Trade = "F", "批发和零售业", "Wholesale and retail";
        Transport = "G", "交通运输、仓储和邮政业", "Transport, storage and post";
        Hospitality = "H", "住宿和餐饮业", "Hotels and catering";
        Information = "I", "信息传输、软件和信息技术服务业", "Information and software";
        Finance = "J", "金融业", "Finance";
        RealEstate = "K", "房地产业（含物业）", "Real estate and property management";
        Leasing = "L", "租赁和商务服务业", "Leasing and business services";
        Residents = "O", "居民服务、修理和其他服务业", "Household services and repair";
        Education = "P", "教育", "Education and training";
        Health = "Q", "卫生和社会工作", "Health and social work";
        Culture = "R", "文化、体育和娱乐业", "Culture, sports and entertainment";
    }
}

codes! {
    /// What happened to an entry.
    pub enum BusinessChange {
        Added = "added", "登记", "Added";
        Edited = "edited", "修改", "Edited";
        Merged = "merged", "并入其他条目", "Merged into another entry";
        TookIn = "took_in", "并入了其他条目", "Took another entry in";
    }
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Business {
    /// Name, as registered or on the sign.
    pub name: BusinessName,
    /// Further names under which it is known.
    pub aliases: Vec<BusinessName>,
    /// Unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// Division of its seat: six digits of GB/T 2260.
    pub division: Option<String>,
    /// Address of its premises, or of its shop on a platform.
    pub address: Option<Address>,
    /// Branch.
    pub industry: Option<Industry>,
    /// Whom to ask for.
    pub contact: Option<ShortText>,
    /// Telephone of the business.
    pub phone: Option<Phone>,
}

/// An entry as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "see Business")]
pub struct RawBusiness {
    pub name: String,
    /// One name a line.
    pub aliases: String,
    pub credit_code: String,
    pub division: String,
    pub address: String,
    pub industry: String,
    pub contact: String,
    pub phone: String,
}

impl RawBusiness {
    /// Reads an entry.
    ///
    /// # Errors
    /// All refused fields at once.
    pub fn parse(&self) -> Result<Business, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let name = reader.required("name", Some(&self.name), BusinessName::parse);
        let aliases = self.aliases(&mut reader);
        let credit_code =
            reader.optional("credit_code", Some(&self.credit_code), CreditCode::parse);
        let division = reader.optional("division", Some(&self.division), division);
        let address = reader.optional("address", Some(&self.address), Address::parse);
        let industry = reader.optional("industry", Some(&self.industry), Industry::parse);
        let contact = reader.optional("contact", Some(&self.contact), ShortText::parse);
        let phone = reader.optional("phone", Some(&self.phone), Phone::parse);
        let business = name.map(|name| Business {
            aliases: aliases
                .into_iter()
                .filter(|alias| !is_same(alias, &name))
                .collect(),
            name,
            credit_code,
            division,
            address,
            industry,
            contact,
            phone,
        });
        reader.finish(business)
    }

    fn aliases(&self, reader: &mut Reader) -> Vec<BusinessName> {
        let lines = self.aliases.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        if lines.len() > MOST_ALIASES {
            reader.refuse("aliases", Fault::TooLong);
        }
        let mut aliases: Vec<BusinessName> = Vec::new();
        for line in lines.into_iter().take(MOST_ALIASES) {
            let alias = reader.optional("aliases", Some(line), BusinessName::parse);
            aliases
                .extend(alias.filter(|alias| !aliases.iter().any(|known| is_same(known, alias))));
        }
        aliases
    }
}

fn division(text: &str) -> Result<String, Fault> {
    let digits = normalise::compact(text);
    let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits {
        Ok(digits)
    } else {
        Err(Fault::UnknownCode)
    }
}

/// Whether two names are one, however they are spaced.
fn is_same(one: &BusinessName, other: &BusinessName) -> bool {
    normalise::compact(one.as_str()) == normalise::compact(other.as_str())
}

impl Business {
    /// All names, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &BusinessName> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// The entry as a form shows it.
    pub fn raw(&self) -> RawBusiness {
        fn text(value: Option<&impl ToString>) -> String {
            value.map(ToString::to_string).unwrap_or_default()
        }
        let aliases: Vec<&str> = self.aliases.iter().map(BusinessName::as_str).collect();
        RawBusiness {
            name: self.name.to_string(),
            aliases: aliases.join("\n"),
            credit_code: text(self.credit_code.as_ref()),
            division: text(self.division.as_ref()),
            address: text(self.address.as_ref()),
            industry: text(self.industry.as_ref()),
            contact: text(self.contact.as_ref()),
            phone: text(self.phone.as_ref()),
        }
    }

    /// This entry after it took another one in: what it does not know it learns, and the names of
    /// the other become further names of it.
    ///
    /// # Errors
    /// [`Fault::NotTheSame`] for `into` when both have a credit code and they differ: the code
    /// says that they are two businesses (GB 32100). [`Fault::TooLong`] when there would be more
    /// than [`MOST_ALIASES`] names.
    pub fn taking_in(mut self, other: &Self) -> Result<Self, FieldProblem> {
        let differ = |one: &CreditCode| other.credit_code.as_ref().is_some_and(|two| one != two);
        if self.credit_code.as_ref().is_some_and(differ) {
            return Err(FieldProblem::new("into", Fault::NotTheSame));
        }
        for name in other.names() {
            if !self.names().any(|known| is_same(known, name)) {
                self.aliases.push(name.clone());
            }
        }
        if self.aliases.len() > MOST_ALIASES {
            return Err(FieldProblem::new("into", Fault::TooLong));
        }
        self.credit_code = self.credit_code.or_else(|| other.credit_code.clone());
        self.division = self.division.or_else(|| other.division.clone());
        self.address = self.address.or_else(|| other.address.clone());
        self.industry = self.industry.or(other.industry);
        self.contact = self.contact.or_else(|| other.contact.clone());
        self.phone = self.phone.or_else(|| other.phone.clone());
        Ok(self)
    }
}

/// Who adds and corrects entries: everybody at a desk.
pub fn may_keep(staff: &Staff) -> bool {
    has_one(staff, crate::case::table::DESK)
}

/// Who merges entries: those who work on cases, not those who only register them.
pub fn may_merge(staff: &Staff) -> bool {
    const MERGE: &[Role] = &[
        Role::Handler,
        Role::Mediator,
        Role::Liaison,
        Role::DepartmentHead,
        Role::Leader,
    ];
    has_one(staff, MERGE)
}

fn has_one(staff: &Staff, roles: &[Role]) -> bool {
    roles.iter().any(|role| staff.roles.contains(role))
}

#[cfg(test)]
mod tests {
    use super::{Business, RawBusiness};
    use crate::case::Fault;

    fn business(name: &str, aliases: &str, code: &str) -> Business {
        let raw = RawBusiness {
            name: name.to_owned(),
            aliases: aliases.to_owned(),
            credit_code: code.to_owned(),
            ..RawBusiness::default()
        };
        raw.parse().unwrap()
    }

    const CODE: &str = "91990100DEM0AA0166";

    #[test]
    fn a_name_is_kept_once_however_it_is_spaced() {
        let found = business("顺意 电器", "顺意电器\n\n顺意家电\n顺意家电", "");
        let names: Vec<&str> = found
            .names()
            .map(crate::value::BusinessName::as_str)
            .collect();
        assert_eq!(names, ["顺意 电器", "顺意家电"]);
        assert_eq!(found.raw().parse().unwrap(), found);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let raw = RawBusiness {
            credit_code: "12".to_owned(),
            division: "99".to_owned(),
            industry: "Z".to_owned(),
            phone: "abc".to_owned(),
            ..RawBusiness::default()
        };
        let problems = raw.parse().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(
            fields,
            ["name", "credit_code", "division", "industry", "phone"]
        );
    }

    #[test]
    fn an_entry_learns_what_the_other_knew_and_keeps_its_names() {
        let one = business("顺意电器", "", "");
        let other = business("顺意电器经营部", "顺意", CODE);
        let merged = one.taking_in(&other).unwrap();
        assert_eq!(merged.name.as_str(), "顺意电器");
        assert_eq!(merged.aliases.len(), 2);
        assert_eq!(merged.credit_code.unwrap().as_str(), CODE);
    }

    #[test]
    fn two_credit_codes_are_two_businesses() {
        let one = business("顺意电器", "", CODE);
        let other = business("顺意电器", "", "91350100M000100Y43");
        let refused = one.taking_in(&other).unwrap_err();
        assert_eq!(refused.code, Fault::NotTheSame);
    }
}
