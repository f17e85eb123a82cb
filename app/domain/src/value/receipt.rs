//! Receipts, the secrets with which people come back to their case.

use super::normalise;

/// Why a text is not a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ReceiptError {
    /// Nothing was entered.
    #[error("the receipt is missing")]
    Missing,
    /// A receipt has 24 characters without dashes.
    #[error("a receipt has 24 characters")]
    Length,
    /// Only digits and letters without U appear; I and L count as 1, O as 0.
    #[error("a receipt has digits and letters without U")]
    Alphabet,
}

/// Crockford's base 32, in the order of the values.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 24;

/// A receipt: 120 bits, written as 24 characters of Crockford's base 32.
///
/// It opens a case, so it is not serialised and not shown by `Debug`; [`Receipt::reveal`] gives
/// the text where it is meant to be seen.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt([u8; 15]);

impl Receipt {
    /// The receipt of 120 random bits from the operating system.
    pub const fn from_bytes(bytes: [u8; 15]) -> Self {
        Self(bytes)
    }

    /// The 120 bits, for the keyed hash under which a receipt is stored.
    pub const fn as_bytes(&self) -> &[u8; 15] {
        &self.0
    }

    /// Reads a receipt in either case, with spaces and dashes anywhere; `I` and `L` count as
    /// `1`, `O` as `0`.
    ///
    /// # Errors
    /// [`ReceiptError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let code = normalise::compact(text).to_uppercase();
        if code.is_empty() {
            return Err(ReceiptError::Missing);
        }
        if code.chars().count() != LENGTH {
            return Err(ReceiptError::Length);
        }
        let mut bits: u128 = 0;
        for c in code.chars() {
            let value = value(c).ok_or(ReceiptError::Alphabet)?;
            bits = bits << 5 | value;
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        Ok(Self(bytes))
    }

    /// The receipt for the person it belongs to: six groups of four, `XXXX-XXXX-…`.
    pub fn reveal(&self) -> String {
        let mut text = String::with_capacity(LENGTH + 5);
        let bits = self
            .0
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        for place in (0..LENGTH).rev() {
            let value = usize::try_from(bits >> (5 * place) & 31).unwrap_or(0);
            text.extend(ALPHABET.get(value).copied().map(char::from));
            if place % 4 == 0 && place != 0 {
                text.push('-');
            }
        }
        text
    }
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}

fn value(c: char) -> Option<u128> {
    let c = match c {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == c)?;
    u128::try_from(place).ok()
}
