//! Search for staff.
//!
//! What was typed is kept sealed for a day under an id, and only the id stands in the address bar.
//! The text index answers candidates within the viewer's scope, newest first; each is opened and
//! compared, so that nothing is shown that does not match.

use chrono::{DateTime, TimeDelta, Utc};
use domain::case::{Fault, FieldProblem, State};
use domain::code::CaseType;
use domain::search::{Match, SearchQuery, Searchable};
use domain::view::{Failure, FoundRow, QueueFilter, QueueTab, SearchView, Viewer};
use store::{CaseFileRow, EventRow, KeptRow, MissingRow, Tx};
use uuid::Uuid;

use crate::record::{self, CaseRecord, tokens};
use crate::trouble::Trouble;
use crate::vault::{Place, token_hash};
use crate::{Answer, Services, desk};

/// Hours for which a query is kept.
const KEPT_HOURS: i64 = 24;
/// Old queries that each new one removes.
const REMOVED: i64 = 20;
/// Candidates asked for at once.
const BATCH: usize = 50;
/// Candidates opened for one page at most. Beyond, the page ends early and says where to go on.
const MOST_OPENED: usize = 500;
/// Cases indexed in one transaction by [`catch_up`].
const FILLED_AT_ONCE: usize = 32;

/// Keeps what was typed and answers the id for the address bar.
///
/// # Errors
/// [`Failure::Invalid`] for `q` when there is nothing to look for or it is too long,
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn start(services: &Services, viewer: &Viewer, q: &str) -> Answer<String> {
    services.answer(keep(services, viewer, q).await)
}

async fn keep(services: &Services, viewer: &Viewer, q: &str) -> Result<String, Trouble> {
    parse(q)?;
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    drop(tx);
    desk::scope(viewer, &all, "")?;
    let id = services.new_id();
    let now = services.now();
    let row = KeptRow {
        id,
        owner_hash: owner(viewer),
        sealed: services
            .vault()
            .queries()
            .seal(place(&id), q.as_bytes(), &**services.random()),
        expires_at: now + TimeDelta::hours(KEPT_HOURS),
    };
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            tx.kept().delete_expired(now, REMOVED).await?;
            tx.kept().insert(&row).await
        })
    });
    work.await?;
    Ok(id.simple().to_string())
}

/// One page of what a kept query finds, newest first. Of the filter, `queue`, `case_type`, `state`
/// and `org` narrow the result, and `cursor` continues it.
///
/// # Errors
/// [`Failure::NotFound`] when the query is over or belongs to somebody else,
/// [`Failure::NotAllowed`] without a role that works on cases.
pub async fn run(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    filter: &QueueFilter,
) -> Answer<SearchView> {
    let found = async {
        let q = typed(services, viewer, id).await?;
        page(services, viewer, &q, filter).await
    };
    services.answer(found.await)
}

/// Like [`run`], for a program: the query is not kept, and a filter that is none of its list is
/// refused instead of left out.
///
/// # Errors
/// [`Failure::Invalid`] for `q` and wrong filters, [`Failure::NotAllowed`] without a role that
/// works on cases.
pub async fn find(
    services: &Services,
    viewer: &Viewer,
    q: &str,
    filter: &QueueFilter,
) -> Answer<SearchView> {
    let mut problems = filter.problems();
    if !filter.cursor.is_empty() && filter.cursor.parse::<i64>().is_err() {
        problems.push(FieldProblem::new("cursor", Fault::UnknownCode));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    services.answer(page(services, viewer, q, filter).await)
}

fn parse(q: &str) -> Result<SearchQuery, Failure> {
    SearchQuery::parse(q)
        .map_err(|error| Failure::Invalid(vec![FieldProblem::new("q", error.into())]))
}

async fn typed(services: &Services, viewer: &Viewer, id: &str) -> Result<String, Trouble> {
    let id: Uuid = id.parse().map_err(|_| Failure::NotFound)?;
    let mut tx = services.database().read().await?;
    let found = tx.kept().find(id, &owner(viewer), services.now()).await?;
    let row = found.ok_or(Failure::NotFound)?;
    let q = services.vault().queries().open(place(&id), &row.sealed)?;
    String::from_utf8(q.to_vec()).map_err(|_| Trouble::Broken("a stored query is not text"))
}

/// A query belongs to an account, so it outlives the session.
fn owner(viewer: &Viewer) -> Vec<u8> {
    token_hash(&viewer.staff.account.to_string())
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "stored_query",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

async fn page(
    services: &Services,
    viewer: &Viewer,
    q: &str,
    filter: &QueueFilter,
) -> Result<SearchView, Trouble> {
    let query = parse(q)?;
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let scope = desk::scope(viewer, &all, &filter.org)?;
    let search = Search {
        services,
        viewer,
        query: &query,
        narrow: Narrow {
            assignee: desk::assignee(&mut tx, filter).await?,
            ..Narrow::new(viewer, filter, services.now())
        },
        scope,
        rows: filter.rows(),
    };
    let before = filter.cursor.parse().ok();
    let (rows, next) = search.page(&mut tx, before).await?;
    Ok(SearchView {
        query: q.to_owned(),
        is_tail_alone: query.is_tail_alone(),
        rows,
        next: next.map(|place| place.to_string()),
        now: services.now(),
    })
}

/// The rows of the cases that a kept query finds, newest first, up to `most`.
pub(crate) async fn files(
    services: &Services,
    viewer: &Viewer,
    id: &str,
    filter: &QueueFilter,
    most: usize,
) -> Result<Vec<CaseFileRow>, Trouble> {
    let q = typed(services, viewer, id).await?;
    let mut filter = QueueFilter {
        cursor: String::new(),
        ..filter.clone()
    };
    let mut numbers = Vec::new();
    loop {
        let found = page(services, viewer, &q, &filter).await?;
        numbers.extend(found.rows.into_iter().map(|row| row.case.number));
        match found.next {
            Some(next) if numbers.len() < most => filter.cursor = next,
            _ => break,
        }
    }
    numbers.truncate(most);
    let numbers = serde_json::to_string(&numbers)?;
    let mut tx = services.database().read().await?;
    Ok(tx.cases().list_numbered(&numbers).await?)
}

/// One search on its way through the candidates.
struct Search<'a> {
    services: &'a Services,
    viewer: &'a Viewer,
    query: &'a SearchQuery,
    narrow: Narrow,
    scope: Vec<Uuid>,
    rows: usize,
}

impl Search<'_> {
    /// The rows of a page and the place after which the next one begins.
    async fn page(
        &self,
        tx: &mut Tx,
        mut before: Option<i64>,
    ) -> Result<(Vec<FoundRow>, Option<i64>), Trouble> {
        let wanted = tokens::wanted(self.services.vault(), &self.query.wanted());
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let mut rows = Vec::new();
        let mut opened = 0;
        loop {
            let candidates = tx
                .texts()
                .search(&wanted, &self.scope, before, limit)
                .await?;
            let is_last = candidates.len() < BATCH;
            let shown = candidates.iter().filter(|found| self.shows(&found.file));
            let ids: Vec<Uuid> = shown.map(|found| found.file.id).collect();
            let mut histories = record::histories(tx, &ids).await?;
            for candidate in candidates {
                if opened == MOST_OPENED {
                    return Ok((rows, before));
                }
                opened += 1;
                let events = histories.remove(&candidate.file.id);
                if let Some(row) = self.confirm(candidate.file, events)? {
                    if rows.len() == self.rows {
                        return Ok((rows, before));
                    }
                    rows.push(row);
                }
                before = Some(candidate.place);
            }
            if is_last {
                return Ok((rows, None));
            }
        }
    }

    /// Whether a candidate may be shown at all; one that was erased says nothing any more.
    fn shows(&self, file: &CaseFileRow) -> bool {
        let is_kept = file.wrapped_key.is_some();
        is_kept && self.scope.contains(&file.organisation_id) && self.narrow.fits(file)
    }

    /// Opens a candidate and compares it with the query.
    fn confirm(
        &self,
        file: CaseFileRow,
        events: Option<Vec<EventRow>>,
    ) -> Result<Option<FoundRow>, Trouble> {
        let Some(events) = events else {
            return Ok(None);
        };
        let id = file.id;
        let record = match CaseRecord::open(self.services.vault(), file, &events) {
            Ok(record) => record,
            Err(Trouble::Broken(what)) => {
                // One damaged case does not keep the others from being found.
                tracing::error!(case = %id, what, "a case cannot be searched");
                return Ok(None);
            }
            Err(trouble) => return Err(trouble),
        };
        let Some(why) = self.why(&record) else {
            return Ok(None);
        };
        let calendar = self.services.calendar();
        let row = desk::queue_row(self.services, &record.file, self.narrow.now, &calendar)?;
        Ok(row.map(|case| FoundRow { case, why }))
    }

    fn why(&self, record: &CaseRecord) -> Option<Vec<Match>> {
        let mut said = Searchable::of_case(&record.events);
        let is_report = record.case.case_type() == CaseType::Report;
        if is_report && record.case.may_reveal(&self.viewer.staff).is_err() {
            said.hide_people();
        }
        self.query.matches(&record.case.number, &said)
    }
}

/// Which of the cases that were found are shown.
struct Narrow {
    now: DateTime<Utc>,
    account: Uuid,
    tab: Option<QueueTab>,
    case_type: Option<&'static str>,
    state: Option<&'static str>,
    assignee: Option<Uuid>,
    due_before: Option<DateTime<Utc>>,
}

impl Narrow {
    fn new(viewer: &Viewer, filter: &QueueFilter, now: DateTime<Utc>) -> Self {
        Self {
            now,
            account: viewer.staff.account.0,
            tab: QueueTab::parse(&filter.queue).ok(),
            case_type: CaseType::parse(&filter.case_type).ok().map(CaseType::code),
            state: State::parse(&filter.state).ok().map(State::code),
            assignee: None,
            due_before: filter.due_before(),
        }
    }

    fn fits(&self, file: &CaseFileRow) -> bool {
        let is_overdue = file.overdue_at.is_some_and(|at| at <= self.now);
        let warns = file.warn_at.is_some_and(|at| at <= self.now);
        let in_tab = self.tab.is_none_or(|tab| match tab {
            QueueTab::Unreviewed | QueueTab::Open | QueueTab::CallBack => file.queue == tab.code(),
            QueueTab::DueSoon => file.is_open && warns && !is_overdue,
            QueueTab::Overdue => file.is_open && is_overdue,
            QueueTab::Mine => file.is_open && file.assignee_id == Some(self.account),
            QueueTab::All => true,
        });
        in_tab
            && self.case_type.is_none_or(|code| file.case_type == code)
            && self.state.is_none_or(|code| file.state == code)
            && self.assignee.is_none_or(|id| file.assignee_id == Some(id))
            && self
                .due_before
                .is_none_or(|before| file.overdue_at.is_some_and(|at| at < before))
    }
}

/// Indexes the cases that the text index does not hold yet, oldest first, and answers how many.
///
/// To be called at every start. It may stop anywhere: what is indexed stays so, and the next call
/// goes on. Cases that are filed or changed meanwhile are left to those who change them.
///
/// # Errors
/// [`Failure::Busy`] or [`Failure::Internal`] when the database fails.
pub async fn catch_up(services: &Services) -> Answer<u64> {
    services.answer(fill_all(services).await)
}

/// Indexes all cases anew, for instance after the rules of the index changed. What is indexed is
/// found all the while. Answers how many cases were indexed.
///
/// # Errors
/// [`Failure::Busy`] or [`Failure::Internal`] when the database fails.
pub async fn index_again(services: &Services) -> Answer<u64> {
    let forgotten = services
        .database()
        .write(|tx| Box::pin(async move { tx.texts().forget_all().await }))
        .await;
    services.answer(forgotten.map_err(Trouble::from))?;
    catch_up(services).await
}

async fn fill_all(services: &Services) -> Result<u64, Trouble> {
    let limit = i64::try_from(FILLED_AT_ONCE).unwrap_or(i64::MAX);
    let (mut filled, mut after) = (0, 0);
    loop {
        let mut tx = services.database().read().await?;
        let missing = tx.texts().list_missing(after, limit).await?;
        let Some(last) = missing.last() else {
            return Ok(filled);
        };
        after = last.place;
        let mut ready = Vec::with_capacity(missing.len());
        for row in &missing {
            ready.extend(indexed(services, &mut tx, row).await?);
        }
        drop(tx);
        filled += fill(services, ready).await?;
    }
}

/// Case, organisation and tokens, ready to be written.
type Indexed = (Uuid, Uuid, Vec<String>);

/// An erased case has no tokens; a damaged one is left for the next start.
async fn indexed(
    services: &Services,
    tx: &mut Tx,
    row: &MissingRow,
) -> Result<Option<Indexed>, Trouble> {
    let file = tx.cases().load(row.case_id).await?;
    let organisation = file.organisation_id;
    if file.wrapped_key.is_none() {
        return Ok(Some((row.case_id, organisation, Vec::new())));
    }
    match CaseRecord::load(services.vault(), tx, file).await {
        Ok(record) => {
            let tokens = record.tokens(services.vault());
            Ok(Some((row.case_id, organisation, tokens)))
        }
        Err(Trouble::Broken(what)) => {
            tracing::error!(case = %row.case_id, what, "a case cannot be indexed");
            Ok(None)
        }
        Err(trouble) => Err(trouble),
    }
}

async fn fill(services: &Services, ready: Vec<Indexed>) -> Result<u64, Trouble> {
    services
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let mut filled = 0;
                for (case_id, organisation, tokens) in &ready {
                    let mut texts = tx.texts();
                    filled += u64::from(texts.fill(*case_id, *organisation, tokens).await?);
                }
                Ok(filled)
            })
        })
        .await
}
