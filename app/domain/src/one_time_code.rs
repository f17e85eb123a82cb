//! One-time codes: who has no receipt at hand opens a case by its number and the telephone of
//! whoever filed it.
//!
//! Who asks is never told whether number and telephone belong together: a code goes to the
//! telephone or it does not.

use chrono::{DateTime, TimeDelta, Utc};

use crate::case::{Fault, FieldProblem};
use crate::value::{CaseNumber, CaseNumberError, Phone, normalise};

/// For how long a code works.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// How often a code may be tried: of a million codes five are guessed with a chance of 1 to 200,000.
pub const TRIES: i64 = 5;
/// After this time nobody counts any longer how often a code was asked for.
pub const REMEMBERED: TimeDelta = TimeDelta::hours(1);

/// How often codes are asked for one telephone or one case within [`REMEMBERED`].
const MOST: usize = 5;
/// Time between two of them: a message is on its way for a while.
const APART: TimeDelta = TimeDelta::seconds(60);

/// Six digits. They open a case, so they are neither serialised nor shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode(String);

/// A text that is no code of six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a one-time code has six digits")]
pub struct NotACode;

impl OneTimeCode {
    /// The code of random bits from the operating system; each of the million is as likely as any
    /// other, to within 2⁻⁴⁴.
    pub fn from_random(bits: u64) -> Self {
        Self(format!("{:06}", bits % 1_000_000))
    }

    /// Reads a code with spaces, dashes and full-width digits.
    ///
    /// # Errors
    /// [`NotACode`] unless six digits are left.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let digits = normalise::compact(text);
        let is_code = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then_some(Self(digits)).ok_or(NotACode)
    }

    /// The digits, for the message and the keyed hash.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

/// A request for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRequest {
    /// The case.
    pub number: CaseNumber,
    /// A mobile number.
    pub phone: Phone,
}

impl CodeRequest {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every wrong field: `number`, `phone`.
    pub fn parse(number: &str, phone: &str) -> Result<Self, Vec<FieldProblem>> {
        let number = CaseNumber::parse(number).map_err(|error| match error {
            CaseNumberError::Missing => Fault::Missing,
            _ => Fault::NotACaseNumber,
        });
        let phone = Phone::parse(phone).map_err(Fault::from);
        let phone = phone.and_then(|phone| {
            let is_mobile = phone.is_mobile();
            is_mobile.then_some(phone).ok_or(Fault::NotAPhone)
        });
        match (number, phone) {
            (Ok(number), Ok(phone)) => Ok(Self { number, phone }),
            (number, phone) => {
                let problem = |field, fault: Option<Fault>| Some(FieldProblem::new(field, fault?));
                let problems = [
                    problem("number", number.err()),
                    problem("phone", phone.err()),
                ];
                Err(problems.into_iter().flatten().collect())
            }
        }
    }
}

/// How long to wait before a code may be asked for again; `None` when it may be now. `asked` is
/// when it was asked for before, with this telephone or for this case, latest first.
pub fn wait(asked: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<TimeDelta> {
    let apart = asked.first().map(|latest| *latest + APART);
    let often = asked.get(MOST - 1).map(|early| *early + REMEMBERED);
    let free = apart.max(often)?;
    (free > now).then(|| free - now)
}
