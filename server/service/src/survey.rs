//! The satisfaction survey behind a one-time link.

use domain::view::{Failure, SurveyView};

use crate::{Answer, Services};

/// The survey of a token. Looking never writes.
pub async fn open(_services: &Services, _token: &str) -> Answer<SurveyView> {
    Err(Failure::NotFound)
}

/// The one tap. A good answer counts at once; one of the two worst waits for its reason.
pub async fn answer(_services: &Services, _token: &str, _score: u8) -> Answer<SurveyView> {
    Err(Failure::NotFound)
}

/// The second, voluntary step: reasons by code, words, a wish to be called.
pub async fn explain(
    _services: &Services,
    _token: &str,
    _reasons: Vec<String>,
    _comment: String,
    _wants_call: bool,
) -> Answer<SurveyView> {
    Err(Failure::NotFound)
}
