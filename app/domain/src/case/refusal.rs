//! Why the rules say no. Each rule has its own variant, so that a screen and the HTTP interface
//! can say exactly what stands in the way.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::command::CommandKind;
use super::state::State;
use crate::code::Outcome;
use crate::locale::Locale;
use crate::tr;

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
            Self::AlreadyAssigned => "already_assigned",
            Self::AlreadySaid => "already_said",
            Self::RatingReasonMissing => "rating_reason_missing",
            Self::RatingFinal => "rating_final",
            Self::EvidenceOver => "evidence_over",
            Self::EvidenceOfOthers => "evidence_of_others",
            Self::EvidenceSettled => "evidence_settled",
            Self::ArchiveTooEarly { .. } => "archive_too_early",
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
            Self::ReviewDateMissing | Self::ReviewDateOutside { .. } => &["review_on"],
            Self::MaterialDateOver | Self::MaterialDateTooLate { .. } => &["due"],
            Self::RatingReasonMissing => &["reasons"],
            _ => &[],
        }
    }

    /// What stands in the way, in the person's language.
    pub fn message(&self, locale: Locale) -> Cow<'static, str> {
        match self {
            Self::NotInThisState { state, command } => tr!(
                locale,
                "case.refusal.not_in_this_state",
                state = state.label(locale),
                command = command.label(locale)
            ),
            Self::NotInThisProcedure { command } => {
                tr!(
                    locale,
                    "case.refusal.not_in_this_procedure",
                    command = command.label(locale)
                )
            }
            Self::RoleMissing => tr!(locale, "case.refusal.role_missing"),
            Self::OtherOrganisation => tr!(locale, "case.refusal.other_organisation"),
            Self::RegistrarMayNotPropose => {
                tr!(locale, "case.refusal.registrar_may_not_propose")
            }
            Self::RegistrarMayNotApprove => tr!(locale, "case.refusal.registrar_may_not_approve"),
            Self::ProposerMayNotApprove => tr!(locale, "case.refusal.proposer_may_not_approve"),
            Self::MaterialDateOver => tr!(locale, "case.refusal.material_date_over"),
            Self::MaterialDateTooLate { latest } => {
                tr!(
                    locale,
                    "case.refusal.material_date_too_late",
                    date = crate::locale::format_date(locale, *latest)
                )
            }
            Self::ReplyMissing => tr!(locale, "case.refusal.reply_missing"),
            Self::OutcomeNotPossible { outcome } => {
                tr!(
                    locale,
                    "case.refusal.outcome_not_possible",
                    outcome = outcome.label(locale)
                )
            }
            Self::TerminationGroundMissing => {
                tr!(locale, "case.refusal.termination_ground_missing")
            }
            Self::MediationPeriodNotOver => tr!(locale, "case.refusal.mediation_period_not_over"),
            Self::TerminationNeedsHead => tr!(locale, "case.refusal.termination_needs_head"),
            Self::PlaceNotPossible => tr!(locale, "case.refusal.place_not_possible"),
            Self::SideMissing => tr!(locale, "case.refusal.side_missing"),
            Self::OtherSide => tr!(locale, "case.refusal.other_side"),
            Self::ConsentKnown => tr!(locale, "case.refusal.consent_known"),
            Self::NothingProposed => tr!(locale, "case.refusal.nothing_proposed"),
            Self::AlreadyAnswered => tr!(locale, "case.refusal.already_answered"),
            Self::SessionOver => tr!(locale, "case.refusal.session_over"),
            Self::PerformanceDateOver => tr!(locale, "case.refusal.performance_date_over"),
            Self::ReviewDateMissing => tr!(locale, "case.refusal.review_date_missing"),
            Self::ReviewDateOutside { latest } => {
                tr!(
                    locale,
                    "case.refusal.review_date_outside",
                    date = crate::locale::format_date(locale, *latest)
                )
            }
            Self::AlreadyAssigned => tr!(locale, "case.refusal.already_assigned"),
            Self::AlreadySaid => tr!(locale, "case.refusal.already_said"),
            Self::RatingReasonMissing => tr!(locale, "case.refusal.rating_reason_missing"),
            Self::RatingFinal => tr!(locale, "case.refusal.rating_final"),
            Self::EvidenceOver => tr!(locale, "case.refusal.evidence_over"),
            Self::EvidenceOfOthers => tr!(locale, "case.refusal.evidence_of_others"),
            Self::EvidenceSettled => tr!(locale, "case.refusal.evidence_settled"),
            Self::ArchiveTooEarly { from } => {
                tr!(
                    locale,
                    "case.refusal.archive_too_early",
                    date = crate::locale::format_date(locale, *from)
                )
            }
        }
    }
}
