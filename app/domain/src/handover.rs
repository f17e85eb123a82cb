//! Hand-over codes: an unsent filing goes on at another telephone without a link.
//!
//! Six digits together with the last four digits of the person's telephone. The four digits are
//! chosen on the first device and typed on the second, so that a code read over somebody's shoulder
//! is not enough.

use chrono::TimeDelta;

use crate::case::{Fault, FieldProblem};
use crate::one_time_code::OneTimeCode;
use crate::value::normalise;

/// For how long a code works.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);
/// Wrong codes, typed anywhere, after which a code ends: of ten thousand million combinations
/// fifty are guessed.
pub const MISSES: i64 = 50;

/// The last four digits of a telephone number. Neither serialised nor shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneEnd(String);

impl PhoneEnd {
    /// Reads four digits with spaces, dashes and full-width digits.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::NotAPhoneEnd`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let digits = normalise::compact(text);
        if digits.is_empty() {
            return Err(Fault::Missing);
        }
        let is_end = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_end.then_some(Self(digits)).ok_or(Fault::NotAPhoneEnd)
    }
}

impl std::fmt::Debug for PhoneEnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PhoneEnd(…)")
    }
}

/// A code with the digits that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    code: OneTimeCode,
    end: PhoneEnd,
}

impl Handover {
    /// A new code.
    pub fn new(code: OneTimeCode, end: PhoneEnd) -> Self {
        Self { code, end }
    }

    /// Reads what was typed on the other device.
    ///
    /// # Errors
    /// Every wrong field: `code`, `phone_end`.
    pub fn parse(code: &str, end: &str) -> Result<Self, Vec<FieldProblem>> {
        let missing = code.trim().is_empty();
        let code = OneTimeCode::parse(code).map_err(|_| {
            if missing {
                Fault::Missing
            } else {
                Fault::NotACode
            }
        });
        match (code, PhoneEnd::parse(end)) {
            (Ok(code), Ok(end)) => Ok(Self { code, end }),
            (code, end) => {
                let problem = |field, fault: Option<Fault>| Some(FieldProblem::new(field, fault?));
                let problems = [problem("code", code.err()), problem("phone_end", end.err())];
                Err(problems.into_iter().flatten().collect())
            }
        }
    }

    /// Both together, for the keyed hash.
    pub fn reveal(&self) -> String {
        format!("{}-{}", self.code.reveal(), self.end.0)
    }

    /// The code in two groups, for the person to read.
    pub fn shown(&self) -> String {
        let digits = self.code.reveal();
        let (first, second) = digits.split_at_checked(3).unwrap_or((digits, ""));
        format!("{first} {second}")
    }
}
