//! Case numbers, the public names of cases.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{normalise, text_value};
use crate::code::CaseType;

/// Why something is not a case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CaseNumberError {
    /// Nothing was entered.
    #[error("the case number is missing")]
    Missing,
    /// Only digits appear.
    #[error("a case number has only digits")]
    NotANumber,
    /// It has 21 digits.
    #[error("a case number has 21 digits")]
    Length,
    /// The check digit (Luhn) does not fit the others.
    #[error("the check digit does not fit; something was mistyped")]
    Check,
    /// The ninth digit names no kind of case.
    #[error("the ninth digit names no kind of case")]
    UnknownType,
    /// The six digits of the date are no date of the calendar.
    #[error("the date in the case number does not exist")]
    ImpossibleDate,
    /// A part does not fit its places: division 6 digits, organisation 2, year 2000–2099,
    /// serial number 5.
    #[error("a part of the case number does not fit its places")]
    PartTooLarge,
}

/// A case number of 21 digits: division 6, organisation 2, type 1, date `yymmdd` 6, serial
/// number 5, Luhn check digit 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber(String);

text_value!(CaseNumber, CaseNumberError);

impl CaseNumber {
    /// Puts a case number together. `division` is the six-digit code of GB/T 2260, `organisation`
    /// the number within it, `date` the business date of receipt, `serial` counts the cases of
    /// that organisation, type and day.
    ///
    /// # Errors
    /// [`CaseNumberError::PartTooLarge`] when a part does not fit its places.
    pub fn compose(
        division: u32,
        organisation: u8,
        case_type: CaseType,
        date: NaiveDate,
        serial: u32,
    ) -> Result<Self, CaseNumberError> {
        let year = date.year() - 2000;
        if division > 999_999 || organisation > 99 || serial > 99_999 || !(0..=99).contains(&year) {
            return Err(CaseNumberError::PartTooLarge);
        }
        let digits = format!(
            "{division:06}{organisation:02}{}{year:02}{:02}{:02}{serial:05}",
            case_type.digit(),
            date.month(),
            date.day(),
        );
        let check = luhn_check_digit(&digits);
        Ok(Self(format!("{digits}{check}")))
    }

    /// Reads a case number with spaces, dashes and full-width digits.
    ///
    /// # Errors
    /// [`CaseNumberError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, CaseNumberError> {
        let number = Self(normalise::compact(text));
        if number.0.is_empty() {
            return Err(CaseNumberError::Missing);
        }
        if !number.0.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CaseNumberError::NotANumber);
        }
        if number.0.len() != 21 {
            return Err(CaseNumberError::Length);
        }
        if number.part(20, 21) != luhn_check_digit(number.0.get(..20).unwrap_or_default()) {
            return Err(CaseNumberError::Check);
        }
        if number.type_part().is_none() {
            return Err(CaseNumberError::UnknownType);
        }
        if number.date_part().is_none() {
            return Err(CaseNumberError::ImpossibleDate);
        }
        Ok(number)
    }

    /// The number in its groups, for print and speech: `990101 01 1 261122 00007 5`.
    pub fn grouped(&self) -> String {
        let groups = [(0, 6), (6, 8), (8, 9), (9, 15), (15, 20), (20, 21)];
        groups
            .map(|(from, to)| self.0.get(from..to).unwrap_or_default())
            .join(" ")
    }

    /// The six-digit administrative division (GB/T 2260).
    pub fn division(&self) -> u32 {
        self.part(0, 6)
    }

    /// The organisation's number within the division.
    pub fn organisation(&self) -> u8 {
        u8::try_from(self.part(6, 8)).unwrap_or_default()
    }

    /// The kind of case.
    pub fn case_type(&self) -> CaseType {
        // `parse` refused every other digit.
        self.type_part().unwrap_or(CaseType::Complaint)
    }

    /// The business date of receipt.
    pub fn date(&self) -> NaiveDate {
        // `parse` refused every impossible date.
        self.date_part().unwrap_or_default()
    }

    /// The serial number within organisation, type and day.
    pub fn serial(&self) -> u32 {
        self.part(15, 20)
    }

    fn type_part(&self) -> Option<CaseType> {
        u8::try_from(self.part(8, 9))
            .ok()
            .and_then(CaseType::from_digit)
    }

    fn date_part(&self) -> Option<NaiveDate> {
        let year = i32::try_from(self.part(9, 11)).ok()?;
        NaiveDate::from_ymd_opt(2000 + year, self.part(11, 13), self.part(13, 15))
    }

    fn part(&self, from: usize, to: usize) -> u32 {
        self.0
            .get(from..to)
            .and_then(|part| part.parse().ok())
            .unwrap_or_default()
    }
}

/// The Luhn digit to append (ISO/IEC 7812-1, annex B): every second digit from the right counts
/// double, and the sum with the check digit is a multiple of ten.
fn luhn_check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, double) if double > 9 => double - 9,
            (0, double) => double,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}
