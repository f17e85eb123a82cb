//! How long each clock runs, what stops it and what happens when it runs out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::law::RuleSet;
use super::pause::PauseReason::{
    self, Appraisal, ConsumerSupplement, EvidenceAwaited, Hearing, JointHandling, PublicNotice,
    Recusal, RespondentUnreachable, RightsHolder, Suspension,
};
use super::period::Period::{self, Hours, NaturalDays, WorkingDays, Years};
use super::rule::RuleId;

/// What follows when a clock runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// Shown as late.
    Amber,
    /// Shown as late and told to the leader.
    AmberToLeader,
    /// Shown as a broken limit; an explanation is due.
    Red,
    /// The case is offered for assignment again.
    Reassign,
    /// A task to end mediation for want of agreement (终止调解).
    EndMediation,
    /// The result is written, and mediation goes on within its own limit.
    GoOnToMediation,
    /// The superior decides or urges (督办).
    Superior,
    /// The responsible people are called at once.
    Alarm,
    /// The case appears on a list of late matters.
    Listed,
    /// The business is reminded, then visited.
    Remind,
    /// The possibility ends.
    Lapse,
}

/// The values of one clock. An administrator may change them; the law stays the outer wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What the organisation promises; `None` when only the law speaks.
    pub target: Option<Period>,
    /// The limit of the law, where there is one.
    pub wall: Option<Period>,
    /// What stops the target.
    pub target_pauses: Cow<'static, [PauseReason]>,
    /// What stops the wall.
    pub wall_pauses: Cow<'static, [PauseReason]>,
    /// The target after an approved extension.
    pub extended_target: Option<Period>,
    /// The wall after an approved extension.
    pub extended_wall: Option<Period>,
    /// What follows when the target, or else the wall, runs out.
    pub on_breach: Breach,
}

const NONE: &[PauseReason] = &[];
const CHECKING: &[PauseReason] = &[Appraisal, RightsHolder];
const CASE: &[PauseReason] = &[Suspension, Hearing, PublicNotice, Appraisal, RightsHolder];

impl Terms {
    /// The values that come with the product, for a complaint.
    pub fn default_for(rule: RuleId, rules: RuleSet) -> Self {
        if rule.is_law() {
            Self::of_law(rule, rules)
        } else {
            Self::of_organisation(rule, rules)
        }
    }

    /// The same clock after its extension was approved; unchanged where the law knows none.
    #[must_use]
    pub fn extended(mut self) -> Self {
        self.target = self.extended_target.or(self.target);
        self.wall = self.extended_wall.or(self.wall);
        self
    }

    /// The limits of the law (`L…`).
    fn of_law(rule: RuleId, rules: RuleSet) -> Self {
        let mediation = mediation_limit(rules);
        match rule {
            RuleId::L2 => Self::law(mediation, Breach::EndMediation).stopped_by(&[Appraisal]),
            RuleId::L4 => Self::law(WorkingDays(7), Breach::Superior),
            RuleId::L5 | RuleId::L9 => Self::law(WorkingDays(15), Breach::Red)
                .stopped_by(CHECKING)
                .extending(None, WorkingDays(30)),
            RuleId::L6 => Self::law(NaturalDays(90), Breach::Red)
                .stopped_by(CASE)
                .extending(None, NaturalDays(120)),
            RuleId::L7 => Self::law(WorkingDays(15), Breach::Red),
            RuleId::L8 => Self::law(Years(3), Breach::Lapse),
            RuleId::L10 => Self::law(WorkingDays(10), Breach::Lapse),
            RuleId::L11 => Self::law(NaturalDays(15), Breach::Lapse),
            RuleId::L12 => Self::target(NaturalDays(60), Breach::Red).within(NaturalDays(75)),
            _ => Self::law(WorkingDays(7), Breach::Red),
        }
    }

    /// The clocks of an organisation (`C-…`).
    fn of_organisation(rule: RuleId, rules: RuleSet) -> Self {
        let seven = WorkingDays(7);
        match rule {
            RuleId::Sign => Self::target(Hours(4), Breach::Reassign),
            RuleId::Review => Self::target(Hours(24), Breach::AmberToLeader)
                .within(seven)
                .target_stopped_by(&[ConsumerSupplement]),
            RuleId::FirstReply => Self::target(Hours(24), Breach::Amber),
            RuleId::Refuse => Self::target(WorkingDays(3), Breach::Red)
                .within(seven)
                .target_stopped_by(&[ConsumerSupplement]),
            RuleId::Decide => Self::target(seven, Breach::Red).within(seven),
            RuleId::MediationStart => Self::target(WorkingDays(1), Breach::Amber)
                .target_stopped_by(&[RespondentUnreachable]),
            RuleId::Preliminary => {
                Self::target(seven, Breach::Amber).target_stopped_by(&[EvidenceAwaited, Appraisal])
            }
            RuleId::Result => Self {
                extended_target: Some(mediation_limit(rules)),
                ..Self::target(WorkingDays(15), Breach::GoOnToMediation).target_stopped_by(&[
                    Appraisal,
                    Recusal,
                    JointHandling,
                ])
            },
            RuleId::Mediate => Self::target(mediation_warning(rules), Breach::EndMediation)
                .within(mediation_limit(rules))
                .stopped_by(&[Appraisal]),
            RuleId::TerminationNotice => Self::target(WorkingDays(3), Breach::Red).within(seven),
            RuleId::Verify => Self::target(WorkingDays(12), Breach::Red)
                .within(WorkingDays(15))
                .stopped_by(CHECKING)
                .extending(Some(WorkingDays(27)), WorkingDays(30)),
            RuleId::ReportNotice => Self {
                wall: (rules == RuleSet::Order20).then_some(WorkingDays(5)),
                ..Self::target(WorkingDays(5), Breach::Amber)
            },
            RuleId::PenaltyCase => Self::target(NaturalDays(75), Breach::Red)
                .within(NaturalDays(90))
                .stopped_by(CASE)
                .extending(Some(NaturalDays(105)), NaturalDays(120)),
            _ => Self::of_service(rule),
        }
    }

    /// The remaining clocks, which no law bounds.
    fn of_service(rule: RuleId) -> Self {
        let (target, breach) = match rule {
            RuleId::Consult | RuleId::Escalate => (WorkingDays(1), Breach::Amber),
            RuleId::Suggest => (WorkingDays(15), Breach::Amber),
            RuleId::Feedback => (WorkingDays(5), Breach::Superior),
            RuleId::Major => (Hours(2), Breach::Alarm),
            RuleId::Business => (WorkingDays(3), Breach::Remind),
            RuleId::Filing => (WorkingDays(5), Breach::Amber),
            RuleId::Survey => (NaturalDays(14), Breach::Lapse),
            RuleId::QuarterlyReport => (NaturalDays(10), Breach::Listed),
            // Progress and call-back, the two clocks that only fill a list.
            _ => (WorkingDays(5), Breach::Listed),
        };
        Self::target(target, breach)
    }

    const fn target(period: Period, on_breach: Breach) -> Self {
        Self {
            target: Some(period),
            wall: None,
            target_pauses: Cow::Borrowed(NONE),
            wall_pauses: Cow::Borrowed(NONE),
            extended_target: None,
            extended_wall: None,
            on_breach,
        }
    }

    const fn law(period: Period, on_breach: Breach) -> Self {
        let mut terms = Self::target(period, on_breach);
        terms.target = None;
        terms.wall = Some(period);
        terms
    }

    const fn within(mut self, wall: Period) -> Self {
        self.wall = Some(wall);
        self
    }

    fn target_stopped_by(mut self, reasons: &'static [PauseReason]) -> Self {
        self.target_pauses = Cow::Borrowed(reasons);
        self
    }

    fn stopped_by(mut self, reasons: &'static [PauseReason]) -> Self {
        self.wall_pauses = Cow::Borrowed(reasons);
        self.target_stopped_by(reasons)
    }

    const fn extending(mut self, target: Option<Period>, wall: Period) -> Self {
        self.extended_target = target;
        self.extended_wall = Some(wall);
        self
    }
}

/// Order 20 Art. 21(5): 45 working days; Order 121 Art. 23(5): 60 days.
const fn mediation_limit(rules: RuleSet) -> Period {
    match rules {
        RuleSet::Order20 => WorkingDays(45),
        RuleSet::Order121 => NaturalDays(60),
    }
}

/// When mediation should be drawing to an end: three quarters of its limit.
const fn mediation_warning(rules: RuleSet) -> Period {
    match rules {
        RuleSet::Order20 => WorkingDays(34),
        RuleSet::Order121 => NaturalDays(45),
    }
}
