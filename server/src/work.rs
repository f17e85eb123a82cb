//! What a process does beside answering: background jobs, and the rest of the search index.

use std::sync::Arc;
use std::time::Duration;

use domain::message::{Sender, SenderError};
use service::jobs::Worker;
use service::ports::Outside;
use service::{Services, search};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::config::Config;
use crate::delivery::{DeliveryError, HttpSms, Smtp};

/// Time for the job in hand when the process is told to stop. A job that is cut off is done again
/// when its lease is over.
const LAST_JOB: Duration = Duration::from_secs(8);

/// The ways out of the house: what has no gateway set up stays in the outbox.
///
/// # Errors
/// When a way out cannot be opened; the configuration has checked the form of its settings.
pub fn outside(config: &Config) -> Result<Outside, DeliveryError> {
    let mut outside = Outside::outbox_only(sender(config)?);
    if let Some(settings) = &config.sms {
        outside.sms = Arc::new(HttpSms::new(settings.clone(), outside.sender.clone())?);
    }
    if let Some(settings) = &config.smtp {
        outside.mailer = Arc::new(Smtp::new(settings)?);
    }
    Ok(outside)
}

/// Signs with the configured signature. Links lead to the configured host, else to the one of the
/// public address when it is short enough for a message, else to this machine.
fn sender(config: &Config) -> Result<Sender, SenderError> {
    let signature = &config.sms_signature;
    let public = config
        .public_url
        .as_deref()
        .and_then(|url| url.split_once("://"));
    let named = config.sms_host.as_deref().or(public.map(|(_, host)| host));
    if let Some(host) = named {
        if let Ok(sender) = Sender::new(signature, host) {
            return Ok(sender);
        }
        tracing::warn!(
            host,
            "too long for the links of messages: set sms_host to a shorter host"
        );
    }
    Sender::new(signature, &format!("localhost:{}", config.listen.port()))
}

/// Does jobs until `stop`, and finishes the one in hand.
pub async fn until(services: &Services, outside: Outside, stop: impl Future<Output = ()>) {
    let worker = Worker::new(services.clone(), outside);
    let (tell, told) = oneshot::channel::<()>();
    // Apart, so that a defect in it does not end the process.
    let working = tokio::spawn(async move {
        // A sender that is gone says the same as one that speaks.
        worker.run(async { drop(told.await) }).await;
    });
    stop.await;
    drop(tell);
    match timeout(LAST_JOB, working).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "the background jobs broke off"),
        Err(_) => tracing::warn!("a job was still under way at the end of the grace period"),
    }
}

/// Indexes, in the background, the cases that the search does not hold yet.
pub fn index(services: Services) -> JoinHandle<()> {
    tokio::spawn(async move {
        match search::catch_up(&services).await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, "the search index is complete"),
            Err(failure) => tracing::error!(%failure, "the search index could not be completed"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    fn sent_by(change: impl FnOnce(&mut Config)) -> Sender {
        let mut config = Config::from_layers(&Flags::default(), std::iter::empty()).unwrap();
        change(&mut config);
        sender(&config).unwrap()
    }

    #[test]
    fn links_of_messages_lead_to_a_host_that_fits() {
        let by = |host| Sender::new("维权通", host).unwrap();
        assert_eq!(sent_by(|_| {}), by("localhost:3000"));
        let public = |config: &mut Config| {
            config.public_url = Some("https://315.example.gov.cn".to_owned());
        };
        assert_eq!(sent_by(public), by("315.example.gov.cn"));
        let long = |config: &mut Config| {
            config.public_url = Some("https://consumer-rights.shili.example.gov.cn".to_owned());
        };
        assert_eq!(sent_by(long), by("localhost:3000"));
        let chosen = |config: &mut Config| {
            long(config);
            config.sms_host = Some("315.example.cn".to_owned());
            config.sms_signature = "示例县".to_owned();
        };
        assert_eq!(
            sent_by(chosen),
            Sender::new("示例县", "315.example.cn").unwrap()
        );
    }
}
