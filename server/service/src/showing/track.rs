//! A case as its own complainant sees it.

use domain::actor::ActorRef;
use domain::case::{Event, Facts, State};
use domain::clock::{Level, RuleId};
use domain::code::Side;
use domain::locale::business_date;
use domain::view::{DeadlineView, NextDate, OrganisationView, TrackView};

use super::step::outward;
use super::{own_documents, rating, running_clocks};
use crate::record::CaseRecord;

/// A case as its own complainant sees it.
pub(crate) fn track(
    record: &CaseRecord,
    organisation: OrganisationView,
    survey: Option<String>,
    facts: &Facts<'_>,
) -> TrackView {
    let case = &record.case;
    let refused = case
        .proposed_refusal
        .as_ref()
        .filter(|_| is_refused(record));
    let ending = case.ending.as_ref().filter(|_| !case.state.is_open());
    let reply = ending
        .and_then(|ending| ending.reply.as_ref())
        .or(refused.map(|refusal| &refusal.reason));
    TrackView {
        number: case.number.clone(),
        case_type: case.case_type(),
        state: public_state(case.state),
        version: case.version,
        received_at: case.received_at,
        organisation,
        handler: case
            .assignee
            .as_ref()
            .map(|assignee| assignee.number.clone()),
        respondent: case
            .filing
            .respondent()
            .map(|respondent| respondent.name.as_str().to_owned()),
        item: case.filing.item().map(|item| item.name.as_str().to_owned()),
        facts: case.filing.facts().as_str().to_owned(),
        next: next_date(record, facts),
        clocks: running_clocks(record, facts.calendar, facts.profile),
        material: case.material.clone(),
        mediation: case.mediation.clone(),
        settlement: case.settlement.clone(),
        outcome: ending.map(|ending| ending.outcome),
        recovered: ending.map(|ending| ending.recovered),
        reply: reply.map(|text| text.as_str().to_owned()),
        ground: refused.map(|refusal| refusal.ground),
        rating: case.rating.as_ref().map(rating),
        survey: survey.filter(|_| case.state == State::Closed),
        steps: record
            .events
            .iter()
            .filter(|recorded| recorded.event.is_public())
            .map(|recorded| outward(recorded, &ActorRef::Complainant))
            .collect(),
        evidence: super::evidence(record, facts),
        documents: own_documents(case, Side::Consumer),
        allowed: case.allowed(facts),
    }
}

/// A proposed refusal is an inner matter until it is approved.
fn public_state(state: State) -> State {
    if state == State::RefusalProposed {
        State::Reviewing
    } else {
        state
    }
}

fn is_refused(record: &CaseRecord) -> bool {
    record
        .events
        .iter()
        .any(|recorded| matches!(recorded.event, Event::RefusalApproved { .. }))
}

fn next_date(record: &CaseRecord, facts: &Facts<'_>) -> Option<NextDate> {
    if !record.case.state.is_open() {
        return None;
    }
    let case = &record.case;
    // While the person is asked for material the review waits for them, and that is what they see.
    let waiting = case.material.as_ref().and_then(|_| {
        let running = case.spans.iter().filter(|span| span.is_running());
        running.into_iter().find(|span| span.rule == RuleId::Review)
    });
    let span = waiting.or_else(|| case.nearest_span(facts.calendar, facts.profile))?;
    let dates = span.dates(facts.calendar, facts.profile);
    let shown = DeadlineView::of(&dates, facts.now, facts.calendar);
    Some(NextDate {
        clock: span.rule,
        from: business_date(span.started_at),
        by: dates.due,
        basis: dates.basis,
        basis_en: dates.basis_en,
        provisional: dates.provisional,
        overdue: shown.level == Level::Overdue,
    })
}
