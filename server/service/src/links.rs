//! Links that an officer makes for the person who filed: they open the page of the case on the
//! person's own telephone, to add photos or to read.
//!
//! A link works three days and five times, and a new one ends it. Its code has the form of a
//! receipt, travels in the fragment of the address alone, and is never stored: it is derived from
//! the link.

use chrono::{DateTime, TimeDelta, Utc};
use domain::mask;
use domain::value::CaseNumber;
use domain::view::Viewer;
use store::CaseLinkRow;

use crate::jobs::Job;
use crate::trouble::Trouble;
use crate::{Answer, Services, desk};

/// Hours for which a link works.
const HOURS: i64 = 72;
/// How often it opens the case.
const OPENS: i64 = 5;

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLink {
    /// The code, to be shown once.
    pub code: String,
    /// Until when it works.
    pub until: DateTime<Utc>,
    /// Masked number to which it is sent; none without a mobile number.
    pub sent_to: Option<String>,
}

/// To whom a link to a case would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The case.
    pub number: CaseNumber,
    /// Masked mobile number, if the person left one.
    pub phone: Option<String>,
}

/// To whom a link to this case would be sent.
///
/// # Errors
/// [`domain::view::Failure::NotFound`] for a case the viewer may not see; [`domain::view::Failure::Refused`] when no link can
/// be made.
pub async fn recipient(services: &Services, viewer: &Viewer, number: &str) -> Answer<Recipient> {
    let found = async {
        let record = desk::seen(services, viewer, number).await?;
        record.case.may_link(&viewer.staff)?;
        Ok::<_, Trouble>(Recipient {
            number: record.case.number.clone(),
            phone: record.case.message_phone().map(mask::phone),
        })
    };
    services.answer(found.await)
}

/// Makes a link to a case, and a message with it when the person left a mobile number.
///
/// # Errors
/// As [`recipient`]; [`domain::view::Failure::Busy`].
pub async fn create(services: &Services, viewer: &Viewer, number: &str) -> Answer<NewLink> {
    services.answer(make(services, viewer, number).await)
}

async fn make(services: &Services, viewer: &Viewer, number: &str) -> Result<NewLink, Trouble> {
    let record = desk::seen(services, viewer, number).await?;
    record.case.may_link(&viewer.staff)?;
    let sent_to = record.case.message_phone().map(mask::phone);
    let (id, now) = (services.new_id(), services.now());
    let code = services.vault().link_code(id);
    let row = CaseLinkRow {
        id,
        case_id: record.file.id,
        account_id: viewer.staff.account.0,
        code_hash: services.vault().receipt(code.as_bytes()),
        opens_left: OPENS,
        created_at: now,
        expires_at: now + TimeDelta::hours(HOURS),
    };
    let until = row.expires_at;
    let job = sent_to
        .is_some()
        .then(|| Job::SendLink { link: id }.row(services.new_id(), now))
        .transpose()?;
    let written = services.database().write(move |tx| {
        Box::pin(async move {
            tx.case_links().replace(&row).await?;
            if let Some(job) = job {
                tx.jobs().enqueue(&job, now).await?;
            }
            Ok::<_, store::Error>(())
        })
    });
    written.await?;
    services.wake_worker();
    Ok(NewLink {
        code: code.reveal(),
        until,
        sent_to,
    })
}

/// The case a code opens, once more used; the same refusal whatever is wrong with it.
pub(crate) async fn open(services: &Services, code_hash: Vec<u8>) -> Result<uuid::Uuid, Trouble> {
    let now = services.now();
    let opened = services
        .database()
        .write(move |tx| Box::pin(async move { tx.case_links().open(&code_hash, now).await }));
    let opened: Result<_, store::Error> = opened.await;
    opened?.ok_or_else(crate::services::not_found)
}
