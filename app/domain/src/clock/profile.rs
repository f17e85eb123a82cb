//! The values of an organisation, from a date on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::law::RuleSet;
use super::rule::RuleId;
use super::target::TargetChange;
use super::terms::Terms;

/// What an organisation has set for one kind of case: the defaults of a [`RuleSet`] and whatever
/// its administrator changed. A change is a new profile with a later `effective_from`; running
/// cases keep the profile that was in force when they were received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockProfile {
    /// The law these values stand under.
    pub ruleset: RuleSet,
    /// First day on which a received case follows this profile.
    pub effective_from: NaiveDate,
    /// A natural-day period also moves past a plain weekend. Off by default: the earlier date is
    /// the safer one for the organisation.
    #[serde(default)]
    pub roll_weekend: bool,
    /// Values that differ from the defaults.
    #[serde(default)]
    pub changed: BTreeMap<RuleId, Terms>,
    /// Targets that were set, in the order in which they were set: each holds for clocks that
    /// start after it began.
    #[serde(default)]
    pub targets: Vec<TargetChange>,
}

impl ClockProfile {
    /// The values that come with the product, for complaints and everything that has no profile
    /// of its own.
    pub fn default_for(ruleset: RuleSet) -> Self {
        Self {
            ruleset,
            effective_from: ruleset.in_force_from(),
            roll_weekend: false,
            changed: BTreeMap::new(),
            targets: Vec::new(),
        }
    }

    /// The values that come with the product, for reports: Order 121 Art. 15 sets a limit for the
    /// decision on a complaint only, so review and handling decision have no wall.
    pub fn default_for_reports(ruleset: RuleSet) -> Self {
        let mut profile = Self::default_for(ruleset);
        for rule in [RuleId::Review, RuleId::Decide] {
            let terms = Terms {
                wall: None,
                ..Terms::default_for(rule, ruleset)
            };
            profile.changed.insert(rule, terms);
        }
        profile
    }

    /// The values of one clock that starts at an instant: with the target in force then.
    pub fn terms_at(&self, rule: RuleId, instant: DateTime<Utc>) -> Cow<'_, Terms> {
        let terms = self.terms(rule);
        let begun = |change: &&TargetChange| change.rule == rule && change.begins_at <= instant;
        let begun = self.targets.iter().filter(begun);
        match begun.max_by_key(|change| change.begins_at) {
            Some(change) => Cow::Owned(Terms {
                target: Some(change.target),
                ..terms.into_owned()
            }),
            None => terms,
        }
    }

    /// The values of one clock, without the targets that were set.
    pub fn terms(&self, rule: RuleId) -> Cow<'_, Terms> {
        match self.changed.get(&rule) {
            Some(terms) => Cow::Borrowed(terms),
            None => Cow::Owned(Terms::default_for(rule, self.ruleset)),
        }
    }

    /// The profile in force for a case received on `date`: the latest that had begun.
    pub fn in_force(history: &[Self], date: NaiveDate) -> Option<&Self> {
        history
            .iter()
            .filter(|profile| profile.effective_from <= date)
            .max_by_key(|profile| profile.effective_from)
    }
}
