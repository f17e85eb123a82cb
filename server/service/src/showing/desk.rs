//! A case on the desk.

use domain::actor::Actor;
use domain::case::{Case, CommandKind, Facts, Filing, Person, Respondent, State};
use domain::code::CaseType;
use domain::document::Template;
use domain::exchange::Imported;
use domain::mask;
use domain::value::ShortText;
use domain::view::{
    BusinessLinkView, CaseView, ClaimView, ClockView, Colleague, DeadlineView, ImportedView,
    KnownBusiness, OrganisationView, PersonView, ProposedRefusalView, RespondentView,
};

use super::rating;
use super::step::step;
use crate::record::CaseRecord;

/// What a case view needs beside the case.
pub(crate) struct Surroundings {
    pub(crate) organisation: OrganisationView,
    pub(crate) colleagues: Vec<Colleague>,
    pub(crate) survey: Option<String>,
    pub(crate) businesses: Vec<KnownBusiness>,
    pub(crate) can_link: bool,
    pub(crate) business_link: Option<BusinessLinkView>,
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
        clocks: clocks(record, facts),
        person: case.filing.person().map(masked),
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
        claims: claims(&case.filing),
        facts: case.filing.facts().as_str().to_owned(),
        imported: case.filing.imported().map(imported),
        publication: case.consents.publication,
        entrusted_mediation: case.consents.entrusted_mediation,
        material: case.material.clone(),
        lapsed: case.lapsed.clone(),
        refusal: refusal(case),
        mediation: case.mediation.clone(),
        business_link: around.business_link,
        verification: case.verification.clone(),
        documents: documents(case, facts),
        issued: case.standing_documents(),
        watch: case.watch.clone(),
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
        evidence: super::evidence(record, facts),
        outcomes: if allowed.contains(&CommandKind::Close) {
            case.possible_outcomes().to_vec()
        } else {
            Vec::new()
        },
        places: if allowed.contains(&CommandKind::Distribute) {
            case.places(facts).into_iter().cloned().collect()
        } else {
            Vec::new()
        },
        allowed,
        last_material_day: case.last_material_day(facts),
        colleagues: around.colleagues,
        businesses: around.businesses,
        can_link: around.can_link,
        now: facts.now,
    }
}

/// They hold what is masked here, so only who may see that gets them.
fn documents(case: &Case, facts: &Facts<'_>) -> Vec<Template> {
    match facts.actor {
        Actor::Staff(staff) if case.may_reveal(staff).is_ok() => case.documents(),
        _ => Vec::new(),
    }
}

fn imported(imported: &Imported) -> ImportedView {
    let short = |text: &Option<ShortText>| text.as_ref().map(|text| text.as_str().to_owned());
    ImportedView {
        number: short(&imported.number),
        place: short(&imported.place),
        detail: imported
            .detail
            .as_ref()
            .map(|text| text.as_str().to_owned()),
        status: short(&imported.status),
        organisation: short(&imported.organisation),
        department: short(&imported.department),
    }
}

fn masked(person: &Person) -> PersonView {
    PersonView {
        name: mask::name(person.name.as_str()),
        phone: mask::phone(person.phone.as_str()),
        address: person
            .address
            .as_ref()
            .map(|address| mask::address(address.as_str())),
    }
}

pub(super) fn claims(filing: &Filing) -> Vec<ClaimView> {
    let claims = filing.claims().iter();
    claims
        .map(|claim| ClaimView {
            kind: claim.kind,
            amount: claim.amount,
        })
        .collect()
}

fn refusal(case: &Case) -> Option<ProposedRefusalView> {
    let refusal = case.proposed_refusal.as_ref()?;
    Some(ProposedRefusalView {
        ground: refusal.ground,
        reason: refusal.reason.as_str().to_owned(),
    })
}

fn respondent(respondent: &Respondent) -> RespondentView {
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
    let span = record.case.nearest_span(facts.calendar, facts.profile)?;
    Some(DeadlineView::of(
        &span.dates(facts.calendar, facts.profile),
        facts.now,
        facts.calendar,
    ))
}

fn clocks(record: &CaseRecord, facts: &Facts<'_>) -> Vec<ClockView> {
    let (calendar, now) = (facts.calendar, facts.now);
    let mut views: Vec<ClockView> = record
        .case
        .spans
        .iter()
        .map(|span| {
            let dates = span.dates(calendar, facts.profile);
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
