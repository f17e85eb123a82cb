//! Files in a case: who may add them, see them and take them away again.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::event::{Event, Recorded};
use super::refusal::Refusal;
use super::state::State;
use super::table::DESK;
use super::{Case, Facts};
use crate::actor::{Actor, ActorRef};
use crate::attachment::{Attachment, Digest, Room};

/// A file can be taken back for this many hours; afterwards others may have built on it.
const TAKEN_BACK_HOURS: i64 = 24;

/// A file in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The file.
    pub file: Attachment,
    /// Whether the person who filed sees it too; their own files they always see.
    pub shared: bool,
    /// Who added it.
    pub by: ActorRef,
    /// When it was added.
    pub at: DateTime<Utc>,
}

impl Case {
    /// The event that adds files. What the person who filed hands in is always shared.
    ///
    /// # Errors
    /// The [`Refusal`] of [`Case::may_add_evidence`].
    pub fn add_evidence(
        &self,
        files: Vec<Attachment>,
        shared: bool,
        actor: &Actor,
    ) -> Result<Event, Refusal> {
        self.may_add_evidence(actor)?;
        let shared = shared || *actor == Actor::Complainant;
        Ok(Event::EvidenceAdded { files, shared })
    }

    /// Whether this actor may add files: the person who filed while the case is open, desk roles
    /// of the organisation until it is filed away.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_add_evidence(&self, actor: &Actor) -> Result<(), Refusal> {
        let over = match actor {
            Actor::Complainant => !self.state.is_open(),
            Actor::Staff(staff) if staff.organisation != self.organisation => {
                return Err(Refusal::OtherOrganisation);
            }
            Actor::Staff(staff) if DESK.iter().any(|role| staff.roles.contains(role)) => {
                self.state == State::Archived
            }
            Actor::System => self.state == State::Archived,
            _ => return Err(Refusal::RoleMissing),
        };
        if over {
            Err(Refusal::EvidenceOver)
        } else {
            Ok(())
        }
    }

    /// The event that takes a file away; `None` when the case does not hold it.
    ///
    /// # Errors
    /// The [`Refusal`] of [`Case::may_remove_evidence`].
    pub fn remove_evidence(&self, id: Uuid, facts: &Facts<'_>) -> Result<Option<Event>, Refusal> {
        let Some(evidence) = self.evidence_of(id) else {
            return Ok(None);
        };
        self.may_remove_evidence(evidence, facts)?;
        Ok(Some(Event::EvidenceRemoved {
            id,
            name: evidence.file.name.clone(),
            shared: evidence.shared,
        }))
    }

    /// Whether this actor may take a file away: only who added it, for a day, while they might add
    /// another.
    ///
    /// # Errors
    /// The [`Refusal`] that names the rule.
    pub fn may_remove_evidence(
        &self,
        evidence: &Evidence,
        facts: &Facts<'_>,
    ) -> Result<(), Refusal> {
        self.may_add_evidence(facts.actor)?;
        if evidence.by != ActorRef::from(facts.actor) {
            return Err(Refusal::EvidenceOfOthers);
        }
        if facts.now - evidence.at >= TimeDelta::hours(TAKEN_BACK_HOURS) {
            return Err(Refusal::EvidenceSettled);
        }
        Ok(())
    }

    /// Adds an event about files.
    pub(super) fn apply_evidence(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::EvidenceAdded { files, shared } => {
                let added = files.iter().map(|file| Evidence {
                    file: file.clone(),
                    shared: *shared,
                    by: recorded.actor.clone(),
                    at: recorded.at,
                });
                self.evidence.extend(added);
            }
            Event::EvidenceRemoved { id, .. } => {
                self.evidence.retain(|evidence| evidence.file.id != *id);
            }
            _ => {}
        }
    }

    /// A file that the case holds.
    pub fn evidence_of(&self, id: Uuid) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.file.id == id)
    }

    /// The file with these bytes, if the case holds it already.
    pub fn same_evidence(&self, digest: &Digest) -> Option<&Evidence> {
        let same = |evidence: &&Evidence| evidence.file.digest == *digest;
        self.evidence.iter().find(same)
    }

    /// What the files of the case take up.
    pub fn room(&self) -> Room {
        let files = self.evidence.iter();
        Room::taken(files.map(|evidence| (evidence.file.media, evidence.file.size)))
    }
}
