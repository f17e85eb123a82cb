//! What kind of case a person brings.

use super::codes;

codes! {
    /// The five kinds of cases; Order 121 Art. 3 defines the first two.
    pub enum CaseType {
        Complaint = "complaint", "投诉", "Complaint";
        Report = "report", "举报", "Report";
        Consultation = "consultation", "咨询", "Enquiry";
        Suggestion = "suggestion", "意见建议", "Suggestion";
        LegalAid = "legal_aid", "法律援助", "Legal aid";
    }
}

impl CaseType {
    /// The digit in a case number, 1 to 5.
    pub const fn digit(self) -> u8 {
        match self {
            Self::Complaint => 1,
            Self::Report => 2,
            Self::Consultation => 3,
            Self::Suggestion => 4,
            Self::LegalAid => 5,
        }
    }

    /// The kind with this digit in a case number.
    pub fn from_digit(digit: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.digit() == digit)
    }

    /// The two letters used in ledgers: `TS` `JB` `ZX` `JY` `YZ`.
    pub const fn short_code(self) -> &'static str {
        match self {
            Self::Complaint => "TS",
            Self::Report => "JB",
            Self::Consultation => "ZX",
            Self::Suggestion => "JY",
            Self::LegalAid => "YZ",
        }
    }

    /// The kind with these two letters, in either case.
    pub fn from_short_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.short_code().eq_ignore_ascii_case(code))
    }
}
