//! Files as the reader may know them.

use domain::actor::Actor;
use domain::case::{Evidence, Facts};
use domain::view::{EvidenceList, EvidenceView};

use super::step::step_by;
use crate::record::CaseRecord;

/// The files of a case that this actor sees: the person who filed those that are shared, staff all
/// of them. Names and notes may hold personal data, so they are for those who may open the file.
pub(crate) fn evidence(record: &CaseRecord, facts: &Facts<'_>) -> EvidenceList {
    let case = &record.case;
    let can_open = match facts.actor {
        Actor::Staff(staff) => case.may_reveal(staff).is_ok(),
        _ => true,
    };
    let sees_all = *facts.actor != Actor::Complainant;
    let seen = case.evidence.iter().zip(1..);
    let seen = seen.filter(|(evidence, _)| evidence.shared || sees_all);
    EvidenceList {
        files: seen
            .map(|(evidence, place)| view(record, evidence, place, can_open, facts))
            .collect(),
        can_add: case.may_add_evidence(facts.actor).is_ok(),
    }
}

fn view(
    record: &CaseRecord,
    evidence: &Evidence,
    place: usize,
    can_open: bool,
    facts: &Facts<'_>,
) -> EvidenceView {
    let file = &evidence.file;
    let name = if can_open {
        file.name.as_str().to_owned()
    } else {
        format!("{place}.{}", file.media.extension())
    };
    EvidenceView {
        id: file.id,
        media: file.media,
        size: file.size,
        sha256: file.digest.clone(),
        name,
        note: file
            .note
            .as_ref()
            .filter(|_| can_open)
            .map(|note| note.as_str().to_owned()),
        by: step_by(&evidence.by),
        at: evidence.at,
        shared: evidence.shared,
        can_open,
        can_remove: record.case.may_remove_evidence(evidence, facts).is_ok(),
    }
}
