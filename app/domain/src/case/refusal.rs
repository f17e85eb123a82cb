//! Why the rules say no. Each rule has its own variant, so that a screen and the HTTP interface
//! can say exactly what stands in the way.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::command::CommandKind;
use super::state::State;
use crate::code::{HoldReason, Outcome, Side};
use crate::document::Template;
use crate::locale::{Locale, format_date, translate_with};

/// A command the rules do not allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The command does not belong to the state the case is in.
    #[error("{command:?} is not possible while the case is {state:?}")]
    NotInThisState {
        /// State of the case.
        state: State,
        /// What was asked.
        command: CommandKind,
    },
    /// The procedure of this type of case or organisation does not know the command: a station
    /// never accepts or refuses (Order 121 Art. 6, 15).
    #[error("{command:?} does not belong to this procedure")]
    NotInThisProcedure {
        /// What was asked.
        command: CommandKind,
    },
    /// None of the actor's roles may do it.
    #[error("the role does not allow this")]
    RoleMissing,
    /// The case belongs to another organisation.
    #[error("the case belongs to another organisation")]
    OtherOrganisation,
    /// The person who registered the case may not propose its refusal.
    #[error("the registrar may not propose the refusal")]
    RegistrarMayNotPropose,
    /// The person who registered the case may not approve its refusal.
    #[error("the registrar may not approve the refusal")]
    RegistrarMayNotApprove,
    /// The person who proposed the refusal may not approve it.
    #[error("the proposer may not approve the refusal")]
    ProposerMayNotApprove,
    /// Material is due on a day that is already over.
    #[error("the date for material is over")]
    MaterialDateOver,
    /// Material has to be in at least one working day before the review must end (L1).
    #[error("material is due after {latest}")]
    MaterialDateTooLate {
        /// Last possible day.
        latest: NaiveDate,
    },
    /// A case ends with a reply the person can read.
    #[error("a reply is missing")]
    ReplyMissing,
    /// The result does not fit the state the case is in.
    #[error("{outcome:?} is not possible here")]
    OutcomeNotPossible {
        /// The result asked for.
        outcome: Outcome,
    },
    /// Terminating a mediation needs one of the eight grounds (Order 121 Art. 23).
    #[error("the ground of termination is missing")]
    TerminationGroundMissing,
    /// Sixty days without agreement have not passed yet (Order 121 Art. 23(5)).
    #[error("the mediation period has not ended")]
    MediationPeriodNotOver,
    /// That the complaint should not have been accepted (TM6) is for the head to decide.
    #[error("only a head may terminate on this ground")]
    TerminationNeedsHead,
    /// The case cannot go there: not on its line of the tree, not a power that organisation has, or
    /// it sent the case back before.
    #[error("the case cannot go to that organisation")]
    PlaceNotPossible,
    /// Staff have to name the side they speak for.
    #[error("the side is missing")]
    SideMissing,
    /// A party speaks for itself alone.
    #[error("a party speaks for itself alone")]
    OtherSide,
    /// That side has said this already.
    #[error("the side has said so already")]
    ConsentKnown,
    /// No terms wait for an answer.
    #[error("nothing is proposed")]
    NothingProposed,
    /// That side has answered these terms already.
    #[error("the side has answered already")]
    AlreadyAnswered,
    /// A meeting lies ahead.
    #[error("the time of the meeting is over")]
    SessionOver,
    /// What is promised is done from today on.
    #[error("the day of performance is over")]
    PerformanceDateOver,
    /// A mediation held up by the office needs a day on which it is looked at again.
    #[error("the day to look again is missing")]
    ReviewDateMissing,
    /// That day lies within ten working days.
    #[error("the day to look again is not between today and {latest}")]
    ReviewDateOutside {
        /// Last possible day.
        latest: NaiveDate,
    },
    /// A case of this type does not stand still for this reason.
    #[error("{hold:?} is no reason to suspend this case")]
    HoldNotPossible {
        /// The reason given.
        hold: HoldReason,
    },
    /// Nobody is responsible yet, so nobody can be challenged.
    #[error("nobody is responsible for the case")]
    NobodyResponsible,
    /// It was decided before that this person may go on.
    #[error("it was decided that this person may go on")]
    RecusalDecided,
    /// No decision on a recusal waits.
    #[error("nobody was challenged")]
    NobodyChallenged,
    /// A decision on a recusal waits: the person concerned does nothing, and the mediation stands
    /// still (Order 121 Art. 21).
    #[error("a decision on a recusal waits")]
    RecusalUndecided,
    /// Who had to stand down has nothing to do with the case.
    #[error("this person had to stand down")]
    StoodDown,
    /// Nothing is decided before something was found.
    #[error("nothing was found yet")]
    FindingMissing,
    /// Who recorded the finding does not decide on it.
    #[error("who found it may not decide on it")]
    FinderMayNotDecide,
    /// A period is lengthened once (penalty procedure Art. 18, 64).
    #[error("the period was lengthened already")]
    AlreadyExtended,
    /// A period that is over cannot be lengthened.
    #[error("the period is over")]
    PeriodOver,
    /// A case is merged into an open one of the same kind at the same organisation.
    #[error("the case cannot be merged into that one")]
    MainCaseNotPossible,
    /// The case has that mark already.
    #[error("the case is flagged so already")]
    AlreadyFlagged,
    /// The case does not have that mark.
    #[error("the case is not flagged so")]
    NotFlagged,
    /// A supervisor's day lies ahead.
    #[error("the day for the supervisor's answer is over")]
    SupervisionDateOver,
    /// A person urges once a day.
    #[error("urged already within a day")]
    AlreadyUrged,
    /// A major report waits for a head to say what to do (S2-041).
    #[error("a head has to say what to do first")]
    InstructionMissing,
    /// The case already belongs to that person.
    #[error("already assigned to this person")]
    AlreadyAssigned,
    /// The same words were just said by the same person: a second tap, or a form posted twice.
    #[error("the same was just said")]
    AlreadySaid,
    /// A rating of 不满意 or worse counts only with a reason.
    #[error("a reason for the rating is missing")]
    RatingReasonMissing,
    /// A rating can be changed for seven days.
    #[error("the rating can no longer be changed")]
    RatingFinal,
    /// Files are taken while the case is open, from staff until it is filed away.
    #[error("no more evidence is taken")]
    EvidenceOver,
    /// A file is taken away only by who added it.
    #[error("somebody else added this file")]
    EvidenceOfOthers,
    /// A file can be taken away for a day; afterwards others may have built on it.
    #[error("the file can no longer be taken away")]
    EvidenceSettled,
    /// A closed case stays changeable for thirty days before it is filed away.
    #[error("not to be archived before {from}")]
    ArchiveTooEarly {
        /// First possible day.
        from: NaiveDate,
    },
    /// The case has not come to what such a document would say.
    #[error("the case has no document {template}")]
    NoSuchDocument {
        /// Which was asked for.
        template: Template,
    },
    /// There is one that counts; it is voided before another is issued.
    #[error("a document {template} was issued already")]
    DocumentStands {
        /// Which was asked for.
        template: Template,
    },
    /// A voided document stays as it is.
    #[error("the document is void")]
    DocumentVoid,
    /// A case that was filed away gets no more documents.
    #[error("no more documents are issued")]
    DocumentsOver,
    /// The document is not for that side.
    #[error("the document is not addressed to the {side}")]
    NotAddressed {
        /// Which was named.
        side: Side,
    },
    /// A document is delivered between its day of issue and today.
    #[error("the day of delivery lies outside")]
    DeliveryDateOutside {
        /// Day of issue.
        from: NaiveDate,
    },
}

impl Refusal {
    /// Stable code, as in the HTTP interface.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::NotInThisProcedure { .. } => "not_in_this_procedure",
            Self::RoleMissing => "role_missing",
            Self::OtherOrganisation => "other_organisation",
            Self::RegistrarMayNotPropose => "registrar_may_not_propose",
            Self::RegistrarMayNotApprove => "registrar_may_not_approve",
            Self::ProposerMayNotApprove => "proposer_may_not_approve",
            Self::MaterialDateOver => "material_date_over",
            Self::MaterialDateTooLate { .. } => "material_date_too_late",
            Self::ReplyMissing => "reply_missing",
            Self::OutcomeNotPossible { .. } => "outcome_not_possible",
            Self::TerminationGroundMissing => "termination_ground_missing",
            Self::MediationPeriodNotOver => "mediation_period_not_over",
            Self::TerminationNeedsHead => "termination_needs_head",
            Self::PlaceNotPossible => "place_not_possible",
            Self::SideMissing => "side_missing",
            Self::OtherSide => "other_side",
            Self::ConsentKnown => "consent_known",
            Self::NothingProposed => "nothing_proposed",
            Self::AlreadyAnswered => "already_answered",
            Self::SessionOver => "session_over",
            Self::PerformanceDateOver => "performance_date_over",
            Self::ReviewDateMissing => "review_date_missing",
            Self::ReviewDateOutside { .. } => "review_date_outside",
            Self::HoldNotPossible { .. } => "hold_not_possible",
            Self::NobodyResponsible => "nobody_responsible",
            Self::RecusalDecided => "recusal_decided",
            Self::NobodyChallenged => "nobody_challenged",
            Self::RecusalUndecided => "recusal_undecided",
            Self::StoodDown => "stood_down",
            Self::FindingMissing => "finding_missing",
            Self::FinderMayNotDecide => "finder_may_not_decide",
            Self::AlreadyExtended => "already_extended",
            Self::PeriodOver => "period_over",
            Self::MainCaseNotPossible => "main_case_not_possible",
            Self::AlreadyFlagged => "already_flagged",
            Self::NotFlagged => "not_flagged",
            Self::SupervisionDateOver => "supervision_date_over",
            Self::AlreadyUrged => "already_urged",
            Self::InstructionMissing => "instruction_missing",
            Self::AlreadyAssigned => "already_assigned",
            Self::AlreadySaid => "already_said",
            Self::RatingReasonMissing => "rating_reason_missing",
            Self::RatingFinal => "rating_final",
            Self::EvidenceOver => "evidence_over",
            Self::EvidenceOfOthers => "evidence_of_others",
            Self::EvidenceSettled => "evidence_settled",
            Self::ArchiveTooEarly { .. } => "archive_too_early",
            Self::NoSuchDocument { .. } => "no_such_document",
            Self::DocumentStands { .. } => "document_stands",
            Self::DocumentVoid => "document_void",
            Self::DocumentsOver => "documents_over",
            Self::NotAddressed { .. } => "not_addressed",
            Self::DeliveryDateOutside { .. } => "delivery_date_outside",
        }
    }

    /// Fields whose absence or value caused the refusal.
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::ReplyMissing => &["reply"],
            Self::OutcomeNotPossible { .. } => &["outcome"],
            Self::TerminationGroundMissing
            | Self::MediationPeriodNotOver
            | Self::TerminationNeedsHead => &["termination"],
            Self::SideMissing | Self::OtherSide | Self::ConsentKnown | Self::AlreadyAnswered => {
                &["side"]
            }
            Self::PlaceNotPossible => &["organisation"],
            Self::SessionOver => &["at"],
            Self::PerformanceDateOver => &["perform_by"],
            Self::NotAddressed { .. } => &["to"],
            Self::DeliveryDateOutside { .. } => &["on"],
            Self::ReviewDateMissing | Self::ReviewDateOutside { .. } => &["review_on"],
            Self::MaterialDateOver | Self::MaterialDateTooLate { .. } => &["due"],
            Self::RatingReasonMissing => &["reasons"],
            _ => &[],
        }
    }

    /// What stands in the way, in the person's language.
    pub fn message(&self, locale: Locale) -> Cow<'static, str> {
        let key = format!("case.refusal.{}", self.code());
        translate_with(locale, &key, &self.values(locale))
    }

    /// What fills the words.
    fn values(&self, locale: Locale) -> Vec<(&'static str, String)> {
        let text = |name: &'static str, text: &str| vec![(name, text.to_owned())];
        match self {
            Self::NotInThisState { state, command } => vec![
                ("state", state.label(locale).to_owned()),
                ("command", command.label(locale).to_owned()),
            ],
            Self::NotInThisProcedure { command } => text("command", command.label(locale)),
            Self::OutcomeNotPossible { outcome } => text("outcome", outcome.label(locale)),
            Self::HoldNotPossible { hold } => text("hold", hold.label(locale)),
            Self::NoSuchDocument { template } | Self::DocumentStands { template } => {
                text("template", template.label(locale))
            }
            Self::NotAddressed { side } => text("side", side.label(locale)),
            Self::MaterialDateTooLate { latest: day }
            | Self::ReviewDateOutside { latest: day }
            | Self::ArchiveTooEarly { from: day }
            | Self::DeliveryDateOutside { from: day } => {
                vec![("date", format_date(locale, *day))]
            }
            _ => Vec::new(),
        }
    }
}
