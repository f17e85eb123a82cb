//! Numbers of issued documents.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Template;

/// The number of an issued document, in the form of official letters (GB/T 9704): sign of the
/// organisation, word of the template, year, serial, such as `示市监投受〔2026〕12号`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// The number of the `serial`-th document of this template that the organisation issues in the
    /// year of `on`.
    pub fn new(sign: &str, template: Template, on: NaiveDate, serial: i64) -> Self {
        let word = template.word();
        Self(format!("{sign}{word}〔{}〕{serial}号", on.year()))
    }

    /// As it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Template {
    /// The word that tells the series of this template from the others of the organisation.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ComplaintRegistration => "投登",
            Self::ReportRegistration => "举登",
            Self::Distribution => "分送",
            Self::IdentityRequest => "投证",
            Self::Acceptance => "投受",
            Self::Refusal => "投不受",
            Self::MediationNotice => "投调通",
            Self::Termination => "投终",
            Self::Agreement => "投调",
            Self::ReportResult => "举告",
        }
    }
}
