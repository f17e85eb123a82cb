//! The catalogue of clocks: twelve limits of the law and the clocks an organisation runs.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::law::{RuleSet, Text};

/// A text that names no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such rule")]
pub struct UnknownRule;

macro_rules! catalogue {
    ($($rule:ident $code:literal $zh:literal $en:literal;)+) => {
        /// A clock: `L…` are limits of the law, `C-…` the clocks of an organisation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RuleId {
            $(#[doc = $en] $rule,)+
        }

        impl Serialize for RuleId {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for RuleId {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(D::Error::custom)
            }
        }

        impl RuleId {
            /// Every clock, the law first.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The identifier on the wire, such as `L1` or `C-REVIEW`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$rule => $code),+ }
            }

            /// What the clock measures.
            pub const fn label(self) -> Text {
                match self { $(Self::$rule => Text { zh: $zh, en: $en }),+ }
            }
        }

        impl FromStr for RuleId {
            type Err = UnknownRule;

            fn from_str(code: &str) -> Result<Self, UnknownRule> {
                match code { $($code => Ok(Self::$rule),)+ _ => Err(UnknownRule) }
            }
        }
    };
}

catalogue! {
    L1 "L1" "决定是否受理并告知" "Decide on acceptance and tell the complainant";
    L2 "L2" "调解期限" "Mediation period";
    L3 "L3" "终止调解告知" "Notice that mediation has ended";
    L4 "L4" "管辖争议协商" "Agree on which authority is competent";
    L5 "L5" "违法线索核查" "Check a clue of a violation";
    L6 "L6" "案件办理期限" "Decide a penalty case";
    L7 "L7" "协助调查" "Help another authority's inquiry";
    L8 "L8" "投诉时效" "Time within which a complaint is admissible";
    L9 "L9" "重复举报有新线索的核查" "Check a repeated report that has new facts";
    L10 "L10" "企业在线协商和解" "Online settlement by the business";
    L11 "L11" "对抽查结果提出异议" "Objection to a sampling result";
    L12 "L12" "不合格产品整改与复查" "Correct an unqualified product and check again";
    Sign "C-SIGN" "签收" "Sign for an assigned case";
    Review "C-REVIEW" "受理审查" "Review for acceptance";
    FirstReply "C-FIRSTREPLY" "首次回复" "First reply";
    Refuse "C-REFUSE" "不予受理告知" "Notice of refusal";
    Decide "C-DECIDE" "作出处理决定" "Handling decision";
    MediationStart "C-MEDSTART" "启动调解" "Start of mediation";
    Preliminary "C-PRELIM" "初步调查" "Preliminary inquiry";
    Result "C-RESULT" "反馈处理结果" "Written result";
    Mediate "C-MEDIATE" "完成调解" "Finish mediation";
    TerminationNotice "C-TERMNOTICE" "终止调解告知双方" "Tell both parties that mediation has ended";
    Verify "C-VERIFY" "核查举报线索" "Check a report";
    ReportNotice "C-REPORTNOTICE" "告知举报人是否立案" "Tell the reporter whether a case is opened";
    PenaltyCase "C-CASE" "立案案件办理" "Handle a penalty case";
    Consult "C-CONSULT" "答复咨询" "Answer a consultation";
    Suggest "C-SUGGEST" "答复建议" "Answer a suggestion";
    Feedback "C-FEEDBACK" "反馈转办事项" "Report back on a transferred case";
    Escalate "C-ESCALATE" "上报未和解的纠纷" "Hand an unsettled dispute to the authority";
    Major "C-MAJOR" "重大事项快报" "Report a major matter upward";
    Progress "C-PROGRESS" "更新办理进展" "Update on progress";
    Business "C-BUSINESS" "经营者答复" "Answer of the business";
    Filing "C-FILING" "协调员变更备案" "Register a change of coordinator";
    Callback "C-CALLBACK" "回访" "Call back";
    Survey "C-SURVEY" "填写评价" "Answer the survey";
    QuarterlyReport "C-QREPORT" "报送季报" "Hand in the quarterly report";
}

impl RuleId {
    /// The limit of the law that a clock of an organisation must not cross; itself for `L…`.
    pub const fn law(self) -> Option<Self> {
        match self {
            Self::Review | Self::Refuse | Self::Decide => Some(Self::L1),
            Self::Mediate => Some(Self::L2),
            Self::TerminationNotice => Some(Self::L3),
            Self::Verify => Some(Self::L5),
            Self::PenaltyCase => Some(Self::L6),
            law if law.is_law() => Some(law),
            _ => None,
        }
    }

    /// Whether this is a limit of the law rather than a clock of an organisation.
    pub const fn is_law(self) -> bool {
        (self as u8) <= (Self::L12 as u8)
    }

    /// The article that sets the limit, if one does.
    pub const fn citation(self, rules: RuleSet) -> Option<Text> {
        if matches!((self, rules), (Self::ReportNotice, RuleSet::Order20)) {
            return Some(ORDER20_31);
        }
        match self.law() {
            Some(law) => law.article(rules),
            None => None,
        }
    }

    const fn article(self, rules: RuleSet) -> Option<Text> {
        let text = match rules {
            RuleSet::Order20 => self.order20_article(),
            RuleSet::Order121 => self.order121_article(),
        };
        match text {
            Some(text) => Some(text),
            None => self.common_article(),
        }
    }

    const fn order20_article(self) -> Option<Text> {
        let (zh, en) = match self {
            Self::L1 => (
                "《市场监督管理投诉举报处理暂行办法》第十四条",
                "SAMR Order 20, Art. 14",
            ),
            Self::L2 => (
                "《市场监督管理投诉举报处理暂行办法》第二十一条第五项",
                "SAMR Order 20, Art. 21(5)",
            ),
            Self::L3 => (
                "《市场监督管理投诉举报处理暂行办法》第二十一条",
                "SAMR Order 20, Art. 21",
            ),
            Self::L4 => (
                "《市场监督管理投诉举报处理暂行办法》第三十条",
                "SAMR Order 20, Art. 30",
            ),
            Self::L5 => (
                "《市场监督管理投诉举报处理暂行办法》第二十三条",
                "SAMR Order 20, Art. 23",
            ),
            Self::L8 => (
                "《市场监督管理投诉举报处理暂行办法》第十五条第四项",
                "SAMR Order 20, Art. 15(4)",
            ),
            _ => return None,
        };
        Some(Text { zh, en })
    }

    const fn order121_article(self) -> Option<Text> {
        let (zh, en) = match self {
            Self::L1 => (
                "《市场监督管理投诉举报处理办法》第十五条",
                "SAMR Order 121, Art. 15",
            ),
            Self::L2 => (
                "《市场监督管理投诉举报处理办法》第二十三条第五项",
                "SAMR Order 121, Art. 23(5)",
            ),
            Self::L3 => (
                "《市场监督管理投诉举报处理办法》第二十三条",
                "SAMR Order 121, Art. 23",
            ),
            Self::L4 => (
                "《市场监督管理投诉举报处理办法》第三十三条",
                "SAMR Order 121, Art. 33",
            ),
            Self::L5 => (
                "《市场监督管理投诉举报处理办法》第二十七条",
                "SAMR Order 121, Art. 27",
            ),
            Self::L8 => (
                "《市场监督管理投诉举报处理办法》第十六条第四项",
                "SAMR Order 121, Art. 16(4)",
            ),
            Self::L9 => (
                "《市场监督管理投诉举报处理办法》第三十五条",
                "SAMR Order 121, Art. 35",
            ),
            _ => return None,
        };
        Some(Text { zh, en })
    }

    const fn common_article(self) -> Option<Text> {
        let (zh, en) = match self {
            Self::L6 => (
                "《市场监督管理行政处罚程序规定》第六十四条",
                "Penalty Procedure, Art. 64",
            ),
            Self::L7 => (
                "《市场监督管理行政处罚程序规定》第四十五条",
                "Penalty Procedure, Art. 45",
            ),
            Self::L9 => (
                "《市场监督管理行政处罚程序规定》第十八条",
                "Penalty Procedure, Art. 18",
            ),
            Self::L10 => (
                "在线消费纠纷解决企业协商期限",
                "Rules for online dispute resolution",
            ),
            Self::L11 => (
                "《产品质量监督抽查办法》第三十六条",
                "Measures for Product Quality Sampling, Art. 36",
            ),
            Self::L12 => (
                "《产品质量监督抽查办法》第四十六条、第四十七条",
                "Measures for Product Quality Sampling, Art. 46 and 47",
            ),
            _ => return None,
        };
        Some(Text { zh, en })
    }
}

const ORDER20_31: Text = Text {
    zh: "《市场监督管理投诉举报处理暂行办法》第三十一条",
    en: "SAMR Order 20, Art. 31",
};

impl fmt::Display for RuleId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
