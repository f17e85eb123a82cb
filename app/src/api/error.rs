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

    /// The call did not come through: on the server a body that is no form of this function, in
    /// the browser the network.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let is_body = matches!(
            error,
            ServerFnErrorErr::Args(_)
                | ServerFnErrorErr::MissingArg(_)
                | ServerFnErrorErr::Deserialization(_)
        );
        if cfg!(feature = "ssr") && is_body {
            return Self(Failure::Invalid(Vec::new()));
        }
        Self(Failure::Internal {
            reference: "transport".to_owned(),
        })
    }
}
