//! Sends a one-time code, if the case and the telephone that were asked for belong together.

use domain::message::{Template, Variables};
use domain::one_time_code::OneTimeCode;
use domain::view::Failure;
use store::TrackingCodeRow;
use uuid::Uuid;

use super::message::Letter;
use super::worker::{Done, Handled, Tools};
use crate::Services;
use crate::casework::{self, Find};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::Lookup;

pub(super) async fn send(tools: &Tools, request: Uuid) -> Handled {
    let services = &tools.services;
    let row = {
        let mut tx = services.database().read().await?;
        tx.tracking_codes().find(request).await?
    };
    let now = services.now();
    let Some(row) = row.filter(|row| row.code_hash.is_none() && row.expires_at > now) else {
        return Ok(Done::Now);
    };
    if let Some(record) = meant(services, &row).await? {
        write(tools, &row, &record).await?;
    }
    Ok(Done::Now)
}

/// The case, when the telephone is the one to which its messages go.
async fn meant(services: &Services, row: &TrackingCodeRow) -> Result<Option<CaseRecord>, Trouble> {
    let found = casework::load(services, &Find::Number(row.number.clone())).await;
    let record = match found {
        Ok(record) => record,
        Err(Trouble::Told(Failure::NotFound)) => return Ok(None),
        Err(trouble) => return Err(trouble),
    };
    let is_meant = record
        .case
        .message_phone()
        .is_some_and(|phone| services.vault().lookup(Lookup::Phone, phone) == row.phone_hash);
    Ok(is_meant.then_some(record))
}

/// Keeps the hash of a new code and writes its message, both or neither.
async fn write(tools: &Tools, row: &TrackingCodeRow, record: &CaseRecord) -> Result<(), Trouble> {
    let services = &tools.services;
    let mut bits = [0; 8];
    services.random().fill(&mut bits);
    let code = OneTimeCode::from_random(u64::from_le_bytes(bits));
    let variables = Variables::of_code(&record.case.number, &code, &tools.outside.sender);
    let key = format!("{}:{}", Template::Code, row.id);
    let Some(letter) = Letter::to(tools, record, Template::Code, variables, key)? else {
        return Ok(());
    };
    let (id, case) = (row.id, record.file.id);
    let hash = services.vault().one_time_code(&id, code.reveal());
    let work = services.database().write(move |tx| {
        Box::pin(async move {
            if tx.tracking_codes().arm(id, case, &hash).await? {
                letter.put(tx).await?;
            }
            Ok::<(), Trouble>(())
        })
    });
    work.await
}
