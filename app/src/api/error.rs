//! The error of every server function: codes, never free text.

use domain::view::Failure;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// A request that was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(transparent)]
pub struct AppError(#[from] pub Failure);

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// The call did not come through (network, or a body that is no form).
    fn from_server_fn_error(_error: ServerFnErrorErr) -> Self {
        Self(Failure::Internal {
            reference: "transport".to_owned(),
        })
    }
}
