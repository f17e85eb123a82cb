//! What staff see and do.

use domain::case::{RawCommand, RawFiling};
use domain::view::{CaseView, Failure, Filed, QueueFilter, QueueView, Viewer};

use crate::{Answer, Services};

/// One page of a queue with the numbers of all tabs.
pub async fn queue(_services: &Services, _viewer: &Viewer, _filter: &QueueFilter) -> Answer<QueueView> {
    Err(Failure::NotFound)
}

/// One case, masked.
pub async fn case(_services: &Services, _viewer: &Viewer, _number: &str) -> Answer<CaseView> {
    Err(Failure::NotFound)
}

/// Does a command. `expected` is the version the person saw; without it the check is left out
/// only for commands that cannot conflict (notes and messages).
pub async fn command(
    _services: &Services,
    _viewer: &Viewer,
    _number: &str,
    _expected: Option<u32>,
    _command: RawCommand,
) -> Answer<CaseView> {
    Err(Failure::NotFound)
}

/// Registers a case for somebody on the phone or at the counter.
pub async fn register(_services: &Services, _viewer: &Viewer, _raw: RawFiling) -> Answer<Filed> {
    Err(Failure::NotFound)
}

/// Shows one field in clear; the look, its field and its reason go on record. `field` is a code of
/// `domain::view::RevealField`.
pub async fn reveal(
    _services: &Services,
    _viewer: &Viewer,
    _number: &str,
    _field: &str,
    _reason: &str,
) -> Answer<String> {
    Err(Failure::NotFound)
}
