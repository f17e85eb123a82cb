//! Filing a case.

use domain::case::RawFiling;
use domain::view::{Failure, Filed};

use crate::{Answer, Services};

/// Files what an anonymous person sends (no account needed). `idempotency` is the caller's key.
pub async fn file(_services: &Services, _raw: RawFiling, _idempotency: Option<String>) -> Answer<Filed> {
    Err(Failure::NotFound)
}
