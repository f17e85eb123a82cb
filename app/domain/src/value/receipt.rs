//! Receipts, the secrets with which people come back to their case.

use super::crockford;

/// Why a text is not a receipt.
pub type ReceiptError = crockford::CrockfordError;

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
        let bits = crockford::read(text, LENGTH)?;
        let [_, bytes @ ..] = bits.to_be_bytes();
        Ok(Self(bytes))
    }

    /// The receipt for the person it belongs to: six groups of four, `XXXX-XXXX-…`.
    pub fn reveal(&self) -> String {
        let bits = self
            .0
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        crockford::write(bits, LENGTH)
    }
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Receipt(…)")
    }
}
