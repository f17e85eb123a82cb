//! Crockford's base 32: digits and letters that people read to each other and type again.

use super::normalise;

/// Why a text is not such a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CrockfordError {
    /// Nothing was entered.
    #[error("the code is missing")]
    Missing,
    /// Too many characters without dashes, or too few.
    #[error("the code has another length")]
    Length,
    /// Only digits and letters without U appear; I and L count as 1, O as 0.
    #[error("a code has digits and letters without U")]
    Alphabet,
}

/// In the order of the values.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The lowest `5 * length` bits in groups of four, `XXXX-XXXX-…`.
pub(super) fn write(bits: u128, length: usize) -> String {
    let mut text = String::with_capacity(length + length / 4);
    for place in (0..length).rev() {
        let value = usize::try_from(bits >> (5 * place) & 31).unwrap_or(0);
        text.extend(ALPHABET.get(value).copied().map(char::from));
        if place % 4 == 0 && place != 0 {
            text.push('-');
        }
    }
    text
}

/// Reads a code in either case, with spaces and dashes anywhere; `I` and `L` count as `1`, `O` as
/// `0`.
///
/// # Errors
/// [`CrockfordError`] names the rule that is broken.
pub(super) fn read(text: &str, length: usize) -> Result<u128, CrockfordError> {
    let code = normalise::compact(text).to_uppercase();
    if code.is_empty() {
        return Err(CrockfordError::Missing);
    }
    if code.chars().count() != length {
        return Err(CrockfordError::Length);
    }
    code.chars().try_fold(0, |bits, c| {
        let value = value(c).ok_or(CrockfordError::Alphabet)?;
        Ok(bits << 5 | value)
    })
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
