//! Texts with a length, counted in Unicode scalar values after normalisation to NFC.

use serde::{Deserialize, Serialize};

use super::{normalise, text_value};

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TextError {
    /// Nothing was entered, or only blanks.
    #[error("the text is missing")]
    Missing,
    /// Fewer characters than needed.
    #[error("the text has fewer than {min} characters")]
    TooShort {
        /// The smallest number of characters.
        min: usize,
    },
    /// More characters than allowed.
    #[error("the text has more than {max} characters")]
    TooLong {
        /// The largest number of characters.
        max: usize,
    },
    /// A control character, or a line end in a text of one line.
    #[error("the text has a character that does not belong into it")]
    ControlCharacter,
}

/// Whether a text may have several lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn judged(text: &str, min: usize, max: usize, lines: Lines) -> Result<String, TextError> {
    let text = normalise::tidy(text);
    let length = text.chars().count();
    if length == 0 {
        Err(TextError::Missing)
    } else if text
        .chars()
        .any(|c| c.is_control() && !(c == '\n' && lines == Lines::Many))
    {
        Err(TextError::ControlCharacter)
    } else if length < min {
        Err(TextError::TooShort { min })
    } else if length > max {
        Err(TextError::TooLong { max })
    } else {
        Ok(text)
    }
}

/// Defines a text with its bounds.
macro_rules! text {
    ($(#[$about:meta])* $name:ident, $min:literal to $max:literal, $lines:expr) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        text_value!($name, TextError);

        impl $name {
            /// The smallest number of characters.
            pub const MIN: usize = $min;
            /// The largest number of characters.
            pub const MAX: usize = $max;

            /// Reads the text: NFC, blanks at the ends and invisible characters removed.
            ///
            /// # Errors
            /// [`TextError`] names the rule that is broken.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                judged(text, $min, $max, $lines).map(Self)
            }
        }
    };
}

text! {
    /// The name of a person, 2 to 50 characters (Order 121 Art. 10).
    Name, 2 to 50, Lines::One
}
text! {
    /// The name of a business or another respondent, 1 to 100 characters.
    BusinessName, 1 to 100, Lines::One
}
text! {
    /// A postal address, 1 to 100 characters (Order 121 Art. 10).
    Address, 1 to 100, Lines::One
}
text! {
    /// A short entry such as the name of an item or an order number, 1 to 100 characters.
    ShortText, 1 to 100, Lines::One
}
text! {
    /// What the numbers of an organisation's documents begin with (机关代字), 2 to 12 characters.
    DocumentSign, 2 to 12, Lines::One
}
text! {
    /// The facts of a case as the person tells them, 10 to 2,000 characters, several lines.
    Facts, 10 to 2000, Lines::Many
}
text! {
    /// A note, a message or a reply, 1 to 2,000 characters, several lines.
    LongText, 1 to 2000, Lines::Many
}
text! {
    /// A few words with a rating, of one or several lines.
    Comment, 1 to 200, Lines::Many
}
