//! The ways out of the house that can be set up: e-mail over SMTP, text messages over HTTP.
//!
//! What an answer means follows [decision 9](../../../docs/decisions/0009-each-message-once.md):
//! what surely was not sent is tried again, what may have been sent is not. Errors carry a short
//! code and never the addressee, the words or a credential.

mod mail;
mod secret;
mod template;
mod text;

pub use mail::{Smtp, SmtpSettings};
pub use secret::Secret;
pub use template::{BodyTemplate, TemplateError};
pub use text::{HttpSms, SmsSettings, header, target};

/// Why a configured way out cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// The signature or the host of the links cannot stand in a message.
    #[error(transparent)]
    Sender(#[from] domain::message::SenderError),
    /// The address of the mail server cannot be used.
    #[error("smtp_url cannot be used")]
    Smtp,
    /// Nobody could be trusted.
    #[error("no certificates of authorities on this machine; SSL_CERT_FILE may name a file")]
    Certificates,
}
