//! Everything held about a case, for the person who filed: what they see, the history with what
//! proves it, and the files (Personal Information Protection Law, Art. 45).

mod archive;

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use domain::actor::ActorRef;
use domain::case::Recorded;
use domain::code::Side;
use domain::view::TrackView;
use serde::Serialize;
use store::EventRow;

pub use archive::{Pieces, archive};

use crate::casework::{self, Find};
use crate::evidence::{self, OpenFile};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::{Answer, Services, tracking};

/// Says how the rest is to be read; grows when a member changes its meaning.
const FORMAT: u32 = 1;

/// Everything, ready to be packed.
pub struct OwnData {
    /// What the person sees.
    pub case: TrackView,
    /// When it was gathered, UTC.
    pub made_at: DateTime<Utc>,
    history: Vec<Link>,
    files: Vec<OwnFile>,
}

/// One event of the history, as the chain has it (`domain::chain`). Whoever may read an event gets
/// what its commitment is computed from; of the others the commitment alone.
#[derive(Serialize)]
struct Link {
    version: u32,
    at: String,
    kind: String,
    actor: String,
    commitment: String,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
}

/// A file and its place in the archive.
struct OwnFile {
    path: String,
    /// Byte for byte what was handed in, so that its fingerprint fits.
    as_it_came: bool,
    file: OpenFile,
}

/// Gathers what is held about the case behind a cookie token.
///
/// # Errors
/// [`crate::Failure::Expired`] when the half hour is over.
pub async fn gather(services: &Services, token: &str) -> Answer<OwnData> {
    let gathered = async { of_case(services, &tracking::by_token(services, token)?).await };
    services.answer(gathered.await)
}

/// The same by receipt (HTTP interface).
///
/// # Errors
/// [`crate::Failure::NotFound`] for an unknown receipt.
pub async fn gather_by_receipt(services: &Services, receipt: &str) -> Answer<OwnData> {
    let gathered = async { of_case(services, &tracking::by_receipt(services, receipt)?).await };
    services.answer(gathered.await)
}

async fn of_case(services: &Services, find: &Find) -> Result<OwnData, Trouble> {
    let record = casework::load(services, find).await?;
    let rows = {
        let mut tx = services.database().read().await?;
        tx.events().list(record.file.id).await?
    };
    // What was added after the case was loaded comes with the next copy.
    let links = record.events.iter().zip(&rows);
    let history = links
        .map(|(recorded, row)| link(&record, recorded, row))
        .collect::<Result<_, _>>()?;
    let files = files(services, &record).await?;
    let mut case = tracking::view(services, record).await?;
    // A key to the survey has no place in a file that lies about.
    case.survey = None;
    Ok(OwnData {
        case,
        made_at: services.now(),
        history,
        files,
    })
}

fn link(record: &CaseRecord, recorded: &Recorded, row: &EventRow) -> Result<Link, Trouble> {
    let disclosed = is_theirs_to_read(recorded)
        .then(|| record.salted(row))
        .transpose()?;
    let (salt, content) = disclosed.unzip();
    Ok(Link {
        version: recorded.version,
        at: row.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        kind: row.kind.clone(),
        actor: row.actor.clone(),
        commitment: HEXLOWER.encode(&row.commitment),
        hash: HEXLOWER.encode(&row.hash),
        salt: salt.map(|salt| HEXLOWER.encode(&salt)),
        content,
    })
}

/// What staff wrote down for the file stays inside, as on the page.
fn is_theirs_to_read(recorded: &Recorded) -> bool {
    let event = &recorded.event;
    event.is_public() && (!event.has_inner_words() || recorded.actor == ActorRef::Complainant)
}

/// The files the person sees: their own byte for byte, of others what a page shows, and the
/// documents that were issued to them.
async fn files(services: &Services, record: &CaseRecord) -> Result<Vec<OwnFile>, Trouble> {
    let mut files = Vec::new();
    let seen = record.case.evidence.iter().filter(|file| file.shared);
    for (place, evidence) in (1..).zip(seen) {
        let as_it_came = evidence.by == ActorRef::Complainant;
        let file = evidence::open_for_copy(services, record, evidence.file.id, as_it_came).await?;
        files.push(OwnFile {
            path: format!("files/{place}-{}", file.name.as_str()),
            as_it_came,
            file,
        });
    }
    let issued = record.case.issued.iter();
    let own = issued.filter(|issued| issued.template.is_for(Side::Consumer));
    for (place, issued) in (1..).zip(own) {
        files.push(OwnFile {
            path: format!("documents/{place}-{}", issued.file.name.as_str()),
            as_it_came: true,
            file: evidence::open_for_copy(services, record, issued.file.id, true).await?,
        });
    }
    Ok(files)
}
