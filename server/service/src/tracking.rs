//! What the person who filed may see and do, by receipt.

use domain::case::RawCommand;
use domain::view::{Failure, TrackView};

use crate::{Answer, Services};

/// Checks a receipt as typed and gives a token for the cookie of that one case (30 minutes).
pub async fn open(_services: &Services, _receipt: &str) -> Answer<String> {
    Err(Failure::NotFound)
}

/// The case behind a cookie token.
pub async fn track(_services: &Services, _token: &str) -> Answer<TrackView> {
    Err(Failure::NotFound)
}

/// The case behind a receipt (HTTP interface).
pub async fn track_by_receipt(_services: &Services, _receipt: &str) -> Answer<TrackView> {
    Err(Failure::NotFound)
}

/// A command of the person who filed: message, material, withdrawal, rating, reopening.
pub async fn act(_services: &Services, _token: &str, _command: RawCommand) -> Answer<TrackView> {
    Err(Failure::NotFound)
}

/// The same by receipt (HTTP interface).
pub async fn act_by_receipt(_services: &Services, _receipt: &str, _command: RawCommand) -> Answer<TrackView> {
    Err(Failure::NotFound)
}
