//! Drafts: what a person has typed so far, kept on the server page by page.

use domain::case::{Draft, DraftStep};
use domain::view::{Failure, Filed};

use crate::{Answer, Services};

/// The draft of this token; `None` when there is none or it is over.
pub async fn load(_services: &Services, _token: &str) -> Answer<Option<Draft>> {
    Err(Failure::NotFound)
}

/// Saves the draft after a page; makes a new one without a (valid) token. Returns the token to
/// keep in the cookie. Nothing is refused here: wrong values are kept and shown with their errors.
pub async fn save(_services: &Services, _token: Option<&str>, _draft: Draft, _step: DraftStep) -> Answer<String> {
    Err(Failure::NotFound)
}

/// Files the draft. Doing it twice gives the same answer.
pub async fn file(_services: &Services, _token: &str) -> Answer<Filed> {
    Err(Failure::NotFound)
}

/// The answer to a draft that was filed, for the confirmation page.
pub async fn filed(_services: &Services, _token: &str) -> Answer<Option<Filed>> {
    Err(Failure::NotFound)
}

/// Throws the draft away (the person starts anew).
pub async fn discard(_services: &Services, _token: &str) -> Answer<()> {
    Err(Failure::NotFound)
}
