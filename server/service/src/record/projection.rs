//! Rows derived from a case: nothing here is decided, everything could be derived again.

use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::case::Case;
use domain::clock::{ClockProfile, Warning};
use domain::value::normalise;
use store::{CaseFileRow, ClockRow, LookupRow};
use uuid::Uuid;

use crate::vault::{Lookup, Vault};

/// The row of a new case before [`refresh`].
pub(super) fn new_file(
    id: Uuid,
    receipt_hash: Vec<u8>,
    wrapped_key: Vec<u8>,
    head: Vec<u8>,
    case: &Case,
    now: DateTime<Utc>,
) -> CaseFileRow {
    CaseFileRow {
        id,
        number: case.number.as_str().to_owned(),
        receipt_hash,
        case_type: case.case_type().code().to_owned(),
        state: String::new(),
        ruleset: case.rule_set.code().to_owned(),
        organisation_id: case.organisation.0,
        assignee_id: None,
        channel: case.channel.code().to_owned(),
        received_at: case.received_at,
        version: 0,
        problem: case.filing.problem_code().map(str::to_owned),
        item: case
            .filing
            .item()
            .map(|item| item.category.code().to_owned()),
        outcome: None,
        is_open: true,
        closed_at: None,
        queue: String::new(),
        warn_at: None,
        overdue_at: None,
        wrapped_key: Some(wrapped_key),
        summary: Vec::new(),
        head,
        updated_at: now,
    }
}

/// Brings the row up to date with the case.
pub(super) fn refresh(
    file: &mut CaseFileRow,
    case: &Case,
    calendar: &Calendar,
    profile: &ClockProfile,
    now: DateTime<Utc>,
) {
    let due = case.due_times(calendar, profile);
    case.state.code().clone_into(&mut file.state);
    file.organisation_id = case.organisation.0;
    file.assignee_id = case.assignee.as_ref().map(|assignee| assignee.account.0);
    file.version = case.version.into();
    file.outcome = case
        .ending
        .as_ref()
        .map(|ending| ending.outcome.code().to_owned());
    file.is_open = case.state.is_open();
    file.closed_at = case.closed_at;
    case.queue().code().clone_into(&mut file.queue);
    file.warn_at = due.warn_at;
    file.overdue_at = due.overdue_at;
    file.updated_at = now;
}

/// The clock rows of a case.
pub(super) fn clocks(
    case_id: Uuid,
    case: &Case,
    calendar: &Calendar,
    profile: &ClockProfile,
) -> Vec<ClockRow> {
    let mut rows: Vec<ClockRow> = Vec::with_capacity(case.spans.len());
    for span in &case.spans {
        let code = span.rule.code();
        let dates = span.dates(calendar, profile);
        let place = rows.iter().filter(|row| row.clock == code).count() + 1;
        rows.push(ClockRow {
            case_id,
            clock: code.to_owned(),
            ordinal: i64::try_from(place).unwrap_or(i64::MAX),
            started_at: span.started_at,
            half_at: dates.warning_at(Warning::Half, calendar),
            near_at: dates.warning_at(Warning::Near, calendar),
            due_at: dates.due_at,
            wall_at: dates.wall_at,
            provisional: dates.provisional,
            paused: span.is_running() && dates.due_at.is_none(),
            stopped_at: span.stopped_at,
        });
    }
    rows
}

/// The keyed hashes by which a case is found.
pub(super) fn lookups(vault: &Vault, case: &Case) -> Vec<LookupRow> {
    let mut rows = Vec::new();
    let mut add = |kind: Lookup, value: &str| {
        rows.push(LookupRow {
            kind: kind.code().to_owned(),
            hash: vault.lookup(kind, value),
        });
    };
    let people = case
        .filing
        .person()
        .into_iter()
        .chain(&case.others.agent)
        .chain(&case.others.co_complainants);
    for person in people {
        add(Lookup::Phone, person.phone.as_str());
        add(Lookup::PhoneTail, &person.phone.last4());
        add(Lookup::Name, &normalise::compact(person.name.as_str()));
    }
    for business in case
        .filing
        .respondent()
        .into_iter()
        .chain(&case.others.more_respondents)
    {
        add(
            Lookup::Business,
            &normalise::compact(business.name.as_str()),
        );
        if let Some(code) = &business.credit_code {
            add(Lookup::CreditCode, code.as_str());
        }
    }
    rows
}
