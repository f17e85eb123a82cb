//! What has come from the person since staff last did something: the reason to look at a case
//! again before its deadline says so.

use super::event::{Event, Recorded};
use crate::actor::ActorRef;
use crate::code::codes;

codes! {
    /// What came in, for a mark in the queue.
    pub enum News {
        Message = "message", "新留言", "New message";
        Material = "material", "已补充材料", "Material supplied";
        Answer = "answer", "消费者已答复", "The consumer has answered";
        Business = "business", "经营者已答复", "The business has answered";
        Urged = "urged", "催办", "Urged";
        Evidence = "evidence", "新证据", "New evidence";
    }
}

impl News {
    /// The latest that staff have not answered with any step of theirs. Before their first step
    /// everything about a case is new, so nothing is marked.
    pub fn of(events: &[Recorded]) -> Option<Self> {
        let by_staff = |recorded: &Recorded| matches!(recorded.actor, ActorRef::Staff { .. });
        let last = events.iter().rposition(by_staff)?;
        let mut since = events.get(last + 1..)?.iter().rev();
        since.find_map(|recorded| match (&recorded.actor, &recorded.event) {
            (_, Event::DocumentOpened { .. }) => None,
            (ActorRef::Respondent, _) => Some(Self::Business),
            (ActorRef::Complainant, event) => Self::from_the_person(event),
            _ => None,
        })
    }

    fn from_the_person(event: &Event) -> Option<Self> {
        match event {
            Event::MessageSent { .. } => Some(Self::Message),
            Event::MaterialSupplied { .. } => Some(Self::Material),
            Event::EvidenceAdded { .. } => Some(Self::Evidence),
            Event::Urged { .. } => Some(Self::Urged),
            Event::ConsentRecorded { .. }
            | Event::RecusalRequested { .. }
            | Event::Suspended { .. }
            | Event::Proposed { .. }
            | Event::ProposalAnswered { .. } => Some(Self::Answer),
            _ => None,
        }
    }
}
