//! Brings what people type to one form before it is judged.

use super::unicode::{nfc, nfkc};

/// Full-width letters, digits and signs to half-width (Unicode NFKC), invisible characters
/// removed.
pub fn half_width(text: &str) -> String {
    nfkc(text).chars().filter(|c| !is_invisible(*c)).collect()
}

/// [`half_width`] without white space and dashes: for numbers and codes, where these only
/// separate.
pub fn compact(text: &str) -> String {
    let mut compact = half_width(text);
    compact.retain(|c| !c.is_whitespace() && !is_dash(c));
    compact
}

/// Composed characters (Unicode NFC), invisible characters removed, line ends as `\n`, tabs and
/// other blanks as spaces, trimmed: for text that is kept as it was written.
pub fn tidy(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let tidy: String = nfc(&unix)
        .chars()
        .filter(|c| !is_invisible(*c) || is_joiner(*c))
        .map(|c| {
            if c == '\t' || (c.is_whitespace() && c != '\n') {
                ' '
            } else {
                c
            }
        })
        .collect();
    tidy.trim().to_owned()
}

/// Hyphens and dashes of all lengths, the minus sign and the Chinese dash.
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{30fc}'
    )
}

/// Characters that take no room, or that turn the direction of what follows.
const fn is_invisible(c: char) -> bool {
    is_joiner(c)
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// Joiners shape some scripts and emoji, so running text keeps them.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
