//! What an index holds of a case, before it is hashed.

use crate::value::CaseNumber;

/// Something a case is found by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The last 6, last 12 or all 21 digits of its number.
    Number(String),
    /// A whole telephone number, canonical.
    Phone(String),
    /// The last four digits of a telephone number.
    PhoneTail(String),
    /// The whole name of a person, folded and without blanks.
    Name(String),
    /// A unified social credit code.
    CreditCode(String),
    /// A token of its texts.
    Word(String),
}

impl Key {
    /// The kind, which is hashed with the value.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Word(_) => "word",
            Self::Number(_) => "number",
            Self::Phone(_) => "phone",
            Self::PhoneTail(_) => "phone_tail",
            Self::Name(_) => "name",
            Self::CreditCode(_) => "credit_code",
        }
    }

    /// The value.
    pub fn value(&self) -> &str {
        match self {
            Self::Word(value)
            | Self::Number(value)
            | Self::Phone(value)
            | Self::PhoneTail(value)
            | Self::Name(value)
            | Self::CreditCode(value) => value,
        }
    }

    /// The keys of a case number.
    pub fn of_number(number: &CaseNumber) -> impl Iterator<Item = Self> + '_ {
        NUMBER_ENDS
            .iter()
            .filter_map(|length| end(number.as_str(), *length))
            .map(Self::Number)
    }

    /// The key that every number with this ending has; none for fewer than six digits.
    pub(super) fn of_number_end(digits: &str) -> Option<Self> {
        let longest = NUMBER_ENDS.iter().find(|length| **length <= digits.len())?;
        end(digits, *longest).map(Self::Number)
    }
}

/// All digits; date, serial number and check digit; serial number and check digit.
const NUMBER_ENDS: [usize; 3] = [21, 12, 6];

fn end(digits: &str, length: usize) -> Option<String> {
    let from = digits.len().checked_sub(length)?;
    digits.get(from..).map(str::to_owned)
}

/// The keys that a case must have to be a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// This one.
    Key(Key),
    /// All of these.
    All(Vec<Wanted>),
    /// At least one of these.
    Any(Vec<Wanted>),
}

impl Wanted {
    /// Whether a set of keys has what is wanted.
    pub fn is_met_by(&self, has: &impl Fn(&Key) -> bool) -> bool {
        match self {
            Self::Key(key) => has(key),
            Self::All(parts) => !parts.is_empty() && parts.iter().all(|part| part.is_met_by(has)),
            Self::Any(parts) => parts.iter().any(|part| part.is_met_by(has)),
        }
    }
}
