//! Writes messages into the outbox, each once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::locale::Locale;
use domain::message::{Template, Variables};
use serde::{Deserialize, Serialize};
use store::{NewJob, NewMessage, Tx};
use uuid::Uuid;

use super::Job;
use super::worker::{Done, Handled, Tools};
use crate::casework::{self, Find};
use crate::record::CaseRecord;
use crate::trouble::Trouble;
use crate::vault::Place;
use crate::{Failure, Services};

/// After this time a step is no news, whether nobody worked meanwhile or it comes from old files.
const NEWS: TimeDelta = TimeDelta::days(7);

/// Channel of text messages.
pub(super) const SMS: &str = "sms";
/// Channel of e-mail.
pub(super) const EMAIL: &str = "email";

/// What an outbox row seals.
#[derive(Serialize, Deserialize)]
pub(super) struct Parcel {
    /// Telephone number or address.
    pub(super) to: String,
    /// What fills the template.
    pub(super) variables: Variables,
    /// The words as they were when the message was written.
    pub(super) text: String,
}

/// Where the sealed parcel of a message stands.
pub(super) fn place(id: &Uuid) -> Place<'_> {
    Place {
        table: "outbox",
        row: id.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

/// Writes the message about a step, unless it is no news or there is nobody to send it to.
pub(super) async fn notify(tools: &Tools, case: Uuid, version: i64, template: Template) -> Handled {
    let services = &tools.services;
    let Some(record) = find(services, case).await? else {
        return Ok(Done::Now);
    };
    if !is_news(&record, version, services.now()) {
        return Ok(Done::Now);
    }
    let variables = Variables::of_case(&record.case.number, &tools.outside.sender);
    let key = format!("{template}:{case}:{version}");
    if let Some(letter) = Letter::to(tools, &record, template, variables, key)? {
        letter.write(services, None).await?;
    }
    Ok(Done::Now)
}

fn is_news(record: &CaseRecord, version: i64, now: DateTime<Utc>) -> bool {
    let mut events = record.events.iter();
    let step = events.find(|recorded| i64::from(recorded.version) == version);
    step.is_some_and(|recorded| now - recorded.at < NEWS)
}

/// A case; `None` once it is erased.
pub(super) async fn find(services: &Services, case: Uuid) -> Result<Option<CaseRecord>, Trouble> {
    match casework::load(services, &Find::Id(case)).await {
        Ok(record) => Ok(Some(record)),
        Err(Trouble::Told(Failure::NotFound)) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// A message and the job that delivers it, ready for the transaction.
pub(super) struct Letter {
    message: NewMessage,
    delivery: NewJob,
    now: DateTime<Utc>,
}

impl Letter {
    /// A text message to the person who filed; `None` when they left no mobile number.
    pub(super) fn to(
        tools: &Tools,
        record: &CaseRecord,
        template: Template,
        variables: Variables,
        dedup_key: String,
    ) -> Result<Option<Self>, Trouble> {
        let services = &tools.services;
        let Some(phone) = record.case.message_phone() else {
            return Ok(None);
        };
        let parcel = Parcel {
            to: phone.to_owned(),
            text: template.text(Locale::default(), &tools.outside.sender, &variables),
            variables,
        };
        let now = services.now();
        // The delivery has the identifier of its message: an administrator sees them together.
        let id = services.new_id();
        let plaintext = serde_json::to_vec(&parcel)?;
        let message = NewMessage {
            id,
            case_id: Some(record.file.id),
            channel: SMS.to_owned(),
            template: template.code().to_owned(),
            sealed: record.seal(place(&id), &plaintext, &**services.random()),
            send_after: template.send_time(now),
            dedup_key,
        };
        let delivery = Job::Deliver { message: id }.row(id, message.send_after)?;
        Ok(Some(Self {
            message,
            delivery,
            now,
        }))
    }

    /// When it will go out.
    pub(super) fn send_after(&self) -> DateTime<Utc> {
        self.message.send_after
    }

    /// Writes both, and a job that follows from them, unless the message was written before.
    pub(super) async fn write(
        self,
        services: &Services,
        follow_up: Option<NewJob>,
    ) -> Result<(), Trouble> {
        let now = self.now;
        let work = services.database().write(move |tx| {
            Box::pin(async move {
                if self.put(tx).await?
                    && let Some(job) = follow_up
                {
                    tx.jobs().enqueue(&job, now).await?;
                }
                Ok::<(), Trouble>(())
            })
        });
        work.await
    }

    /// The same inside a transaction; false when the message was written before.
    pub(super) async fn put(&self, tx: &mut Tx) -> Result<bool, Trouble> {
        let is_new = tx.outbox().add(&self.message, self.now).await?;
        if is_new {
            tx.jobs().enqueue(&self.delivery, self.now).await?;
        }
        Ok(is_new)
    }
}
