//! E-mail over SMTP.

use std::time::Duration;

use data_encoding::HEXLOWER;
use futures::future::BoxFuture;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{Address, AsyncTransport as _, Tokio1Executor};
use service::ports::{Mail, Mailer, NotSent, Sent};
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;

use super::{DeliveryError, Secret};

/// Time for the server to answer at all, and again for it to take a mail.
const PATIENCE: Duration = Duration::from_secs(10);
/// Characters of a key's hash in a `Message-ID`.
const NAME: usize = 32;

/// How the mail server is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// `smtp://…` or `smtps://…`, perhaps with name and password.
    url: Secret,
    /// Who writes.
    from: Mailbox,
}

impl SmtpSettings {
    /// Settings whose address is of a known form; `None` otherwise.
    pub fn new(url: Secret, from: Mailbox) -> Option<Self> {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal()).ok()?;
        Some(Self { url, from })
    }
}

/// The way to e-mail.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl Smtp {
    /// A way to the server in the settings.
    ///
    /// # Errors
    /// [`DeliveryError::Smtp`] when its address cannot be used.
    pub fn new(settings: &SmtpSettings) -> Result<Self, DeliveryError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.url.reveal())
            .map_err(|_| DeliveryError::Smtp)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self {
            transport,
            from: settings.from.clone(),
            patience: PATIENCE,
        })
    }

    /// Waits so long for the server instead of ten seconds.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// A first conversation without a mail. When it fails, the mail surely was not sent; the
    /// errors of the library do not say how far a conversation came.
    async fn knock(&self) -> Result<(), NotSent> {
        match timeout(self.patience, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Err(error)) => Err(NotSent::Later(reason(&error))),
            Ok(Ok(false)) | Err(_) => Err(NotSent::Later("no connection".to_owned())),
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, NotSent> {
        let to: Address = mail
            .to
            .parse()
            .map_err(|_| NotSent::Never("address".to_owned()))?;
        let hash = HEXLOWER.encode(&Sha256::digest(mail.key.as_bytes()));
        let name = hash.get(..NAME).unwrap_or(&hash);
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{name}@{}>", self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|_| NotSent::Never("message".to_owned()))
    }

    async fn exchange(&self, mail: &Mail) -> Sent {
        let message = self.message(mail)?;
        self.knock().await?;
        match timeout(self.patience, self.transport.send(message)).await {
            // What a server says behind its code may repeat the addressee.
            Ok(Ok(answer)) => Ok(Some(format!("SMTP {}", answer.code()))),
            Ok(Err(error)) => Err(meaning(&error)),
            Err(_) => Err(NotSent::Unknown("no answer".to_owned())),
        }
    }
}

/// The code of an answer; never its words.
fn reason(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("SMTP {code}"),
        None => "no connection".to_owned(),
    }
}

/// 4xx may be sent later and 5xx never, but for 530 to 538: those refuse the office's own
/// credentials (RFC 4954) and are mended in the settings. A connection that broke says nothing.
fn meaning(error: &Error) -> NotSent {
    let code = error.status().map(u16::from);
    match code {
        Some(400..=499 | 530..=538) => NotSent::Later(reason(error)),
        Some(_) => NotSent::Never(reason(error)),
        None if error.is_client() => NotSent::Never("unfit for this server".to_owned()),
        None => NotSent::Unknown("no answer".to_owned()),
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Sent> {
        Box::pin(self.exchange(mail))
    }
}
