//! One event as a step of the history.

use domain::actor::ActorRef;
use domain::case::{Event, Recorded, Session};
use domain::value::LongText;
use domain::view::{Decided, PlaceName, Step, StepBy};

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
        side: None,
        agrees: None,
        meeting: None,
        attendance: None,
        hold: None,
        place: None,
        decided: None,
    };
    fill(&mut step, &recorded.event);
    step
}

/// The same for somebody outside the office: what staff wrote down for the file stays inside, what
/// the reader said is theirs.
pub(super) fn outward(recorded: &Recorded, reader: &ActorRef) -> Step {
    let mut step = step(recorded);
    if recorded.event.has_inner_words() && recorded.actor != *reader {
        step.text = None;
    }
    step
}

pub(crate) fn step_by(actor: &ActorRef) -> StepBy {
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
        | Event::BusinessInvited
        | Event::SignedFor
        | Event::VerificationStarted
        | Event::EvidenceAdded { .. }
        | Event::EvidenceRemoved { .. }
        | Event::Archived => {}
        Event::DocumentIssued { .. }
        | Event::DocumentVoided { .. }
        | Event::DocumentDelivered { .. }
        | Event::DocumentOpened { .. } => fill_document(step, event),
        Event::MaterialRequested { items, due } => {
            step.text = text(items);
            step.due = Some(*due);
        }
        Event::MaterialLapsed { due } => step.due = Some(*due),
        Event::MaterialSupplied { text: words }
        | Event::NoteAdded { text: words }
        | Event::MessageSent { text: words }
        | Event::BusinessContacted { text: words, .. }
        | Event::InquiryStarted { text: words }
        | Event::FindingRecorded { text: words }
        | Event::BusinessAnswered { text: words, .. }
        | Event::Resumed { text: words } => step.text = text(words),
        Event::PassedOn { to, text: words }
        | Event::SentBack {
            to, text: words, ..
        } => {
            step.text = text(words);
            step.place = Some(PlaceName {
                zh: to.name_zh.clone(),
                en: to.name_en.clone(),
            });
        }
        Event::ConsentRecorded { .. }
        | Event::RecusalRequested { .. }
        | Event::RecusalDecided { .. }
        | Event::SessionScheduled { .. }
        | Event::SessionRecorded { .. }
        | Event::Proposed { .. }
        | Event::ProposalAnswered { .. }
        | Event::Suspended { .. }
        | Event::MediationTerminated { .. }
        | Event::SettlementRecorded { .. }
        | Event::PerformanceRecorded { .. } => fill_mediation(step, event),
        Event::MergedInto { number } | Event::TookIn { number, .. } => {
            step.text = Some(number.grouped());
        }
        Event::Flagged { .. }
        | Event::Unflagged { .. }
        | Event::ReportedUp { .. }
        | Event::Instructed { .. }
        | Event::Supervised { .. }
        | Event::SupervisionAnswered { .. }
        | Event::Urged { .. } => fill_watch(step, event),
        Event::Extended { .. }
        | Event::CaseFiled { .. }
        | Event::FilingDeclined { .. }
        | Event::PenaltyDecided { .. }
        | Event::RewardRecorded { .. } => fill_verification(step, event),
        Event::RefusalProposed { ground, reason } | Event::RefusalApproved { ground, reason } => {
            step.ground = Some(*ground);
            step.text = text(reason);
        }
        Event::RefusalRejected { reason } | Event::Reopened { reason } => step.text = text(reason),
        Event::Assigned { number, .. } => step.assigned_to = Some(number.clone()),
        Event::Withdrawn { reason } => step.text = reason.as_ref().and_then(text),
        Event::Closed { .. } | Event::CalledBack { .. } | Event::Rated { .. } => {
            fill_ending(step, event);
        }
    }
}

fn fill_ending(step: &mut Step, event: &Event) {
    let text = |text: &LongText| Some(text.as_str().to_owned());
    match event {
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
        _ => {}
    }
}

fn fill_watch(step: &mut Step, event: &Event) {
    let words = match event {
        Event::Flagged { flag, text } | Event::Unflagged { flag, reason: text } => {
            step.decided = Some(Decided::Flag(*flag));
            Some(text)
        }
        Event::Supervised { level, text, due } => {
            step.decided = Some(Decided::Supervision(*level));
            step.due = Some(*due);
            Some(text)
        }
        Event::ReportedUp { text }
        | Event::Instructed { text }
        | Event::SupervisionAnswered { text } => Some(text),
        Event::Urged { text } => text.as_ref(),
        _ => None,
    };
    step.text = words.map(|words| words.as_str().to_owned());
}

fn fill_verification(step: &mut Step, event: &Event) {
    let (words, decided) = match event {
        Event::Extended { rule, reason } => (reason, Some(Decided::Extended(*rule))),
        Event::FilingDeclined { ground, text } => (text, Some(Decided::NotFiled(*ground))),
        Event::PenaltyDecided { decision, text } => (text, Some(Decided::Penalty(*decision))),
        Event::RewardRecorded { amount, text } => {
            step.amount = Some(*amount).filter(|amount| amount.get() > 0);
            (text, None)
        }
        Event::CaseFiled { text } => (text, None),
        _ => return,
    };
    step.text = Some(words.as_str().to_owned());
    step.decided = decided;
}

fn fill_mediation(step: &mut Step, event: &Event) {
    let text = |text: &LongText| Some(text.as_str().to_owned());
    match event {
        Event::ConsentRecorded {
            side,
            agrees,
            text: words,
        }
        | Event::ProposalAnswered {
            side,
            agrees,
            text: words,
        } => {
            step.side = Some(*side);
            step.agrees = Some(*agrees);
            step.text = words.as_ref().and_then(text);
        }
        Event::RecusalRequested { by, of } => {
            step.side = *by;
            step.assigned_to = Some(of.number.clone());
        }
        Event::RecusalDecided { of, granted } => {
            step.agrees = Some(*granted);
            step.assigned_to = Some(of.number.clone());
        }
        Event::SessionScheduled { way, at, place } => {
            step.meeting = Some(Session {
                way: *way,
                at: *at,
                place: place.clone(),
            });
        }
        Event::SessionRecorded {
            attendance,
            text: words,
        } => {
            step.attendance = Some(*attendance);
            step.text = text(words);
        }
        Event::Suspended {
            hold,
            text: words,
            review_on,
        } => {
            step.hold = Some(*hold);
            step.text = text(words);
            step.due = *review_on;
        }
        Event::MediationTerminated { ground, reason } => {
            step.termination = Some(*ground);
            step.text = text(reason);
        }
        Event::PerformanceRecorded {
            performed,
            text: words,
        } => {
            step.agrees = Some(*performed);
            step.text = text(words);
        }
        _ => fill_terms(step, event),
    }
}

/// Terms that are proposed or agreed.
fn fill_terms(step: &mut Step, event: &Event) {
    let text = |text: &LongText| Some(text.as_str().to_owned());
    match event {
        Event::Proposed {
            by,
            terms,
            amount,
            perform_by,
        } => {
            step.side = *by;
            step.text = text(terms);
            step.amount = Some(*amount);
            step.due = *perform_by;
        }
        Event::SettlementRecorded {
            terms,
            amount,
            perform_by,
            ..
        } => {
            step.text = text(terms);
            step.amount = Some(*amount);
            step.due = *perform_by;
        }
        _ => {}
    }
}

fn fill_document(step: &mut Step, event: &Event) {
    match event {
        Event::DocumentIssued {
            template, number, ..
        } => {
            step.decided = Some(Decided::Document(*template));
            step.text = Some(number.as_str().to_owned());
        }
        Event::DocumentVoided {
            template, reason, ..
        } => {
            step.decided = Some(Decided::Document(*template));
            step.text = Some(reason.as_str().to_owned());
        }
        Event::DocumentDelivered { delivery, .. } => {
            step.side = Some(delivery.to);
            step.decided = Some(Decided::Delivered(delivery.way));
            step.due = Some(delivery.on);
            let proof = delivery.proof.as_ref();
            step.text = proof.map(|proof| proof.as_str().to_owned());
        }
        Event::DocumentOpened { by, .. } => step.side = Some(*by),
        _ => {}
    }
}
