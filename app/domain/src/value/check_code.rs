//! Codes of official documents, by which everybody can ask whether one is genuine.

use serde::{Deserialize, Serialize};

use super::{crockford, text_value};

/// Why a text is no such code.
pub type CheckCodeError = crockford::CrockfordError;

const LENGTH: usize = 12;
const BITS: u32 = 60;

/// The code printed on an official document: 60 random bits as 12 characters of Crockford's base
/// 32, so that nobody guesses the code of a document they do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CheckCode(String);

text_value!(CheckCode, CheckCodeError);

impl CheckCode {
    /// The code of random bits; the four highest are not used.
    pub fn from_bits(bits: u64) -> Self {
        Self(crockford::write(
            u128::from(bits) & ((1 << BITS) - 1),
            LENGTH,
        ))
    }

    /// Reads a code in either case, with spaces and dashes anywhere.
    ///
    /// # Errors
    /// [`CheckCodeError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, CheckCodeError> {
        let bits = crockford::read(text, LENGTH)?;
        Ok(Self(crockford::write(bits, LENGTH)))
    }

    /// Without dashes, for an address.
    pub fn compact(&self) -> String {
        self.0.replace('-', "")
    }
}
