//! What people type, parsed into values or refused by name.
//!
//! Every value has `parse`, which tolerates what people really enter (full-width digits, spaces,
//! dashes) and keeps one canonical form, and an error whose variants each name one broken rule.
//! JSON is read through the same `parse`, so a value that exists is a valid one.

mod case_number;
mod check_code;
mod credit_code;
mod crockford;
mod date;
mod id_number;
mod money;
pub mod normalise;
mod phone;
mod receipt;
mod registration_number;
mod text;
pub(crate) mod unicode;

pub use case_number::{CaseNumber, CaseNumberError};
pub use check_code::{CheckCode, CheckCodeError};
pub use credit_code::{CreditCode, CreditCodeError};
pub use date::{RoughDate, RoughDateError};
pub use id_number::{IdNumber, IdNumberError};
pub use money::{Fen, MoneyError};
pub use phone::{Phone, PhoneError};
pub use receipt::{Receipt, ReceiptError};
pub use registration_number::{RegistrationNumber, RegistrationNumberError};
pub use text::{
    Address, BusinessName, Comment, DocumentSign, Facts, LongText, Name, ShortText, TextError,
};

/// Gives a newtype over `String` what every text value has, all of it through its `parse`.
macro_rules! text_value {
    ($value:ident, $error:ident) => {
        impl $value {
            /// The canonical form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $value {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $value {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::str::FromStr for $value {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $value {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$value> for String {
            fn from(value: $value) -> Self {
                value.0
            }
        }
    };
}
use text_value;
