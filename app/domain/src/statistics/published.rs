//! What of figures everybody may see: small numbers could be people.

use serde::{Deserialize, Serialize};

use super::{Durations, Figures, OrganisationPart, Part, Scores, Share};

/// The smallest number that is published as it is.
pub const FEWEST: u64 = 5;

/// What is written instead of one to four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LessThanFive {
    /// As it is written.
    #[serde(rename = "<5")]
    LessThanFive,
}

/// A number as it is published: a number, `"<5"`, or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Published {
    /// The number.
    Exact(u64),
    /// One to four.
    Few(LessThanFive),
    /// A larger number from which, with the sum of all, a small one could be computed.
    Withheld,
}

impl Published {
    fn of(n: u64) -> Self {
        match n {
            1..FEWEST => Self::Few(LessThanFive::LessThanFive),
            _ => Self::Exact(n),
        }
    }
}

/// Publishes numbers whose sum is published as well: what is hidden are at least two of them,
/// which add up to [`FEWEST`] or more. Where that cannot be, all are hidden.
fn publish(numbers: &[u64]) -> Vec<Published> {
    let mut published: Vec<_> = numbers.iter().copied().map(Published::of).collect();
    loop {
        let pairs = || numbers.iter().zip(&published);
        let hidden = || pairs().filter(|(_, one)| !matches!(one, Published::Exact(_)));
        let sum: u64 = hidden().map(|(n, _)| n).sum();
        if hidden().count() == 0 || (hidden().count() > 1 && sum >= FEWEST) {
            return published;
        }
        let shown = numbers.iter().zip(&mut published);
        let shown = shown.filter(|(n, one)| **n > 0 && matches!(one, Published::Exact(_)));
        match shown.min_by_key(|(n, _)| **n) {
            Some((_, smallest)) => *smallest = Published::Withheld,
            None => return published,
        }
    }
}

fn parts(parts: Vec<Part<u64>>) -> Vec<Part<Published>> {
    let numbers: Vec<_> = parts.iter().map(|part| part.n).collect();
    let numbers = publish(&numbers);
    let pairs = parts.into_iter().zip(numbers);
    pairs
        .map(|(Part { code, .. }, n)| Part { code, n })
        .collect()
}

fn organisations(parts: Vec<OrganisationPart<u64>>) -> Vec<OrganisationPart<Published>> {
    let numbers: Vec<_> = parts.iter().map(|part| part.n).collect();
    let pairs = parts.into_iter().zip(publish(&numbers));
    pairs
        .map(|(part, n)| OrganisationPart {
            code: part.code,
            name_zh: part.name_zh,
            name_en: part.name_en,
            n,
        })
        .collect()
}

impl Figures<u64> {
    /// What of it everybody may see.
    pub fn published(self) -> Figures<Published> {
        let sums = publish(&[self.closed, self.open]);
        let sum = |place: usize| sums.get(place).copied().unwrap_or(Published::Withheld);
        Figures {
            period: self.period,
            received: Published::of(self.received),
            closed: sum(0),
            open: sum(1),
            by_month: parts(self.by_month),
            by_type: parts(self.by_type),
            by_state: parts(self.by_state),
            by_outcome: parts(self.by_outcome),
            by_item: parts(self.by_item),
            by_problem: parts(self.by_problem),
            by_organisation: organisations(self.by_organisation),
            on_time: self.on_time.filter(|Share { of, .. }| *of >= FEWEST),
            settled: self.settled.filter(|Share { of, .. }| *of >= FEWEST),
            days: self.days.filter(|Durations { of, .. }| *of >= FEWEST),
            satisfaction: self.satisfaction.filter(|Scores { of, .. }| *of >= FEWEST),
        }
    }
}
