//! One event as a step of the history.

use domain::actor::ActorRef;
use domain::case::{Event, Recorded};
use domain::value::LongText;
use domain::view::{Step, StepBy};

/// One event as a step of the history.
pub(crate) fn step(recorded: &Recorded) -> Step {
    let mut step = Step {
        version: recorded.version,
        at: recorded.at,
        by: step_by(&recorded.actor),
        kind: recorded.event.kind().to_owned(),
        public: recorded.event.is_public(),
        text: None,
        due: None,
        amount: None,
        outcome: None,
        ground: None,
        termination: None,
        assigned_to: None,
        satisfaction: None,
    };
    fill(&mut step, &recorded.event);
    step
}

pub(super) fn step_by(actor: &ActorRef) -> StepBy {
    match actor {
        ActorRef::Complainant => StepBy::Complainant,
        ActorRef::Respondent => StepBy::Respondent,
        ActorRef::System => StepBy::System,
        ActorRef::Staff { number, .. } => StepBy::Staff(number.clone()),
    }
}

fn fill(step: &mut Step, event: &Event) {
    let text = |text: &LongText| Some(text.as_str().to_owned());
    match event {
        Event::Registered(_)
        | Event::ReviewStarted
        | Event::Accepted
        | Event::EvidenceAdded { .. }
        | Event::EvidenceRemoved { .. }
        | Event::Archived => {}
        Event::MaterialRequested { items, due } => {
            step.text = text(items);
            step.due = Some(*due);
        }
        Event::MaterialSupplied { text: words }
        | Event::NoteAdded { text: words }
        | Event::MessageSent { text: words }
        | Event::BusinessContacted { text: words, .. } => step.text = text(words),
        Event::RefusalProposed { ground, reason } | Event::RefusalApproved { ground, reason } => {
            step.ground = Some(*ground);
            step.text = text(reason);
        }
        Event::RefusalRejected { reason } | Event::Reopened { reason } => step.text = text(reason),
        Event::Assigned { number, .. } => step.assigned_to = Some(number.clone()),
        Event::SettlementRecorded { terms, amount, .. } => {
            step.text = text(terms);
            step.amount = Some(*amount);
        }
        Event::Closed {
            outcome,
            reply,
            recovered,
            termination,
        } => {
            step.outcome = Some(*outcome);
            step.text = reply.as_ref().and_then(text);
            step.amount = Some(*recovered).filter(|amount| amount.get() > 0);
            step.termination = *termination;
        }
        Event::Withdrawn { reason } => step.text = reason.as_ref().and_then(text),
        Event::CalledBack {
            satisfaction,
            text: words,
            ..
        } => {
            step.satisfaction = *satisfaction;
            step.text = words.as_ref().and_then(text);
        }
        Event::Rated {
            satisfaction,
            comment,
            ..
        } => {
            step.satisfaction = Some(*satisfaction);
            step.text = comment.as_ref().map(|words| words.as_str().to_owned());
        }
    }
}
