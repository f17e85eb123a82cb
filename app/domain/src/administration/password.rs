//! A new password of one's own.

use crate::case::{Fault, FieldProblem, Reader};

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 8;
/// Most characters of a password; a bound on the work of hashing it.
pub const LONGEST_PASSWORD: usize = 128;

/// The form as it was typed. It is never kept and has no `Debug`.
#[expect(missing_docs, reason = "the three controls of the form")]
pub struct RawPassword {
    pub current: String,
    pub new: String,
    pub repeated: String,
}

impl RawPassword {
    /// Whether the new password can be one; whether the present one is right is not known here.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn check(&self, login: &str) -> Result<(), Vec<FieldProblem>> {
        let mut read = Reader::default();
        if self.current.is_empty() {
            read.refuse("current_password", Fault::Missing);
        }
        let length = self.new.chars().count();
        if length == 0 {
            read.refuse("new_password", Fault::Missing);
        } else if length < SHORTEST_PASSWORD {
            read.refuse("new_password", Fault::TooShort);
        } else if length > LONGEST_PASSWORD {
            read.refuse("new_password", Fault::TooLong);
        } else if self.new == self.current || self.new.eq_ignore_ascii_case(login) {
            read.refuse("new_password", Fault::Guessable);
        } else if self.new != self.repeated {
            read.refuse("repeated_password", Fault::Different);
        }
        read.finish(Some(()))
    }
}
