//! Whether somebody has come with the same matter before.
//!
//! What is found here is a hint to the person who registers or handles a case. It decides nothing
//! and is never shown outside the office.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::State;
use crate::code::{CaseType, codes};
use crate::value::CaseNumber;

/// Days after the end of a case within which the same complaint counts as repeated.
pub const REPEATED_WITHIN_DAYS: i64 = 30;
/// Days over which the cases of one telephone are counted.
pub const COUNTED_DAYS: i64 = 30;
/// Cases of one telephone within that time from which they are many (Order 121 Art. 17).
pub const MANY_CASES: usize = 10;
/// People behind one telephone from which they are many (Order 121 Art. 17).
pub const MANY_PEOPLE: usize = 3;

codes! {
    /// What is noticed about a case before it is registered.
    pub enum Finding {
        Duplicate = "duplicate", "可能重复：同一电话对同一经营者的案件还在办理", "Possibly the same case: this telephone has an open case against the same business";
        Repeat = "repeat", "可能再次投诉：同一电话对同一经营者的投诉办结不到 30 天", "Possibly complained again: a complaint of this telephone against the same business ended less than 30 days ago";
        RepeatReport = "repeat_report", "可能重复举报：同一电话举报过同一经营者", "Possibly reported again: this telephone has reported the same business before";
        Frequent = "frequent", "30 天内同一电话的案件达到 10 件", "This telephone has had ten or more cases within 30 days";
        SharedPhone = "shared_phone", "同一电话有 3 个以上不同姓名使用", "Three or more different names have used this telephone";
    }
}

impl Finding {
    /// The article it is about, for those who want to read on: Order 121.
    pub const fn article(self) -> u32 {
        match self {
            // A dispute that was handled already is not accepted again, ground NA2.
            Self::Duplicate | Self::Repeat => 16,
            Self::RepeatReport => 35,
            Self::Frequent | Self::SharedPhone => 17,
        }
    }
}

/// A case that the same telephone came with before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Public number.
    pub number: CaseNumber,
    /// Where it stands.
    pub state: State,
    /// Receipt.
    pub received_at: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether it is about the same business.
    pub same_business: bool,
    /// Name of the person, masked.
    pub person: Option<String>,
}

/// Something noticed, with the cases it was noticed in, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// What.
    pub finding: Finding,
    /// Where.
    pub cases: Vec<CaseNumber>,
}

/// What is noticed about a new case of a type, from earlier cases of the same telephone.
pub fn hints(case_type: CaseType, earlier: &[Earlier], now: DateTime<Utc>) -> Vec<Hint> {
    let of_type = |it: &&Earlier| it.number.case_type() == case_type;
    let same: Vec<&Earlier> = earlier.iter().filter(|it| it.same_business).collect();
    let mut hints = Vec::new();
    let mut note = |finding, found: Vec<&Earlier>| {
        if !found.is_empty() {
            let cases = found.into_iter().map(|it| it.number.clone()).collect();
            hints.push(Hint { finding, cases });
        }
    };
    if case_type == CaseType::Report {
        note(
            Finding::RepeatReport,
            same.into_iter().filter(of_type).collect(),
        );
    } else {
        let open = |it: &&&Earlier| it.state.is_open();
        note(
            Finding::Duplicate,
            same.iter().filter(open).copied().collect(),
        );
        let ended = |it: &&&Earlier| of_type(it) && ended_lately(it, now);
        note(
            Finding::Repeat,
            same.iter().filter(ended).copied().collect(),
        );
    }
    let lately = |it: &&Earlier| now - it.received_at < TimeDelta::days(COUNTED_DAYS);
    let many: Vec<&Earlier> = earlier.iter().filter(lately).collect();
    if many.len() >= MANY_CASES {
        note(Finding::Frequent, many);
    }
    if people(earlier) >= MANY_PEOPLE {
        note(Finding::SharedPhone, earlier.iter().collect());
    }
    hints
}

fn ended_lately(it: &Earlier, now: DateTime<Utc>) -> bool {
    let within = |at: DateTime<Utc>| now - at < TimeDelta::days(REPEATED_WITHIN_DAYS);
    !it.state.is_open() && it.closed_at.is_some_and(within)
}

/// Masked names that differ are different people; those that are alike may be.
fn people(earlier: &[Earlier]) -> usize {
    let names = earlier.iter().filter_map(|it| it.person.as_deref());
    names.collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

    use super::{Earlier, Finding, hints};
    use crate::case::State;
    use crate::code::CaseType;
    use crate::value::CaseNumber;

    fn now() -> DateTime<Utc> {
        "2026-11-22T04:00:00Z".parse().unwrap()
    }

    fn number(case_type: CaseType, serial: u32) -> CaseNumber {
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        CaseNumber::compose(990_100, 1, case_type, day, serial).unwrap()
    }

    fn earlier(serial: u32, state: State, ended_days_ago: Option<i64>) -> Earlier {
        Earlier {
            number: number(CaseType::Complaint, serial),
            state,
            received_at: now() - TimeDelta::days(60),
            closed_at: ended_days_ago.map(|days| now() - TimeDelta::days(days)),
            same_business: true,
            person: Some("张*".to_owned()),
        }
    }

    fn found(case_type: CaseType, earlier: &[Earlier]) -> Vec<Finding> {
        let hints = hints(case_type, earlier, now());
        hints.into_iter().map(|hint| hint.finding).collect()
    }

    #[test]
    fn an_open_case_against_the_same_business_may_be_the_same() {
        let open = earlier(1, State::Accepted, None);
        assert_eq!(
            found(CaseType::Complaint, std::slice::from_ref(&open)),
            [Finding::Duplicate]
        );
        let other = Earlier {
            same_business: false,
            ..open
        };
        assert_eq!(found(CaseType::Complaint, &[other]), []);
    }

    #[test]
    fn a_complaint_that_ended_within_thirty_days_is_a_repeated_one() {
        let ended = |days| earlier(1, State::Closed, Some(days));
        assert_eq!(found(CaseType::Complaint, &[ended(29)]), [Finding::Repeat]);
        assert_eq!(found(CaseType::Complaint, &[ended(30)]), []);
        assert_eq!(
            found(CaseType::Consultation, &[ended(3)]),
            [],
            "a question after a complaint repeats nothing"
        );
    }

    #[test]
    fn a_report_is_repeated_by_a_report_however_old() {
        let report = Earlier {
            number: number(CaseType::Report, 1),
            ..earlier(1, State::Closed, Some(400))
        };
        assert_eq!(
            found(
                CaseType::Report,
                &[report.clone(), earlier(2, State::Accepted, None)]
            ),
            [Finding::RepeatReport]
        );
        let hints = hints(CaseType::Report, std::slice::from_ref(&report), now());
        assert_eq!(hints[0].cases, [report.number]);
        assert_eq!(hints[0].finding.article(), 35);
    }

    #[test]
    fn ten_cases_within_thirty_days_and_three_names_are_many() {
        let case = |serial: u32| Earlier {
            received_at: now() - TimeDelta::days(10),
            same_business: false,
            person: Some(format!("张*{}", serial % 3)),
            ..earlier(serial, State::Accepted, None)
        };
        let nine: Vec<Earlier> = (0..9).map(case).collect();
        assert_eq!(found(CaseType::Complaint, &nine), [Finding::SharedPhone]);
        let ten: Vec<Earlier> = (0..10).map(case).collect();
        assert_eq!(
            found(CaseType::Complaint, &ten),
            [Finding::Frequent, Finding::SharedPhone]
        );
        let old = |it: &Earlier| Earlier {
            received_at: now() - TimeDelta::days(30),
            person: None,
            ..it.clone()
        };
        let old: Vec<Earlier> = ten.iter().map(old).collect();
        assert_eq!(found(CaseType::Complaint, &old), []);
    }
}
