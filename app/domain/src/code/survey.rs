//! How satisfied a person is with the handling of their case.

use serde::{Deserialize, Serialize};

use super::codes;
use crate::locale::Locale;

/// A number that is no degree of satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("satisfaction is a whole number from 1 to 5, not {0}")]
pub struct UnknownScore(pub u8);

/// The five degrees of satisfaction; a number from 5 (best) to 1 on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Satisfaction {
    /// 1 非常不满意.
    VeryDissatisfied,
    /// 2 不满意.
    Dissatisfied,
    /// 3 基本满意.
    Fair,
    /// 4 满意.
    Satisfied,
    /// 5 非常满意.
    VerySatisfied,
}

impl Satisfaction {
    /// Every degree, the best first, as surveys show them.
    pub const ALL: &'static [Self] = &[
        Self::VerySatisfied,
        Self::Satisfied,
        Self::Fair,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];

    /// The score, 5 (best) to 1.
    pub const fn score(self) -> u8 {
        match self {
            Self::VerySatisfied => 5,
            Self::Satisfied => 4,
            Self::Fair => 3,
            Self::Dissatisfied => 2,
            Self::VeryDissatisfied => 1,
        }
    }

    /// The degree with this score.
    ///
    /// # Errors
    /// [`UnknownScore`] outside 1 to 5.
    pub fn from_score(score: u8) -> Result<Self, UnknownScore> {
        let found = Self::ALL
            .iter()
            .copied()
            .find(|degree| degree.score() == score);
        found.ok_or(UnknownScore(score))
    }

    /// Whether the person is asked why: when dissatisfied.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Dissatisfied | Self::VeryDissatisfied)
    }

    /// The label for people.
    pub const fn label(self, locale: Locale) -> &'static str {
        match (locale, self) {
            (Locale::ZhCn, Self::VerySatisfied) => "非常满意",
            (Locale::ZhCn, Self::Satisfied) => "满意",
            (Locale::ZhCn, Self::Fair) => "基本满意",
            (Locale::ZhCn, Self::Dissatisfied) => "不满意",
            (Locale::ZhCn, Self::VeryDissatisfied) => "非常不满意",
            (Locale::En, Self::VerySatisfied) => "Very satisfied",
            (Locale::En, Self::Satisfied) => "Satisfied",
            (Locale::En, Self::Fair) => "Fairly satisfied",
            (Locale::En, Self::Dissatisfied) => "Dissatisfied",
            (Locale::En, Self::VeryDissatisfied) => "Very dissatisfied",
        }
    }
}

impl TryFrom<u8> for Satisfaction {
    type Error = UnknownScore;

    fn try_from(score: u8) -> Result<Self, Self::Error> {
        Self::from_score(score)
    }
}

impl From<Satisfaction> for u8 {
    fn from(degree: Satisfaction) -> Self {
        degree.score()
    }
}

codes! {
    /// Why a person is not satisfied.
    pub enum DissatisfactionReason {
        Overtime = "overtime", "办理超时", "It took too long";
        Attitude = "attitude", "服务态度不好", "The way I was treated";
        Result = "result", "对处理结果不满意", "The result";
        NoProgress = "no_progress", "没有告知进展", "I was not told about progress";
        Other = "other", "其他", "Another reason";
    }
}
