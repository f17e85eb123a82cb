//! Hides personal data from people who have no reason to see it.

use crate::value::normalise;

/// Family names of two characters that are common enough to be taken as such.
const COMPOUND_FAMILY_NAMES: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
    "端木", "长孙", "宇文", "独孤", "南宫", "闻人", "轩辕", "百里",
];

/// A telephone number with its middle hidden: `138****0000`, `099****4567`.
pub fn phone(phone: impl AsRef<str>) -> String {
    let chars: Vec<char> = phone.as_ref().chars().collect();
    if chars.len() < 7 {
        // Short service numbers belong to nobody.
        return chars.iter().collect();
    }
    let shown_end = if chars.len() >= 11 { 4 } else { 3 };
    ends(&chars, 3, shown_end, "****")
}

/// A name with only the family name shown: `张*`, `欧阳**`.
pub fn name(name: impl AsRef<str>) -> String {
    let name = name.as_ref();
    let length = name.chars().count();
    let compound = length > 2
        && COMPOUND_FAMILY_NAMES
            .iter()
            .any(|family| name.starts_with(family));
    let shown = if compound { 2 } else { 1 };
    let hidden = length.saturating_sub(shown).clamp(1, 2);
    let family: String = name.chars().take(shown).collect();
    format!("{family}{}", "*".repeat(hidden))
}

/// An identity number with everything but its ends hidden.
pub fn id_number(number: impl AsRef<str>) -> String {
    let chars: Vec<char> = number.as_ref().chars().collect();
    ends(&chars, 1, 1, "****************")
}

/// An address up to its county, else its first six characters, at most half of it.
pub fn address(address: impl AsRef<str>) -> String {
    let chars: Vec<char> = address.as_ref().chars().collect();
    let shown = county_end(&chars).unwrap_or_else(|| (chars.len() / 2).min(6));
    let shown: String = chars.iter().take(shown).collect();
    format!("{shown}***")
}

/// Free text with telephone, identity and card numbers hidden; everything else stays as it is.
///
/// Only digits are recognised, so names and addresses remain: the text is still not public.
pub fn text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let found = if at > 0 && chars.get(at - 1).copied().is_some_and(is_digit) {
            None
        } else {
            sensitive_length(chars.get(at..).unwrap_or_default())
        };
        if let Some(length) = found {
            let number: Vec<char> = chars.iter().skip(at).take(length).copied().collect();
            masked.push_str(&ends(&number, 3, 2, "****"));
            at += length;
        } else {
            masked.push(*c);
            at += 1;
        }
    }
    masked
}

fn ends(chars: &[char], first: usize, last: usize, hidden: &str) -> String {
    if chars.len() <= first + last {
        return hidden.to_owned();
    }
    let start: String = chars.iter().take(first).collect();
    let end: String = chars.iter().skip(chars.len() - last).collect();
    format!("{start}{hidden}{end}")
}

/// How many characters the name of the county takes at the start of an address.
fn county_end(chars: &[char]) -> Option<usize> {
    let mut previous = ' ';
    for (place, c) in chars.iter().take(16).enumerate() {
        let is_county = match c {
            '县' | '旗' => true,
            // Not 自治区, 小区, 社区, 校区, 园区 and the like.
            '区' => !"治小社校园厂院矿".contains(previous),
            _ => false,
        };
        if place >= 2 && is_county {
            return Some(place + 1);
        }
        if is_digit(*c) || "路街巷".contains(*c) {
            return None;
        }
        previous = *c;
    }
    None
}

/// The length of the telephone, identity or card number that starts here. Digits may stand in
/// groups with one space or dash between them; the longest number wins.
fn sensitive_length(chars: &[char]) -> Option<usize> {
    let mut digits = String::new();
    let mut groups: Vec<usize> = vec![0];
    let mut found = None;
    for (place, c) in chars.iter().enumerate().take(24) {
        let next = chars.get(place + 1).copied();
        if is_digit(*c) || (matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ') && digits.len() == 17) {
            digits.push_str(&normalise::half_width(&c.to_string()));
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
        } else if place > 0 && (*c == ' ' || normalise::is_dash(*c)) && next.is_some_and(is_digit) {
            groups.push(0);
            continue;
        } else if !(place == 0 && matches!(c, '+' | '＋') && next.is_some_and(is_digit)) {
            break;
        }
        let ends_here =
            !next.is_some_and(|c| is_digit(c) || (digits.len() == 17 && "Xx".contains(c)));
        if ends_here && is_sensitive(&digits, &groups) {
            found = Some(place + 1);
        }
    }
    found
}

fn is_sensitive(digits: &str, groups: &[usize]) -> bool {
    let national = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86"))
        .unwrap_or(digits);
    let is_mobile =
        |digits: &str| digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]);
    let is_landline =
        matches!(digits.as_bytes(), [b'0', b'1'..=b'9', ..]) && (10..=12).contains(&digits.len());
    // Groups of three and more: the parts of a date are shorter.
    let is_long = matches!(digits.len(), 15..=19) && groups.iter().all(|length| *length >= 3);
    is_mobile(digits) || is_mobile(national) || is_landline || is_long
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}
