//! Unicode normal forms.
//!
//! The tables are large, so the browser bundles go without them (feature `unicode` off): there
//! only what Chinese keyboards really type is brought to half width. The server has the tables
//! and decides; a browser that sees less only helps less.

/// Compatibility characters to their plain form (NFKC).
#[cfg(feature = "unicode")]
pub(crate) fn nfkc(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfkc(text).collect()
}

/// Full-width letters, digits and signs to half width.
#[cfg(not(feature = "unicode"))]
pub(crate) fn nfkc(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// Composed characters (NFC).
#[cfg(feature = "unicode")]
pub(crate) fn nfc(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(text).collect()
}

/// Text as it is: keyboards type composed characters.
#[cfg(not(feature = "unicode"))]
pub(crate) fn nfc(text: &str) -> String {
    text.to_owned()
}

#[cfg(any(test, not(feature = "unicode")))]
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c).wrapping_sub(0xfee0)).unwrap_or(c),
        _ => c,
    }
}

#[cfg(all(test, feature = "unicode"))]
mod tests {
    use super::{half_width, nfkc};

    #[test]
    fn the_browser_knows_every_full_width_sign_that_the_server_knows() {
        for c in ('\u{ff01}'..='\u{ff5e}').chain(['\u{3000}']) {
            assert_eq!(nfkc(&c.to_string()), half_width(c).to_string(), "{c}");
        }
    }
}
