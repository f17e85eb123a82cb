//! Targets that an administrator has set in place of those that come with the product.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::law::RuleSet;
use super::period::Period;
use super::profile::ClockProfile;
use super::rule::RuleId;
use super::terms::Terms;
use super::zone::{local_date, start_of_day};
use crate::administration::first_day;
use crate::case::{Fault, FieldProblem, Reader};
use crate::code::{Capability, OrganisationKind};
use crate::value::ShortText;

/// The longest target in days, and in hours of as many days.
const LONGEST: u16 = 365;

/// One target, in force for clocks that start at `begins_at` or later. A clock that runs already
/// keeps the target it started with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetChange {
    /// The clock.
    pub rule: RuleId,
    /// What the organisation promises from then on.
    pub target: Period,
    /// The beginning of its first day, or the moment it was set when that is later.
    pub begins_at: DateTime<Utc>,
}

/// Everything that was ever set, by kind of organisation, in the order in which it was set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClockTargets(Vec<(OrganisationKind, TargetChange)>);

impl ClockTargets {
    /// Takes the changes in the order in which they were set.
    pub fn new(changes: Vec<(OrganisationKind, TargetChange)>) -> Self {
        Self(changes)
    }

    /// What was set for organisations of a kind.
    pub fn of(&self, kind: OrganisationKind) -> Vec<TargetChange> {
        let own = self.0.iter().filter(|(known, _)| *known == kind);
        own.map(|(_, change)| *change).collect()
    }

    /// The periods of organisations of a kind under the present order: the limits of the law
    /// where it binds them, and what was set for them.
    pub fn profile(&self, kind: OrganisationKind) -> ClockProfile {
        let present = RuleSet::Order121;
        let profile = if kind.may(Capability::Decide) {
            ClockProfile::default_for(present)
        } else {
            ClockProfile::default_for_reports(present)
        };
        self.applied(profile, kind)
    }

    /// A profile with what was set for organisations of a kind. Targets are set under the present
    /// order; a case that stands under an earlier one keeps the targets that came with it.
    #[must_use]
    pub fn applied(&self, mut profile: ClockProfile, kind: OrganisationKind) -> ClockProfile {
        if profile.ruleset == RuleSet::Order121 {
            profile.targets = self.of(kind);
        }
        profile
    }
}

/// Whether an administrator may set a target for a clock: those of the law have none to set.
pub fn is_settable(rule: RuleId) -> bool {
    !rule.is_law() && default_target(rule).is_some()
}

/// The form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "see TargetForm")]
pub struct RawTarget {
    pub kind: String,
    pub clock: String,
    pub target: String,
    pub unit: String,
    pub effective_from: String,
    pub reason: String,
}

/// A target that may be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetForm {
    /// The organisations it is set for.
    pub kind: OrganisationKind,
    /// Clock, target and beginning.
    pub change: TargetChange,
    /// Its first day.
    pub effective_from: NaiveDate,
    /// Why.
    pub reason: ShortText,
}

impl RawTarget {
    /// Reads the form at the instant `now`.
    ///
    /// # Errors
    /// Every field that is wrong: [`Fault::UnknownCode`] for a clock or kind that does not exist,
    /// [`Fault::SetByLaw`] for a clock of the law, [`Fault::OtherUnit`] for a unit the clock is
    /// not counted in, [`Fault::Zero`], [`Fault::TooLarge`] above a year, [`Fault::BeyondLaw`]
    /// for a target that could end after the limit of the law, [`Fault::InPast`].
    pub fn parse(&self, now: DateTime<Utc>) -> Result<TargetForm, Vec<FieldProblem>> {
        let mut read = Reader::default();
        let kind = read.required("kind", Some(&self.kind), OrganisationKind::parse);
        let rule = read.required("clock", Some(&self.clock), rule);
        let unit = read.required("unit", Some(&self.unit), |unit| {
            let own = rule.and_then(default_target).map(Period::unit);
            let fits = own.is_none_or(|own| own == unit);
            fits.then(|| unit.to_owned()).ok_or(Fault::OtherUnit)
        });
        let target = read.required("target", Some(&self.target), |text| {
            let number = text.parse::<u16>().map_err(|_| Fault::Malformed)?;
            let (Some(kind), Some(rule), Some(_)) = (kind, rule, &unit) else {
                return Ok(None);
            };
            bounded(kind, rule, number).map(Some)
        });
        let day = read.required("effective_from", Some(&self.effective_from), |text| {
            first_day(text, local_date(now))
        });
        let reason = read.required("reason", Some(&self.reason), ShortText::parse);
        let form = || {
            let (rule, target, day) = (rule?, target??, day?);
            let begins_at = start_of_day(day).max(now);
            Some(TargetForm {
                kind: kind?,
                change: TargetChange {
                    rule,
                    target,
                    begins_at,
                },
                effective_from: day,
                reason: reason?,
            })
        };
        let form = form();
        read.finish(form)
    }
}

fn rule(code: &str) -> Result<RuleId, Fault> {
    let rule: RuleId = code.parse().map_err(|_| Fault::UnknownCode)?;
    if is_settable(rule) {
        Ok(rule)
    } else {
        Err(Fault::SetByLaw)
    }
}

fn default_target(rule: RuleId) -> Option<Period> {
    Terms::default_for(rule, RuleSet::Order121).target
}

/// A target of `number` units of the clock, within the limit of the law.
fn bounded(kind: OrganisationKind, rule: RuleId, number: u16) -> Result<Period, Fault> {
    let Some(default) = default_target(rule) else {
        return Err(Fault::SetByLaw);
    };
    if number == 0 {
        return Err(Fault::Zero);
    }
    let target = default.with_number(number);
    let longest = match target {
        Period::Hours(_) => LONGEST * 24,
        _ => LONGEST,
    };
    let profile = ClockTargets::default().profile(kind);
    let wall = profile.terms(rule).wall;
    if wall.is_some_and(|wall| !target.is_within(wall)) {
        Err(Fault::BeyondLaw)
    } else if number > longest {
        Err(Fault::TooLarge)
    } else {
        Ok(target)
    }
}
