//! Short-lived form rows: what was typed and what was wrong, so that a page can show it again
//! without anything in the address bar but an opaque id.

use domain::view::{Failure, FormState};

use crate::{Answer, Services};

/// Keeps a form state for an hour; `owner` (session or draft token, or "" for nobody) must ask for
/// it again. Returns the id for the URL.
pub async fn keep(_services: &Services, _owner: &str, _state: FormState) -> Answer<String> {
    Err(Failure::NotFound)
}

/// The form state of an id; empty when it is over or belongs to somebody else.
pub async fn load(_services: &Services, _owner: &str, _id: &str) -> Answer<FormState> {
    Err(Failure::NotFound)
}
