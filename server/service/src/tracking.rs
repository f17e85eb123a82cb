//! What the person who filed may see and do, by receipt.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use domain::actor::Actor;
use domain::case::RawCommand;
use domain::value::Receipt;
use domain::view::{Failure, TrackView, Visit};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::casework::{self, Find};
use crate::record::{CaseRecord, Writer};
use crate::trouble::Trouble;
use crate::vault::Place;
use crate::{Answer, Services, links, organisations, showing};

/// How long the cookie of one case works.
const MINUTES: i64 = 30;
/// Where the cookie's content stands, as far as sealing is concerned.
const COOKIE: Place<'static> = Place {
    table: "cookie",
    row: b"track",
    column: "case",
    version: 0,
};

/// What the cookie carries, sealed: the case and its end, never the receipt.
#[derive(Serialize, Deserialize)]
struct Ticket {
    case: Uuid,
    until: DateTime<Utc>,
}

/// Checks a receipt as typed and gives a token for the cookie of that one case (30 minutes).
///
/// # Errors
/// [`Failure::NotFound`], the same for a receipt that is not well formed and one that is unknown.
pub async fn open(services: &Services, receipt: &str) -> Answer<String> {
    services.answer(open_ticket(services, receipt).await)
}

async fn open_ticket(services: &Services, receipt: &str) -> Result<String, Trouble> {
    let record = opened(services, receipt).await?;
    Ok(visit(services, record.file.id)?.pass)
}

/// Lets a person in to one case from now on, for half an hour.
pub(crate) fn visit(services: &Services, case: Uuid) -> Result<Visit, Trouble> {
    let until = services.now() + TimeDelta::minutes(MINUTES);
    let ticket = serde_json::to_vec(&Ticket { case, until })?;
    let links = services.vault().links();
    let sealed = links.seal(COOKIE, &ticket, &**services.random());
    let pass = BASE64URL_NOPAD.encode(&sealed);
    Ok(Visit { pass, until })
}

/// The case of a receipt, or of a link that an officer made: its code has the same form.
async fn opened(services: &Services, receipt: &str) -> Result<CaseRecord, Trouble> {
    let receipt = Receipt::parse(receipt).map_err(|_| Failure::NotFound)?;
    let hash = services.vault().receipt(receipt.as_bytes());
    match casework::load(services, &Find::Receipt(hash.clone())).await {
        Err(Trouble::Told(Failure::NotFound)) => {
            let case = links::open(services, hash).await?;
            casework::load(services, &Find::Id(case)).await
        }
        found => found,
    }
}

/// The case behind a cookie token.
///
/// # Errors
/// [`Failure::Expired`] when the half hour is over.
pub async fn track(services: &Services, token: &str) -> Answer<TrackView> {
    let found = async {
        view(
            services,
            casework::load(services, &by_token(services, token)?).await?,
        )
        .await
    };
    services.answer(found.await)
}

/// The case behind a receipt (HTTP interface).
///
/// # Errors
/// [`Failure::NotFound`] for an unknown receipt.
pub async fn track_by_receipt(services: &Services, receipt: &str) -> Answer<TrackView> {
    let found = async {
        view(
            services,
            casework::load(services, &by_receipt(services, receipt)?).await?,
        )
        .await
    };
    services.answer(found.await)
}

/// A command of the person who filed: message, material, withdrawal, rating, reopening.
///
/// # Errors
/// [`Failure::Invalid`] and [`Failure::Refused`] with what stands in the way.
pub async fn act(services: &Services, token: &str, command: RawCommand) -> Answer<TrackView> {
    let find = services.answer(by_token(services, token))?;
    services.answer(act_on(services, find, command).await)
}

/// The same by receipt (HTTP interface).
///
/// # Errors
/// As [`act`], and [`Failure::NotFound`] for an unknown receipt.
pub async fn act_by_receipt(
    services: &Services,
    receipt: &str,
    command: RawCommand,
) -> Answer<TrackView> {
    let find = services.answer(by_receipt(services, receipt))?;
    services.answer(act_on(services, find, command).await)
}

async fn act_on(
    services: &Services,
    find: Find,
    command: RawCommand,
) -> Result<TrackView, Trouble> {
    let command = command.parse().map_err(Failure::Invalid)?;
    let record = casework::act(services, &find, &Actor::Complainant, None, command).await?;
    view(services, record).await
}

pub(crate) fn by_receipt(services: &Services, receipt: &str) -> Result<Find, Trouble> {
    let receipt = Receipt::parse(receipt).map_err(|_| Failure::NotFound)?;
    Ok(Find::Receipt(services.vault().receipt(receipt.as_bytes())))
}

pub(crate) fn by_token(services: &Services, token: &str) -> Result<Find, Trouble> {
    let sealed = BASE64URL_NOPAD
        .decode(token.as_bytes())
        .map_err(|_| Failure::Expired)?;
    let plaintext = services
        .vault()
        .links()
        .open(COOKIE, &sealed)
        .map_err(|_| Failure::Expired)?;
    let ticket: Ticket = serde_json::from_slice(&plaintext)?;
    if ticket.until <= services.now() {
        return Err(Failure::Expired.into());
    }
    Ok(Find::Id(ticket.case))
}

pub(crate) async fn view(services: &Services, record: CaseRecord) -> Result<TrackView, Trouble> {
    let organisation = {
        let mut tx = services.database().read().await?;
        organisations::view(&tx.organisations().load(record.case.organisation.0).await?)?
    };
    let survey = casework::survey_of(services, &record);
    let writer = Writer::new(services);
    let profile = record.profile(&writer.targets);
    Ok(showing::track(
        &record,
        organisation,
        survey,
        &writer.facts(&Actor::Complainant, &profile),
    ))
}
