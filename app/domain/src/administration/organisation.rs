//! What an administrator enters for an organisation.

use crate::case::{Fault, FieldProblem, Reader};
use crate::code::OrganisationKind;
use crate::value::{Address, BusinessName, DocumentSign, Phone};

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "see OrganisationForm")]
pub struct RawOrganisation {
    pub division: String,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub kind: String,
    pub parent: String,
    pub phone: String,
    pub address: String,
    pub document_sign: String,
}

/// An organisation that can be kept, its place in the tree not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationForm {
    /// Six digits of the administrative division (GB/T 2260).
    pub division: String,
    /// Two digits, unique in the division; part of every case number.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Kind, which decides what it may do.
    pub kind: OrganisationKind,
    /// Code of the organisation above; `None` for the root.
    pub parent: Option<String>,
    /// Public telephone number.
    pub phone: String,
    /// Public address.
    pub address: String,
    /// What the numbers of its documents begin with (机关代字); its name where there is none.
    pub document_sign: Option<String>,
}

impl RawOrganisation {
    /// Reads the form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<OrganisationForm, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let digits = |length: usize| move |text: &str| digits(text, length);
        let division = read.required("division", Some(&self.division), digits(6));
        let code = read.required("organisation_code", Some(&self.code), digits(2));
        let name_zh = read.required("name_zh", Some(&self.name_zh), BusinessName::parse);
        let name_en = read.required("name_en", Some(&self.name_en), BusinessName::parse);
        let kind = read.required("kind", Some(&self.kind), OrganisationKind::parse);
        let phone = read.required("telephone", Some(&self.phone), Phone::parse);
        let address = read.required("address", Some(&self.address), Address::parse);
        let sign = Some(self.document_sign.as_str());
        let sign = read.optional("document_sign", sign, DocumentSign::parse);
        let parent = Some(self.parent.trim().to_owned()).filter(|code| !code.is_empty());
        let form = || {
            Some(OrganisationForm {
                division: division?,
                code: code?,
                name_zh: name_zh?.as_str().to_owned(),
                name_en: name_en?.as_str().to_owned(),
                kind: kind?,
                parent,
                phone: phone?.to_string(),
                address: address?.as_str().to_owned(),
                document_sign: sign.map(String::from),
            })
        };
        let form = form();
        read.finish(form)
    }
}

fn digits(text: &str, length: usize) -> Result<String, Fault> {
    if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err(Fault::Malformed)
    }
}
