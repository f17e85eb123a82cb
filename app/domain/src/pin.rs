//! The PIN with which a person opens a tablet again that they have locked, or that locked itself.
//! It opens a session that is there already and begins none.

use crate::case::{Fault, FieldProblem, Reader};
use crate::value::normalise;

/// Digits of a PIN.
pub const DIGITS: usize = 6;

/// Six digits. They open a session, so they are neither serialised nor shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// Reads a PIN with spaces and full-width digits.
    ///
    /// # Errors
    /// [`Fault::NotAPin`] unless six digits are left.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let digits = normalise::compact(text);
        let is_pin = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_pin.then_some(Self(digits)).ok_or(Fault::NotAPin)
    }

    /// The digits, for hashing.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is among those that are tried first: digits of one kind (888888), in order up or
    /// down (123456), or a group that repeats itself (121212, 123123).
    fn is_guessable(&self) -> bool {
        let digits = self.0.as_bytes();
        let steps: Vec<i16> = digits
            .windows(2)
            .filter_map(|pair| match pair {
                [one, next] => Some(i16::from(*next) - i16::from(*one)),
                _ => None,
            })
            .collect();
        let is_straight = |step: i16| steps.iter().all(|known| *known == step);
        let repeats = |length: usize| {
            let later = digits.iter().skip(length);
            digits.iter().zip(later).all(|(one, next)| one == next)
        };
        is_straight(1) || is_straight(-1) || [1, 2, 3].into_iter().any(repeats)
    }
}

/// The form as it was typed. It is never kept and has no `Debug`.
#[expect(missing_docs, reason = "the three controls of the form")]
pub struct RawPin {
    pub password: String,
    pub pin: String,
    pub repeated: String,
}

impl RawPin {
    /// Reads the form; whether the password is right is not known here.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self) -> Result<Pin, Vec<FieldProblem>> {
        let mut read = Reader::default();
        if self.password.is_empty() {
            read.refuse("current_password", Fault::Missing);
        }
        let pin = read.required("pin", Some(&self.pin), Pin::parse);
        let pin = pin.filter(|pin| {
            let is_guessable = pin.is_guessable();
            if is_guessable {
                read.refuse("pin", Fault::Guessable);
            }
            !is_guessable
        });
        if let Some(pin) = &pin
            && Pin::parse(&self.repeated).as_ref() != Ok(pin)
        {
            read.refuse("repeated_pin", Fault::Different);
        }
        read.finish(pin)
    }
}
