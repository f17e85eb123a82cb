//! Cases come in: a look at what would happen first, then all of it, each case once.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use domain::actor::{Actor, ActorRef};
use domain::case::{Fault, FieldProblem, Intake};
use domain::exchange::{Column, Flaw, Record, Row, RowProblem, Stage, identity};
use domain::locale::business_date;
use domain::value::CaseNumber;
use domain::view::{Failure, ImportRow, ImportView, Viewer};
use store::{KeptRow, OrganisationRow, Tx};
use uuid::Uuid;

use super::read::{Limits, Rows, read};
use crate::record::Writer;
use crate::services::not_found;
use crate::trouble::Trouble;
use crate::vault::{Lookup, Place, Vault, token_hash};
use crate::{Answer, Services, desk, filing, organisations};

/// Hours for which a file waits to be confirmed.
const KEPT_HOURS: i64 = 24;
/// Old files that each new one removes.
const REMOVED: i64 = 4;
/// Cases of one transaction: short enough that others who write hardly wait.
const BATCH: usize = 100;
/// Problems that are told; the rest is counted.
const TOLD: usize = 100;
/// Cases that are shown before the import.
const SHOWN: usize = 20;
/// Characters of the facts that are shown.
const EXCERPT: usize = 60;

/// Keeps a file until it is confirmed and answers its id for the address bar.
///
/// # Errors
/// [`Failure::NotAllowed`] without a desk role, [`Failure::Invalid`] for `file` when it is empty
/// or larger than [`Limits::DESK`] allows.
pub async fn upload(services: &Services, viewer: &Viewer, bytes: &[u8]) -> Answer<String> {
    services.answer(keep(services, viewer, bytes).await)
}

async fn keep(services: &Services, viewer: &Viewer, bytes: &[u8]) -> Result<String, Trouble> {
    at_desk(viewer)?;
    let fault = match bytes.len() {
        0 => Some(Fault::Missing),
        length if length > Limits::DESK.bytes => Some(Fault::TooLarge),
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(Failure::Invalid(vec![FieldProblem::new("file", fault)]).into());
    }
    let id = services.new_id();
    let now = services.now();
    let row = KeptRow {
        id,
        owner_hash: owner(viewer),
        sealed: services
            .vault()
            .tables()
            .seal(place(&id), bytes, &**services.random()),
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

/// What a kept file would do, or has done. Nothing is changed.
///
/// # Errors
/// [`Failure::NotAllowed`] without a desk role, [`Failure::NotFound`] when the file is over or
/// somebody else's.
pub async fn look(services: &Services, viewer: &Viewer, id: &str) -> Answer<ImportView> {
    let seen = async {
        at_desk(viewer)?;
        let (id, bytes) = kept(services, viewer, id).await?;
        let importer = Importer::at_desk(services, viewer, id).await?;
        importer.look(services, &bytes).await
    };
    services.answer(seen.await)
}

/// Takes over every case of a kept file that is not here yet. Doing it again changes nothing; what
/// was interrupted goes on where it stopped.
///
/// # Errors
/// As [`look`]; [`Failure::Invalid`] for `file` while anything in it is wrong.
pub async fn confirm(services: &Services, viewer: &Viewer, id: &str) -> Answer<()> {
    let done = async {
        at_desk(viewer)?;
        let (id, bytes) = kept(services, viewer, id).await?;
        let importer = Importer::at_desk(services, viewer, id).await?;
        let mut gathered = Gathered::new(&importer, services.vault());
        let whole = read(&bytes, &Limits::DESK, &mut gathered);
        if whole.is_err() || gathered.problem_count > 0 {
            let problem = FieldProblem::new("file", Fault::UnknownCode);
            return Err(Failure::Invalid(vec![problem]).into());
        }
        let mut cases = gathered.cases;
        while !cases.is_empty() {
            let rest = cases.split_off(BATCH.min(cases.len()));
            importer.take_over(services, cases).await?;
            cases = rest;
        }
        Ok(())
    };
    services.answer(done.await)
}

/// How far an import on the command line has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// Rows that were looked at.
    pub rows: usize,
    /// Cases that were taken over.
    pub imported: usize,
    /// Cases that were here before.
    pub known: usize,
}

/// Takes over a whole file on the command line, in batches. The file is read once before anything
/// is written; when anything in it is wrong, that is answered and nothing changes. Cases that name
/// no organisation go to the one with code `organisation`, else to the intake desk.
///
/// # Errors
/// [`Failure::Invalid`] for an unknown organisation, or what the database says.
pub async fn import_all(
    services: &Services,
    bytes: Vec<u8>,
    organisation: Option<&str>,
    progress: &mut (dyn FnMut(ImportProgress) + Send),
) -> Answer<Result<ImportProgress, (Vec<RowProblem>, u32)>> {
    let done = async {
        let importer = Importer::of_system(services, organisation).await?;
        let mut checked = Checked::new(&importer, services.vault());
        let whole = read(&bytes, &Limits::COMMAND, &mut checked);
        checked.tell(whole);
        if checked.count > 0 {
            return Ok(Err((checked.told, checked.count)));
        }
        drop(checked);
        let (to, mut from) = tokio::sync::mpsc::channel(2);
        let (reading, vault) = (importer.clone(), services.vault().clone());
        let reader = tokio::task::spawn_blocking(move || {
            let mut batches = Batches {
                importer: &reading,
                vault: &vault,
                batch: Vec::with_capacity(BATCH),
                to,
            };
            // What is wrong was told above.
            drop(read(&bytes, &Limits::COMMAND, &mut batches));
            let _ = batches.send();
        });
        let mut so_far = ImportProgress::default();
        while let Some(batch) = from.recv().await {
            let rows = batch.len();
            let new = importer.take_over(services, batch).await?;
            so_far.rows += rows;
            so_far.imported += new;
            so_far.known += rows - new;
            progress(so_far);
        }
        drop(reader.await);
        Ok(Ok(so_far))
    };
    services.answer(done.await)
}

/// Whether this account may take cases over at all.
///
/// # Errors
/// [`Failure::NotAllowed`] without a desk role.
pub fn may_import(services: &Services, viewer: &Viewer) -> Answer<()> {
    services.answer(at_desk(viewer))
}

fn at_desk(viewer: &Viewer) -> Result<(), Trouble> {
    if viewer.staff.works_at_desk() {
        Ok(())
    } else {
        Err(Failure::NotAllowed.into())
    }
}

/// A file belongs to an account, and is nothing but a file.
fn owner(viewer: &Viewer) -> Vec<u8> {
    token_hash(&format!("import_file {}", viewer.staff.account))
}

fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "import_file",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

async fn kept(services: &Services, viewer: &Viewer, id: &str) -> Result<(Uuid, Vec<u8>), Trouble> {
    let id: Uuid = id.parse().map_err(|_| not_found())?;
    let row = {
        let mut tx = services.database().read().await?;
        let mut files = tx.kept();
        files.find(id, &owner(viewer), services.now()).await?
    };
    let row = row.ok_or_else(not_found)?;
    let bytes = services.vault().tables().open(place(&id), &row.sealed)?;
    Ok((id, bytes.to_vec()))
}

/// Who takes cases over, and where to.
#[derive(Clone)]
struct Importer {
    actor: ActorRef,
    organisations: Vec<OrganisationRow>,
    scope: Vec<Uuid>,
    own: Uuid,
    file: Uuid,
}

/// A case of a file that can be taken over.
struct Incoming {
    line: u32,
    record: Record,
    organisation: Uuid,
    /// Keyed hash of what tells it from others.
    hash: String,
    /// The number it has here, if it is one of ours.
    own_number: Option<CaseNumber>,
}

impl Importer {
    async fn at_desk(services: &Services, viewer: &Viewer, file: Uuid) -> Result<Self, Trouble> {
        let mut tx = services.database().read().await?;
        let organisations = tx.organisations().list().await?;
        Ok(Self {
            actor: ActorRef::from(&Actor::Staff(viewer.staff.clone())),
            scope: desk::scope(viewer, &organisations, "")?,
            own: viewer.staff.organisation.0,
            organisations,
            file,
        })
    }

    async fn of_system(services: &Services, organisation: Option<&str>) -> Result<Self, Trouble> {
        let mut tx = services.database().read().await?;
        let organisations = tx.organisations().list().await?;
        let own = organisations::intake(&mut tx, organisation).await?;
        let unknown = || Failure::Invalid(vec![FieldProblem::new("to", Fault::UnknownCode)]);
        Ok(Self {
            actor: ActorRef::System,
            scope: organisations.iter().map(|row| row.id).collect(),
            own: own.ok_or_else(unknown)?.id,
            organisations,
            file: services.new_id(),
        })
    }

    /// Reads a row for this importer.
    fn incoming(&self, vault: &Vault, line: u32, row: &Row) -> Result<Incoming, Vec<RowProblem>> {
        let record = Record::read(line, row);
        let organisation = self.organisation(line, row);
        match (record, organisation) {
            (Ok(record), Ok(organisation)) => Ok(Incoming {
                line,
                record,
                organisation,
                hash: HEXLOWER.encode(&vault.lookup(Lookup::Origin, &identity(row))),
                own_number: Record::own_number(row),
            }),
            (record, organisation) => {
                let mut problems = record.err().unwrap_or_default();
                problems.extend(organisation.err());
                Err(problems)
            }
        }
    }

    /// The department that is named, else the organisation, else the importer's own.
    fn organisation(&self, line: u32, row: &Row) -> Result<Uuid, RowProblem> {
        let mut wrong = None;
        for column in [Column::Department, Column::Organisation] {
            let name = row.cell(column).trim();
            if name.is_empty() {
                continue;
            }
            let named = self.organisations.iter().find(|organisation| {
                [
                    &organisation.name_zh,
                    &organisation.name_en,
                    &organisation.code,
                ]
                .iter()
                .any(|known| known.as_str() == name)
            });
            match named {
                Some(found) if self.scope.contains(&found.id) => return Ok(found.id),
                _ => {
                    wrong.get_or_insert(column);
                }
            }
        }
        match wrong {
            Some(column) => Err(RowProblem::of_cell(line, column, Flaw::UnknownOrganisation)),
            None => Ok(self.own),
        }
    }

    async fn look(&self, services: &Services, bytes: &[u8]) -> Result<ImportView, Trouble> {
        let mut gathered = Gathered::new(self, services.vault());
        let whole = read(bytes, &Limits::DESK, &mut gathered);
        gathered.tell(whole);
        let mut tx = services.database().read().await?;
        let known = Known::find(&mut tx, &gathered.cases).await?;
        drop(tx);
        let mut view = ImportView {
            file: self.file.simple().to_string(),
            rows: gathered.rows,
            problems: gathered.problems,
            problem_count: gathered.problem_count,
            ..ImportView::default()
        };
        for case in &gathered.cases {
            match known.of(case) {
                Some(here) if here.file == Some(self.file) => view.imported += 1,
                Some(_) => view.known += 1,
                None => view.new += 1,
            }
        }
        let shown = gathered.cases.iter().take(SHOWN);
        view.sample = shown.map(|case| sample(case, known.of(case))).collect();
        Ok(view)
    }

    /// Writes what is not here yet in one transaction; answers how many cases that were.
    async fn take_over(&self, services: &Services, cases: Vec<Incoming>) -> Result<usize, Trouble> {
        let importer = self.clone();
        let writer = Writer::new(services);
        let mut drawn = Vec::with_capacity(cases.len());
        for case in cases {
            let mut receipt = [0; 15];
            services.random().fill(&mut receipt);
            drawn.push((services.new_id(), receipt, case));
        }
        services
            .database()
            .write(move |tx| {
                Box::pin(async move {
                    let cases: Vec<&Incoming> = drawn.iter().map(|(_, _, case)| case).collect();
                    let known = Known::find_of(tx, &cases).await?;
                    let mut new = 0;
                    for (id, receipt, case) in drawn {
                        if known.of(&case).is_none() {
                            importer.write(tx, &writer, id, &receipt, case).await?;
                            new += 1;
                        }
                    }
                    Ok(new)
                })
            })
            .await
    }

    async fn write(
        &self,
        tx: &mut Tx,
        writer: &Writer,
        id: Uuid,
        receipt: &[u8],
        case: Incoming,
    ) -> Result<(), Trouble> {
        let organisation = self
            .organisations
            .iter()
            .find(|row| row.id == case.organisation)
            .ok_or(Trouble::Broken("organisation of an imported case"))?;
        let day = business_date(writer.now);
        let case_type = case.record.imported.case_type;
        let intake = Intake {
            number: filing::next_number(tx, organisation, case_type, day).await?,
            channel: case.record.channel,
            organisation: organisation.id.into(),
            organisation_kind: organisations::kind(organisation)?,
            received_at: writer.now,
        };
        let mut events = case.record.take_over(intake).into_iter();
        let registered = events.next().ok_or(Trouble::Broken("imported case"))?;
        // Nobody holds this receipt: the list names no person to give one to.
        let receipt = writer.vault.receipt(receipt);
        let (mut record, first) = writer.open(id, receipt, registered, self.actor.clone())?;
        let mut rows = vec![first];
        rows.extend(record.add(events.collect(), &self.actor, writer)?);
        let tokens = record.tokens(&writer.vault);
        let write = record.first_write(rows, tokens, writer)?;
        tx.cases().append(&write).await?;
        tx.origins().insert(&case.hash, id, self.file).await?;
        Ok(())
    }
}

/// A case that is here already.
#[derive(Clone)]
struct Here {
    number: Option<CaseNumber>,
    file: Option<Uuid>,
}

/// Which cases of a file are here already.
struct Known(HashMap<String, Here>);

impl Known {
    async fn find(tx: &mut Tx, cases: &[Incoming]) -> Result<Self, Trouble> {
        Self::find_of(tx, &cases.iter().collect::<Vec<_>>()).await
    }

    async fn find_of(tx: &mut Tx, cases: &[&Incoming]) -> Result<Self, Trouble> {
        let hashes: Vec<&str> = cases.iter().map(|case| case.hash.as_str()).collect();
        let numbers: Vec<&str> = cases
            .iter()
            .filter_map(|case| case.own_number.as_ref().map(CaseNumber::as_str))
            .collect();
        let mut rows = tx.origins().list(&serde_json::to_string(&hashes)?).await?;
        if !numbers.is_empty() {
            let numbers = serde_json::to_string(&numbers)?;
            rows.extend(tx.origins().list_numbers(&numbers).await?);
        }
        let here = rows.into_iter().map(|row| {
            let here = Here {
                number: CaseNumber::parse(&row.number).ok(),
                file: row.file_id,
            };
            (row.hash, here)
        });
        Ok(Self(here.collect()))
    }

    fn of(&self, case: &Incoming) -> Option<&Here> {
        let number = case.own_number.as_ref().map(CaseNumber::as_str);
        self.0
            .get(&case.hash)
            .or_else(|| self.0.get(number.unwrap_or_default()))
    }
}

fn sample(case: &Incoming, here: Option<&Here>) -> ImportRow {
    let imported = &case.record.imported;
    let facts: String = domain::mask::text(imported.facts.as_str());
    let respondent = imported.respondent.as_ref();
    let number = imported.number.as_ref();
    ImportRow {
        line: case.line,
        number: number.map(|number| number.as_str().to_owned()),
        case_type: imported.case_type,
        business: respondent.map(|business| business.name.as_str().to_owned()),
        facts: facts.chars().take(EXCERPT).collect(),
        stage: match case.record.stage {
            Stage::Open => "open",
            Stage::Accepted => "accepted",
            Stage::Ended(_) => "ended",
        }
        .to_owned(),
        here: here.and_then(|here| here.number.clone()),
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// All cases of a file, and what is wrong with it.
struct Gathered<'a> {
    importer: &'a Importer,
    vault: &'a Vault,
    cases: Vec<Incoming>,
    seen: HashSet<String>,
    rows: u32,
    problems: Vec<RowProblem>,
    problem_count: u32,
}

impl<'a> Gathered<'a> {
    fn new(importer: &'a Importer, vault: &'a Vault) -> Self {
        Self {
            importer,
            vault,
            cases: Vec::new(),
            seen: HashSet::new(),
            rows: 0,
            problems: Vec::new(),
            problem_count: 0,
        }
    }

    fn tell(&mut self, whole: Result<(), Vec<RowProblem>>) {
        self.refuse(whole.err().unwrap_or_default());
    }

    fn refuse(&mut self, problems: Vec<RowProblem>) {
        self.problem_count += count(problems.len());
        let room = TOLD.saturating_sub(self.problems.len());
        self.problems.extend(problems.into_iter().take(room));
    }
}

impl Rows for Gathered<'_> {
    fn row(&mut self, line: u32, row: Result<Row, Vec<RowProblem>>) -> ControlFlow<()> {
        self.rows += 1;
        let read = row.and_then(|row| self.importer.incoming(self.vault, line, &row));
        match read {
            Ok(case) if !self.seen.insert(case.hash.clone()) => {
                self.refuse(vec![RowProblem::of_row(line, Flaw::Twice)]);
            }
            Ok(case) => self.cases.push(case),
            Err(problems) => self.refuse(problems),
        }
        ControlFlow::Continue(())
    }
}

/// What is wrong with a file that is too large to keep.
struct Checked<'a> {
    importer: &'a Importer,
    vault: &'a Vault,
    seen: HashSet<[u8; 16]>,
    told: Vec<RowProblem>,
    count: u32,
}

impl<'a> Checked<'a> {
    fn new(importer: &'a Importer, vault: &'a Vault) -> Self {
        Self {
            importer,
            vault,
            seen: HashSet::new(),
            told: Vec::new(),
            count: 0,
        }
    }

    fn tell(&mut self, whole: Result<(), Vec<RowProblem>>) {
        for problem in whole.err().unwrap_or_default() {
            self.count += 1;
            if self.told.len() < TOLD {
                self.told.push(problem);
            }
        }
    }
}

impl Rows for Checked<'_> {
    fn row(&mut self, line: u32, row: Result<Row, Vec<RowProblem>>) -> ControlFlow<()> {
        let read = row.and_then(|row| self.importer.incoming(self.vault, line, &row));
        let checked = read.and_then(|case| {
            let short = case.hash.as_bytes().first_chunk().copied();
            if self.seen.insert(short.unwrap_or_default()) {
                Ok(())
            } else {
                Err(vec![RowProblem::of_row(line, Flaw::Twice)])
            }
        });
        self.tell(checked);
        ControlFlow::Continue(())
    }
}

/// Hands cases over as they are read, a batch at a time, no faster than they are written.
struct Batches<'a> {
    importer: &'a Importer,
    vault: &'a Vault,
    batch: Vec<Incoming>,
    to: tokio::sync::mpsc::Sender<Vec<Incoming>>,
}

impl Batches<'_> {
    fn send(&mut self) -> ControlFlow<()> {
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() || self.to.blocking_send(batch).is_ok() {
            ControlFlow::Continue(())
        } else {
            // Whoever wrote them has given up.
            ControlFlow::Break(())
        }
    }
}

impl Rows for Batches<'_> {
    fn row(&mut self, line: u32, row: Result<Row, Vec<RowProblem>>) -> ControlFlow<()> {
        let read = row.and_then(|row| self.importer.incoming(self.vault, line, &row));
        self.batch.extend(read);
        if self.batch.len() < BATCH {
            return ControlFlow::Continue(());
        }
        self.send()
    }
}
