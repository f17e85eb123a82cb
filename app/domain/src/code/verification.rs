//! Reports: why no case is opened, and what becomes of one that is.

use super::{CaseType, HoldReason, codes};

codes! {
    /// Why no case is opened after a report was checked (penalty procedure Art. 20).
    pub enum NotFiledGround {
        MinorAndCorrected = "minor_and_corrected",
            "违法行为轻微并及时改正，没有造成危害后果",
            "The violation was minor, was corrected in time and did no harm";
        FirstAndCorrected = "first_and_corrected",
            "初次违法且危害后果轻微并及时改正",
            "It was the first violation, did little harm and was corrected in time";
        WithoutFault = "without_fault",
            "当事人有证据足以证明没有主观过错",
            "The business proved that it was not at fault";
        NothingFound = "nothing_found",
            "经核查未发现违法行为",
            "The check found no violation";
        OtherLawful = "other_lawful",
            "依法可以不予立案的其他情形",
            "Another case in which the law allows not to open a case";
    }
}

codes! {
    /// What the authority decided in a case it had opened.
    pub enum PenaltyDecision {
        Penalty = "penalty", "予以行政处罚", "Penalty imposed";
        NoPenalty = "no_penalty", "不予行政处罚", "No penalty imposed";
        Dropped = "dropped", "撤销案件", "Case dropped";
        Transferred = "transferred", "移送其他机关", "Transferred to another authority";
        ToPolice = "to_police", "移送公安机关", "Transferred to the police";
    }
}

impl HoldReason {
    /// Why the office may let a case of this type stand still; a recusal has its own procedure. The
    /// check of a report waits for nothing but an appraisal or a rights holder (penalty procedure
    /// Art. 18).
    pub const fn of(case_type: CaseType) -> &'static [Self] {
        match case_type {
            CaseType::Report => &[Self::AwaitingAppraisal, Self::AwaitingRightsHolder],
            _ => &[
                Self::InsufficientEvidence,
                Self::ResponsibilityUnclear,
                Self::AwaitingAppraisal,
                Self::AwaitingMaterial,
            ],
        }
    }
}
