//! Filing a case.

use chrono::NaiveDate;
use domain::actor::{Actor, ActorRef};
use domain::case::{Case, Fault, FieldProblem, Intake, ParsedFiling, RawFiling};
use domain::code::{CaseType, Channel};
use domain::locale::business_date;
use domain::message::Template;
use domain::search::Searchable;
use domain::value::{CaseNumber, Receipt};
use domain::view::{Failure, Filed};
use sha2::{Digest, Sha256};
use store::{EventRow, IdempotencyRow, NewJob, OrganisationRow, Tx, Unique};

use crate::jobs::Job;
use crate::record::{CaseRecord, Writer, tokens};
use crate::trouble::Trouble;
use crate::vault::{Place, SealingKey};
use crate::{Answer, Services, evidence, organisations, showing};

/// Hours for which the same idempotency key gets the same answer.
const REMEMBERED_HOURS: i64 = 24;
/// The status that is kept with a remembered answer.
const CREATED: i64 = 201;

/// Files what an anonymous person sends (no account needed). `idempotency` is the caller's key:
/// the same key and body give the same answer, receipt included; another body is refused.
///
/// # Errors
/// [`Failure::Invalid`] with every wrong field, [`Failure::KeyReused`], [`Failure::Busy`].
pub async fn file(
    services: &Services,
    mut raw: RawFiling,
    idempotency: Option<String>,
) -> Answer<Filed> {
    // How a case came in is for staff to say.
    raw.channel = None;
    services.answer(file_raw(services, &raw, idempotency).await)
}

async fn file_raw(
    services: &Services,
    raw: &RawFiling,
    idempotency: Option<String>,
) -> Result<Filed, Trouble> {
    let once = idempotency
        .map(|key| Once::new(services, &key, raw))
        .transpose()?;
    let parsed = match read(services, raw, once.as_ref()).await? {
        Reading::New(parsed) => *parsed,
        Reading::Answered(filed) => return Ok(*filed),
    };
    let request = NewCase {
        parsed,
        channel: Channel::Web,
        organisation: None,
        actor: ActorRef::Complainant,
    };
    file_once(services, request, once).await
}

/// A filing that was read.
pub(crate) enum Reading {
    /// It can be registered.
    New(Box<ParsedFiling>),
    /// It was registered before.
    Answered(Box<Filed>),
}

/// Reads a filing. What cannot be filed any more may have been filed before: then its key gets
/// the answer it got.
pub(crate) async fn read(
    services: &Services,
    raw: &RawFiling,
    once: Option<&Once>,
) -> Result<Reading, Trouble> {
    let problems = match raw.parse(&services.offered()) {
        Ok(parsed) => return Ok(Reading::New(Box::new(parsed))),
        Err(problems) => problems,
    };
    if let Some(once) = once {
        let mut tx = services.database().read().await?;
        if let Some(filed) = once.answered(&mut tx, services.now()).await? {
            return Ok(Reading::Answered(Box::new(filed)));
        }
    }
    Err(Failure::Invalid(problems).into())
}

/// Registers a case; with a key, once for all requests that carry it.
pub(crate) async fn file_once(
    services: &Services,
    request: NewCase,
    once: Option<Once>,
) -> Result<Filed, Trouble> {
    let registration = Registration::prepare(services, request);
    let again = once.clone();
    let written = services
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let Some(once) = once else {
                    return registration.write(tx).await;
                };
                if let Some(filed) = once.answered(tx, registration.writer.now).await? {
                    return Ok(filed);
                }
                let filed = registration.clone().write(tx).await?;
                once.remember(tx, &filed, &registration.writer).await?;
                Ok(filed)
            })
        })
        .await;
    services.wake_worker();
    match (written, again) {
        // Another request with the same key was faster; its answer is the answer.
        (Err(Trouble::Store(store::Error::Duplicate(Unique::IdempotencyKey))), Some(once)) => {
            let mut tx = services.database().read().await?;
            once.answered(&mut tx, services.now())
                .await?
                .ok_or(Trouble::Broken("remembered answer"))
        }
        (written, _) => written,
    }
}

/// An idempotency key with the body it came with.
#[derive(Clone)]
pub(crate) struct Once {
    key_hash: Vec<u8>,
    body_hash: Vec<u8>,
    key: SealingKey,
}

impl Once {
    pub(crate) fn new(services: &Services, key: &str, raw: &RawFiling) -> Result<Self, Trouble> {
        Ok(Self {
            key_hash: Sha256::digest(key.as_bytes()).to_vec(),
            body_hash: Sha256::digest(serde_json::to_vec(raw)?).to_vec(),
            key: services.vault().idempotency(key),
        })
    }

    fn place(&self) -> Place<'_> {
        Place {
            table: "idempotency",
            row: &self.key_hash,
            column: "sealed",
            version: 0,
        }
    }

    /// The answer that this key already got.
    async fn answered(
        &self,
        tx: &mut Tx,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Option<Filed>, Trouble> {
        let Some(row) = tx.idempotency().find(&self.key_hash, now).await? else {
            return Ok(None);
        };
        if row.body_hash != self.body_hash {
            return Err(Failure::KeyReused.into());
        }
        let plaintext = self.key.open(self.place(), &row.sealed)?;
        Ok(Some(serde_json::from_slice(&plaintext)?))
    }

    async fn remember(&self, tx: &mut Tx, filed: &Filed, writer: &Writer) -> Result<(), Trouble> {
        let sealed = self
            .key
            .seal(self.place(), &serde_json::to_vec(filed)?, &*writer.random);
        let row = IdempotencyRow {
            key_hash: self.key_hash.clone(),
            body_hash: self.body_hash.clone(),
            sealed,
            status: CREATED,
            created_at: writer.now,
            expires_at: writer.now + chrono::TimeDelta::hours(REMEMBERED_HOURS),
        };
        Ok(tx.idempotency().insert(&row).await?)
    }
}

/// What is to be registered, and by whom.
pub(crate) struct NewCase {
    pub(crate) parsed: ParsedFiling,
    pub(crate) channel: Channel,
    /// The registrar's own organisation; a self-filed case goes to the intake desk.
    pub(crate) organisation: Option<uuid::Uuid>,
    pub(crate) actor: ActorRef,
}

/// A registration with everything random already drawn, ready for the transaction.
#[derive(Clone)]
pub(crate) struct Registration {
    id: uuid::Uuid,
    receipt: Receipt,
    parsed: ParsedFiling,
    channel: Channel,
    organisation: Option<uuid::Uuid>,
    actor: ActorRef,
    job_id: uuid::Uuid,
    tokens: Vec<String>,
    pub(crate) writer: Writer,
}

impl Registration {
    pub(crate) fn prepare(services: &Services, request: NewCase) -> Self {
        let ParsedFiling { filing, others, .. } = &request.parsed;
        let said = Searchable::of_filing(filing, others);
        let tokens = tokens::of_content(services.vault(), &said);
        Self {
            tokens,
            ..Self::draw(services, request)
        }
    }

    /// The same without tokens, for a case that says more before it is written.
    pub(crate) fn draw(services: &Services, request: NewCase) -> Self {
        let mut bytes = [0; 15];
        services.random().fill(&mut bytes);
        Self {
            id: services.new_id(),
            tokens: Vec::new(),
            receipt: Receipt::from_bytes(bytes),
            parsed: request.parsed,
            channel: request.channel,
            organisation: request.organisation,
            actor: request.actor,
            job_id: services.new_id(),
            writer: Writer::new(services),
        }
    }

    /// The case this registration makes.
    pub(crate) fn id(&self) -> uuid::Uuid {
        self.id
    }

    /// Writes the case with the files of the draft it was, as its second event.
    pub(crate) async fn write_with_evidence(
        self,
        tx: &mut Tx,
        draft_hash: &[u8],
    ) -> Result<Filed, Trouble> {
        let writer = self.writer.clone();
        let (filed, mut record) = self.write_case(tx).await?;
        let (vault, random) = (&*writer.vault, &*writer.random);
        let handed_in = evidence::move_to_case(vault, random, tx, draft_hash, &record).await?;
        if !handed_in.is_empty() {
            let event = record
                .case
                .add_evidence(handed_in, true, &Actor::Complainant)?;
            let write = record.append(vec![event], &ActorRef::Complainant, &writer)?;
            tx.cases().append(&write).await?;
        }
        Ok(filed)
    }

    /// Writes the case: number, first event, row, clocks, look-ups and the notice to send. The
    /// number is part of the sealed first event, so sealing happens here, inside the transaction.
    pub(crate) async fn write(self, tx: &mut Tx) -> Result<Filed, Trouble> {
        self.write_case(tx).await.map(|(filed, _)| filed)
    }

    async fn write_case(self, tx: &mut Tx) -> Result<(Filed, CaseRecord), Trouble> {
        let organisation = self.organisation(tx).await?;
        let number = self.number(tx, &organisation).await?;
        let tokens = self.tokens.clone();
        let receipt = self.receipt.reveal();
        let writer = self.writer.clone();
        let notice = self.notice()?;
        let (mut record, first) = self.open(&organisation, number)?;
        let write = record.begin(first, tokens, &writer)?;
        tx.cases().append(&write).await?;
        tx.jobs().enqueue(&notice, writer.now).await?;
        let profile = record.profile(&writer.targets);
        let filed = Filed {
            number: record.case.number.clone(),
            receipt,
            received_at: record.case.received_at,
            clocks: showing::running_clocks(&record, &writer.calendar, &profile),
        };
        Ok((filed, record))
    }

    /// The notice that the case has come in; the first event is its version.
    pub(crate) fn notice(&self) -> Result<NewJob, Trouble> {
        let job = Job::Notify {
            case: self.id,
            version: 1,
            template: Template::Filed,
        };
        job.row(self.job_id, self.writer.now)
    }

    /// What opens the case later.
    pub(crate) fn receipt(&self) -> String {
        self.receipt.reveal()
    }

    /// The case with its first event.
    pub(crate) fn open(
        self,
        organisation: &OrganisationRow,
        number: CaseNumber,
    ) -> Result<(CaseRecord, EventRow), Trouble> {
        let intake = Intake {
            number,
            channel: self.channel,
            organisation: organisation.id.into(),
            organisation_kind: organisations::kind(organisation)?,
            received_at: self.writer.now,
        };
        let registered = Case::register(self.parsed, intake);
        let receipt_hash = self.writer.vault.receipt(self.receipt.as_bytes());
        self.writer
            .open(self.id, receipt_hash, registered, self.actor)
    }

    async fn organisation(&self, tx: &mut Tx) -> Result<OrganisationRow, Trouble> {
        if let Some(id) = self.organisation {
            return Ok(tx.organisations().load(id).await?);
        }
        let found = organisations::intake(tx, self.parsed.to.as_deref()).await?;
        found.ok_or_else(|| {
            Failure::Invalid(vec![FieldProblem::new("to", Fault::UnknownCode)]).into()
        })
    }

    async fn number(
        &self,
        tx: &mut Tx,
        organisation: &OrganisationRow,
    ) -> Result<CaseNumber, Trouble> {
        let day = business_date(self.writer.now);
        next_number(tx, organisation, self.parsed.filing.case_type(), day).await
    }
}

/// Takes the next number of the day for a case of an organisation.
pub(crate) async fn next_number(
    tx: &mut Tx,
    organisation: &OrganisationRow,
    case_type: CaseType,
    day: NaiveDate,
) -> Result<CaseNumber, Trouble> {
    let mut serials = tx.serials();
    let serial = serials.next(organisation.id, case_type.code(), day).await?;
    number(organisation, case_type, day, serial)
}

/// The case number with this serial number of the day.
pub(crate) fn number(
    organisation: &OrganisationRow,
    case_type: CaseType,
    day: NaiveDate,
    serial: i64,
) -> Result<CaseNumber, Trouble> {
    let broken = || Trouble::Broken("case number cannot be composed");
    let division = organisation.division.parse().map_err(|_| broken())?;
    let code = organisation.code.parse().map_err(|_| broken())?;
    let serial = u32::try_from(serial).map_err(|_| broken())?;
    CaseNumber::compose(division, code, case_type, day, serial).map_err(|_| broken())
}
