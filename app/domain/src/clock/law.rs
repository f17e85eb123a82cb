//! Dated law: which order governs a case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in one of them.
    pub const fn of(self, locale: Locale) -> &'static str {
        match locale {
            Locale::ZhCn => self.zh,
            Locale::En => self.en,
        }
    }
}

/// The order in force when a case was received. It stays with the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RuleSet {
    /// 《市场监督管理投诉举报处理暂行办法》, Order 20, received before 2026-04-15.
    #[serde(rename = "ORDER20")]
    Order20,
    /// 《市场监督管理投诉举报处理办法》, Order 121, in force since 2026-04-15.
    #[serde(rename = "ORDER121")]
    Order121,
}

impl RuleSet {
    /// The law for a case received on `date` at UTC+08:00 (Order 121 Art. 46).
    pub fn for_received(date: NaiveDate) -> Self {
        if date < Self::Order121.in_force_from() {
            Self::Order20
        } else {
            Self::Order121
        }
    }

    /// The first day of the order.
    pub fn in_force_from(self) -> NaiveDate {
        let date = match self {
            Self::Order20 => NaiveDate::from_ymd_opt(2020, 1, 1),
            Self::Order121 => NaiveDate::from_ymd_opt(2026, 4, 15),
        };
        date.unwrap_or(NaiveDate::MIN)
    }

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Order20 => "ORDER20",
            Self::Order121 => "ORDER121",
        }
    }

    /// The title of the order.
    pub const fn title(self) -> Text {
        match self {
            Self::Order20 => Text {
                zh: "《市场监督管理投诉举报处理暂行办法》（总局令第20号）",
                en: "Interim Measures for Handling Complaints and Reports (SAMR Order 20)",
            },
            Self::Order121 => Text {
                zh: "《市场监督管理投诉举报处理办法》（总局令第121号）",
                en: "Measures for Handling Complaints and Reports (SAMR Order 121)",
            },
        }
    }
}
