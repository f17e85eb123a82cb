//! Hands a message of the outbox to its gateway: once, or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use domain::locale::Locale;
use domain::message::Template;
use store::OutboxRow;
use uuid::Uuid;

use super::message::{EMAIL, Parcel, SMS, place};
use super::worker::{Done, Handled, Setback, Tools};
use crate::Services;
use crate::ports::{Mail, NotSent, Outside, Sent, Text};
use crate::trouble::Trouble;

/// Longest reason that is kept, in characters.
const LONGEST_REASON: usize = 200;

pub(super) async fn deliver(tools: &Tools, id: Uuid) -> Handled {
    let services = &tools.services;
    let Some(row) = load(services, id).await? else {
        return Ok(Done::Now);
    };
    let template =
        Template::parse(&row.template).map_err(|_| Trouble::Broken("template of a message"))?;
    // The worker may come late; nobody is woken for that.
    let now = services.now();
    let time = template.send_time(now).max(row.send_after);
    if time > now {
        return Ok(Done::Later(time));
    }
    if is_stale(template, &row, now) {
        mark_failed(services, id).await?;
        return Err(Setback::GiveUp("of no use any more".to_owned()));
    }
    let Some(parcel) = open(services, &row).await? else {
        // The case was erased, and the addressee with it.
        mark_failed(services, id).await?;
        return Ok(Done::Now);
    };
    if !begin(services, id).await? {
        return after_an_interruption(services, id).await;
    }
    let sent = if services.is_marked_demo().await? {
        send(&house(tools), &row, template, parcel).await
    } else {
        send(&tools.outside, &row, template, parcel).await
    };
    conclude(tools, id, sent).await
}

/// Whether nobody can do anything with the message any more.
fn is_stale(template: Template, row: &OutboxRow, now: DateTime<Utc>) -> bool {
    let useful = template.useful_for();
    useful.is_some_and(|time| row.created_at + time <= now)
}

/// The same sender without a way out.
fn house(tools: &Tools) -> Outside {
    Outside::outbox_only(tools.outside.sender.clone())
}

/// A message that waits to be sent.
async fn load(services: &Services, id: Uuid) -> Result<Option<OutboxRow>, Trouble> {
    let mut tx = services.database().read().await?;
    let row = tx.outbox().find(id).await?;
    Ok(row.filter(|row| row.sent_at.is_none() && row.failed_at.is_none()))
}

/// Addressee and variables; `None` once the case is erased.
pub(super) async fn open(services: &Services, row: &OutboxRow) -> Result<Option<Parcel>, Trouble> {
    let case_id = row
        .case_id
        .ok_or(Trouble::Broken("message without a case"))?;
    let file = {
        let mut tx = services.database().read().await?;
        tx.cases().find(case_id).await?
    };
    opened(
        services,
        row,
        file.and_then(|file| file.wrapped_key).as_deref(),
    )
}

/// The same with the wrapped key of the case at hand.
pub(super) fn opened(
    services: &Services,
    row: &OutboxRow,
    wrapped_key: Option<&[u8]>,
) -> Result<Option<Parcel>, Trouble> {
    let case_id = row
        .case_id
        .ok_or(Trouble::Broken("message without a case"))?;
    let Some(wrapped) = wrapped_key else {
        return Ok(None);
    };
    let key = services.vault().case_key(case_id, wrapped)?;
    let plaintext = key.open(place(&row.id), &row.sealed)?;
    Ok(Some(serde_json::from_slice(&plaintext)?))
}

/// Notes that the gateway is about to be asked; false when it was asked before.
async fn begin(services: &Services, id: Uuid) -> Result<bool, Trouble> {
    let now = services.now();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.outbox().begin(id, now).await }));
    work.await.map_err(Trouble::Store)
}

/// Somebody asked the gateway and did not live to say what came of it, or is about to.
async fn after_an_interruption(services: &Services, id: Uuid) -> Handled {
    if load(services, id).await?.is_none() {
        return Ok(Done::Now);
    }
    mark_failed(services, id).await?;
    Err(Setback::GiveUp(
        NotSent::Unknown("interrupted".to_owned()).to_string(),
    ))
}

async fn send(outside: &Outside, row: &OutboxRow, template: Template, parcel: Parcel) -> Sent {
    let Parcel {
        to,
        variables,
        text,
    } = parcel;
    let key = row.dedup_key.clone();
    match row.channel.as_str() {
        SMS => {
            let message = Text {
                template,
                phone: to,
                variables,
                key,
            };
            outside.sms.send(&message).await
        }
        EMAIL => {
            let mail = Mail {
                to,
                subject: template.label(Locale::default()).to_owned(),
                text,
                key,
            };
            outside.mailer.send(&mail).await
        }
        _ => Err(NotSent::Never("unknown channel".to_owned())),
    }
}

async fn conclude(tools: &Tools, id: Uuid, sent: Sent) -> Handled {
    let services = &tools.services;
    let error = match sent {
        Ok(reference) => {
            let now = services.now();
            let work = services.database().write(move |tx| {
                Box::pin(async move { tx.outbox().mark_sent(id, now, reference.as_deref()).await })
            });
            work.await.map_err(Trouble::Store)?;
            return Ok(Done::Now);
        }
        Err(error) => error,
    };
    let reason: String = error.to_string().chars().take(LONGEST_REASON).collect();
    let wait = match &error {
        NotSent::Later(_) => Some(TimeDelta::zero()),
        NotSent::NotBefore(_, wait) => Some(TimeDelta::from_std(*wait).unwrap_or(TimeDelta::MAX)),
        NotSent::Never(_) | NotSent::Unknown(_) => None,
    };
    if let Some(wait) = wait.filter(|_| !tools.is_last) {
        let work = services
            .database()
            .write(move |tx| Box::pin(async move { tx.outbox().release(id).await }));
        work.await.map_err(Trouble::Store)?;
        return Err(Setback::NotBefore(reason, wait));
    }
    mark_failed(services, id).await?;
    Err(Setback::GiveUp(reason))
}

async fn mark_failed(services: &Services, id: Uuid) -> Result<(), Trouble> {
    let now = services.now();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.outbox().mark_failed(id, now).await }));
    work.await.map_err(Trouble::Store)
}
