//! From a case to what a screen may show. Masking happens here.

use chrono::{DateTime, Utc};
use domain::actor::ActorRef;
use domain::calendar::Calendar;
use domain::case::{CommandKind, Event, Facts, Recorded, State};
use domain::code::CaseType;
use domain::locale::business_date;
use domain::mask;
use domain::view::{
    CaseView, ClaimView, ClockView, Colleague, DeadlineView, FiledClock, NextDate,
    OrganisationView, PersonView, ProposedRefusalView, RatingView, RespondentView, Step, StepBy,
    TrackView,
};

use crate::record::CaseRecord;

/// The clocks that run now, as a filing answers with them.
pub(crate) fn running_clocks(record: &CaseRecord, calendar: &Calendar) -> Vec<FiledClock> {
    let profile = record.profile();
    let running = record.case.spans.iter().filter(|span| span.is_running());
    running
        .map(|span| {
            let dates = span.dates(calendar, &profile);
            FiledClock {
                clock: dates.clock,
                due: dates.due,
                due_at: dates.due_at,
                wall: dates.wall,
                wall_at: dates.wall_at,
                basis: dates.basis,
                basis_en: dates.basis_en,
                provisional: dates.provisional,
            }
        })
        .collect()
}

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
        clocks: running_clocks(record, facts.calendar),
        material: case.material.clone(),
        outcome: ending.map(|ending| ending.outcome),
        recovered: ending.map(|ending| ending.recovered),
        reply: reply.map(|text| text.as_str().to_owned()),
        ground: refused.map(|refusal| refusal.ground),
        rating: case.rating.as_ref().map(rating),
        survey: survey.filter(|_| case.state == State::Closed),
        steps: record
            .events
            .iter()
            .map(step)
            .filter(|step| step.public)
            .map(without_inner_words)
            .collect(),
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

fn without_inner_words(mut step: Step) -> Step {
    if step.kind == "business_contacted" {
        step.text = None;
    }
    step
}

fn next_date(record: &CaseRecord, facts: &Facts<'_>) -> Option<NextDate> {
    let profile = record.profile();
    let span = record.case.nearest_span(facts.calendar, &profile)?;
    if !record.case.state.is_open() {
        return None;
    }
    let dates = span.dates(facts.calendar, &profile);
    let shown = DeadlineView::of(&dates, facts.now, facts.calendar);
    Some(NextDate {
        clock: span.rule,
        from: business_date(span.started_at),
        by: dates.due,
        basis: dates.basis,
        basis_en: dates.basis_en,
        provisional: dates.provisional,
        overdue: shown.level == domain::clock::Level::Overdue,
    })
}

fn rating(rating: &domain::case::Rating) -> RatingView {
    RatingView {
        satisfaction: rating.satisfaction,
        reasons: rating.reasons.clone(),
        comment: rating.comment.as_ref().map(|text| text.as_str().to_owned()),
    }
}

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

fn step_by(actor: &ActorRef) -> StepBy {
    match actor {
        ActorRef::Complainant => StepBy::Complainant,
        ActorRef::Respondent => StepBy::Respondent,
        ActorRef::System => StepBy::System,
        ActorRef::Staff { number, .. } => StepBy::Staff(number.clone()),
    }
}

fn fill(step: &mut Step, event: &Event) {
    let text = |text: &domain::value::LongText| Some(text.as_str().to_owned());
    match event {
        Event::Registered(_) | Event::ReviewStarted | Event::Accepted | Event::Archived => {}
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
            step.text = comment.as_ref().and_then(text);
        }
    }
}

/// What a case view needs beside the case.
pub(crate) struct Surroundings {
    pub(crate) organisation: OrganisationView,
    pub(crate) colleagues: Vec<Colleague>,
    pub(crate) survey: Option<String>,
}

/// A case on the desk.
pub(crate) fn case(record: &CaseRecord, around: Surroundings, facts: &Facts<'_>) -> CaseView {
    let case = &record.case;
    let ending = case.ending.as_ref().filter(|_| !case.state.is_open());
    let item = case.filing.item();
    let allowed = case.allowed(facts);
    CaseView {
        number: case.number.clone(),
        case_type: case.case_type(),
        state: case.state,
        version: case.version,
        organisation: around.organisation,
        channel: case.channel,
        rule_set: case.rule_set,
        received_at: case.received_at,
        assignee: case
            .assignee
            .as_ref()
            .map(|assignee| assignee.number.clone()),
        deadline: deadline(record, facts),
        clocks: clocks(record, facts.calendar, facts.now),
        person: case.filing.person().map(|person| PersonView {
            name: mask::name(person.name.as_str()),
            phone: mask::phone(person.phone.as_str()),
            address: person
                .address
                .as_ref()
                .map(|address| mask::address(address.as_str())),
        }),
        respondent: case.filing.respondent().map(respondent),
        more_respondents: case
            .others
            .more_respondents
            .iter()
            .map(respondent)
            .collect(),
        co_complainants: u32::try_from(case.others.co_complainants.len()).unwrap_or(u32::MAX),
        item: item.map(|item| item.name.as_str().to_owned()),
        item_category: item.map(|item| item.category.code().to_owned()),
        order_no: item
            .and_then(|item| item.order_no.as_ref())
            .map(|order| order.as_str().to_owned()),
        purchased_on: item.and_then(|item| item.purchased_on),
        problem: case.filing.problem_code().map(str::to_owned),
        claims: case
            .filing
            .claims()
            .iter()
            .map(|claim| ClaimView {
                kind: claim.kind,
                amount: claim.amount,
            })
            .collect(),
        facts: case.filing.facts().as_str().to_owned(),
        publication: case.consents.publication,
        entrusted_mediation: case.consents.entrusted_mediation,
        material: case.material.clone(),
        refusal: case
            .proposed_refusal
            .as_ref()
            .map(|refusal| ProposedRefusalView {
                ground: refusal.ground,
                reason: refusal.reason.as_str().to_owned(),
            }),
        settlement: case.settlement.clone(),
        outcome: ending.map(|ending| ending.outcome),
        reply: ending
            .and_then(|ending| ending.reply.as_ref())
            .map(|text| text.as_str().to_owned()),
        recovered: ending.map(|ending| ending.recovered),
        termination: ending.and_then(|ending| ending.termination),
        rating: case.rating.as_ref().map(rating),
        survey: around
            .survey
            .filter(|_| case.state == State::Closed && case.case_type() != CaseType::Report),
        steps: record.events.iter().map(step).collect(),
        outcomes: if allowed.contains(&CommandKind::Close) {
            case.possible_outcomes().to_vec()
        } else {
            Vec::new()
        },
        allowed,
        last_material_day: case.last_material_day(facts),
        colleagues: around.colleagues,
        now: facts.now,
    }
}

fn respondent(respondent: &domain::case::Respondent) -> RespondentView {
    RespondentView {
        name: respondent.name.as_str().to_owned(),
        address: respondent
            .address
            .as_ref()
            .map(|address| address.as_str().to_owned()),
        credit_code: respondent
            .credit_code
            .as_ref()
            .map(|code| code.as_str().to_owned()),
    }
}

fn deadline(record: &CaseRecord, facts: &Facts<'_>) -> Option<DeadlineView> {
    let profile = record.profile();
    let span = record.case.nearest_span(facts.calendar, &profile)?;
    Some(DeadlineView::of(
        &span.dates(facts.calendar, &profile),
        facts.now,
        facts.calendar,
    ))
}

fn clocks(record: &CaseRecord, calendar: &Calendar, now: DateTime<Utc>) -> Vec<ClockView> {
    let profile = record.profile();
    let mut views: Vec<ClockView> = record
        .case
        .spans
        .iter()
        .map(|span| {
            let dates = span.dates(calendar, &profile);
            ClockView {
                clock: span.rule,
                started_at: span.started_at,
                stopped_at: span.stopped_at,
                due: dates.due,
                wall: dates.wall,
                remaining: span.is_running().then(|| dates.remaining(now, calendar)),
                level: span.is_running().then(|| dates.level(now, calendar)),
                basis: dates.basis.clone(),
                basis_en: dates.basis_en.clone(),
                provisional: dates.provisional,
            }
        })
        .collect();
    views.sort_by_key(|view| (view.stopped_at.is_some(), view.due));
    views
}
