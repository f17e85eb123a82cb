//! The two languages of the product, its texts and its dates.
//!
//! The texts live in `locales/<area>.<language>.yml`; `tests/catalogues.rs` keeps the two
//! languages complete and every key used in the sources present.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc, Weekday};
use chrono::{Datelike as _, Timelike as _};
use serde::{Deserialize, Serialize};

/// A language of the product; Chinese unless the reader asks for English.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Locale {
    /// Simplified Chinese, the language of the law and the default.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The code in cookies, catalogues and JSON: `zh-CN` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The value of the HTML attribute `lang` (BCP 47).
    pub const fn lang_attribute(self) -> &'static str {
        self.code()
    }

    /// Reads a language tag by its primary part: `zh`, `zh-Hans-CN`, `EN`, `en_GB` …
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Some(Self::ZhCn)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4); the default when it
    /// names none of ours. The earlier one wins among equal weights.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(locale) = parts.next().and_then(Self::parse) else {
                continue;
            };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if weight > best.map_or(0.0, |(weight, _)| weight) {
                best = Some((weight, locale));
            }
        }
        best.map_or_else(Self::default, |(_, locale)| locale)
    }
}

impl std::fmt::Display for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// The text of a catalogue key; the Chinese text when the language lacks it, else the key itself.
pub fn translate(locale: Locale, key: &str) -> Cow<'static, str> {
    crate::_rust_i18n_try_translate(locale.code(), key)
        .unwrap_or_else(|| Cow::Owned(key.to_owned()))
}

/// The text of a catalogue key, when a catalogue has it; for texts that are better than a general
/// one.
pub fn translate_if_known(locale: Locale, key: &str) -> Option<String> {
    crate::_rust_i18n_try_translate(locale.code(), key).map(Cow::into_owned)
}

/// The text of a catalogue key with each `%{name}` replaced; [`tr!`](crate::tr) calls this.
pub fn translate_with(locale: Locale, key: &str, values: &[(&str, String)]) -> Cow<'static, str> {
    let mut text = String::new();
    let template = translate(locale, key);
    let mut rest: &str = &template;
    // One pass, so that a value holding `%{…}` is never read as a placeholder.
    while let Some((before, after)) = rest.split_once("%{") {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push_str("%{");
            rest = after;
            break;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            text.push_str(value);
        } else {
            text.push_str("%{");
            text.push_str(name);
            text.push('}');
        }
        rest = tail;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text of a catalogue key in a language, as `Cow<'static, str>`.
///
/// `tr!(locale, "common.back")`, or with values for its `%{…}` placeholders (anything that has
/// `Display`): `tr!(locale, "common.step", n = 2, total = 5)`. The key is a literal so that
/// `tests/catalogues.rs` can check it.
#[macro_export]
macro_rules! tr {
    ($locale:expr, $key:literal $(,)?) => {
        $crate::locale::translate($locale, $key)
    };
    ($locale:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::locale::translate_with(
            $locale,
            $key,
            &[$((stringify!($name), ::std::string::ToString::to_string(&$value))),+],
        )
    };
}

/// The offset at which people and authorities reckon, UTC+08:00. China has one time zone and no
/// summer time.
pub const BUSINESS_OFFSET: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => unreachable!(),
};

/// The calendar date of an instant where the work is done, at [`BUSINESS_OFFSET`].
pub fn business_date(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&BUSINESS_OFFSET).date_naive()
}

/// The instant at which a day begins where the work is done.
pub fn start_of_business_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = midnight.and_local_timezone(BUSINESS_OFFSET).single();
    local.map(|local| local.to_utc())
}

/// A date for reading: `2026年5月8日（周五）`, `Fri 8 May 2026`.
pub fn format_date(locale: Locale, date: NaiveDate) -> String {
    match locale {
        Locale::ZhCn => format!(
            "{}年{}月{}日（{}）",
            date.year(),
            date.month(),
            date.day(),
            chinese_weekday(date.weekday()),
        ),
        Locale::En => format!("{} {} {}", date.weekday(), date.day(), english_month(date)),
    }
}

/// An instant for reading at [`BUSINESS_OFFSET`]: `2026年5月8日（周五） 14:30`.
pub fn format_instant(locale: Locale, instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&BUSINESS_OFFSET);
    let date = format_date(locale, local.date_naive());
    format!("{date} {:02}:{:02}", local.hour(), local.minute())
}

/// A month for reading, in English: `May 2026`.
pub(crate) fn english_month(date: NaiveDate) -> String {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let name = usize::try_from(date.month0()).map_or(None, |month| NAMES.get(month));
    format!("{} {}", name.copied().unwrap_or_default(), date.year())
}

const fn chinese_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}
