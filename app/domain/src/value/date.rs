//! Dates as people remember them: a day, or only a month.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::normalise;
use crate::locale::{Locale, english_month, format_date};

/// Why something is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RoughDateError {
    /// Nothing was entered.
    #[error("the date is missing")]
    Missing,
    /// The year is missing.
    #[error("the year is missing")]
    MissingYear,
    /// The month is missing.
    #[error("the month is missing")]
    MissingMonth,
    /// It is not written `YYYY-MM-DD` or `YYYY-MM`, or a part is no number.
    #[error("a date is written YYYY-MM-DD or YYYY-MM")]
    Format,
    /// The year has four digits, 1900 to 2100.
    #[error("the year has four digits, 1900 to 2100")]
    Year,
    /// The month lies between 1 and 12.
    #[error("the month lies between 1 and 12")]
    Month,
    /// The calendar has no such day.
    #[error("this day does not exist")]
    ImpossibleDate,
    /// The date lies in the future.
    #[error("the date lies in the future")]
    Future,
}

/// A day or a whole month, `YYYY-MM-DD` or `YYYY-MM`.
///
/// Ordered by the first day; a month comes before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoughDate {
    first_day: NaiveDate,
    day_known: bool,
}

impl RoughDate {
    /// A known day.
    pub const fn from_day(day: NaiveDate) -> Self {
        Self {
            first_day: day,
            day_known: true,
        }
    }

    /// Reads `YYYY-MM-DD` or `YYYY-MM`; full-width digits and spaces around are tolerated.
    ///
    /// # Errors
    /// [`RoughDateError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, RoughDateError> {
        let text = normalise::half_width(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(RoughDateError::Missing);
        }
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let (Some(year), Some(month), None) = (year, month, parts.next()) else {
            return Err(RoughDateError::Format);
        };
        // On the wire every part has its full length.
        if year.len() != 4 || month.len() != 2 || day.is_some_and(|day| day.len() != 2) {
            return Err(RoughDateError::Format);
        }
        Self::from_inputs(year, month, day.unwrap_or_default())
    }

    /// Reads the three inputs of a form; the day may be left empty.
    ///
    /// # Errors
    /// [`RoughDateError`] names the rule that is broken, [`RoughDateError::Missing`] when all
    /// three are empty.
    pub fn from_inputs(year: &str, month: &str, day: &str) -> Result<Self, RoughDateError> {
        let [year, month, day] = [year, month, day].map(number);
        let (year, month, day) = (year?, month?, day?);
        if year.is_none() && month.is_none() && day.is_none() {
            return Err(RoughDateError::Missing);
        }
        let year = year.ok_or(RoughDateError::MissingYear)?;
        let month = month.ok_or(RoughDateError::MissingMonth)?;
        if !(1900..=2100).contains(&year) {
            return Err(RoughDateError::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(RoughDateError::Month);
        }
        let year = i32::try_from(year).map_err(|_| RoughDateError::Year)?;
        let first_day = NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1))
            .ok_or(RoughDateError::ImpossibleDate)?;
        Ok(Self {
            first_day,
            day_known: day.is_some(),
        })
    }

    /// The date itself when it does not lie after `today`; the current month does not.
    ///
    /// # Errors
    /// [`RoughDateError::Future`].
    pub fn not_after(self, today: NaiveDate) -> Result<Self, RoughDateError> {
        if self.first_day > today {
            Err(RoughDateError::Future)
        } else {
            Ok(self)
        }
    }

    /// The day itself, or the first of the month.
    pub const fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// The day itself, or the last of the month.
    pub fn last_day(self) -> NaiveDate {
        if self.day_known {
            return self.first_day;
        }
        self.first_day
            .checked_add_months(Months::new(1))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(self.first_day)
    }

    /// The day, when it is known.
    pub fn day(self) -> Option<NaiveDate> {
        self.day_known.then_some(self.first_day)
    }

    /// The date for reading: `2026年5月8日（周五）`, `2026年5月`; `Fri 8 May 2026`, `May 2026`.
    pub fn label(self, locale: Locale) -> String {
        match (self.day_known, locale) {
            (true, _) => format_date(locale, self.first_day),
            (false, Locale::ZhCn) => {
                format!("{}年{}月", self.first_day.year(), self.first_day.month())
            }
            (false, Locale::En) => english_month(self.first_day),
        }
    }
}

/// The form on the wire, `YYYY-MM-DD` or `YYYY-MM`.
impl std::fmt::Display for RoughDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.first_day.year(), self.first_day.month())?;
        if self.day_known {
            write!(f, "-{:02}", self.first_day.day())?;
        }
        Ok(())
    }
}

impl std::str::FromStr for RoughDate {
    type Err = RoughDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for RoughDate {
    type Error = RoughDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<RoughDate> for String {
    fn from(date: RoughDate) -> Self {
        date.to_string()
    }
}

/// The number in an input, `None` when it is empty; `月` and the like may follow it.
fn number(input: &str) -> Result<Option<u32>, RoughDateError> {
    let digits = normalise::compact(input);
    let digits = digits.trim_end_matches(['年', '月', '日', '号']);
    if digits.is_empty() {
        return Ok(None);
    }
    if digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RoughDateError::Format);
    }
    digits.parse().map(Some).map_err(|_| RoughDateError::Format)
}
