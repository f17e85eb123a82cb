//! The second factor of a sign-in: codes of an authenticator (RFC 6238), and codes on paper for
//! the day on which it is lost.

use chrono::{DateTime, Utc};

use crate::case::{Fault, FieldProblem, Reader};
use crate::value::normalise;

/// Seconds for which an authenticator shows a code.
pub const STEP_SECONDS: u64 = 30;
/// Steps by which the clocks of server and telephone may differ, in both directions (RFC 6238
/// §5.2 recommends at most one).
pub const TOLERANCE: u16 = 1;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Bytes of a secret (RFC 4226 §4: 160 bits).
pub const SECRET_BYTES: usize = 20;
/// Recovery codes that a person gets.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: the first tells which of them it is, the others have 55 bits.
pub const RECOVERY_LENGTH: usize = 12;
/// Characters of recovery codes and first passwords: none that are mistaken for each other.
pub const CHARACTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// The step of an instant, counted from 1970.
pub fn step_of(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default() / STEP_SECONDS
}

/// Whether a code of this step may still be used: each works once, and none that is older than the
/// last one used (RFC 6238 §5.2).
pub fn is_fresh(step: u64, last_used: Option<u64>) -> bool {
    last_used.is_none_or(|last| step > last)
}

/// What somebody types as their second factor. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits of an authenticator.
    Authenticator(String),
    /// A recovery code, small and without hyphens.
    Recovery {
        /// Which of the ten it claims to be, from 0.
        place: usize,
        /// The whole code.
        code: String,
    },
}

impl TypedCode {
    /// Reads a code with spaces, hyphens, capitals and full-width characters.
    ///
    /// # Errors
    /// [`Fault::Missing`] for nothing, [`Fault::NotASecondFactor`] for what can be neither.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = normalise::compact(text).to_ascii_lowercase();
        if code.is_empty() {
            return Err(Fault::Missing);
        }
        if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::Authenticator(code));
        }
        let is_known = |byte: u8| CHARACTERS.contains(&byte);
        let place = code.bytes().next().and_then(place_of);
        match place {
            Some(place) if code.len() == RECOVERY_LENGTH && code.bytes().all(is_known) => {
                Ok(Self::Recovery { place, code })
            }
            _ => Err(Fault::NotASecondFactor),
        }
    }
}

/// The recovery code at a place, from as many random bytes as it has characters.
pub fn recovery_code(place: usize, random: &[u8; RECOVERY_LENGTH]) -> String {
    let character = |index: usize| CHARACTERS.get(index % CHARACTERS.len()).copied();
    let indices = random.iter().map(|byte| usize::from(*byte));
    let indices = std::iter::once(place).chain(indices.skip(1));
    indices.filter_map(character).map(char::from).collect()
}

/// A recovery code as it is printed: three groups of four.
pub fn grouped(code: &str) -> String {
    in_groups(code, '-')
}

/// A secret as it is typed: groups of four.
pub fn grouped_secret(secret: &str) -> String {
    in_groups(secret, ' ')
}

fn in_groups(text: &str, between: char) -> String {
    let mut grouped = String::with_capacity(text.len() + text.len() / 4);
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push(between);
        }
        grouped.push(character);
    }
    grouped
}

fn place_of(first: u8) -> Option<usize> {
    let place = CHARACTERS.iter().position(|known| *known == first)?;
    (place < RECOVERY_CODES).then_some(place)
}

/// Password and code, which confirm or end a second factor. It has no `Debug`.
#[expect(missing_docs, reason = "the two controls of the form")]
pub struct RawProof {
    pub password: String,
    pub code: String,
}

impl RawProof {
    /// Reads the form; whether password and code are right is not known here.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<TypedCode, Vec<FieldProblem>> {
        let mut read = Reader::default();
        if self.password.is_empty() {
            read.refuse("current_password", Fault::Missing);
        }
        let code = read.required("code", Some(&self.code), TypedCode::parse);
        read.finish(code)
    }
}
