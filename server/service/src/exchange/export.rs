//! Cases go out: the rows a list or a search shows, as a file. Who took what is on record before
//! the first byte leaves.

use std::io::Write;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use domain::actor::{Actor, ActorRef};
use domain::case::{Fault, FieldProblem};
use domain::exchange::{Handling, Row, outgoing_row};
use domain::locale::business_date;
use domain::value::ShortText;
use domain::view::{Failure, QueueFilter, QueueTab, Viewer};
use sha2::{Digest, Sha256};
use store::{CaseFileRow, CaseFilter, CaseList, Cursor, ExportEventRow, OrganisationRow};
use uuid::Uuid;

use super::csv::CsvTable;
use super::xlsx::XlsxTable;
use crate::desk::Look;
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::Place;
use crate::{Answer, Services, desk, search};

/// Cases of one file at the desk and over the HTTP interface.
const MOST: usize = 10_000;
/// Cases of one file in clear: each of them is a look on record.
const MOST_CLEAR: usize = 1_000;
/// Cases opened at once.
const PAGE: usize = 250;
/// The field that an export in clear shows, in the access chain of a case.
const FIELD: &str = "export";

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with commas, UTF-8 with a byte order mark, safe from formulas.
    Csv,
    /// An Excel workbook in which every cell is text.
    Xlsx,
}

impl Format {
    /// The ending of the file's name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads a format.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx]
            .into_iter()
            .find(|format| format.code() == code)
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// Format.
    pub format: Format,
    /// The list: queue (all cases when empty), type, state and organisation; its cursor does not
    /// count.
    pub filter: QueueFilter,
    /// Id of the kept search whose results are wanted; empty for a list.
    pub search: String,
    /// Why personal data are needed in clear; `None` for a masked file.
    pub reason: Option<String>,
}

/// A file that is ready.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Number of cases.
    pub cases: usize,
    /// SHA-256 in hexadecimal, as it stands in the record.
    pub sha256: String,
}

/// Makes the file of a list or a search, masked unless a reason is given. In clear it holds the
/// texts of those cases whose data this person may see, and each of them records the look.
///
/// # Errors
/// [`Failure::NotAllowed`] without a role that works on cases; [`Failure::NotFound`] when the
/// search is over; [`Failure::Invalid`] for `reason` when it is empty or too long, for `filter`
/// when there are more cases than one file may hold.
pub async fn export(
    services: &Services,
    viewer: &Viewer,
    request: &ExportRequest,
) -> Answer<Exported> {
    services.answer(make(services, viewer, request).await)
}

fn invalid(field: &str, fault: Fault) -> Trouble {
    Failure::Invalid(vec![FieldProblem::new(field, fault)]).into()
}

async fn make(
    services: &Services,
    viewer: &Viewer,
    request: &ExportRequest,
) -> Result<Exported, Trouble> {
    let reason = reason_of(request.reason.as_deref())?;
    let most = if reason.is_some() { MOST_CLEAR } else { MOST };
    let mut files = files(services, viewer, request, most).await?;
    if files.len() > most {
        return Err(invalid("filter", Fault::TooLarge));
    }
    let organisations = {
        let mut tx = services.database().read().await?;
        tx.organisations().list().await?
    };
    let mut looks = Vec::new();
    let mut sheet = Sheet::begin(request.format, Vec::new())?;
    while !files.is_empty() {
        let rest = files.split_off(PAGE.min(files.len()));
        let mut tx = services.database().read().await?;
        let records = CaseRecord::load_all(services.vault(), &mut tx, files).await?;
        drop(tx);
        for record in &records {
            let clear = reason
                .as_ref()
                .filter(|_| record.case.may_reveal(&viewer.staff).is_ok());
            if let Some(reason) = clear {
                looks.push(Look::new(services, viewer, record, FIELD, Some(reason))?);
            }
            sheet.add(&row(record, &organisations, clear.is_none()))?;
        }
        files = rest;
    }
    let (bytes, cases, sha256) = sheet.end()?;
    let hash = HEXLOWER.encode(&sha256);
    let taken = Taken {
        actor: ActorRef::from(&Actor::Staff(viewer.staff.clone())),
        format: request.format,
        filter: filter_of(request),
        reason,
        cases,
        sha256,
    };
    taken.record(services, looks).await?;
    Ok(Exported {
        bytes,
        name: file_name(services.now(), request.format),
        format: request.format,
        cases,
        sha256: hash,
    })
}

/// `cases-20261122.csv`, by the day of the county.
fn file_name(now: DateTime<Utc>, format: Format) -> String {
    format!(
        "cases-{}.{}",
        business_date(now).format("%Y%m%d"),
        format.code()
    )
}

/// The rows of the cases that are wanted, in the order of the list, at most one more than `most`.
async fn files(
    services: &Services,
    viewer: &Viewer,
    request: &ExportRequest,
    most: usize,
) -> Result<Vec<CaseFileRow>, Trouble> {
    if !request.search.is_empty() {
        return search::files(services, viewer, &request.search, &request.filter, most + 1).await;
    }
    let now = services.now();
    let mut tx = services.database().read().await?;
    let all = tx.organisations().list().await?;
    let scope = desk::scope(viewer, &all, &request.filter.org)?;
    let tab = QueueTab::parse(&request.filter.queue).unwrap_or(QueueTab::All);
    let list = desk::list_of(tab, viewer, now);
    let conditions = desk::conditions(&mut tx, &request.filter).await?;
    let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
    Ok(tx
        .cases()
        .list(&scope, list, conditions, None, limit)
        .await?)
}

/// The filter as the record keeps it: codes and the id of a search, nothing that was typed.
fn filter_of(request: &ExportRequest) -> serde_json::Value {
    let filter = &request.filter;
    let members = [
        ("queue", &filter.queue),
        ("type", &filter.case_type),
        ("state", &filter.state),
        ("org", &filter.org),
        ("assignee", &filter.assignee),
        ("due_before", &filter.due_before),
        ("search", &request.search),
    ];
    let plain = |text: &str| -> String { text.chars().take(40).collect() };
    members
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), serde_json::Value::String(plain(value))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn row(record: &CaseRecord, organisations: &[OrganisationRow], masked: bool) -> Row {
    let find = |id: Uuid| organisations.iter().find(|row| row.id == id);
    let own = find(record.file.organisation_id);
    let parent = own.and_then(|own| own.parent_id).and_then(find);
    let name = |row: Option<&OrganisationRow>| row.map(|row| row.name_zh.clone());
    let own = name(own).unwrap_or_default();
    let parent = name(parent);
    let handling = match &parent {
        Some(parent) => Handling {
            organisation: parent,
            department: &own,
        },
        None => Handling {
            organisation: &own,
            department: "",
        },
    };
    outgoing_row(&record.case, handling, masked)
}

/// A file under way; its hash grows with it.
struct Sheet<W: Write> {
    kind: Kind<W>,
    rows: usize,
}

enum Kind<W: Write> {
    Csv(Box<CsvTable<Hashed<W>>>),
    Xlsx(Box<XlsxTable>, Hashed<W>),
}

/// Writes on and keeps the hash of what was written.
struct Hashed<W> {
    to: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let length = self.to.write(bytes)?;
        self.hash.update(bytes.get(..length).unwrap_or_default());
        Ok(length)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

fn unwritten(error: impl std::fmt::Display) -> Trouble {
    tracing::error!(%error, "a table cannot be written");
    Trouble::Broken("a table cannot be written")
}

impl<W: Write> Sheet<W> {
    fn begin(format: Format, to: W) -> Result<Self, Trouble> {
        let to = Hashed {
            to,
            hash: Sha256::new(),
        };
        let kind = match format {
            Format::Csv => Kind::Csv(Box::new(CsvTable::begin(to).map_err(unwritten)?)),
            Format::Xlsx => Kind::Xlsx(Box::new(XlsxTable::begin().map_err(unwritten)?), to),
        };
        Ok(Self { kind, rows: 0 })
    }

    fn add(&mut self, row: &Row) -> Result<(), Trouble> {
        self.rows += 1;
        match &mut self.kind {
            Kind::Csv(table) => table.row(row).map_err(unwritten),
            Kind::Xlsx(table, _) => table.row(row).map_err(unwritten),
        }
    }

    /// What it was written to, the number of cases and the hash.
    fn end(self) -> Result<(W, usize, Vec<u8>), Trouble> {
        let mut out = match self.kind {
            Kind::Csv(table) => table.end().map_err(unwritten)?,
            Kind::Xlsx(table, mut out) => {
                let bytes = table.end().map_err(unwritten)?;
                out.write_all(&bytes).map_err(unwritten)?;
                out
            }
        };
        out.flush().map_err(unwritten)?;
        Ok((out.to, self.rows, out.hash.finalize().to_vec()))
    }
}

/// What the record of an export says.
struct Taken {
    actor: ActorRef,
    format: Format,
    filter: serde_json::Value,
    reason: Option<ShortText>,
    cases: usize,
    sha256: Vec<u8>,
}

impl Taken {
    /// Keeps the record for good, with the looks at each case that was shown in clear.
    async fn record(self, services: &Services, looks: Vec<Look>) -> Result<(), Trouble> {
        let id = services.new_id();
        let place = Place {
            table: "export_event",
            row: id.as_bytes(),
            column: "reason_sealed",
            version: 0,
        };
        let sealed = self.reason.as_ref().map(|reason| {
            let key = services.vault().tables();
            key.seal(place, reason.as_str().as_bytes(), &**services.random())
        });
        let row = ExportEventRow {
            id,
            at: services.now(),
            actor: serde_json::to_string(&self.actor)?,
            format: self.format.code().to_owned(),
            filter: self.filter.to_string(),
            masked: self.reason.is_none(),
            reason_sealed: sealed,
            cases: i64::try_from(self.cases).unwrap_or(i64::MAX),
            sha256: self.sha256,
        };
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                for look in looks {
                    look.write(tx).await?;
                }
                tx.export_events().append(&row).await
            })
        });
        Ok(work.await?)
    }
}

/// Writes all cases of the county on the command line, newest first, page by page; answers their
/// number. In clear only for a reason; the record names the system as the one who asked.
///
/// # Errors
/// [`Failure::Invalid`] for `reason`, [`Failure::Internal`] when the file cannot be written.
pub async fn export_all<W: Write + Send>(
    services: &Services,
    format: Format,
    reason: Option<&str>,
    out: W,
    progress: &mut (dyn FnMut(usize) + Send),
) -> Answer<usize> {
    let done = async {
        let reason = reason_of(reason)?;
        let mut tx = services.database().read().await?;
        let organisations = tx.organisations().list().await?;
        let scope: Vec<Uuid> = organisations.iter().map(|row| row.id).collect();
        let mut sheet = Sheet::begin(format, out)?;
        let (list, all) = (CaseList::All, CaseFilter::default());
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let mut after: Option<Cursor> = None;
        loop {
            let files = tx.cases().list(&scope, list, all, after, limit).await?;
            let Some(end) = files.last() else { break };
            after = Some(list.cursor(end));
            for record in CaseRecord::load_all(services.vault(), &mut tx, files).await? {
                sheet.add(&row(&record, &organisations, reason.is_none()))?;
            }
            progress(sheet.rows);
        }
        drop(tx);
        let (_, cases, sha256) = sheet.end()?;
        let taken = Taken {
            actor: ActorRef::System,
            format,
            filter: serde_json::json!({}),
            reason,
            cases,
            sha256,
        };
        taken.record(services, Vec::new()).await?;
        Ok(cases)
    };
    services.answer(done.await)
}

fn reason_of(reason: Option<&str>) -> Result<Option<ShortText>, Trouble> {
    reason
        .map(|reason| ShortText::parse(reason).map_err(|error| invalid("reason", error.into())))
        .transpose()
}

/// A CSV file with the headings alone, to be filled in. `None` never, as memory takes it.
pub fn template() -> Option<Vec<u8>> {
    CsvTable::begin(Vec::new()).and_then(CsvTable::end).ok()
}
