//! Signing in and out.

use domain::view::{Failure, Viewer};

use crate::{Answer, Services};

/// Checks name and password; gives the token for the session cookie.
pub async fn sign_in(_services: &Services, _login: &str, _password: &str, _device: &str) -> Answer<String> {
    Err(Failure::WrongCredentials)
}

/// Ends the session.
pub async fn sign_out(_services: &Services, _token: &str) -> Answer<()> {
    Err(Failure::NotFound)
}

/// The person behind a session token; `None` when the session is over.
pub async fn viewer(_services: &Services, _token: &str) -> Answer<Option<Viewer>> {
    Err(Failure::NotFound)
}
