//! What the use cases take from outside.

use std::time::Duration;

use std::fmt;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::document::Document;
use domain::message::{Sender, Template, Variables};
use domain::view::Failure;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use uuid::Uuid;

/// The present time. Production reads the system clock, tests set it.
pub trait Clock: Send + Sync {
    /// The present instant, truncated to microseconds so that both engines keep it exactly.
    fn now(&self) -> DateTime<Utc>;
}

/// Unpredictable bytes. Production reads the operating system, demos and tests use a seed.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// Which of the two sets of bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobPart {
    /// As it came in.
    Original,
    /// The copy of a picture that is shown and given out.
    Served,
}

/// Names bytes in a [`BlobStore`]: file name of one segment, key of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobName {
    /// The file.
    pub file: Uuid,
    /// Which of its bytes.
    pub part: BlobPart,
}

impl fmt::Display for BlobName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            BlobPart::Original => "original",
            BlobPart::Served => "served",
        };
        write!(f, "{}.{part}", self.file.simple())
    }
}

/// Bytes on their way into a [`BlobStore`]. Dropped unfinished, nothing of them stays.
pub trait BlobSink: Send {
    /// Adds bytes.
    fn write<'a>(&'a mut self, bytes: &'a [u8]) -> BoxFuture<'a, io::Result<()>>;
    /// Keeps everything under its name, so that a crash does not lose it.
    fn finish(self: Box<Self>) -> BoxFuture<'static, io::Result<()>>;
}

/// The bytes of a blob, piece by piece.
pub type BlobStream = BoxStream<'static, io::Result<Bytes>>;

/// Where the bytes of files lie: a directory, or a store of objects. It only ever sees sealed
/// bytes. [`crate::blobs`] has the directory.
pub trait BlobStore: Send + Sync {
    /// Begins to write a blob.
    fn create(&self, name: BlobName) -> BoxFuture<'_, io::Result<Box<dyn BlobSink>>>;
    /// Reads a blob from its beginning; [`io::ErrorKind::NotFound`] when there is none.
    fn open(&self, name: BlobName) -> BoxFuture<'_, io::Result<BlobStream>>;
    /// Deletes a blob, and what an interrupted write left of it. One that is not there is deleted.
    fn delete(&self, name: BlobName) -> BoxFuture<'_, io::Result<()>>;
}

/// Sets official documents on paper.
pub trait Typesetter: Send + Sync {
    /// The document as PDF; the same document gives the same bytes.
    fn typeset(&self, document: Document) -> BoxFuture<'_, Result<Vec<u8>, Failure>>;
}

/// A text message. The carrier knows the words by the code of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which of the registered texts.
    pub template: Template,
    /// A mobile number, 11 digits.
    pub phone: String,
    /// What fills the text.
    pub variables: Variables,
    /// The same for every attempt; a gateway that knows it has the message already.
    pub key: String,
}

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same for every attempt; makes the `Message-ID`.
    pub key: String,
}

/// Why a gateway did not say that a message went out. The reason is a short code for the
/// administrator and holds nothing of the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// It surely did not go out and may later: no connection, too many requests, 5xx before the
    /// body was read.
    #[error("not sent: {0}")]
    Later(String),
    /// The same, and the gateway asks to wait so long.
    #[error("not sent: {0}")]
    NotBefore(String, Duration),
    /// It surely did not go out and never will: a number or template that is refused.
    #[error("refused: {0}")]
    Never(String),
    /// It may have gone out: the connection broke while the answer was awaited. It is not sent
    /// again unless an administrator says so.
    #[error("outcome unknown: {0}")]
    Unknown(String),
}

/// What a gateway calls a message it took; `None` when the message stayed in the outbox.
pub type Sent = Result<Option<String>, NotSent>;

/// The way to text messages. [`crate::gateway`] has the generic HTTP one, without its transport.
pub trait Sms: Send + Sync {
    /// Sends one message.
    fn send<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Sent>;
}

/// The way to e-mail (SMTP).
pub trait Mailer: Send + Sync {
    /// Sends one e-mail.
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Sent>;
}

/// A gateway through which nothing leaves: messages stay in the outbox, where an administrator
/// reads them. For demonstrations, and until a gateway is set up.
#[derive(Debug, Clone, Copy)]
pub struct OutboxOnly;

impl Sms for OutboxOnly {
    fn send<'a>(&'a self, _: &'a Text) -> BoxFuture<'a, Sent> {
        Box::pin(async { Ok(None) })
    }
}

impl Mailer for OutboxOnly {
    fn send<'a>(&'a self, _: &'a Mail) -> BoxFuture<'a, Sent> {
        Box::pin(async { Ok(None) })
    }
}

/// Everything that leads out of the house. Only a worker has it; use cases write to the outbox.
#[derive(Clone)]
pub struct Outside {
    /// Who signs, and where links lead.
    pub sender: Sender,
    /// Text messages.
    pub sms: Arc<dyn Sms>,
    /// E-mail.
    pub mailer: Arc<dyn Mailer>,
}

impl Outside {
    /// Nothing leaves.
    pub fn outbox_only(sender: Sender) -> Self {
        Self {
            sender,
            sms: Arc::new(OutboxOnly),
            mailer: Arc::new(OutboxOnly),
        }
    }
}
