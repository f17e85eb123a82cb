//! Resident identity numbers (GB 11643-1999).

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{normalise, text_value};

/// Why a text is not a resident identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdNumberError {
    /// Nothing was entered.
    #[error("the identity number is missing")]
    Missing,
    /// It has 18 characters.
    #[error("an identity number has 18 characters")]
    Length,
    /// It has 17 digits and a digit or X.
    #[error("an identity number has 17 digits and a digit or X")]
    NotANumber,
    /// The eight digits of the birth date are no date of the calendar.
    #[error("the birth date in the identity number does not exist")]
    ImpossibleDate,
    /// The last character does not fit the others.
    #[error("the last character does not fit; something was mistyped")]
    Check,
}

/// The weights of GB 11643.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// A resident identity number of 18 characters with a possible birth date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber(String);

text_value!(IdNumber, IdNumberError);

impl IdNumber {
    /// Reads an identity number with spaces, dashes, full-width digits and a small `x`.
    ///
    /// Whether the birth date lies in the future is for the caller, who knows today:
    /// [`IdNumber::age_on`] is `None` then.
    ///
    /// # Errors
    /// [`IdNumberError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, IdNumberError> {
        let number = normalise::compact(text).to_uppercase();
        if number.is_empty() {
            return Err(IdNumberError::Missing);
        }
        if number.chars().count() != 18 {
            return Err(IdNumberError::Length);
        }
        let Some((check, digits)) = number.as_bytes().split_last() else {
            return Err(IdNumberError::Length);
        };
        if !digits.iter().all(u8::is_ascii_digit) || !(check.is_ascii_digit() || *check == b'X') {
            return Err(IdNumberError::NotANumber);
        }
        if birth_date(&number).is_none() {
            return Err(IdNumberError::ImpossibleDate);
        }
        let sum: u32 = digits
            .iter()
            .zip(WEIGHTS)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let expected = usize::try_from(sum % 11)
            .ok()
            .and_then(|remainder| CHECKS.get(remainder));
        if expected != Some(check) {
            return Err(IdNumberError::Check);
        }
        Ok(Self(number))
    }

    /// The date of birth.
    pub fn birth_date(&self) -> NaiveDate {
        // `parse` refused everything without one.
        birth_date(&self.0).unwrap_or_default()
    }

    /// The age in completed years on a date; `None` before birth. Under fourteen a guardian
    /// consents (Personal Information Protection Law Art. 31).
    pub fn age_on(&self, date: NaiveDate) -> Option<u32> {
        let birth = self.birth_date();
        if date < birth {
            return None;
        }
        let before_birthday = (date.month(), date.day()) < (birth.month(), birth.day());
        let years = date.year() - birth.year() - i32::from(before_birthday);
        u32::try_from(years).ok()
    }
}

fn birth_date(number: &str) -> Option<NaiveDate> {
    let year = number.get(6..10)?.parse().ok()?;
    let month = number.get(10..12)?.parse().ok()?;
    let day = number.get(12..14)?.parse().ok()?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    (1850..=2200).contains(&year).then_some(date)
}
