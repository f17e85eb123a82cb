//! The days that figures are about.

use chrono::{DateTime, Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::case::{Fault, FieldProblem};
use crate::clock::end_of_day;

/// Longest period, in days: two years and a leap day.
const LONGEST: i64 = 731;
/// Months of a period that nobody chose, the present one included.
const USUAL: u32 = 12;

/// A span of days at the county's offset, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The present month and the eleven before it, up to today.
    pub fn last_twelve_months(today: NaiveDate) -> Self {
        let first = today.with_day(1).unwrap_or(today);
        let from = first.checked_sub_months(Months::new(USUAL - 1));
        Self {
            from: from.unwrap_or(first),
            to: today,
        }
    }

    /// Reads the two days; an empty one is that of the last twelve months.
    ///
    /// # Errors
    /// The members `from` and `to` that are no days, stand the wrong way round or too far apart.
    pub fn parse(from: &str, to: &str, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let to = day(to, today).ok_or("to");
        let last = to.unwrap_or(today);
        let from = day(from, Self::last_twelve_months(last).from).ok_or("from");
        let (from, to) = match (from, to) {
            (Ok(from), Ok(to)) => (from, to),
            (from, to) => {
                let wrong = from.err().into_iter().chain(to.err());
                return Err(wrong
                    .map(|field| FieldProblem::new(field, Fault::NotADate))
                    .collect());
            }
        };
        let days = (to - from).num_days();
        let wrong = |fault| Err(vec![FieldProblem::new("from", fault)]);
        match days {
            ..0 => wrong(Fault::Incompatible),
            0..=LONGEST => Ok(Self { from, to }),
            _ => wrong(Fault::TooLarge),
        }
    }

    /// The first instant.
    pub fn begins_at(self) -> DateTime<Utc> {
        after(self.from.pred_opt().unwrap_or(self.from))
    }

    /// The first instant after it.
    pub fn ends_before(self) -> DateTime<Utc> {
        after(self.to)
    }

    /// Its months as `YYYY-MM`, the first one first.
    pub fn months(self) -> Vec<String> {
        let first = self.from.with_day(1).unwrap_or(self.from);
        let months = (0..).map_while(|n| first.checked_add_months(Months::new(n)));
        months
            .take_while(|month| *month <= self.to)
            .map(|month| format!("{:04}-{:02}", month.year(), month.month()))
            .collect()
    }
}

fn day(text: &str, otherwise: NaiveDate) -> Option<NaiveDate> {
    match text.trim() {
        "" => Some(otherwise),
        text => text.parse().ok(),
    }
    .filter(|day: &NaiveDate| (1990..=9_000).contains(&day.year()))
}

/// The first instant after a day.
fn after(day: NaiveDate) -> DateTime<Utc> {
    end_of_day(day) + TimeDelta::seconds(1)
}
