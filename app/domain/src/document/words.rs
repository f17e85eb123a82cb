//! Figures in words, as custom asks of official documents: the date beside a seal, the number of
//! a ground, sums of money that nobody can alter.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use crate::locale::BUSINESS_OFFSET;
use crate::value::Fen;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CAPITALS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

fn digit(of: &[char; 10], digit: u32) -> char {
    let place = usize::try_from(digit % 10).unwrap_or_default();
    of.get(place).copied().unwrap_or_default()
}

/// A number from 1 to 99: `三`, `十五`, `二十一`.
pub fn numeral(number: u32) -> String {
    let (tens, units) = (number / 10 % 10, number % 10);
    let mut words = String::new();
    if tens > 1 {
        words.push(digit(&DIGITS, tens));
    }
    if tens > 0 {
        words.push('十');
    }
    if units > 0 || tens == 0 {
        words.push(digit(&DIGITS, units));
    }
    words
}

/// The date that stands beside a seal: `二〇二六年四月十五日`.
pub fn date_in_numerals(date: NaiveDate) -> String {
    let year = date.year().unsigned_abs();
    let year: String = [year / 1000, year / 100, year / 10, year]
        .iter()
        .map(|place| digit(&DIGITS, *place))
        .collect();
    let (month, day) = (numeral(date.month()), numeral(date.day()));
    format!("{year}年{month}月{day}日")
}

/// A date within the text: `2026年4月15日`.
pub fn date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The calendar date of an instant where the work is done.
pub fn date_of(instant: DateTime<Utc>) -> String {
    date(instant.with_timezone(&BUSINESS_OFFSET).date_naive())
}

/// A date and time within the text: `2026年4月15日9时`, `2026年4月15日14时30分`.
pub fn time_of(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&BUSINESS_OFFSET);
    let minutes = match local.minute() {
        0 => String::new(),
        minutes => format!("{minutes}分"),
    };
    format!("{}{}时{minutes}", date(local.date_naive()), local.hour())
}

/// A sum in figures: `1,299元`, `199.50元`.
pub fn yuan(sum: Fen) -> String {
    let figures = sum.to_string();
    let figures = figures.trim_start_matches('¥');
    format!("{}元", figures.strip_suffix(".00").unwrap_or(figures))
}

/// A sum in the capitals of banks, which are hard to alter: `壹仟贰佰玖拾玖元整`, `壹佰元零伍分`.
pub fn yuan_in_capitals(sum: Fen) -> String {
    let fen = sum.get().unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, small(fen / 10 % 10), small(fen % 10));
    let mut words = whole(yuan);
    if !words.is_empty() {
        words.push('元');
    }
    match (jiao, fen) {
        (0, 0) if words.is_empty() => words.push_str("零元整"),
        (0, 0) => words.push('整'),
        (jiao, fen) => {
            if jiao > 0 {
                words.extend([digit(&CAPITALS, jiao), '角']);
            } else if !words.is_empty() {
                words.push('零');
            }
            if fen > 0 {
                words.extend([digit(&CAPITALS, fen), '分']);
            }
        }
    }
    words
}

/// Whole yuan in groups of four digits; nothing for zero.
fn whole(yuan: u64) -> String {
    let mut words = String::new();
    let mut owes_zero = false;
    for (size, unit) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let group = small(yuan / size % 10_000);
        if group == 0 {
            owes_zero |= !words.is_empty();
            continue;
        }
        if !words.is_empty() && (owes_zero || group < 1000) {
            words.push('零');
        }
        owes_zero = false;
        words.push_str(&four_digits(group));
        words.push_str(unit);
    }
    words
}

/// One to 9999 in capitals, a single 零 for each gap between digits.
fn four_digits(number: u32) -> String {
    let mut words = String::new();
    let mut owes_zero = false;
    for (size, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let value = number / size % 10;
        if value == 0 {
            owes_zero = !words.is_empty();
            continue;
        }
        if owes_zero {
            words.push('零');
        }
        owes_zero = false;
        words.push(digit(&CAPITALS, value));
        words.push_str(unit);
    }
    words
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
