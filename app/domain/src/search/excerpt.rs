//! The place of a text where something was found, without personal data.

use super::folded;
use crate::case::Person;
use crate::mask;

/// Characters shown on either side of what was found.
const AROUND: usize = 18;

/// The surroundings of `needle`, which is folded. Numbers and the names of the people of the case
/// are masked first, so a cut never shows a part of them.
pub(super) fn excerpt(text: &str, needle: &str, people: &[&Person]) -> String {
    let mut masked = mask::text(text);
    for person in people {
        let name = person.name.as_str();
        masked = masked.replace(name, &mask::name(name));
    }
    let chars: Vec<char> = masked
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let (start, end) = found(&chars, needle).unwrap_or((0, 0));
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(chars.len());
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    shown.extend(chars.get(from..to).unwrap_or_default());
    if to < chars.len() {
        shown.push('…');
    }
    shown
}

/// Where the needle stands, counted in characters of the text. A needle that was masked away
/// stands nowhere.
fn found(chars: &[char], needle: &str) -> Option<(usize, usize)> {
    let mut haystack = String::new();
    // The character each byte of the folded text comes from.
    let mut origin = Vec::new();
    for (place, c) in chars.iter().enumerate() {
        haystack.push_str(&folded(&c.to_string()));
        origin.resize(haystack.len(), place);
    }
    let at = haystack.find(needle)?;
    let last = origin.get((at + needle.len()).checked_sub(1)?)?;
    Some((*origin.get(at)?, last + 1))
}
