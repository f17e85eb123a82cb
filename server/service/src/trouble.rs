//! What can go wrong inside a use case, and what the caller is told of it.

use domain::administration::Obstacle;
use domain::case::{BrokenHistory, FieldProblem, Refusal};
use domain::view::Failure;

use crate::vault::Unsealable;

/// A use case that did not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// Something the caller is to know.
    #[error(transparent)]
    Told(#[from] Failure),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The place where the bytes of files lie.
    #[error("the file store: {0}")]
    Blobs(#[from] std::io::Error),
    /// Stored data that does not fit together.
    #[error("stored data is broken: {0}")]
    Broken(&'static str),
}

impl From<Obstacle> for Trouble {
    fn from(obstacle: Obstacle) -> Self {
        Self::Told(Failure::Hindered(obstacle))
    }
}

impl From<FieldProblem> for Trouble {
    fn from(problem: FieldProblem) -> Self {
        Self::Told(Failure::Invalid(vec![problem]))
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Told(Failure::Refused(refusal))
    }
}

impl From<Unsealable> for Trouble {
    fn from(_: Unsealable) -> Self {
        Self::Broken("sealed data cannot be opened")
    }
}

impl From<BrokenHistory> for Trouble {
    fn from(_: BrokenHistory) -> Self {
        Self::Broken("events do not add up")
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(_: serde_json::Error) -> Self {
        Self::Broken("stored JSON does not fit its type")
    }
}

impl Trouble {
    /// What the caller is told. `reference` finds the rest in the log.
    pub(crate) fn told(self, reference: impl FnOnce() -> String) -> Failure {
        match self {
            Self::Told(failure) => failure,
            Self::Store(store::Error::Busy {
                retry_after_seconds,
            }) => Failure::Busy {
                retry_after: retry_after_seconds,
            },
            Self::Store(store::Error::Conflict { actual }) => Failure::Conflict {
                current: u32::try_from(actual).unwrap_or(u32::MAX),
            },
            Self::Store(
                error @ (store::Error::Full | store::Error::ReadOnly | store::Error::Closed),
            ) => {
                tracing::error!(%error, "the database does not take writes");
                Failure::Busy { retry_after: 30 }
            }
            Self::Blobs(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                tracing::error!(%error, "the file store is full");
                Failure::Busy { retry_after: 30 }
            }
            trouble => {
                let reference = reference();
                tracing::error!(error = %trouble, %reference, "use case failed");
                Failure::Internal { reference }
            }
        }
    }
}
