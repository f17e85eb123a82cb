//! Unified social credit codes (GB 32100-2015).

use serde::{Deserialize, Serialize};

use super::{normalise, text_value};

/// Why a text is not a unified social credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CreditCodeError {
    /// Nothing was entered.
    #[error("the credit code is missing")]
    Missing,
    /// A credit code has 18 characters.
    #[error("a credit code has 18 characters")]
    Length,
    /// Only digits and capital letters without I, O, S, V, Z appear.
    #[error("a credit code has digits and letters without I, O, S, V and Z")]
    Alphabet,
    /// The check character of the organisation code inside (GB 11714) does not fit.
    #[error("a check character does not fit; something was mistyped")]
    OrganisationCheck,
    /// The last character does not fit the others.
    #[error("the last character does not fit; something was mistyped")]
    Check,
}

/// The characters of a credit code, in the order of their values.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights of GB 32100: powers of three modulo 31.
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
/// The weights of the organisation code, GB 11714.
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code of 18 characters, both check characters verified.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

text_value!(CreditCode, CreditCodeError);

impl CreditCode {
    /// Reads a credit code in either case, with spaces, dashes and full-width characters.
    ///
    /// # Errors
    /// [`CreditCodeError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = normalise::compact(text).to_uppercase();
        if code.is_empty() {
            return Err(CreditCodeError::Missing);
        }
        if code.chars().count() != 18 {
            return Err(CreditCodeError::Length);
        }
        let values = code
            .bytes()
            .map(|byte| ALPHABET.iter().position(|known| *known == byte))
            .collect::<Option<Vec<usize>>>()
            .ok_or(CreditCodeError::Alphabet)?;
        if !organisation_code_fits(code.as_bytes()) {
            return Err(CreditCodeError::OrganisationCheck);
        }
        let sum: usize = values
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        if values.last() != Some(&((31 - sum % 31) % 31)) {
            return Err(CreditCodeError::Check);
        }
        Ok(Self(code))
    }
}

/// Whether characters 9 to 16 fit their check character, the 17th.
fn organisation_code_fits(code: &[u8]) -> bool {
    let Some(([organisation @ .., check], _)) =
        code.get(8..).and_then(|rest| rest.split_first_chunk::<9>())
    else {
        return false;
    };
    let sum: u32 = organisation
        .iter()
        .zip(ORGANISATION_WEIGHTS)
        .map(|(byte, weight)| char::from(*byte).to_digit(36).unwrap_or(0) * weight)
        .sum();
    let expected = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    };
    char::from(*check) == expected
}
