//! Telephone numbers of mainland China.

use serde::{Deserialize, Serialize};

use super::{normalise, text_value};

/// Why a text is not a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was entered.
    #[error("the telephone number is missing")]
    Missing,
    /// Only digits, spaces, dashes, brackets and a leading `+86` may appear.
    #[error("a telephone number has only digits")]
    NotANumber,
    /// A mobile number has 11 digits.
    #[error("a mobile number has 11 digits")]
    MobileLength,
    /// A landline number needs its area code: `0`, 2–3 digits, then 7–8 digits.
    #[error("a landline number has an area code and 7 or 8 digits")]
    LandlineLength,
    /// None of mobile, landline with area code, 400/800 and short service numbers.
    #[error("this is no known kind of telephone number")]
    Unknown,
}

/// A telephone number: mobile, landline with area code, 400/800 or a short service number.
///
/// Canonical form: digits alone; a landline as `area-number` or `area-number-extension`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

text_value!(Phone, PhoneError);

impl Phone {
    /// Reads a telephone number; full-width digits, spaces, brackets, dashes and a leading `+86`
    /// or `0086` are tolerated, an extension follows a dash or `转`.
    ///
    /// # Errors
    /// [`PhoneError`] names the rule that is broken.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let separated = separated(text)?;
        let digits = separated.replace('-', "");
        if digits.is_empty() {
            return Err(PhoneError::Missing);
        }
        if is_mobile(&digits) || is_service(&digits) {
            return Ok(Self(digits));
        }
        if digits.starts_with('0') {
            return landline(&separated)
                .map(Self)
                .ok_or(PhoneError::LandlineLength);
        }
        if has_mobile_prefix(&digits) {
            return Err(PhoneError::MobileLength);
        }
        Err(PhoneError::Unknown)
    }

    /// Whether it is a mobile number, to which text messages can be sent.
    pub fn is_mobile(&self) -> bool {
        is_mobile(&self.0)
    }

    /// The last four digits of the number without its extension, with which a person proves to
    /// know it.
    pub fn last4(&self) -> String {
        let number = self.0.split('-').take(2);
        let digits: Vec<char> = number.flat_map(str::chars).collect();
        digits.iter().skip(digits.len().saturating_sub(4)).collect()
    }
}

/// Digits with single dashes between groups, the country code removed.
fn separated(text: &str) -> Result<String, PhoneError> {
    let text = normalise::half_width(text);
    let text = text.trim();
    let text = text
        .strip_prefix("+86")
        .or_else(|| text.strip_prefix("0086"))
        .unwrap_or(text);
    let mut separated = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() {
            separated.push(c);
        } else if normalise::is_dash(c) || c.is_whitespace() || matches!(c, '(' | ')' | '转') {
            if !separated.is_empty() && !separated.ends_with('-') {
                separated.push('-');
            }
        } else {
            return Err(PhoneError::NotANumber);
        }
    }
    Ok(separated.trim_end_matches('-').to_owned())
}

fn has_mobile_prefix(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && has_mobile_prefix(digits)
}

/// 400 and 800 numbers, and the short numbers 12xxx, 95xxx to 95xxxxxx, 96xxx and 96xxxx.
fn is_service(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'4' | b'8', b'0', b'0', rest @ ..] => rest.len() == 7,
        [b'1', b'2', rest @ ..] => rest.len() == 3,
        [b'9', b'5', rest @ ..] => (3..=6).contains(&rest.len()),
        [b'9', b'6', rest @ ..] => (3..=4).contains(&rest.len()),
        _ => false,
    }
}

/// The canonical landline. Area codes have three digits for 01x and 02x, else four, so the dash
/// after the area may be missing; groups after it belong together unless a full number has gone
/// before, then they are the extension of up to six digits.
fn landline(separated: &str) -> Option<String> {
    let area_length = if matches!(separated.as_bytes(), [b'0', b'1' | b'2', ..]) {
        3
    } else {
        4
    };
    let mut area = String::new();
    let mut number = String::new();
    let mut extension = String::new();
    for group in separated.split('-') {
        let number_is_full = number.len() >= 7;
        for digit in group.chars() {
            if area.len() < area_length {
                area.push(digit);
            } else if number_is_full {
                extension.push(digit);
            } else {
                number.push(digit);
            }
        }
    }
    if !(7..=8).contains(&number.len()) || extension.len() > 6 {
        return None;
    }
    Some(if extension.is_empty() {
        format!("{area}-{number}")
    } else {
        format!("{area}-{number}-{extension}")
    })
}
