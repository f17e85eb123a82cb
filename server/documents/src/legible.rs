//! Characters that the typeface has. A document to be kept must not have a missing glyph, and a
//! reader has to see that something stood there.

use serde_json::Value;
use typst::text::Font;

/// What stands for a character without a glyph: the geta of typesetters.
const GETA: char = '〓';

/// Replaces every character of every text that the typeface lacks.
pub fn make_legible(facts: &mut Value, font: &Font) {
    match facts {
        Value::String(text) => *text = legible(text, font),
        Value::Array(items) => items.iter_mut().for_each(|item| make_legible(item, font)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| make_legible(member, font)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn legible(text: &str, font: &Font) -> String {
    let coverage = &font.info().coverage;
    let shown = text.chars().filter(|c| !is_invisible(*c));
    shown
        .map(|c| match c {
            '\n' => c,
            c if c.is_whitespace() && c != '\u{3000}' => ' ',
            c if is_private(c) || !coverage.contains(u32::from(c)) => GETA,
            c => c,
        })
        .collect()
}

/// Joiners, marks of direction and selectors of variants: they have no glyph of their own, and
/// the typeface has one form of each character.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}'
            | '\u{034f}'
            | '\u{061c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What a private code means is known to one typeface alone, so it may not stand in PDF/A-2a.
const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
