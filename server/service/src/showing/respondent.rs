//! A complaint as the business it is about sees it.

use chrono::{DateTime, Utc};
use domain::actor::ActorRef;
use domain::case::{Event, Facts};
use domain::clock::RuleId;
use domain::code::Side;
use domain::mask;
use domain::view::{OrganisationView, RespondentCase, Step};

use super::desk::claims;
use super::own_documents;
use super::step::outward;
use crate::record::CaseRecord;

/// A complaint as the business it is about sees it.
pub(crate) fn respondent(
    record: &CaseRecord,
    organisation: OrganisationView,
    until: DateTime<Utc>,
    facts: &Facts<'_>,
) -> RespondentCase {
    let case = &record.case;
    let asked = case.spans.iter().rev();
    let asked = asked
        .into_iter()
        .find(|span| span.rule == RuleId::Business && span.is_running());
    RespondentCase {
        number: case.number.clone(),
        state: case.state,
        received_at: case.received_at,
        organisation,
        respondent: case
            .filing
            .respondent()
            .map(|respondent| respondent.name.as_str().to_owned()),
        consumer: case
            .filing
            .person()
            .map(|person| mask::name(person.name.as_str())),
        item: case.filing.item().map(|item| item.name.as_str().to_owned()),
        facts: case.filing.facts().as_str().to_owned(),
        claims: claims(&case.filing),
        answer_by: asked.and_then(|span| span.dates(facts.calendar, facts.profile).due),
        mediation: case.mediation.clone(),
        settlement: case.settlement.clone(),
        documents: own_documents(case, Side::Business),
        outcome: case
            .ending
            .as_ref()
            .filter(|_| !case.state.is_open())
            .map(|ending| ending.outcome),
        steps: steps(record),
        allowed: case.allowed(facts),
        until,
        now: facts.now,
    }
}

/// What is written to the consumer alone stays with them.
fn steps(record: &CaseRecord) -> Vec<Step> {
    let concerns = record.events.iter();
    concerns
        .filter(|recorded| recorded.event.is_for_the_business())
        .map(|recorded| {
            let mut step = outward(recorded, &ActorRef::Respondent);
            let to_the_consumer = matches!(
                recorded.event,
                Event::Closed { .. } | Event::Withdrawn { .. } | Event::Reopened { .. }
            );
            if to_the_consumer {
                step.text = None;
            }
            step
        })
        .collect()
}
