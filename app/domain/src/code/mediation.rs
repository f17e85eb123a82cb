//! Mediation: the two sides, how they meet, what came of it.

use super::{HoldReason, codes};
use crate::clock::PauseReason;

codes! {
    /// A side of a dispute.
    pub enum Side {
        Consumer = "consumer", "消费者", "Consumer";
        Business = "business", "经营者", "Business";
    }
}

codes! {
    /// How a mediation takes place (Order 121 Art. 18).
    pub enum SessionWay {
        OnSite = "on_site", "现场调解", "On site";
        Phone = "phone", "电话调解", "By telephone";
        Video = "video", "视频调解", "By video";
        Online = "online", "网上调解", "Online";
    }
}

codes! {
    /// Who came to a mediation.
    pub enum Attendance {
        Both = "both", "双方均参加", "Both sides took part";
        ConsumerAbsent = "consumer_absent", "消费者未参加", "The consumer did not take part";
        BusinessAbsent = "business_absent", "经营者未参加", "The business did not take part";
        Neither = "neither", "双方均未参加", "Neither side took part";
    }
}

impl HoldReason {
    /// What stands still while a case is held up for this reason. Only an appraisal stops the limit
    /// of the law for a mediation (Order 121 Art. 22, 23(5)); for the check of a report a rights
    /// holder does as well (penalty procedure Art. 18).
    pub const fn pauses(self) -> PauseReason {
        match self {
            Self::AwaitingAppraisal => PauseReason::Appraisal,
            Self::AwaitingRecusal => PauseReason::Recusal,
            Self::AwaitingRightsHolder => PauseReason::RightsHolder,
            Self::AwaitingMaterial => PauseReason::ConsumerSupplement,
            Self::InsufficientEvidence | Self::ResponsibilityUnclear => {
                PauseReason::EvidenceAwaited
            }
        }
    }

    /// Whether others decide how long it takes: the body that appraises, the head who decides on a
    /// recusal. Otherwise the office names the day on which it looks again.
    pub const fn lasts_until_decided(self) -> bool {
        matches!(
            self,
            Self::AwaitingAppraisal | Self::AwaitingRecusal | Self::AwaitingRightsHolder
        )
    }
}
