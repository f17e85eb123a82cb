//! Figures of a period: the arithmetic alone, over counts that the store has grouped.
//!
//! The cases of a period are those received in it, whatever became of them later. All shares say
//! of how many they are; durations are calendar days from receipt to closing.

mod period;
mod published;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use period::Period;
pub use published::{FEWEST, LessThanFive, Published};

use crate::actor::OrganisationId;
use crate::code::Outcome;

/// Cases that are alike in every respect that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseGroup {
    /// Month of receipt at the county's offset, `YYYY-MM`.
    pub month: String,
    /// Who is in charge.
    pub organisation: OrganisationId,
    /// Code of the type.
    pub case_type: String,
    /// Code of the state.
    pub state: String,
    /// Code of the result.
    pub outcome: Option<String>,
    /// Code of the goods or service.
    pub item: Option<String>,
    /// Code of the problem.
    pub problem: Option<String>,
    /// How many.
    pub n: u64,
}

/// Cases that are alike in how long they took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndGroup {
    /// Whole days from receipt to closing; `None` while they are open.
    pub days: Option<u64>,
    /// Whether a limit of the law was missed.
    pub late: bool,
    /// How many.
    pub n: u64,
}

/// An organisation as figures name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Identifier.
    pub id: OrganisationId,
    /// Code.
    pub code: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
}

/// Everything that is counted in a period.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// By what the cases are about and what became of them.
    pub cases: &'a [CaseGroup],
    /// By how long they took.
    pub ends: &'a [EndGroup],
    /// How often each score of the survey, 1 to 5, was given.
    pub scores: &'a [(u64, u64)],
    /// The organisations.
    pub organisations: &'a [Named],
}

/// How many of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part<N> {
    /// The code; of a month `YYYY-MM`.
    pub code: String,
    /// How many.
    pub n: N,
}

/// How many of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationPart<N> {
    /// Its code.
    pub code: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// How many.
    pub n: N,
}

/// A share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// In thousandths, rounded.
    pub per_mille: u64,
    /// Of how many.
    pub of: u64,
}

/// How long cases took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Durations {
    /// Half of them took no more days than this.
    pub median: u64,
    /// Nine of ten took no more days than this.
    pub ninetieth: u64,
    /// How many were closed.
    pub of: u64,
}

/// What people said of the handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// Mean of the scores from 1 to 5, in hundredths, rounded.
    pub mean_hundredths: u64,
    /// Share of scores of four and five, in thousandths, rounded.
    pub good_per_mille: u64,
    /// How many answered.
    pub of: u64,
}

/// The figures of a period. `N` is a number, or what may be published of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures<N> {
    /// The period.
    #[serde(flatten)]
    pub period: Period,
    /// Cases received.
    pub received: N,
    /// Of them closed by now.
    pub closed: N,
    /// Of them open now.
    pub open: N,
    /// By month of receipt; no month of the period is left out.
    pub by_month: Vec<Part<N>>,
    /// By type.
    pub by_type: Vec<Part<N>>,
    /// By state.
    pub by_state: Vec<Part<N>>,
    /// By result.
    pub by_outcome: Vec<Part<N>>,
    /// By goods or service.
    pub by_item: Vec<Part<N>>,
    /// By problem.
    pub by_problem: Vec<Part<N>>,
    /// By organisation in charge.
    pub by_organisation: Vec<OrganisationPart<N>>,
    /// Cases closed without missing a limit of the law, of those closed and those open beyond
    /// such a limit (按期办结率).
    pub on_time: Option<Share>,
    /// Agreements, of mediations that ended in one or were terminated (调解成功率).
    pub settled: Option<Share>,
    /// Calendar days from receipt to closing.
    pub days: Option<Durations>,
    /// The survey (满意度).
    pub satisfaction: Option<Scores>,
}

impl Figures<u64> {
    /// Adds everything up.
    pub fn of(period: Period, counts: &Counts<'_>) -> Self {
        let cases = counts.cases;
        let received = total(cases.iter().map(|group| group.n));
        let open = total(
            counts
                .ends
                .iter()
                .filter(|group| group.days.is_none())
                .map(|group| group.n),
        );
        Self {
            received,
            closed: received.saturating_sub(open),
            open,
            by_month: months(period, cases),
            by_type: parts(cases, |group| Some(&group.case_type)),
            by_state: parts(cases, |group| Some(&group.state)),
            by_outcome: parts(cases, |group| group.outcome.as_ref()),
            by_item: parts(cases, |group| group.item.as_ref()),
            by_problem: parts(cases, |group| group.problem.as_ref()),
            by_organisation: by_organisation(counts),
            on_time: on_time(counts.ends),
            settled: settled(cases),
            days: durations(counts.ends),
            satisfaction: scores(counts.scores),
            period,
        }
    }
}

fn total(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::saturating_add)
}

/// The most frequent first, those alike by code.
fn parts<'a>(
    cases: &'a [CaseGroup],
    code: impl Fn(&'a CaseGroup) -> Option<&'a String>,
) -> Vec<Part<u64>> {
    let mut found = BTreeMap::<&str, u64>::new();
    for group in cases {
        if let Some(code) = code(group) {
            *found.entry(code).or_default() += group.n;
        }
    }
    let mut parts: Vec<_> = found
        .into_iter()
        .map(|(code, n)| Part {
            code: code.to_owned(),
            n,
        })
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.n));
    parts
}

fn months(period: Period, cases: &[CaseGroup]) -> Vec<Part<u64>> {
    let months = period.months().into_iter();
    months
        .map(|month| {
            let of_month = cases.iter().filter(|group| group.month == month);
            Part {
                n: total(of_month.map(|group| group.n)),
                code: month,
            }
        })
        .collect()
}

fn by_organisation(counts: &Counts<'_>) -> Vec<OrganisationPart<u64>> {
    let of = |id| {
        let cases = counts.cases.iter();
        total(
            cases
                .filter(|group| group.organisation == id)
                .map(|group| group.n),
        )
    };
    let named = counts.organisations.iter();
    named
        .map(|named| OrganisationPart {
            code: named.code.clone(),
            name_zh: named.name_zh.clone(),
            name_en: named.name_en.clone(),
            n: of(named.id),
        })
        .filter(|part| part.n > 0)
        .collect()
}

/// A number of thousandths, rounded; `None` of nothing.
fn share(part: u64, of: u64) -> Option<Share> {
    let doubled = part.saturating_mul(2_000).saturating_add(of);
    let per_mille = doubled.checked_div(of.saturating_mul(2))?;
    Some(Share { per_mille, of })
}

fn on_time(ends: &[EndGroup]) -> Option<Share> {
    let count = |wanted: fn(&EndGroup) -> bool| {
        let groups = ends.iter().filter(|group| wanted(group));
        total(groups.map(|group| group.n))
    };
    let kept = count(|group| group.days.is_some() && !group.late);
    let of = count(|group| group.days.is_some() || group.late);
    share(kept, of)
}

fn settled(cases: &[CaseGroup]) -> Option<Share> {
    let count = |wanted: fn(Outcome) -> bool| {
        let groups = cases.iter().filter(|group| {
            let outcome = group.outcome.as_deref();
            outcome.is_some_and(|code| Outcome::parse(code).is_ok_and(wanted))
        });
        total(groups.map(|group| group.n))
    };
    let agreed = count(Outcome::is_solved);
    let terminated = count(|outcome| outcome == Outcome::Terminated);
    share(agreed, agreed.saturating_add(terminated))
}

fn durations(ends: &[EndGroup]) -> Option<Durations> {
    let mut by_days = BTreeMap::<u64, u64>::new();
    for group in ends {
        if let Some(days) = group.days {
            *by_days.entry(days).or_default() += group.n;
        }
    }
    let of = total(by_days.values().copied());
    // The smallest number of days within which so many in a hundred were closed.
    let within = |percent: u64| {
        let mut closed = 0;
        by_days.iter().find_map(|(days, n)| {
            closed += n;
            (closed * 100 >= of * percent).then_some(*days)
        })
    };
    Some(Durations {
        median: within(50)?,
        ninetieth: within(90)?,
        of,
    })
}

fn scores(scores: &[(u64, u64)]) -> Option<Scores> {
    let of = total(scores.iter().map(|(_, n)| *n));
    let sum = total(scores.iter().map(|(score, n)| score * n));
    let good = scores.iter().filter(|(score, _)| *score >= 4);
    let good = total(good.map(|(_, n)| *n));
    Some(Scores {
        mean_hundredths: (sum * 200 + of).checked_div(of * 2)?,
        good_per_mille: share(good, of)?.per_mille,
        of,
    })
}
