//! Sums of money in fen, a hundredth of a yuan.

use serde::{Deserialize, Serialize};

use super::normalise;

/// Why something is not a sum of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was entered.
    #[error("the amount is missing")]
    Missing,
    /// Only digits, one decimal point and commas between thousands may appear.
    #[error("an amount is written in digits")]
    NotANumber,
    /// An amount is not below zero.
    #[error("an amount is not below zero")]
    Negative,
    /// A yuan has a hundred fen: two decimals at most.
    #[error("an amount has two decimals at most")]
    TooManyDecimals,
    /// At most 9,999,999,999.99 yuan.
    #[error("the amount is too large")]
    TooLarge,
}

/// A sum of money in fen, never negative, at most 9,999,999,999.99 yuan.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest sum, 9,999,999,999.99 yuan.
    pub const MAX: Self = Self(999_999_999_999);

    /// A sum from a number of fen.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] below zero, [`MoneyError::TooLarge`] above [`Fen::MAX`].
    pub const fn new(fen: i64) -> Result<Self, MoneyError> {
        if fen < 0 {
            Err(MoneyError::Negative)
        } else if fen > Self::MAX.0 {
            Err(MoneyError::TooLarge)
        } else {
            Ok(Self(fen))
        }
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum of both, unless it is larger than [`Fen::MAX`].
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match Self::new(self.0 + other.0) {
            Ok(sum) => Some(sum),
            Err(_) => None,
        }
    }

    /// Reads an amount in yuan: `1,299.00`, `￥1299`, `１２９９元`.
    ///
    /// # Errors
    /// [`MoneyError`] names the rule that is broken; numbers in words are refused.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let mut amount = normalise::half_width(text);
        amount.retain(|c| !c.is_whitespace());
        let amount = amount.strip_prefix('¥').unwrap_or(&amount);
        let amount = amount.strip_suffix('元').unwrap_or(amount);
        if amount.is_empty() {
            return Err(MoneyError::Missing);
        }
        if let Some(rest) = amount.strip_prefix(normalise::is_dash) {
            let is_number = rest.starts_with(|c: char| c.is_ascii_digit() || c == '¥');
            return Err(if is_number {
                MoneyError::Negative
            } else {
                MoneyError::NotANumber
            });
        }
        let (yuan, decimals) = amount.split_once('.').unwrap_or((amount, "0"));
        let yuan = without_commas(yuan).ok_or(MoneyError::NotANumber)?;
        if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MoneyError::NotANumber);
        }
        if decimals.len() > 2 {
            return Err(MoneyError::TooManyDecimals);
        }
        // Digits alone: what does not fit the type is too large.
        format!("{yuan}{decimals:0<2}")
            .parse()
            .map_err(|_| MoneyError::TooLarge)
            .and_then(Self::new)
    }

    /// The amount in yuan as a form field holds it: `1299.00`.
    pub fn plain(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// `¥1,299.00`.
impl std::fmt::Display for Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let yuan = (self.0 / 100).to_string();
        f.write_str("¥")?;
        for (place, digit) in yuan.chars().enumerate() {
            if place > 0 && (yuan.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ".{:02}", self.0 % 100)
    }
}

impl std::str::FromStr for Fen {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<i64> for Fen {
    type Error = MoneyError;

    fn try_from(fen: i64) -> Result<Self, Self::Error> {
        Self::new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(sum: Fen) -> Self {
        sum.0
    }
}

/// The digits of whole yuan; commas may only stand between thousands, so that `1,29` is not
/// taken for 129.
fn without_commas(yuan: &str) -> Option<String> {
    let mut groups = yuan.split(',');
    let first = groups.next()?;
    let grouped = yuan.contains(',');
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let first_fits = !first.is_empty() && (!grouped || first.len() <= 3);
    (first_fits && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
