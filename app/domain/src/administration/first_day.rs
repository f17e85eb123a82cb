//! The day from which a decision of an administrator holds.

use chrono::{Datelike as _, NaiveDate};

use crate::case::Fault;

/// The last year in which anything may begin.
const LATEST_YEAR: i32 = 2100;

/// Reads the first day of something decided on the day `today`.
///
/// # Errors
/// [`Fault::NotADate`], [`Fault::InPast`], [`Fault::TooLarge`] after 2100.
pub(crate) fn first_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let day: NaiveDate = text.parse().map_err(|_| Fault::NotADate)?;
    if day < today {
        Err(Fault::InPast)
    } else if day.year() > LATEST_YEAR {
        Err(Fault::TooLarge)
    } else {
        Ok(day)
    }
}
