//! Business registration numbers from before the unified credit code.

use serde::{Deserialize, Serialize};

use super::{normalise, text_value};

/// Why a text is not an old registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum RegistrationNumberError {
    /// Nothing was entered.
    #[error("the registration number is missing")]
    Missing,
    /// Only digits appear.
    #[error("a registration number has only digits")]
    NotANumber,
    /// It has 13 to 15 digits.
    #[error("a registration number has 13 to 15 digits")]
    Length,
}

/// An old business registration number (注册号) of 13 to 15 digits; it has no reliable check.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistrationNumber(String);

text_value!(RegistrationNumber, RegistrationNumberError);

impl RegistrationNumber {
    /// Reads a registration number with spaces, dashes and full-width digits.
    ///
    /// # Errors
    /// [`RegistrationNumberError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, RegistrationNumberError> {
        let number = normalise::compact(text);
        if number.is_empty() {
            return Err(RegistrationNumberError::Missing);
        }
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RegistrationNumberError::NotANumber);
        }
        if !(13..=15).contains(&number.len()) {
            return Err(RegistrationNumberError::Length);
        }
        Ok(Self(number))
    }
}
