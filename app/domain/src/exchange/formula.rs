//! Keeps a spreadsheet from taking a text for a formula.

/// A text as it may stand in a CSV file: with an apostrophe in front where a spreadsheet would
/// take it for a formula (it begins with `=`, `+`, `-`, `@`, a control character or one of their
/// full-width forms), or where the apostrophe would be taken for ours.
pub fn guarded(text: &str) -> String {
    if is_dangerous(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text that [`guarded`] was given.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'')
        .filter(|rest| is_dangerous(rest))
        .unwrap_or(text)
}

fn is_dangerous(text: &str) -> bool {
    let begins = text.trim_start().chars().next();
    let controls = text.starts_with(|c: char| c.is_control());
    let calculates = begins.is_some_and(|c| "=+-@＝＋－＠|%".contains(c));
    controls || calculates || text.starts_with('\'')
}
