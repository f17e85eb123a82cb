//! Why a request was not done, in codes that every surface can say in words.

use serde::{Deserialize, Serialize};

use crate::administration::Obstacle;
use crate::case::{FieldProblem, Refusal};

/// A request that was not done. It carries codes only, never free text and never another
/// person's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// Nobody is signed in, or the session is over.
    #[error("sign in first")]
    SignInRequired,
    /// The account may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// There is no such thing, or it must not be known that there is.
    #[error("not found")]
    NotFound,
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldProblem>),
    /// The rules of the case stand against it.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Something has to be done before an administrator can do this.
    #[error("hindered: {}", .0.code())]
    Hindered(Obstacle),
    /// The password has to be changed before anything else.
    #[error("change the password first")]
    PasswordChangeRequired,
    /// Somebody else changed it meanwhile.
    #[error("changed meanwhile, now at version {current}")]
    Conflict {
        /// Version it has now.
        current: u32,
    },
    /// Name or password is wrong, or the account is locked.
    #[error("name or password is wrong")]
    WrongCredentials,
    /// A link or code is over.
    #[error("expired")]
    Expired,
    /// The same idempotency key came with another body.
    #[error("idempotency key used for another request")]
    KeyReused,
    /// Too many requests.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The system is busy or cannot write at the moment; nothing was changed.
    #[error("busy")]
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// A defect; the reference finds it in the logs.
    #[error("internal error {reference}")]
    Internal {
        /// Reference for the operator.
        reference: String,
    },
}

impl Failure {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignInRequired => "sign_in_required",
            Self::NotAllowed => "not_allowed",
            Self::NotFound => "not_found",
            Self::Invalid(_) => "invalid",
            Self::Refused(refusal) => refusal.code(),
            Self::Hindered(obstacle) => obstacle.code(),
            Self::PasswordChangeRequired => "password_change_required",
            Self::Conflict { .. } => "conflict",
            Self::WrongCredentials => "wrong_credentials",
            Self::Expired => "expired",
            Self::KeyReused => "idempotency_key_reused",
            Self::TooMany { .. } => "too_many_requests",
            Self::Busy { .. } => "busy",
            Self::Internal { .. } => "internal",
        }
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignInRequired | Self::WrongCredentials => 401,
            Self::NotAllowed | Self::PasswordChangeRequired => 403,
            Self::NotFound => 404,
            Self::Refused(_) | Self::Hindered(_) => 409,
            Self::Expired => 410,
            Self::Conflict { .. } => 412,
            Self::Invalid(_) | Self::KeyReused => 422,
            Self::TooMany { .. } => 429,
            Self::Busy { .. } => 503,
            Self::Internal { .. } => 500,
        }
    }
}
