//! Times during which a clock stands still.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::zone::local_date;

/// Why a clock stands still. Which clocks a reason stops is written in their terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The consumer was asked for material or proof of identity.
    ConsumerSupplement,
    /// The respondent cannot be reached; three attempts are on record.
    RespondentUnreachable,
    /// Evidence is awaited.
    EvidenceAwaited,
    /// Appraisal, inspection or test (检定、检验、检测、鉴定; Order 121 Art. 22).
    Appraisal,
    /// Mediation is suspended while a recusal is decided (Order 121 Art. 21).
    Recusal,
    /// Another authority elsewhere handles a part.
    JointHandling,
    /// The rights holder identifies goods (权利人辨认、鉴别; penalty procedure Art. 18).
    RightsHolder,
    /// The investigation is suspended (中止; penalty procedure Art. 46).
    Suspension,
    /// Hearing (听证; penalty procedure Art. 64).
    Hearing,
    /// Service by public notice (公告; penalty procedure Art. 64).
    PublicNotice,
}

impl PauseReason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::ConsumerSupplement,
        Self::RespondentUnreachable,
        Self::EvidenceAwaited,
        Self::Appraisal,
        Self::Recusal,
        Self::JointHandling,
        Self::RightsHolder,
        Self::Suspension,
        Self::Hearing,
        Self::PublicNotice,
    ];
}

/// One pause of a case; `to` is `None` while it lasts. A pause that ends before it begins is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// First instant of the pause.
    pub from: DateTime<Utc>,
    /// First instant after the pause.
    pub to: Option<DateTime<Utc>>,
}

/// When a paused day ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// On this date the clock runs again.
    Date(NaiveDate),
    /// Not yet.
    Open,
}

impl Pause {
    /// If the pause is on at the end of `date`, when it is over.
    pub(super) fn over_end_of(&self, date: NaiveDate) -> Option<Until> {
        if local_date(self.from) > date {
            return None;
        }
        match self.to.map(local_date) {
            None => Some(Until::Open),
            Some(resumed) if resumed > date => Some(Until::Date(resumed)),
            Some(_) => None,
        }
    }

    /// Whether any of the pause lies after `instant`.
    pub(super) fn lasts_beyond(&self, instant: DateTime<Utc>) -> bool {
        self.to.is_none_or(|to| to > instant && to > self.from)
    }
}
