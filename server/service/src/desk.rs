//! What staff see and do.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::actor::{Actor, ActorRef, OrganisationId, StaffNumber};
use domain::case::{CommandKind, Fault, FieldProblem, Passed, RawCommand, RawFiling, State};
use domain::code::{CaseType, Channel, Outcome};
use domain::value::{CaseNumber, ShortText};
use domain::view::{
    CaseView, Colleague, DeadlineView, Failure, Filed, QueueFilter, QueueRow, QueueTab, QueueView,
    RevealField, TabCount, Viewer,
};
use sha2::{Digest, Sha256};
use store::{AccessRow, CaseFileRow, CaseFilter, CaseList, Cursor, OrganisationRow, Tx};
use uuid::Uuid;

use crate::casework::{self, Find};
use crate::filing::{self, NewCase, Once, Reading};
use crate::record::{self, CaseRecord, Writer};
use crate::showing::{self, Surroundings};
use crate::trouble::Trouble;
use crate::vault::Place;
use crate::{Answer, Services, businesses, organisations, respondent};

/// Badges that depend on the hour count up to here.
const CAP: i64 = 1_000;

/// One page of a queue with the numbers of all tabs.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn queue(
    services: &Services,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> Answer<QueueView> {
    services.answer(list(services, viewer, filter).await)
}

/// The same for a program: a filter that is none of its list is refused instead of left out.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong filter, else as [`queue`].
pub async fn cases(
    services: &Services,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> Answer<QueueView> {
    let mut problems = filter.problems();
    if !filter.cursor.is_empty() && parse_cursor(&filter.cursor).is_none() {
        problems.push(FieldProblem::new("cursor", Fault::UnknownCode));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let mut view = queue(services, viewer, filter).await?;
    // Places lead from page to page at the desk; a program has the list itself.
    for row in &mut view.rows {
        row.place = None;
    }
    Ok(view)
}

async fn list(
    services: &Services,
    viewer: &Viewer,
    filter: &QueueFilter,
) -> Result<QueueView, Trouble> {
    let now = services.now();
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let scope = scope(viewer, &all, &filter.org)?;
    let tabs = counts(&mut tx, &scope, viewer, now).await?;
    let tab = QueueTab::parse(&filter.queue).unwrap_or_else(|_| first_tab(&tabs));
    let list = list_of(tab, viewer, now);
    let conditions = conditions(&mut tx, filter).await?;
    let page = filter.rows();
    let limit = i64::try_from(page + 1).unwrap_or(i64::MAX);
    let mut rows = tx
        .cases()
        .list(
            &scope,
            list,
            conditions,
            parse_cursor(&filter.cursor),
            limit,
        )
        .await?;
    let more = rows.len() > page;
    rows.truncate(page);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| write_cursor(list.cursor(row)));
    drop(tx);
    let calendar = services.calendar();
    let rows = rows
        .iter()
        .map(|file| {
            let row = queue_row(services, file, now, &calendar)?;
            Ok(row.map(|row| QueueRow {
                place: Some(write_cursor(list.cursor(file))),
                ..row
            }))
        })
        .collect::<Result<Vec<_>, Trouble>>()?;
    Ok(QueueView {
        tab,
        tabs,
        rows: rows.into_iter().flatten().collect(),
        next,
        now,
    })
}

/// The cases of a tab.
pub(crate) fn list_of(tab: QueueTab, viewer: &Viewer, now: DateTime<Utc>) -> CaseList<'static> {
    match tab {
        QueueTab::Unreviewed | QueueTab::Open | QueueTab::CallBack => CaseList::Queue(tab.code()),
        QueueTab::DueSoon => CaseList::DueSoon { now },
        QueueTab::Overdue => CaseList::Overdue { now },
        QueueTab::Mine => CaseList::Mine(viewer.staff.account.0),
        QueueTab::All => CaseList::All,
    }
}

/// The conditions by which a list is narrowed.
pub(crate) async fn conditions(
    tx: &mut Tx,
    filter: &QueueFilter,
) -> Result<CaseFilter<'static>, Trouble> {
    let case_type = CaseType::parse(&filter.case_type).ok();
    let state = State::parse(&filter.state).ok();
    Ok(CaseFilter {
        case_type: case_type.map(CaseType::code),
        state: state.map(State::code),
        assignee_id: assignee(tx, filter).await?,
        due_before: filter.due_before(),
        ..CaseFilter::default()
    })
}

/// The organisations a request is about: all the viewer sees, or the one they chose among them.
pub(crate) fn scope(
    viewer: &Viewer,
    all: &[OrganisationRow],
    chosen: &str,
) -> Result<Vec<Uuid>, Trouble> {
    let scope = organisations::scope(viewer, all);
    if scope.is_empty() {
        return Err(Failure::NotAllowed.into());
    }
    match all
        .iter()
        .find(|row| row.code == chosen && scope.contains(&row.id))
    {
        Some(row) => Ok(vec![row.id]),
        None if chosen.is_empty() => Ok(scope),
        None => Err(Failure::NotFound.into()),
    }
}

/// The account whose staff number a filter names.
pub(crate) async fn assignee(tx: &mut Tx, filter: &QueueFilter) -> Result<Option<Uuid>, Trouble> {
    let Ok(number) = StaffNumber::parse(&filter.assignee) else {
        return Ok(None);
    };
    let account = tx.accounts().find_by_number(number.as_str()).await?;
    let unknown = || Failure::Invalid(vec![FieldProblem::new("assignee", Fault::UnknownCode)]);
    Ok(Some(account.ok_or_else(unknown)?.id))
}

/// Overdue cases come first; then whatever waits for review.
fn first_tab(tabs: &[TabCount]) -> QueueTab {
    let count = |tab: QueueTab| {
        tabs.iter()
            .find(|count| count.tab == tab)
            .map_or(0, |count| count.count)
    };
    let order = [
        QueueTab::Overdue,
        QueueTab::DueSoon,
        QueueTab::Unreviewed,
        QueueTab::Open,
    ];
    order
        .into_iter()
        .find(|tab| count(*tab) > 0)
        .unwrap_or(QueueTab::Unreviewed)
}

async fn counts(
    tx: &mut Tx,
    scope: &[Uuid],
    viewer: &Viewer,
    now: DateTime<Utc>,
) -> Result<Vec<TabCount>, Trouble> {
    let counters = tx.counters().list(scope).await?;
    let due = tx.cases().count_due(scope, now, CAP).await?;
    let mine = tx.cases().count_mine(viewer.staff.account.0, CAP).await?;
    let stored = |queue: Option<&str>| -> i64 {
        counters
            .iter()
            .filter(|row| queue.is_none_or(|queue| row.queue == queue))
            .map(|row| row.n)
            .sum()
    };
    let tab = |tab: QueueTab| {
        let count = match tab {
            QueueTab::Unreviewed | QueueTab::Open | QueueTab::CallBack => stored(Some(tab.code())),
            QueueTab::DueSoon => due.due_soon,
            QueueTab::Overdue => due.overdue,
            QueueTab::Mine => mine,
            QueueTab::All => stored(None),
        };
        TabCount {
            tab,
            count: u32::try_from(count.max(0)).unwrap_or(u32::MAX),
        }
    };
    Ok(QueueTab::ALL.iter().copied().map(tab).collect())
}

/// A row as the queue shows it; an erased case has none.
pub(crate) fn queue_row(
    services: &Services,
    file: &CaseFileRow,
    now: DateTime<Utc>,
    calendar: &domain::calendar::Calendar,
) -> Result<Option<QueueRow>, Trouble> {
    let broken = || Trouble::Broken("codes of a case row");
    let Some(summary) = record::open_summary(services.vault(), file)? else {
        return Ok(None);
    };
    let deadline = summary
        .nearest
        .as_ref()
        .map(|span| DeadlineView::of(&span.dates(calendar, &summary.profile), now, calendar));
    Ok(Some(QueueRow {
        number: CaseNumber::parse(&file.number).map_err(|_| broken())?,
        case_type: CaseType::parse(&file.case_type).map_err(|_| broken())?,
        state: State::parse(&file.state).map_err(|_| broken())?,
        title: summary.title,
        respondent: summary.respondent,
        person: summary.person,
        claimed: summary.claimed,
        channel: Channel::parse(&file.channel).map_err(|_| broken())?,
        received_at: file.received_at,
        assignee: summary
            .assignee
            .and_then(|number| StaffNumber::parse(&number).ok()),
        deadline,
        outcome: file
            .outcome
            .as_deref()
            .and_then(|code| Outcome::parse(code).ok()),
        news: summary.news,
        flags: summary.flags,
        supervision: summary.supervision,
        place: None,
    }))
}

/// A cursor in the address bar: when and which, both opaque to people.
pub(crate) fn write_cursor(cursor: Cursor) -> String {
    format!(
        "{}_{}",
        cursor.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        cursor.id.simple()
    )
}

pub(crate) fn parse_cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('_')?;
    let at = DateTime::parse_from_rfc3339(at).ok()?.to_utc();
    Some(Cursor {
        at,
        id: id.parse().ok()?,
    })
}

/// One case, masked.
///
/// # Errors
/// [`Failure::NotFound`] for a case the viewer may not see, as for one that is not there.
pub async fn case(services: &Services, viewer: &Viewer, number: &str) -> Answer<CaseView> {
    let found = async {
        let record = seen(services, viewer, number).await?;
        view(services, viewer, record).await
    };
    services.answer(found.await)
}

/// Loads a case that the viewer may see.
pub(crate) async fn seen(
    services: &Services,
    viewer: &Viewer,
    number: &str,
) -> Result<CaseRecord, Trouble> {
    let number = CaseNumber::parse(number).map_err(|_| Failure::NotFound)?;
    let record = casework::load(services, &Find::Number(number.as_str().to_owned())).await?;
    let all = {
        let mut tx = services.database().read().await?;
        tx.organisations().list().await?
    };
    let scope = organisations::scope(viewer, &all);
    let sees = |organisation: OrganisationId| scope.contains(&organisation.0);
    if record.case.stood_down(viewer.staff.account) {
        return Err(Failure::NotFound.into());
    }
    // Who had the case before may follow it, and do nothing.
    let had_it = |passed: &Passed| sees(passed.from) || sees(passed.to);
    if sees(record.case.organisation) || record.case.passed.iter().any(had_it) {
        Ok(record)
    } else {
        Err(Failure::NotFound.into())
    }
}

async fn view(
    services: &Services,
    viewer: &Viewer,
    record: CaseRecord,
) -> Result<CaseView, Trouble> {
    let can_link = record.case.may_link(&viewer.staff).is_ok();
    let (organisation, accounts, businesses, business_link, line) = {
        let mut tx = services.database().read().await?;
        let id = record.case.organisation.0;
        let rows = tx.organisations().list().await?;
        let organisation = rows.iter().find(|row| row.id == id);
        (
            organisations::view(organisation.ok_or(Trouble::Broken("organisation of a case"))?)?,
            tx.accounts().list_by_organisation(id).await?,
            businesses::of_case(services.vault(), &mut tx, record.file.id).await?,
            if can_link && record.case.mediation.invited {
                respondent::present_link(services, &mut tx, record.file.id).await?
            } else {
                None
            },
            organisations::line_of(&rows, record.case.organisation)?,
        )
    };
    let colleagues = accounts
        .into_iter()
        .filter(|account| {
            account.disabled_at.is_none()
                && account.organisation_id == viewer.staff.organisation.0
                && !record.case.stood_down(account.id.into())
        })
        .filter_map(|account| {
            let number = StaffNumber::parse(&account.number).ok()?;
            Some(Colleague {
                account: account.id.into(),
                number,
                name: account.name,
            })
        })
        .collect();
    let around = Surroundings {
        organisation,
        colleagues,
        survey: casework::survey_of(services, &record),
        businesses,
        can_link,
        business_link,
    };
    let writer = Writer::new(services).along(line);
    let profile = record.profile(&writer.targets);
    let actor = Actor::Staff(viewer.staff.clone());
    Ok(showing::case(
        &record,
        around,
        &writer.facts(&actor, &profile),
    ))
}

/// Does a command. `expected` is the version the person saw; without it the command is done on
/// whatever the case has become, which only notes and messages can bear.
///
/// # Errors
/// [`Failure::Invalid`], [`Failure::Refused`], [`Failure::Conflict`], [`Failure::NotFound`].
pub async fn command(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    expected: Option<u32>,
    command: RawCommand,
) -> Answer<CaseView> {
    let done = async {
        let record = seen(services, viewer, number).await?;
        let command = with_colleague(services, &record, command).await?;
        let command = command.parse().map_err(Failure::Invalid)?;
        let expected = expected.filter(|_| !bears_change(command.kind()));
        let actor = Actor::Staff(viewer.staff.clone());
        let find = Find::Id(record.file.id);
        let record = casework::act(services, &find, &actor, expected, command).await?;
        view(services, viewer, record).await
    };
    services.answer(done.await)
}

fn bears_change(kind: CommandKind) -> bool {
    matches!(kind, CommandKind::Note | CommandKind::SendMessage)
}

/// An assignment names an account; its staff number is looked up, never believed.
async fn with_colleague(
    services: &Services,
    record: &CaseRecord,
    mut command: RawCommand,
) -> Result<RawCommand, Trouble> {
    if command.command != CommandKind::Assign.code() {
        return Ok(command);
    }
    let Some(Ok(id)) = command.to.as_deref().map(|to| to.trim().parse::<Uuid>()) else {
        return Ok(command);
    };
    let account = {
        let mut tx = services.database().read().await?;
        tx.accounts().find(id).await?
    };
    let here = |account: &store::AccountRow| {
        account.organisation_id == record.file.organisation_id && account.disabled_at.is_none()
    };
    match account.filter(here) {
        Some(account) => command.number = Some(account.number),
        None => {
            return Err(Failure::Invalid(vec![FieldProblem::new("to", Fault::UnknownCode)]).into());
        }
    }
    Ok(command)
}

/// Registers a case for somebody on the phone or at the counter.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field; [`Failure::NotAllowed`] without a desk role.
pub async fn register(services: &Services, viewer: &Viewer, raw: RawFiling) -> Answer<Filed> {
    services.answer(register_case(services, viewer, raw, None).await)
}

/// The same for a program: all requests of the account with this key register one case.
///
/// # Errors
/// [`Failure::KeyReused`] when the key came with another filing, else as [`register`].
pub async fn register_once(
    services: &Services,
    viewer: &Viewer,
    raw: RawFiling,
    key: Option<&str>,
) -> Answer<Filed> {
    services.answer(register_case(services, viewer, raw, key).await)
}

async fn register_case(
    services: &Services,
    viewer: &Viewer,
    raw: RawFiling,
    key: Option<&str>,
) -> Result<Filed, Trouble> {
    if !viewer.staff.works_at_desk() {
        return Err(Failure::NotAllowed.into());
    }
    // What one account was told is not for another that hits on the same key.
    let own = key.map(|key| format!("{}/{key}", viewer.staff.account));
    let once = own.map(|key| Once::new(services, &key, &raw)).transpose()?;
    let parsed = match filing::read(services, &raw, once.as_ref()).await? {
        Reading::New(parsed) => *parsed,
        Reading::Answered(filed) => return Ok(*filed),
    };
    let elsewhere = parsed.to.as_deref().is_some_and(|to| !to.trim().is_empty());
    let request = NewCase {
        channel: parsed.channel.unwrap_or(Channel::Phone),
        organisation: (!elsewhere).then_some(viewer.staff.organisation.0),
        actor: ActorRef::from(&Actor::Staff(viewer.staff.clone())),
        parsed,
    };
    filing::file_once(services, request, once).await
}

/// Shows one field in clear; the look, its field and its reason go on record. `field` is a code of
/// [`RevealField`].
///
/// # Errors
/// [`Failure::Invalid`] without a reason, [`Failure::Refused`] when the role does not allow it.
pub async fn reveal(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    field: &str,
    reason: &str,
) -> Answer<String> {
    services.answer(look(services, viewer, number, field, reason).await)
}

async fn look(
    services: &Services,
    viewer: &Viewer,
    number: &str,
    field: &str,
    reason: &str,
) -> Result<String, Trouble> {
    let invalid =
        |field: &str, fault: Fault| Failure::Invalid(vec![FieldProblem::new(field, fault)]);
    let field = RevealField::parse(field).map_err(|_| invalid("field", Fault::UnknownCode))?;
    let reason = ShortText::parse(reason).map_err(|error| invalid("reason", error.into()))?;
    let record = seen(services, viewer, number).await?;
    record.case.may_reveal(&viewer.staff)?;
    let person = record
        .case
        .filing
        .person()
        .ok_or_else(crate::services::not_found)?;
    let value = match field {
        RevealField::Name => person.name.as_str().to_owned(),
        RevealField::Phone => person.phone.as_str().to_owned(),
        RevealField::Address => person
            .address
            .as_ref()
            .map(|text| text.as_str().to_owned())
            .unwrap_or_default(),
    };
    put_on_record(services, viewer, &record, field, &reason).await?;
    Ok(value)
}

/// The access chain of a case: who looked at what, when and why.
pub(crate) async fn put_on_record(
    services: &Services,
    viewer: &Viewer,
    record: &CaseRecord,
    field: RevealField,
    reason: &ShortText,
) -> Result<(), Trouble> {
    let look = Look::new(services, viewer, record, field.code(), Some(reason))?;
    services
        .database()
        .write(move |tx| Box::pin(async move { look.write(tx).await }))
        .await
        .map_err(Trouble::from)
}

/// A look at what is hidden, ready for the access chain of its case.
pub(crate) struct Look {
    case_id: Uuid,
    actor: String,
    field: String,
    reason: Option<Vec<u8>>,
    at: DateTime<Utc>,
}

impl Look {
    pub(crate) fn new(
        services: &Services,
        viewer: &Viewer,
        record: &CaseRecord,
        field: &str,
        reason: Option<&ShortText>,
    ) -> Result<Self, Trouble> {
        let case_id = record.file.id;
        let place = Place {
            table: "access_event",
            row: case_id.as_bytes(),
            column: "reason",
            version: 0,
        };
        let seal = |reason: &ShortText| {
            record.seal(place, reason.as_str().as_bytes(), &**services.random())
        };
        let reason = reason.map(seal);
        let actor = ActorRef::from(&Actor::Staff(viewer.staff.clone()));
        Ok(Self {
            case_id,
            actor: serde_json::to_string(&actor)?,
            field: field.to_owned(),
            reason,
            at: services.now(),
        })
    }

    /// Chains the look to the one before.
    pub(crate) async fn write(self, tx: &mut Tx) -> store::Result<()> {
        let head = tx.access().lock_head(self.case_id).await?;
        let (ordinal, previous) = head.map_or((0, Vec::new()), |head| (head.ordinal, head.hash));
        let mut hasher = Sha256::new();
        for part in [
            previous.as_slice(),
            self.actor.as_bytes(),
            self.field.as_bytes(),
            self.reason.as_deref().unwrap_or_default(),
        ] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        hasher.update(self.at.timestamp_micros().to_be_bytes());
        let row = AccessRow {
            case_id: self.case_id,
            ordinal: ordinal + 1,
            at: self.at,
            actor: self.actor,
            field: self.field,
            reason_sealed: self.reason,
            hash: hasher.finalize().to_vec(),
        };
        tx.access().append(&row).await
    }
}
